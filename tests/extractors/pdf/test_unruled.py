"""Forms whose cells nothing rules, or lines across alone: read where the page tells the cells apart, else refused."""

from __future__ import annotations

import pytest

from extractors.errors import UnreadableDraft
from extractors.reading import Level, Word
from extractors.unruled.habits import RULED, Habits
from extractors.unruled.names import groups_of, names_of
from extractors.unruled.parts import Part, Unclear
from extractors.unruled.spacing import Spacing
from tests.extractors.paper import Style
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.reading import assert_reads, read
from tests.extractors.pdf.sheets import Sheet, lay_out

HIGH = {"height": 1500.0, "padding": 6.0}


def levels(canvas, edge: d.Edge) -> None:
    if edge[1] == edge[3]:
        canvas.line(*edge)


def nothing(canvas, sheet: Sheet) -> None:
    """No lines at all."""


def rows_of(sheet: Sheet) -> list[tuple[float, float]]:
    return d.gaps(sorted({cell.top for cell in sheet.cells} | {cell.bottom for cell in sheet.cells}))


def heading_of(sheet: Sheet) -> tuple[float, float]:
    cell = next(cell for cell in sheet.cells if cell.lines and cell.lines[0].text == "一级指标")
    return cell.top, cell.bottom


def three_lines(canvas, sheet: Sheet) -> None:
    x0, top, x1, bottom = d.outer(sheet.cells)
    for at in (top, *heading_of(sheet), bottom):
        canvas.line(x0, sheet.height - at, x1, sheet.height - at)


def shaded(canvas, sheet: Sheet, rows: list[tuple[float, float]]) -> None:
    canvas.saveState()
    canvas.setFillGray(0.9)
    for cell in sheet.cells:
        if (cell.top, cell.bottom) in rows:
            canvas.rect(cell.x0, sheet.height - cell.bottom, cell.x1 - cell.x0, cell.bottom - cell.top, 0, 1)
    canvas.restoreState()


def stripes(canvas, sheet: Sheet) -> None:
    shaded(canvas, sheet, rows_of(sheet)[::2])


def shaded_heading(canvas, sheet: Sheet) -> None:
    shaded(canvas, sheet, [heading_of(sheet)])


def ruled_head(canvas, sheet: Sheet) -> None:
    """The head has all its lines, heading and rows have none that stand upright."""
    head = Sheet(
        sheet.width, sheet.height, cells=[cell for cell in sheet.cells if cell.bottom <= heading_of(sheet)[0]]
    )
    d.by_edge(d.line)(canvas, head)
    d.by_edge(levels)(canvas, sheet)


WAYS: dict[str, d.Draw] = {
    "nothing": nothing,
    "lines across": d.by_edge(levels),
    "three lines": three_lines,
    "stripes": stripes,
    "shaded heading": shaded_heading,
    "ruled head": ruled_head,
}
STYLES = {
    "names at the top": Style(),
    "names in the middle": Style(middle=True),
    "each row named": Style(level1="each"),
    "first row named": Style(level1="first"),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("way", WAYS)
def test_read(tmp_path, way, style):
    sheets = lay_out(style=STYLES[style], **HIGH)
    assert_reads(read(tmp_path, d.pdf(sheets, WAYS[way], d.write_all)))


@pytest.mark.parametrize(
    "style", [*STYLES.values(), Style(merges_level2=True, middle=True), Style(repeats="nothing")]
)
def test_lines_across_on_several_pages(tmp_path, style):
    """Rows go on overleaf, cut inside, under a heading said again or without one."""
    assert_reads(read(tmp_path, d.pdf(lay_out(style=style), d.by_edge(levels), d.write_all)))


def test_two_forms_on_one_page(tmp_path):
    first, second = lay_out(**HIGH)
    down = d.outer(first.cells)[3]
    for words in d.all_words(second):
        words.y += down
        words.text = words.text.replace("1.劳动", "2.劳动")
    for cell in second.cells:
        cell.top, cell.bottom = cell.top + down, cell.bottom + down
    page = Sheet(first.width, 2400, first.words + second.words, first.cells + second.cells)
    assert_reads(read(tmp_path, d.pdf([page], d.write_all)))


def test_a_remark_below(tmp_path):
    def remark(canvas, sheet: Sheet) -> None:
        y = sheet.height - d.outer(sheet.cells)[3] - 20
        canvas.setFont(d.FONT, 12)
        canvas.drawString(60, y, "注：绩效指标应当细化量化，指标值应当与预算金额相匹配，不得空缺。")

    assert_reads(read(tmp_path, d.pdf(lay_out(**HIGH), d.write_all, remark)))


def refused(tmp_path, content: bytes) -> tuple[str, tuple[int, ...]]:
    with pytest.raises(UnreadableDraft) as refusal:
        read(tmp_path, content)
    return refusal.value.code, refusal.value.pages


def test_rows_no_further_apart_than_lines(tmp_path):
    """Where one row ends and the next begins cannot be told: the county hears so, with the pages."""
    assert refused(tmp_path, d.pdf(lay_out(), d.write_all)) == ("unruled_tables", (1, 2, 3))


def test_rows_under_a_ruled_heading(tmp_path):
    """A head read as ruled, and its indicators as nothing, would be a form without any."""
    sheets = lay_out(**HIGH)

    def head(canvas, sheet: Sheet) -> None:
        cells = [cell for cell in sheet.cells if cell.bottom <= heading_of(sheet)[1]]
        d.by_edge(d.line)(canvas, Sheet(sheet.width, sheet.height, cells=cells))

    assert refused(tmp_path, d.pdf(sheets, head, d.write_all)) == ("unruled_tables", (1, 2))


def test_two_forms_side_by_side(tmp_path):
    left, right = lay_out(width=400, size=8, **HIGH)
    for words in d.all_words(right):
        words.x += 400
    page = Sheet(800, 1500, left.words + right.words, left.cells + right.cells)
    for cell in right.cells:
        cell.x0, cell.x1 = cell.x0 + 400, cell.x1 + 400
    assert refused(tmp_path, d.pdf([page], d.write_all)) == ("unruled_tables", (1,))


def test_a_label_that_touches_its_neighbour(tmp_path):
    sheets = lay_out(**HIGH)
    for sheet in sheets:
        for cell in sheet.cells:
            for words in cell.lines:
                if words.text == "3月底":
                    words.x -= 34
    assert refused(tmp_path, d.pdf(sheets, d.write_all))[0] == "unruled_tables"


def test_other_tables_stay_lines(tmp_path):
    """A table of another kind beside ruled forms is nobody's concern."""

    def staff(canvas, sheet: Sheet) -> None:
        if sheet.cut_below:
            return
        canvas.setFont(d.FONT, 10)
        for y, row in zip((160, 130, 100), (("单位", "编制数"), ("本级", "56"), ("合计", "56")), strict=True):
            for x, text in zip((65, 185), row, strict=True):
                canvas.drawString(x, y, text)

    rule = d.by_edge(d.line)
    assert_reads(read(tmp_path, d.pdf(lay_out(), rule, d.write_all, staff)))


def part(text: str, top: float, bottom: float) -> Part:
    word = Word(text, (0, top, 10, bottom))
    return Part(word.box, [word])


def rows(count: int) -> list[Part]:
    """Rows 30 points high with a line of text in the middle of each."""
    return [
        Part((20, 30 * at, 90, 30 * at + 30), [Word("x", (20, 30 * at + 10, 90, 30 * at + 20))])
        for at in range(count)
    ]


SPACING = Spacing(em=10, pitch=15)


def groups(names: list[Part], count: int, lines: list[Level] | None = None, *, ends: bool = True):
    return groups_of(names, rows(count), (0, 10), lines or [], SPACING, begins=True, ends=ends)


def test_a_name_in_the_middle_of_its_rows():
    found = groups([part("a", 40, 50), part("b", 100, 110)], 4)
    assert found == {"in the middle": [(0, 2), (3, 3)]}


def test_names_that_could_be_at_the_top_or_in_the_middle():
    """One beside the first of four rows, one beside the third: rows 1-2 and 3-4, or 1 and 2-4."""
    found = groups([part("a", 10, 20), part("b", 70, 80)], 4)
    assert found["at the top"] == found["beside the first"] == [(0, 1), (2, 3)]
    assert found["in the middle"] == [(0, 0), (1, 3)]
    with pytest.raises(Unclear):
        Habits().choose("level2", found)


def test_a_name_in_the_middle_of_a_cell_that_a_page_cuts():
    """Such a name stands at the top of what is left of its cell; in a table that ends it would have no place."""
    names = [part("a", 40, 50), part("b", 100, 110)]
    assert groups(names, 5, ends=False)["in the middle"] == [(0, 2), (3, 4)]
    assert groups(names, 5) == {}


def test_other_tables_tell_how_names_are_set():
    habits = Habits()
    habits.choose("level2", groups([part("a", 40, 50), part("b", 100, 110)], 4))
    habits.settled = True
    unclear = groups([part("a", 10, 20), part("b", 70, 80)], 4)
    assert habits.choose("level2", unclear) == [(0, 0), (1, 3)]
    with pytest.raises(Unclear):
        habits.choose("level1", unclear)  # another column may be set otherwise


def test_lines_tell_the_rows_of_a_name():
    drawn = [Level(30, 20, 90), Level(60, 0, 90), Level(90, 20, 90)]
    found = groups([part("a", 10, 20), part("b", 70, 80)], 4, drawn)
    assert found == {RULED: [(0, 1), (2, 3)]}


def test_a_name_in_two_lines():
    words = [Word("a", (0, 0, 10, 10)), Word("b", (0, 15, 10, 25)), Word("c", (0, 45, 10, 55))]
    assert [len(name.words) for name in names_of(words, (0, 10), SPACING, [])] == [2, 1]
