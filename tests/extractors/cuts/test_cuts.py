"""Forms of every layout, cut by pages: as they were.

A few cuts a form here; every cut of every form, and how many are doubted, by ``python -m tests.extractors.cuts``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extractors.composer import WIDTH
from tests.extractors.cuts.document import Medium, PaperForm, judge, read_cut
from tests.extractors.cuts.ruled import Box, RuledTable
from tests.extractors.cuts.sources import composed, province
from tests.extractors.test_unseen_forms import FORMS

TOLD = ("right", "right, doubted", "wrong, doubted", "wrong, left over")  # a person learns of what is wrong
# Lines at which a form is known to be read wrong and nothing tells of it.
READ_WRONG = {
    "hospital-whole": {3},  # between the rows of a small table's heading
    "offices-in-the-column-of-projects": {
        7
    },  # in a project's name and its goals, where each may be a whole one
    "headings-of-amounts-and-years": {19},  # in the label of the row below the indicators
    "fujian-water": {7},  # in the name of a place over the targets
}
NAMES = [form["name"] for form in FORMS]


def form_of(name: str, **style: Any) -> PaperForm:
    form = next(form for form in FORMS if form["name"] == name)
    return PaperForm(form["over"], RuledTable(province(form), width=4, **style))


@pytest.mark.parametrize("name", NAMES)
def test_a_form_of_any_layout_cut_once_is_never_read_wrong_unseen(name: str, tmp_path: Path) -> None:
    """As a PDF's reader delivers it, at every ninth line."""
    form = form_of(name)
    whole = read_cut([(form, [])], "pdf", tmp_path)
    for at in range(1 + NAMES.index(name) % 9, form.table.height, 9):
        if at not in READ_WRONG.get(name, ()):
            assert judge(read_cut([(form, [at])], "pdf", tmp_path), whole) in TOLD, at


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("liaoning", 14),  # between the two rows of a heading
        ("departments-and-units", 16),  # between a project and the next unit's sums
        ("term-and-year-beside", 20),  # between whole rows beside a label of the head
        ("yueyang", 30),  # between two items of a small table
        ("henan-review", 33),  # below its sums
        ("city-department", 3),  # between labels and the amounts under them
        ("graded", 5),  # in the upper row, beside the lower one
        ("anhui", 9),  # and in the label beside the table
        ("guangdong", 10),  # in a heading's text
        ("hunan", 1),  # in a heading of projects
        ("dept-qing", 1),  # in the first row of the form
        ("gansu", 2),  # below the first row of the form
        ("central", 4),  # in a label over several rows, between rows of funds
        ("liaoning", 9),  # below the text of a label over several rows
        ("manyunits", 6),  # in a label over several rows, between labels and their values
        ("yunnan", 3),  # between a heading and the row that numbers its columns
        ("yunnan", 13),  # above a level 2 name in a row of its own
        ("hunan", 5),  # between a unit's row and its project's
        ("shanghai", 25),  # in a level 1 name that no layout knows
        ("empties", 12),  # below dots for more of the like
        ("empties", 21),  # above them
        ("heilongjiang-heating", 2),  # below 项目, above 设立理由 whose value is as wide as a label more
        ("river-chief-quarter", 12),  # between two targets of one level 3 name
        ("river-chief-quarter", 16),  # and where the first is no first of the table
        (
            "guizhou",
            15,
        ),  # in a label over several rows, 总体绩效 over 目标, above the values of the labels beside it
        ("sichuan-dept", 2),  # between the two rows of a small table's heading, in its label
        ("sichuan-dept", 25),  # in the label beside the indicators, below its heading
        ("levels-of-funds", 31),  # behind a stroke: 1960元/ over 亩
        ("code-glued", 9),  # between labels with a colon and their values in one cell
        ("zhejiang", 21),  # between labels and their values in one cell that begin with the colon
        ("jilin", 3),  # in the name of a unit beside its project's indicators
        ("hospital-whole", 10),  # between items of a small table, an amount missing in the upper one
        ("list-of-a-year", 13),  # in what tells of a project, whose first row is the page's last
        ("hunan-matrix", 1),  # below the first of three rows of a heading, in a label over all of them
        ("hunan-matrix", 2),  # and below the second
        ("remark-below-a-department", 2),  # and where the last one only divides what stands over it
        ("lastyear", 3),  # between 上年度项目资金 and 本年度项目资金
    ],
)
def test_a_form_is_read_as_it_was(name: str, at: int, tmp_path: Path) -> None:
    form = form_of(name)
    whole = read_cut([(form, [])], "pdf", tmp_path)
    assert judge(read_cut([(form, [at])], "pdf", tmp_path), whole) == "right"


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("empties", 1),  # between 项目名称 and 项目单位
        ("two-budgets", 11),  # between 资金支出计划 and 绩效目标
        ("sichuan-dept", 4),  # in a row of a small table, below its amounts
        ("sichuan-dept", 9),  # and in one whose texts all ended a line
        ("half-year", 5),  # in 年度资金总额, either part of which is a label
        ("selfeval", 5),  # and in one with headings over its amounts
    ],
)
def test_a_form_is_read_as_it_was_with_a_doubt(name: str, at: int, tmp_path: Path) -> None:
    form = form_of(name)
    whole = read_cut([(form, [])], "pdf", tmp_path)
    assert judge(read_cut([(form, [at])], "pdf", tmp_path), whole) == "right, doubted"


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("chongqing", 10),  # the label beside the indicators
        ("label-under-level1", 19),  # and where it stands below the heading of level 1
        ("guangdong", 7),  # a label beside headings above the break and what they say below it
        ("henan-dept", 12),  # a label over several rows, beside labels with their values
        ("sichuan-dept", 4),  # that of a small table, whose row is cut above its figures
        ("hunan", 7),  # the code and the amount of a project, and half of its name
        ("direction-beside-kind", 10),  # half of all that is said of a project
        ("shandong-bond", 24),  # a stage before level 1
        ("graded-2018", 14),  # level 1 below the label beside the table
        ("xinjiang-2", 14),  # a level 1 that no layout knows
        ("fujian-province", 22),  # level 1 and 2, under headings that are labels beside the table elsewhere
        ("henan-review", 53),  # the label of the goals, which is that of the indicators
        ("henan-review", 54),  # and beside the rest of one cell
        ("hubei-school", 2),  # a label, the first line of its value below a caption
        ("shanxi-2015", 27),  # a label of the head, beside the rest of one of its texts
        ("yunnan-whole", 3),  # and of the row that it begins with
        ("guangdong-approval", 14),  # a level 1 that is called besides (预期产出指标)
        ("standards-and-targets", 44),  # and one under a heading that tells of no level
    ],
)
def test_a_form_is_read_as_it_was_with_centred_names_on_the_next_page(
    name: str, at: int, tmp_path: Path
) -> None:
    form = form_of(name, middle=True)
    whole = read_cut([(form, [])], "pdf", tmp_path)
    assert judge(read_cut([(form, [at])], "pdf", tmp_path), whole) == "right"


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("guizhou", 14),  # below the last amount beside a label over several rows
        ("shanghai", 15),  # between two labels that a pattern takes for one
        ("sichuan-dept", 8),  # between rows of a small table, each with its amounts
        ("river-chief-quarter", 14),  # above another level 3 name, merged as the one before
        ("shandong-bond", 22),  # between rows that say the same basis
        ("hebei-duties", 7),  # in what a row says of its project
    ],
)
def test_a_form_of_text_is_read_as_it_was(name: str, at: int, tmp_path: Path) -> None:
    form = form_of(name)
    path = tmp_path / "form.txt"
    whole = read_cut([(form, [])], "text", path)
    assert judge(read_cut([(form, [at])], "text", path), whole).startswith("right")


def test_a_level_1_told_by_level_2_against_the_one_above_the_break_is_doubted(tmp_path: Path) -> None:
    """服务对象满意度 stands below 效益 in this form; where the page leaves level 1 empty nothing tells."""
    form = form_of("fujian-subsidy")
    cut = read_cut([(form, [30])], "pdf", tmp_path)
    assert next(cell for cell in cut.cells if cell.text.startswith("服务对象")).doubt == "cut"


@pytest.mark.parametrize(("name", "at"), [("central", 4), ("henan", 5)])
def test_the_unit_in_a_centred_label_on_the_next_page_is_that_of_the_row_before_too(
    name: str, at: int, tmp_path: Path
) -> None:
    """The label's text, 项目资金（万元）, stands below the break alone."""
    form = form_of(name, middle=True)
    whole = read_cut([(form, [])], "pdf", tmp_path)
    assert judge(read_cut([(form, [at])], "pdf", tmp_path), whole) == "right"


def test_two_labels_that_are_one_together_are_doubted(tmp_path: Path) -> None:
    """年度 over 总体目标 may be two rows as well as one."""
    form = form_of("central")
    whole = read_cut([(form, [])], "pdf", tmp_path)
    assert judge(read_cut([(form, [8])], "pdf", tmp_path), whole) == "right, doubted"


def test_the_title_in_a_table_is_not_lost_where_the_page_ends_below_it(tmp_path: Path) -> None:
    boxes = [
        Box("项目支出绩效目标表", 0, 0, 0, WIDTH, WIDTH),
        *(
            Box(box.text, box.first + 1, box.last + 1, box.left * 4, box.right * 4, WIDTH)
            for box in province(next(form for form in FORMS if form["name"] == "central"))
        ),
    ]
    form = PaperForm([], RuledTable(boxes, width=1))
    whole = read_cut([(form, [])], "pdf", tmp_path)
    assert whole.projects[0].title.text == "项目支出绩效目标表"
    assert judge(read_cut([(form, [1])], "pdf", tmp_path), whole) == "right"


def test_a_cell_that_reads_like_a_label_opens_no_form(tmp_path: Path) -> None:
    """Above the break stands 项目, the first line of 项目验收合格率, in the last row of the page."""
    over, boxes = composed(14)
    form = PaperForm(over, RuledTable(boxes, width=1))
    whole = read_cut([(form, [])], "pdf", tmp_path)
    assert judge(read_cut([(form, [68])], "pdf", tmp_path), whole) == "right"


@pytest.mark.parametrize(
    ("seed", "at"),
    [
        (0, 1),  # 项目（专项）名称, three lines of it, above the line of its value
        (83, 1),  # and where that holds the code besides
        (93, 1),  # 项目（专项）名称 with its value; what is below of that reads like a label
        (62, 2),  # 转移支付 above the rest of the label and its value, beside a code that is cut as well
        (129, 2),  # below the title in the table
        (1, 25),  # 项目 over 绩效指标 in the label beside the indicators, its lines on either page
        (73, 18),  # and between whole rows
        (21, 33),  # and in a row
        (80, 26),  # 社会 over 成本指标, a level 2 by itself
        (69, 11),  # 项目 over 概况, either of which is a label
        (89, 47),  # the last row of the indicators, above what is below them
    ],
)
def test_a_composed_form_is_read_as_it_was_with_centred_text(seed: int, at: int) -> None:
    over, boxes = composed(seed)
    form = PaperForm(over, RuledTable(boxes, width=1, middle=True))
    whole = read_cut([(form, [])], "pdf", Path())
    assert judge(read_cut([(form, [at])], "pdf", Path()), whole).startswith("right")


@settings(max_examples=30)
@given(st.integers(0, 400), st.sampled_from(["pdf", "word"]), st.sampled_from([0.75, 1, 1.5]), st.data())
def test_composed_forms_below_one_another(
    seed: int, medium: Medium, width: float, data: st.DataObject
) -> None:
    """Two forms in a document, each cut or not, come back as many, and the whole one as it was."""
    pages, whole = [], []
    for number in (seed, seed + 1):
        over, boxes = composed(number)
        form = PaperForm(over or ["项目支出绩效目标表"], RuledTable(boxes, width=width))
        cut = data.draw(st.none() | st.integers(1, form.table.height - 1), label="cut")
        pages.append((form, [] if cut is None else [cut]))
        whole.append((form, []))
    read = read_cut(pages, medium, Path())
    assert len(read.projects) == len(read_cut(whole, medium, Path()).projects)
