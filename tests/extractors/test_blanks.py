"""Text whose columns only blanks part: read where they tell the cells, else refused with its lines."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.draft import Draft
from extractors.errors import UnreadableDraft
from extractors.reader import read_draft
from tests.extractors.blanks import Pen, in_blanks
from tests.extractors.test_unseen_forms import FORMS, check, grid

HEAD = """                 青石县2023年项目绩效目标表
                                                          单位：万元

项目名称        古桥修缮
主管部门        青石县文物局                  实施单位      青石县古建保护所
项目资金        48.50
绩效目标        修缮古桥3座，加固桥台6处。

"""
TABLE = """一级指标        二级指标          三级指标                      指标值
产出指标        数量指标          修缮古桥                      3座
                                  加固桥台                      6处
                质量指标          验收合格率                    100%
效益指标        社会效益指标      受益村民                      不少于900人
满意度指标      服务对象满意度    村民满意度                    ≥90%
"""
INDICATORS = [
    ("产出指标", "数量指标", "修缮古桥", "3座"),
    ("产出指标", "数量指标", "加固桥台", "6处"),
    ("产出指标", "质量指标", "验收合格率", "100%"),
    ("效益指标", "社会效益指标", "受益村民", "不少于900人"),
    ("满意度指标", "服务对象满意度", "村民满意度", "≥90%"),
]
REFUSED = ("unruled_text", "no_form")


def read(text: str) -> Draft:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.txt"
        path.write_text(text, encoding="utf-8")
        return read_draft(path)


def indicators(draft: Draft, project: int = 0) -> list[tuple[str, str, str, str]]:
    return [
        (one.level1.text, one.level2.text, one.level3.text, one.value.text)
        for one in draft.projects[project].indicators
    ]


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(UnreadableDraft) as refused:
        read(text)
    return refused.value.code, refused.value.detail


def test_a_form_whose_columns_begin_one_below_the_other() -> None:
    draft = read(HEAD + TABLE)
    (project,) = draft.projects
    told = (project.project_name, project.department_name, project.unit_name, project.budget, project.goals)
    assert [value.text for value in told] == [
        "古桥修缮", "青石县文物局", "青石县古建保护所", "48.50", "修缮古桥3座，加固桥台6处。",
    ]  # fmt: skip
    assert (project.fiscal_year, project.money_unit.text) == (2023, "万元")
    assert indicators(draft) == INDICATORS
    name = draft.cells[project.project_name.cells[0]]
    assert (name.row, name.column, name.field) == (4, 1, "project_name")


def test_texts_below_their_labels_and_lines_drawn_across() -> None:
    rule = "-" * 60 + "\n"
    goals = "绩效目标：\n    目标1：修缮古桥3座；\n    目标2：加固桥台6处。\n"
    head = HEAD.replace("绩效目标        修缮古桥3座，加固桥台6处。\n", goals)
    draft = read(f"{head}{rule}{TABLE}{rule}")
    (project,) = draft.projects
    assert project.goals.text == "目标1：修缮古桥3座；目标2：加固桥台6处。"
    assert indicators(draft) == INDICATORS


def test_several_forms_one_below_the_other() -> None:
    other = HEAD.replace("古桥修缮", "碑刻拓印").split("\n\n", 1)[1]
    draft = read(f"{HEAD}{TABLE}\n\n{other}{TABLE}填表人：高山        联系电话：0900-1\n")
    assert [project.project_name.text for project in draft.projects] == ["古桥修缮", "碑刻拓印"]
    assert indicators(draft) == indicators(draft, 1) == INDICATORS


def test_blanks_as_wide_as_a_chinese_character() -> None:
    wide = (HEAD + TABLE).replace("  ", "\u3000")
    assert indicators(read(wide)) == INDICATORS


def test_columns_filled_up_by_the_count_of_characters() -> None:
    rows = [line.split() for line in TABLE.splitlines()]
    rows[2] = ["", "", *rows[2]]
    rows[3] = ["", *rows[3]]
    text = "".join("".join(cell.ljust(12) for cell in row).rstrip() + "\n" for row in rows)
    assert indicators(read(HEAD + text)) == INDICATORS


def test_texts_that_are_broken_go_on_in_their_column() -> None:
    draft = read(
        HEAD.replace(
            "修缮古桥3座，加固桥台6处。", "修缮古桥3座，加固桥台6处，设置限载标志和\n                护栏。"
        )
        + "一级指标    二级指标      三级指标          指标值          备注\n"
        "产出指标    数量指标      修缮古桥          3座\n"
        "            质量指标      竣工后抽查项目    不低于90%\n"
        "                          验收合格率\n"
        "            时效指标      开工              汛期结束以后\n"
        "                                            的十五日内\n"
        "满意度指标  服务对象满    村民满意度        ≥90%            抽样\n"
        "            意度指标\n"
    )
    assert draft.projects[0].goals.text == "修缮古桥3座，加固桥台6处，设置限载标志和护栏。"
    assert indicators(draft) == [
        ("产出指标", "数量指标", "修缮古桥", "3座"),
        ("产出指标", "质量指标", "竣工后抽查项目验收合格率", "不低于90%"),
        ("产出指标", "时效指标", "开工", "汛期结束以后的十五日内"),
        ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%"),
    ]


def test_a_text_wider_than_its_column_pushes_the_others() -> None:
    draft = read(
        HEAD + TABLE.replace("加固桥台                      6处", "加固桥台、引桥、护坡和上下游护岸工程  6处")
    )
    assert indicators(draft)[1] == ("产出指标", "数量指标", "加固桥台、引桥、护坡和上下游护岸工程", "6处")


def test_a_text_that_leaves_one_blank_before_the_next_column() -> None:
    draft = read(
        HEAD + "一级指标    二级指标  三级指标  指标值 分值\n产出指标    数量指标  修缮古桥  3座    40\n"
        "            质量指标  合格率    ≥95%   30\n            时效指标  开工      10月前 30\n"
    )
    found = [(one.value.text, one.weight.text) for one in draft.projects[0].indicators]
    assert found == [("3座", "40"), ("≥95%", "30"), ("10月前", "30")]


def test_an_amount_indented_below_the_one_of_which_it_is() -> None:
    amounts = (
        "项目资金        资金总额                48.50\n（万元）        其中：财政性资金        40.00\n"
        "                      其他资金          8.50\n"
    )
    (project,) = read(HEAD.replace("项目资金        48.50\n", amounts) + TABLE).projects
    assert (project.budget.text, project.fiscal.text, project.other.text) == ("48.50", "40.00", "8.50")


def test_headings_in_two_rows() -> None:
    draft = read(
        HEAD + "一级指标    二级指标    三级指标    评价标准\n"
        "                                    优      良      中      差\n"
        "产出指标    数量指标    修缮古桥    3座     2座     1座     0座\n"
        "            质量指标    合格率      100%    95%     90%     ＜90%\n"
    )
    grades = [[detail.value.text for detail in one.details] for one in draft.projects[0].indicators]
    assert grades == [["3座", "2座", "1座", "0座"], ["100%", "95%", "90%", "＜90%"]]


def test_a_label_over_several_rows_and_one_beside_the_table() -> None:
    draft = read(
        HEAD.replace(
            "项目资金        48.50\n",
            "项目资金        年度资金总额：                48.50\n（万元）        其中：财政拨款                40.00\n"
            "                其他资金                      8.50\n",
        )
        + "绩  一级指标  二级指标  三级指标    指标值\n效  产出指标  数量指标  修缮古桥    3座\n"
        "指            质量指标  验收合格率  100%\n标  效益指标  社会效益  受益村民    900人\n"
    )
    (project,) = draft.projects
    assert (project.budget.text, project.fiscal.text, project.other.text) == ("48.50", "40.00", "8.50")
    assert [name for *_, name, _ in indicators(draft)] == ["修缮古桥", "验收合格率", "受益村民"]


def test_headings_of_sections_stay_lines() -> None:
    draft = read(HEAD.replace("项目资金", "一、资金与目标\n项目资金") + "二、各项指标\n" + TABLE)
    assert indicators(draft) == INDICATORS
    assert [cell.text for cell in draft.cells if cell.text.startswith(("一、", "二、"))] == [
        "一、资金与目标",
        "二、各项指标",
    ]


UNSURE = {
    "a text over a column's edge": TABLE.replace(
        "加固桥台                      6处", "加固桥台、引桥、护坡和上下游护岸工程6处"
    ),
    "one blank": TABLE.replace("验收合格率                    100%", "验收合格率至少须要达到百分之百 100%"),
    "columns not in line": TABLE.replace(
        "                                  加固", "                        加固"
    ),
    "a name beside the middle of its rows": "一级指标  二级指标  三级指标    指标值\n"
    "                    修缮古桥    3座\n          数量指标\n产出指标            加固桥台    6处\n"
    "          质量指标  验收合格率  100%\n",
    "a level 1 that may be in the middle of its rows": "一级指标  二级指标  三级指标  指标值\n"
    "甲类      子一      修缮古桥  3座\n          子二      加固桥台  6处\n"
    "乙类      子三      受益村民  9人\n          子四      受益游客  8人\n",
    "a text below one that had room for it": TABLE.replace(
        "6处\n", "6处\n                                  和引桥\n"
    ),
    "lines that may be one row or two": TABLE.replace(
        "验收合格率                    100%\n",
        "修缮后的石桥在汛期            都达到荷载的标准\n"
        "                                  前通过验收的合格率            或者一律加固过的\n",
    ),
    "a target that may be another": TABLE.replace(
        "不少于900人\n", "不少于900人\n" + " " * 64 + "不少于800户\n"
    ),
    "no target": TABLE.replace("6处", ""),
    "a heading said again": TABLE + TABLE,
}


@pytest.mark.parametrize("between", ["\n                          - 1 -\n\n", f"{'-' * 60}\n"])
def test_numbers_of_pages_and_drawn_lines_part_no_rows(between: str) -> None:
    below = "                质量"
    assert indicators(read(HEAD + TABLE.replace(below, between + below))) == INDICATORS


def test_amounts_below_their_labels_under_a_name_behind_a_number() -> None:
    head = """1、古桥修缮

  项目单位：青石县古建保护所                            单位：万元

  预算总额        财政拨款        其他资金
  25.2            18              7.2

  年度绩效目标：
    修缮古桥3座。

"""
    (project,) = read("青石县2023年项目绩效目标表\n\n" + head + TABLE).projects
    assert (project.project_name.text, project.unit_name.text) == ("古桥修缮", "青石县古建保护所")
    assert [one.text for one in (project.budget, project.fiscal, project.other)] == ["25.2", "18", "7.2"]


@pytest.mark.parametrize("name", UNSURE)
def test_what_cannot_be_parted_surely_is_refused_with_its_lines(name: str) -> None:
    code, detail = refusal(HEAD + UNSURE[name])
    assert code == "unruled_text"
    assert detail.startswith("4-")


HEADS = {
    "one blank behind a label": HEAD.replace("项目名称        古", "项目名称 古"),
    "one blank before a label": HEAD.replace("文物局                  实施", "文物局 实施"),
    "texts side by side": HEAD.replace("48.50", "48.50      市级"),
    "labels beside the middle of their texts": HEAD.replace(
        "项目名称        古桥修缮", "                古桥和古碑\n项目名称        修缮"
    ),
    "the first label beside the middle of its text": HEAD.replace(
        "项目名称        古桥修缮",
        "                900101-青石县古建\n项目单位        保护所\n项目名称        古桥修缮",
    ),
    "a heading over some of those below": HEAD[:-1] + "                指标大类\n",
}


@pytest.mark.parametrize("name", HEADS)
def test_a_head_that_cannot_be_parted_surely_is_refused(name: str) -> None:
    assert refusal(HEADS[name] + TABLE)[0] == "unruled_text"


def test_a_form_beside_one_that_is_not_understood_is_refused() -> None:
    other = HEAD + TABLE.replace("三级指标  ", "何物      ").replace("二级指标  ", "何事      ")
    assert refusal(other + HEAD + TABLE)[0] == "unruled_text"


def test_forms_laid_out_as_they_are_printed_are_never_misread() -> None:
    """With their labels centred beside texts of several lines, and names in the middle of their rows."""
    read_right = sum(
        comes_back(form["name"], Pen(aside=True, room=room)) for form in FORMS for room in (24, 999)
    )
    assert read_right > 0


def comes_back(name: str, pen: Pen) -> bool:
    """Tell whether a form drawn so is read, and hold that it is read right."""
    form = next(form for form in FORMS if form["name"] == name)
    try:
        draft = read("\n".join([*form["over"], in_blanks(grid(form["rows"]), pen)]))
    except UnreadableDraft:
        return False
    check(draft, form)
    return True


# Its last row, who filled it in, stands below the table where nothing rules it.
DRAWN = [form["name"] for form in FORMS if form["name"] != "zhejiang"]


def test_forms_drawn_in_blanks_come_back_or_are_refused(subtests: pytest.Subtests) -> None:
    read_right = 0
    for name in DRAWN:
        with subtests.test(name):
            read_right += comes_back(name, Pen())
    assert read_right >= 25


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(DRAWN),
    st.builds(
        Pen,
        st.integers(1, 6),
        st.integers(0, 2),
        st.sampled_from([10, 16, 24, 999]),
        st.booleans(),
        st.booleans(),
    ),
)
def test_forms_drawn_in_any_way_come_back_or_are_refused(name: str, pen: Pen) -> None:
    comes_back(name, pen)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + TABLE.splitlines()[0] + "\n" + "产出指标        数量指标          修缮古桥\n" * 50_000,
        HEAD + TABLE + "                                  修缮古桥修缮古桥\n" * 50_000,
        "项目名称        古桥修缮\n" + "年\n" * 50_000 + TABLE,
        HEAD + ("甲  " * 6_000 + "\n") * 50 + TABLE,
    ],
    ids=["rows", "one cell", "a label", "wide lines"],
)
def test_hostile_lines_are_refused_soon(text: str) -> None:
    start = time.process_time()
    assert refusal(text)[0] in (*REFUSED, "too_large")
    assert time.process_time() - start < 60


IN_DOCUMENTS = """青石县2023年项目绩效目标
一、古桥修缮
资金总额：48.50万元　　财政资金：40.00万元　　其他资金：8.50万元
一级指标　　　二级指标　　　　　　　三级指标　　　　　　　　目标值
产出指标　　　数量指标　　　　　　　修缮古桥　　　　　　　　3座
产出指标　　　数量指标　　　　　　　加固桥台　　　　　　　　　6处
满意度指标　　服务对象满意度指标　　村民满意度　　　　　　　≥90%
二、水渠清淤
资金总额：12.00万元　　财政资金：12.00万元　　其他资金：0.00万元
一级指标　　　二级指标　　　　　　　三级指标　　　　　　　　目标值
产出指标　　　数量指标　　　　　　　清淤长度　　　　　　　　≥8公里
青石县文物局　二〇二三年二月"""


def documents() -> dict[str, Path]:
    folder = Path(tempfile.mkdtemp())
    document = docx.Document()
    for text in IN_DOCUMENTS.splitlines():
        document.add_paragraph(text)
    document.save(str(folder / "draft.docx"))
    page = folder / "draft.html"
    page.write_text(f"<html><body><pre>{IN_DOCUMENTS}</pre><p>网站首页</p></body></html>", "utf-8")
    return {path.suffix: path for path in (folder / "draft.docx", page)}


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_columns_of_blanks_in_a_document_and_on_a_page(suffix: str) -> None:
    draft = read_draft(documents()[suffix])
    assert [(one.project_name.text, one.fiscal.text) for one in draft.projects] == [
        ("古桥修缮", "40.00万元"),
        ("水渠清淤", "12.00万元"),
    ]
    assert [row[2:] for row in indicators(draft)] == [
        ("修缮古桥", "3座"),
        ("加固桥台", "6处"),
        ("村民满意度", "≥90%"),
    ]
