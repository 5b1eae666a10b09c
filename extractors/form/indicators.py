"""The indicator table of a stitched form: one Indicator a row, levels 1 and 2 filled down."""

from __future__ import annotations

from extractors.draft import Indicator, Value
from extractors.form.rows import Columns, Row, value_of
from extractors.layouts.layout import Layout, level_name
from extractors.pieces import Piece

_FIELDS = ("level1", "level2", "level3", "description", "value", "basis", "weight")
_COLUMN_NAMES = {"value": "value_text"}  # the data contract's name of the column
_WIDE = 3


def read_indicators(rows: list[Row], project: int, layout: Layout) -> tuple[Indicator, ...]:
    """Read the rows under the heading; rows that are no indicator stay leftovers."""
    headings = [at for at, row in enumerate(rows) if row.is_heading]
    if not headings:
        return ()
    columns = Columns(rows[headings[0]], layout)
    indicators: list[Indicator] = []
    level1 = level2 = Value()
    for row in rows[headings[0] + 1 :]:
        if _is_note(row, columns, layout):
            continue
        pieces = _by_field(row, columns)
        sets_nothing = not (pieces.get("level3") or pieces.get("value"))
        if sets_nothing and not _names_levels(pieces, layout):
            continue
        level2 = _level2(level2, pieces, level1)
        level1 = _level1(level1, row, level2, pieces, columns, layout)
        if sets_nothing:
            _take_names(pieces, project)
            continue
        sequence = len(indicators) + 1
        values = {name: value_of(found) for name, found in pieces.items()} | {
            "level1": level1,
            "level2": level2,
        }
        indicators.append(Indicator(sequence=sequence, **values))
        for name, found in pieces.items():
            for piece in found:
                piece.take(_COLUMN_NAMES.get(name, name), project, sequence)
    return tuple(_mend_cut_level1(indicators, layout))


def _is_note(row: Row, columns: Columns, layout: Layout) -> bool:
    """A remark over the whole width, or a row of the head that stands below the indicators."""
    first = next(iter(row.written()), None)
    if first is None:
        return True
    labelled = first is row.cells[0] and (layout.label(first.text) or layout.group(first.text))
    return bool(labelled) or columns.covered(first) >= _WIDE


def _by_field(row: Row, columns: Columns) -> dict[str, list[Piece]]:
    pieces: dict[str, list[Piece]] = {}
    for cell in row.cells:
        name = columns.field(cell)
        if name in _FIELDS and cell.text:
            pieces.setdefault(name, []).extend(piece for piece in cell.pieces if piece.text.strip())
    return pieces


def _level2(above: Value, pieces: dict[str, list[Piece]], level1: Value) -> Value:
    """Level 2 as written; where its cell is empty and level 1 stays, as in the row above (a merged cell)."""
    named = value_of(pieces.get("level1", [])).text
    if pieces.get("level2") or level_name(named) not in ("", level_name(level1.text)):
        return value_of(pieces.get("level2", []))
    return above


def _level1(
    above: Value, row: Row, level2: Value, pieces: dict[str, list[Piece]], columns: Columns, layout: Layout
) -> Value:
    """Level 1 as written in the row or merged over it; else as above, unless level 2 belongs elsewhere."""
    if pieces.get("level1"):
        return value_of(pieces["level1"])
    merged = any(cell.spanned and columns.field(cell) == "level1" for cell in row.cells)
    parent = layout.level1_of(level2.text, above.text)
    if not parent or (above.text and parent.startswith(above.text)):
        return above  # the same name, or the beginning of it: its end stands on the next page
    if not (merged and above.text and not row.opens_grid):
        return Value(text=parent)
    return above


def _names_levels(pieces: dict[str, list[Piece]], layout: Layout) -> bool:
    """Tell an empty line of the template, which names its levels and sets nothing, from a remark."""
    known = {"level1": layout.is_level1, "level2": layout.is_level2}
    return all(name in known and known[name](value_of(found).text) for name, found in pieces.items())


def _take_names(pieces: dict[str, list[Piece]], project: int) -> None:
    for name, found in pieces.items():
        for piece in found:
            piece.take(name, project)


def _mend_cut_level1(indicators: list[Indicator], layout: Layout) -> list[Indicator]:
    """Join a level 1 label that a page break cut between two rows (``产出`` over, ``指标`` under it)."""
    mended = list(indicators)
    for at in range(1, len(mended)):
        before, now = mended[at - 1].level1, mended[at].level1
        whole = Value(text=before.text + now.text, cells=before.cells + now.cells)
        if now.cells == before.cells or layout.is_level1(now.text) or not layout.is_level1(whole.text):
            continue
        for other, indicator in enumerate(mended):
            if indicator.level1.cells in (before.cells, now.cells):
                mended[other] = indicator.model_copy(update={"level1": whole})
    return mended
