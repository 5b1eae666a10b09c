"""What clerks write into templates besides values: sums in sentences, 同上, 无, two indicators in a cell, names over two rows."""

from __future__ import annotations

import pytest

from extractors.draft import Project
from extractors.errors import UnreadableDraft
from extractors.pieces import Block, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of
from tests.extractors.test_unseen_forms import grid

HEAD = """项目名称|普法宣传|<|<|<|<
预算数|12|财政拨款|10|其他资金|2
年度目标|做好普法宣传。"""
HEADING = "一级指标|二级指标|三级指标|指标值|分值|依据"


def read(*forms: str) -> list[Project]:
    blocks: list[Block] = []
    for form in forms:
        blocks += [Line(Piece("2024年项目支出绩效目标表")), grid(form)]
    return draft_of(Reading("docx", None, blocks)).projects


def indicators(rows: str, heading: str = HEADING) -> list[tuple[str, str, str, str]]:
    (project,) = read(f"{HEAD}\n{heading}\n{rows}")
    return [(one.level1.text, one.level2.text, one.level3.text, one.value.text) for one in project.indicators]


@pytest.mark.parametrize(
    ("label", "said", "amounts"),
    [
        (
            "资金安排",
            "年度预算总额828万元，其中：财政拨款745万元，其他资金83万元。",
            ("828万元", "745万元", "83万元"),
        ),
        ("资金安排", "年度预算总额233万，全部为财政拨款。", ("233万", "233万", "")),
        ("资金安排", "年度资金总额 其中：财政拨款⏎550,000.00 440,000.00", ("550,000.00", "440,000.00", "")),
        ("预算数", "壹佰肆拾捌万元整，均由财政资金安排", ("壹佰肆拾捌万元整", "壹佰肆拾捌万元整", "")),
        ("预算数", "捌佰肆拾万元整（￥8,400,000.00）", ("捌佰肆拾万元整（￥8,400,000.00）", "", "")),
        ("预算数", "100万元（其中财政拨款 80 万元）", ("100万元", "80 万元", "")),
        ("预算数", "201万元（其中：财政拨款201万元，其他资金无）", ("201万元", "201万元", "")),
    ],
)
def test_sums_in_a_sentence(label: str, said: str, amounts: tuple[str, str, str]) -> None:
    head = f"项目名称|普法宣传|<|<|<|<\n{label}|{said}\n年度目标|做好普法宣传。"
    (project,) = read(f"{head}\n{HEADING}\n产出指标|数量指标|宣讲|12场|9|计划")
    assert (project.budget.text, project.fiscal.text, project.other.text) == amounts


def test_the_same_as_above() -> None:
    assert indicators(
        "产出指标|数量指标|宣讲场次|12场|9|计划\n同上|同上|咨询人次|9人|9|计划\n同上|质量指标|合格率|9%|9|计划"
    ) == [
        ("产出指标", "数量指标", "宣讲场次", "12场"),
        ("产出指标", "数量指标", "咨询人次", "9人"),
        ("产出指标", "质量指标", "合格率", "9%"),
    ]


@pytest.mark.parametrize("none", ["不适用", "无", "/", "——", "……"])
def test_a_row_that_says_there_is_none(none: str) -> None:
    rows = f"产出指标|数量指标|宣讲场次|12场|9|计划\n效益指标|经济效益指标|{none}|{none}||\n^|社会效益指标|知晓率|9%|9|计划"
    assert [one[2] for one in indicators(rows)] == ["宣讲场次", "知晓率"]


def test_two_indicators_in_one_cell() -> None:
    rows = "产出指标|数量指标|修缮文物保护单位⏎安装监控点位|2处⏎24个以上|9|计划\n^|质量指标|水质达标率⏎变化情况|≥90%⏎≤100%|9|计划"
    assert indicators(rows) == [
        ("产出指标", "数量指标", "修缮文物保护单位", "2处"),
        ("产出指标", "数量指标", "安装监控点位", "24个以上"),
        ("产出指标", "质量指标", "水质达标率变化情况", "≥90% ≤100%"),
    ]


def test_a_name_over_two_rows() -> None:
    rows = "产出指标|数量指标|修补路面|9亩|9|计划\n^|^|坑槽面积|||\n^|^|巡查|12次||\n^|^|次数|||"
    assert [one[2:] for one in indicators(rows)] == [("修补路面坑槽面积", "9亩"), ("巡查次数", "12次")]


def test_a_second_name_is_the_target() -> None:
    heading = "一级指标|二级指标|三级指标|考核指标|分值|依据"
    assert indicators("产出指标|数量指标|宣讲场次|不少于12场|9|计划", heading)[0][3] == "不少于12场"


BLANK = """项目名称||<|<|<|<
预算数||财政拨款||其他资金|
年度目标|
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|指标1：|
^|^|……|"""


def test_a_blank_form_is_no_project() -> None:
    filled = f"{HEAD}\n{HEADING}\n产出指标|数量指标|宣讲场次|12场|9|计划"
    assert [one.project_name.text for one in read(filled, BLANK)] == ["普法宣传"]
    with pytest.raises(UnreadableDraft) as refused:
        read(BLANK)
    assert refused.value.code == "no_form"


def test_a_head_below_the_indicators_is_of_the_form_above() -> None:
    forms = [
        f"年度目标|做好{name}。|<|<|<|<\n{HEADING}\n产出指标|数量指标|{name}场次|12场|9|计划\n"
        f"项目名称|{name}\n预算数|1{at}|财政拨款|1{at}|其他资金|0"
        for at, name in enumerate(("普法宣传", "公证服务", "送戏下乡"))
    ]
    found = [(one.project_name.text, one.budget.text, one.indicators[0].level3.text) for one in read(*forms)]
    assert found == [
        ("普法宣传", "10", "普法宣传场次"),
        ("公证服务", "11", "公证服务场次"),
        ("送戏下乡", "12", "送戏下乡场次"),
    ]


@pytest.mark.parametrize("sign", ["—", "——", "/", "-", " — "])
@pytest.mark.parametrize("heading", ["指标类别", "指标类型", "一级指标"])
def test_both_levels_in_one_cell(sign: str, heading: str) -> None:
    rows = f"""1|产出指标{sign}数量指标|宣讲场次|12场|9|计划
2|^|咨询人次|9人|9|计划
3|满意度指标{sign}服务对象满意度指标|群众满意度|9%|9|计划"""
    assert indicators(rows, f"序号|{heading}|三级指标|指标值|分值|依据") == [
        ("产出指标", "数量指标", "宣讲场次", "12场"),
        ("产出指标", "数量指标", "咨询人次", "9人"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "9%"),
    ]


def test_a_row_that_is_counted_and_nothing_else_is_no_indicator() -> None:
    heading = "序号|一级指标|二级指标|三级指标|指标值|依据"
    rows = "1|产出指标|数量指标|宣讲场次|12场|计划\n2|^|质量指标|||\n3|^|时效指标|及时率|9%|计划"
    assert [one[2] for one in indicators(rows, heading)] == ["宣讲场次", "及时率"]


@pytest.mark.parametrize(
    "sums",
    [
        "年初预算数（万元）|其中：本级安排|<|其他资金|<|负责人\n12|12|<|0|<|赵某",
        "项目资金（万元）|年度资金总额|第一季度|第二季度|第三季度|第四季度\n^|12|3|3|3|3",
    ],
)
def test_sums_under_their_labels(sums: str) -> None:
    (project,) = read(
        f"项目名称|普法宣传|<|<|<|<\n{sums}\n年度目标|做好普法宣传。\n{HEADING}\n产出指标|数量指标|宣讲|9场|9|计划"
    )
    assert project.budget.text == "12"
    assert not project.plan


def test_lists_of_indicators_in_the_only_column_for_them() -> None:
    heading = "序号|项目名称|预算数|年度目标|绩效指标|备注"
    lists = [
        f"{at}|{name}|1{at}|做好{name}。|数量指标：1.{name}场次≥12场；2.咨询人次≥9人。⏎时效指标：1.完成时间11月底前。⏎满意度指标⏎1.群众满意度≥9%。|"
        for at, name in enumerate(("普法宣传", "公证服务", "送戏下乡"), start=1)
    ]
    projects = read("\n".join([heading, *lists, "合计||36|||"]))
    assert [(one.project_name.text, one.budget.text) for one in projects] == [
        ("普法宣传", "11"),
        ("公证服务", "12"),
        ("送戏下乡", "13"),
    ]
    assert [(one.level2.text, one.level3.text, one.value.text) for one in projects[2].indicators] == [
        ("数量指标", "送戏下乡场次", "≥12场"),
        ("数量指标", "咨询人次", "≥9人"),
        ("时效指标", "完成时间", "11月底前"),
        ("满意度指标", "群众满意度", "≥9%"),
    ]


@pytest.mark.parametrize(
    ("named", "read_as"),
    [
        (("1.培训人次", "2.培训场次", "1.合格率"), ("培训人次", "培训场次", "合格率")),
        (("指标1：培训人次", "指标2：培训场次", "合格率"), ("培训人次", "培训场次", "合格率")),
        (("①培训人次", "②培训场次", "合格率"), ("培训人次", "培训场次", "合格率")),  # of one level 2
        (("（1）培训人次", "（2）培训场次", "（1）合格率"), ("培训人次", "培训场次", "合格率")),
        (("1.5米以上儿童", "培训场次", "合格率"), ("1.5米以上儿童", "培训场次", "合格率")),
        (("110、119接警量", "2.培训场次", "合格率"), ("110、119接警量", "2.培训场次", "合格率")),
        (("3.培训人次", "1.培训场次", "合格率"), ("3.培训人次", "1.培训场次", "合格率")),
    ],
)
def test_counters_before_names_are_none_of_these(named: tuple[str, ...], read_as: tuple[str, ...]) -> None:
    levels = ("数量指标", "数量指标", "质量指标")
    rows = "\n".join(f"产出指标|{level}|{name}|≥5||" for level, name in zip(levels, named, strict=True))
    assert tuple(name for _, _, name, _ in indicators(rows)) == read_as
