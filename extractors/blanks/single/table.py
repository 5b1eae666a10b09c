"""One table whose texts single blanks part as a grid."""

from __future__ import annotations

from itertools import pairwise

from extractors.blanks.names import Names
from extractors.blanks.single.body import Body
from extractors.blanks.single.columns import Columns
from extractors.blanks.single.head import Head
from extractors.blanks.single.head_rows import HeadRow
from extractors.blanks.table import Table
from extractors.blanks.tables import Stretch
from extractors.form.column import LEVELS, TARGETS
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell, Piece
from extractors.unruled.parts import Unclear

_WIDTH, _FIRST = 24.0, 2.0  # of the table and its first column, in any measure


def single_table_of(stretch: Stretch, layout: Layout, number: int, *, centred: bool) -> Table:
    """Lay out a table. ``centred``: levels' names stand in the middle of their rows. Raises Unclear."""
    if len(stretch.heading) > 1:
        raise Unclear
    heading = stretch.heading[0]
    label, headings = _label_beside(heading.texts, layout)
    fields = [layout.column(word) for word in headings]
    _hold_fields(fields)
    if any(
        layout.label(word) not in (None, "fact")
        for word, named in zip(headings, fields, strict=True)
        if not named
    ):
        raise Unclear  # of many projects
    remarks = [line for line in stretch.body[-1:] if layout.is_note(line.texts[0])]
    lines = stretch.body[: len(stretch.body) - len(remarks)]
    words = (word for line in lines for word in line.texts)
    body = Body(Columns.of(fields, layout, words, centred=centred), label)
    rows = body.read(lines)
    beside = [body.label] if body.label else []
    drawn = [_head_row(row, number) for row in Head(layout).read(stretch.head, stretch.sections)]
    drawn.append(_cells([*beside, *headings], heading.number, number))
    for row in (*rows, *body.sums):
        said = [" ".join(row.texts.get(at, ())) for at in range(len(fields))]
        drawn.append(_cells([*([""] if beside else []), *said], row.number, number))
    drawn += [_cells([line.texts[0], " ".join(line.texts[1:])], line.number, number) for line in remarks]
    taken = {line.number for line in (*stretch.head, heading, *stretch.body)}
    return Table(Grid(drawn), taken, Names.of(rows, fields), body.shows_centred)


def _label_beside(words: list[str], layout: Layout) -> tuple[str, list[str]]:
    """A label beside the whole table (绩效指标), where a heading's line begins with one, and its headings."""
    if layout.group(words[0]) and layout.column(words[1]) == "level1":
        return words[0], words[1:]
    return "", words


def _hold_fields(fields: list[str | None]) -> None:
    """Raise Unclear where a table has no column for names or targets, or levels twice, as tables side by side do."""
    levels = [field for field in fields if field in LEVELS]
    names = {"level3", "level3_or_description"}.intersection(fields)
    if not names or not {*TARGETS}.intersection(fields) or len(levels) > len({*levels}):
        raise Unclear


def _head_row(row: HeadRow, table: int) -> list[GridCell]:
    texts = ["\n".join(cell.lines) for cell in row.cells]
    return _cells(["", *texts] if row.under else texts, row.number, table)


def _cells(texts: list[str], number: int, table: int) -> list[GridCell]:
    """The cells of a row, the first as wide as a label, the others all alike."""
    each = (_WIDTH - _FIRST) / max(len(texts) - 1, 1)
    edges = [0.0, *(_FIRST + each * at for at in range(len(texts) - 1)), _WIDTH]
    return [
        GridCell(Piece(text, table=table, row=number, column=column), left, right)
        for column, (text, (left, right)) in enumerate(zip(texts, pairwise(edges), strict=True))
    ]
