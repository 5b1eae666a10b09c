"""What a page's end cuts in a form: headings of several rows, labels, rows under levels that the next page says again."""

from __future__ import annotations

from extractors.draft import Project
from extractors.pieces import Block, Grid, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of
from tests.extractors.test_unseen_forms import grid

HEAD = """项目名称|普法宣传|<|<|<|<|<
年度预算|12|财政拨款|10|其他资金|2|<
年度目标|做好普法宣传。"""
HEADING = "一级指标|二级指标|三级指标|方向|指标值|单位|权重"
TITLE = "2024年项目支出绩效目标表"


def on_page(page: int, rows: str) -> Grid:
    drawn = grid(rows)
    for row in drawn.rows:
        for cell in row:
            cell.piece.page = page
    return drawn


def read(*pages: str) -> list[Project]:
    blocks: list[Block] = [Line(Piece(TITLE, 1))]
    blocks += [on_page(at, rows) for at, rows in enumerate(pages, start=1)]
    return draft_of(Reading("pdf", len(pages), blocks)).projects


def indicators(project: Project) -> list[tuple[str, str, str]]:
    return [(one.level2.text, one.level3.text, one.value.text) for one in project.indicators]


def test_the_end_of_a_name_under_levels_that_the_page_says_again_is_no_indicator() -> None:
    above = f"{HEAD}\n{HEADING}\n产出指标|数量指标|宣讲场次（以签到簿为准，含|≥|12|场|10"
    below = f"{HEADING}\n产出指标|数量指标|网上场次）||||\n^|^|咨询人次|≥|900|人次|10"
    assert indicators(read(above, below)[0]) == [
        ("数量指标", "宣讲场次（以签到簿为准，含网上场次）", "12"),
        ("数量指标", "咨询人次", "900"),
    ]


def test_a_heading_of_three_rows_is_cut_above_the_last() -> None:
    above = f"""{HEAD}
一级指标|二级指标|三级指标|指标值|<|<|依据
^|^|^|近两年指标值|<|预期当年|^"""
    below = "|||前年|上年|实现值|\n产出指标|数量指标|宣讲场次|≥9场|≥10场|≥12场|计划"
    assert indicators(read(above, below)[0]) == [("数量指标", "宣讲场次", "≥12场")]


def test_a_label_below_the_indicators_is_cut() -> None:
    above = f"""{HEAD}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|宣讲场次|≥12场
其他需要说明的问|无"""
    below = "题||<|<|<|<|<"
    assert indicators(read(above, below)[0]) == [("数量指标", "宣讲场次", "≥12场")]


def test_goals_begin_beside_a_label_that_stands_overleaf() -> None:
    above = """项目名称|普法宣传|<|<|<|<
年度预算|12|财政拨款|10|其他资金|2
|1.宣讲进村，全年不少于十二场；"""
    below = """长期目标|2.普法意识明显提高。|<|<|<|<
年度目标|做好普法宣传。
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|宣讲场次|≥12场"""
    project = read(above, below)[0]
    assert project.midterm_goals.text == "1.宣讲进村，全年不少于十二场； 2.普法意识明显提高。"
    assert project.goals.text == "做好普法宣传。"


def test_the_rest_of_a_titles_last_row_does_not_part_it_from_its_form() -> None:
    first = f"""2024年项目支出绩效目标表|<|<|<|<|<|<
341001 青原县司法局|<|<|单位：万元
项目名称|普法宣传|项目代码|13001
年度预算|12
{HEADING}
产出指标|数量指标|宣讲场次|≥|12|场|10
2024年项目支出绩效目标表
341005 青原县公证处|<|<|单位：万元"""
    second = f"""|<|<||<|<|<
项目名称|公证服务|项目代码|13002
年度预算|7
{HEADING}
产出指标|数量指标|公证件数|≥|90|件|10"""
    assert [one.unit_code.text for one in read(first, second)] == ["341001", "341005"]
