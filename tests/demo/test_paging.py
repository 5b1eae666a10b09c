"""A row cut over pages, joined again, is the row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from demo.lettering import lines_of, width
from demo.paging import Cell, Room, Row, paginate
from demo.text import character_lines

texts = st.text(alphabet="资金到位率，。《》【2022】150号1304.5%abc（）", max_size=60)
cells = st.lists(texts, min_size=1, max_size=6)
rows = st.lists(st.tuples(cells, st.integers(1, 3), st.booleans(), st.booleans()), min_size=1, max_size=8)


def _row(written: list[str], least: int, whole: bool, with_next: bool) -> Row:
    wrapped = tuple(Cell(i, i + 1, character_lines(text, 4)) for i, text in enumerate(written))
    return Row(wrapped, least=least, whole=whole, with_next=with_next)


@given(rows, st.integers(0, 30), st.integers(1, 30), st.floats(0, 3))
def test_pieces_joined_are_the_rows(written, first, full, padding):
    laid_out = [_row(*each) for each in written]
    pages = paginate(laid_out, Room(min(first, full), full, line=1, padding=padding), repeat_heading=False)
    pieces = [piece for page in pages for piece in page]
    assert [piece.row for piece in pieces] == sorted(piece.row for piece in pieces)
    for position, (texts_of_row, *_) in enumerate(written):
        own = [piece for piece in pieces if piece.row == position]
        for column, text in enumerate(texts_of_row):
            assert "".join("".join(piece.cells[column].lines) for piece in own) == text
        for piece in own:
            assert len(own) == 1 or any(cell.lines for cell in piece.cells)
            assert all(len(cell.lines) <= piece.height for cell in piece.cells)


@given(rows, st.integers(8, 30))
def test_no_page_overflows_unless_one_line_is_too_much(written, full):
    room = Room(full, full, line=1, padding=1)
    for page in paginate([_row(*each) for each in written], room, repeat_heading=False):
        assert sum(room.of(piece.height) for piece in page) <= full


def test_headings_and_merged_labels_repeat_on_the_next_page():
    heading = Row((Cell(0, 1, ("一级指标",)), Cell(1, 2, ("三级指标",))), heading=True)
    first = Row((Cell(0, 1, ("产出指标",)), Cell(1, 2, ("甲", "乙", "丙"))))
    second = Row((Cell(0, 1, above=True, again=("产出指标",)), Cell(1, 2, ("丁",))))
    pages = paginate([heading, first, second], Room(3, 10, line=1, padding=0), repeat_heading=True)
    texts_of_pages = [[[cell.lines for cell in piece.cells] for piece in page] for page in pages]
    assert texts_of_pages == [
        [[("一级指标",), ("三级指标",)], [("产出指标",), ("甲", "乙")]],
        [[("一级指标",), ("三级指标",)], [(), ("丙",)], [("产出指标",), ("丁",)]],
    ]


@given(texts, st.floats(12, 200))
def test_wrapped_lines_fit_and_join_to_the_text(text, room):
    lines = lines_of(text, room, 10)
    assert "".join(lines) == text
    assert all(line and (width(line, 10) <= room + 1e-6 or len(line) == 1) for line in lines)


def test_a_long_code_breaks_and_a_short_number_does_not():
    assert lines_of("13082123P00007910001D", 60, 10)[0] == "13082123P000"
    assert lines_of("共计1600人", 35, 10) == ("共计", "1600人")
