"""Forms that nothing rules, as whole drafts have them: cut by pages, shaded by sections, with heads in running text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.joining import squeeze
from tests.extractors.paper import Form, Style
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.reading import assert_reads, read
from tests.extractors.pdf.sheets import FORMS, CellBox, Sheet, Words, lay_out
from tests.extractors.pdf.test_unruled import HIGH, WAYS, heading_of, shaded

GROUPED = replace(
    FORMS[0],
    indicators=[
        ("产出指标", "数量指标", "培训人数", "参加职业培训的人数", "≥1600人", "年度工作计划"),
        ("产出指标", "数量指标", "培训班期数", "举办职业培训班的期数", "40期", "年度工作计划"),
        ("产出指标", "数量指标", "见习岗位数", "募集的就业见习岗位数", "≥300个", "年度工作计划"),
        ("产出指标", "质量指标", "培训合格率", "合格人数占培训人数的比例", "≥95%", "行业标准"),
        ("产出指标", "质量指标", "持证率", "取得证书的人数占培训人数的比例", "≥80%", "行业标准"),
        ("产出指标", "时效指标", "资金拨付时间", "补贴资金拨付到位的时间", "每月月底前", "工作要求"),
        ("效益指标", "社会效益指标", "带动就业人数", "通过培训实现就业的人数", "≥800人", "历史数据"),
        ("效益指标", "社会效益指标", "政策知晓率", "知道政策的劳动者的比例", "≥90%", "历史数据"),
        ("满意度指标", "服务对象满意度指标", "学员满意度", "参加培训学员的满意程度", "≥98%", "问卷调查"),
    ],
)
TOP = 80.0  # of a page that goes on


def has_heading(sheet: Sheet) -> bool:
    return any(cell.lines and cell.lines[0].text == "一级指标" for cell in sheet.cells)


def cut(sheet: Sheet, at: float, *, again: bool) -> list[Sheet]:
    """Two pages of one; ``again``: the second says the heading again. A cell that is cut has its text at its top."""
    pages = [Sheet(sheet.width, at + 60, list(sheet.words)), Sheet(sheet.width, sheet.height)]
    heading = [cell for cell in sheet.cells if (cell.top, cell.bottom) == heading_of(sheet)]
    again = again and heading[0].bottom <= at
    down = TOP - at + (heading[0].bottom - heading[0].top if again else 0)
    if again:
        pages[1].cells += [moved(cell, TOP - cell.top) for cell in heading]
    for cell in sheet.cells:
        if cell.bottom <= at:
            pages[0].cells.append(cell)
        elif cell.top >= at:
            pages[1].cells.append(moved(cell, down))
        else:
            up = cell.top + HIGH["padding"] - min((line.y - line.size for line in cell.lines), default=0.0)
            above = moved(cell, up)
            pages[0].cells.append(CellBox(cell.x0, cell.top, cell.x1, at, above.lines))
            pages[1].cells.append(CellBox(cell.x0, at + down, cell.x1, cell.bottom + down))
    return pages


def moved(cell: CellBox, down: float) -> CellBox:
    """The same cell further down the page."""
    lines = [replace(line, y=line.y + down) for line in cell.lines]
    return CellBox(cell.x0, cell.top + down, cell.x1, cell.bottom + down, lines)


STYLES = {
    "names at the top": Style(merges_level2=True),
    "names in the middle": Style(merges_level2=True, middle=True),
    "each row named": Style(level1="each"),
}
CUTS = (
    0,
    2,
    4,
    5,
)  # rows of indicators on the first page, which may end below the heading, or among a name's rows


def drawn(way: str) -> d.Draw:
    """Three lines and a shaded heading are drawn where there is a heading."""

    def draw(canvas, sheet: Sheet) -> None:
        if way in ("lines across", "stripes") or has_heading(sheet):
            WAYS[way](canvas, sheet)

    return draw


@pytest.mark.parametrize("again", [True, False], ids=["heading again", "no heading"])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("way", ["nothing", "lines across", "three lines", "stripes", "shaded heading"])
def test_cut_between_rows(tmp_path, way, style, again):
    sheet = lay_out([GROUPED], STYLES[style], **HIGH)[0]
    _, below = heading_of(sheet)
    ends = sorted({cell.bottom for cell in sheet.cells if cell.bottom >= below})
    for rows in CUTS:
        pages = cut(sheet, ends[rows], again=again)
        assert_reads(read(tmp_path, d.pdf(pages, drawn(way), d.write_all)), [GROUPED])


def test_cut_within_the_head(tmp_path):
    """What stands on the next page before its heading is of the form as well."""
    sheet = lay_out([GROUPED], **HIGH)[0]
    first = min(cell.bottom for cell in sheet.cells if cell.lines and cell.lines[0].text == "项目名称")
    pages = cut(sheet, first, again=False)
    assert_reads(read(tmp_path, d.pdf(pages, drawn("lines across"), d.write_all)), [GROUPED])


def test_a_heading_on_every_page(tmp_path):
    """It is no running header, and neither is a title that all forms share."""
    forms = [
        replace(GROUPED, name="就业补助"),
        replace(GROUPED, name="就业补助"),
        replace(GROUPED, name="就业补助"),
    ]
    pages = []
    for sheet in lay_out(forms, STYLES["names at the top"], **HIGH):
        ends = sorted(cell.bottom for cell in sheet.cells if cell.bottom > heading_of(sheet)[1])
        for words in sheet.words:
            words.text = words.text.replace("2.", "1.").replace("3.", "1.")
        pages += cut(sheet, ends[0], again=True)
    draft = read(tmp_path, d.pdf(pages, drawn("three lines"), d.write_all))
    assert [project.title.text for project in draft.projects] == ["就业补助绩效目标表"] * 3
    assert [len(project.indicators) for project in draft.projects] == [9] * 3


def test_shaded_sections(tmp_path):
    """Shading over some rows does not part those between."""

    def sections(canvas, sheet: Sheet) -> None:
        if has_heading(sheet):
            first = min(sheet.cells, key=lambda cell: cell.top)
            shaded(canvas, sheet, [(first.top, first.bottom), heading_of(sheet)])

    sheet = lay_out([GROUPED], **HIGH)[0]
    pages = cut(sheet, heading_of(sheet)[1], again=False)
    assert_reads(read(tmp_path, d.pdf(pages, sections, d.write_all)), [GROUPED])


def in_text(form: Form, lines: list[str]) -> Sheet:
    """A form's title and these lines over the table of its indicators."""
    sheet = lay_out([form], STYLES["names in the middle"], **HIGH)[0]
    top = heading_of(sheet)[0]
    sheet.cells = [moved(cell, 0) for cell in sheet.cells if cell.top >= top]
    y = sheet.words[-1].y
    sheet.words += [Words(60, y + 20 * at, line, 12) for at, line in enumerate(lines, start=1)]
    return sheet


def test_a_head_in_running_text(tmp_path):
    lines = [
        f"项目名称：{GROUPED.name}",
        f"项目编码：{GROUPED.code}",
        "预算资金：1,520.50万元，其中：财政拨款1,500.50万元，其他资金20.00万元",
        f"资金用途：{GROUPED.purpose[:40]}",
        GROUPED.purpose[40:],
        "绩效目标：",
        *GROUPED.goals.splitlines(),
    ]
    second = replace(GROUPED, name="劳动监察")
    other = [
        f"项目名称：{second.name}",
        f"项目编码：{second.code}",
        "预算资金：12.30万元",
        "绩效目标：1.按期结案。",
    ]
    page, below = in_text(GROUPED, lines), in_text(second, other)
    down = d.outer(page.cells)[3]
    page.words += [
        replace(words, y=words.y + down, text=words.text.replace("1.就", "2.就")) for words in below.words
    ]
    page.cells += [moved(cell, down) for cell in below.cells]
    page.height *= 2
    first, after = read(tmp_path, d.pdf([page], d.write_all)).projects
    assert (first.project_name.text, first.project_code.text) == (GROUPED.name, GROUPED.code)
    funds = (first.budget.text, first.fiscal.text, first.other.text)
    assert funds == ("1,520.50万元", "1,500.50万元", "20.00万元")
    assert squeeze(first.purpose.text) == GROUPED.purpose
    assert squeeze(first.goals.text) == GROUPED.goals
    assert (after.project_name.text, after.budget.text) == (second.name, "12.30万元")
    assert [len(project.indicators) for project in (first, after)] == [9, 9]
