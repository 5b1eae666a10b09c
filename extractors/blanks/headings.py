"""What stands over each column: a heading of one row, or of two where one is over several; and the field that it names."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.blanks.frame import Frame
from extractors.form.column import GROUP
from extractors.joining import as_label, join_lines
from extractors.layouts.layout import Layout
from extractors.pieces import GridCell
from extractors.unruled.parts import Unclear

# What stands beside the headings that one is over (指标值: 2023年, 2024年), and is none of them.
_BESIDE = ("description", "basis", "weight", "fact")

Texts = list[str]  # by column; empty where a row has none


@dataclass(frozen=True, slots=True)
class Headings:
    """The rows of a heading, and the field of each column."""

    rows: list[Texts]
    fields: list[str | None]  # GROUP: a label beside the whole table, before level 1

    @classmethod
    def of(cls, frame: Frame, layout: Layout) -> Headings:
        """A heading broken over two rows (指标 / 值), or with brackets below it, is one. Raises Unclear."""
        if any(_is_several(word.text, layout) for cells in frame.headings for word in cells.values()):
            raise Unclear
        columns = range(len(frame.starts))
        rows = [[cells[at].text if at in cells else "" for at in columns] for cells in frame.headings]
        beside = _beside(frame, layout) if "level1" in _fields(rows, layout)[1:] else None
        if beside:
            rows = [[beside if row is rows[0] else "", *row[1:]] for row in rows]
        if len(rows) > 1:
            upper, lower = rows
            for at in columns:
                if upper[at] and lower[at] and not _is_over_next(at, upper, lower):
                    _join(at, upper, lower, layout)
            rows = [row for row in rows if any(row)]
        fields = _fields(rows, layout)
        return cls(rows, [GROUP, *fields[1:]] if beside else fields)


def drawn_headings(rows: list[list[GridCell]], layout: Layout) -> list[list[GridCell]]:
    """The rows as they would be ruled: a heading over several is as wide as they, one beside these stands in both rows."""
    if len(rows) == 1:
        return rows
    upper: list[GridCell] = []
    lower: list[GridCell] = []
    is_over = False  # the last heading of the upper row, over others
    for over, under in zip(*rows, strict=True):
        beside = not is_over or layout.column(under.piece.text) in _BESIDE
        if over.piece.text and under.piece.text:
            is_over = True
            upper.append(over)
            lower.append(under)
        elif over.piece.text or beside:
            is_over = False
            piece = over.piece if over.piece.text else under.piece
            upper.append(GridCell(piece, over.left, over.right))
            lower.append(GridCell(piece, under.left, under.right, spanned=True))
        else:
            upper[-1].right = over.right
            lower.append(under)
    return [upper, lower]


def _fields(rows: list[Texts], layout: Layout) -> list[str | None]:
    return [next(filter(None, map(layout.column, reversed(said))), None) for said in zip(*rows, strict=True)]


def _is_several(text: str, layout: Layout) -> bool:
    """Tell whether one blank alone may part headings."""
    parts = [part for part in text.split() if as_label(part)]
    return len(parts) > 1 and any(layout.column(part) for part in parts)


def _is_over_next(at: int, upper: Texts, lower: Texts) -> bool:
    return at + 1 < len(upper) and bool(lower[at + 1]) and not upper[at + 1]


def _join(at: int, upper: Texts, lower: Texts, layout: Layout) -> None:
    """Put both texts into the row that has more of the headings."""
    whole = f"{upper[at]}\n{lower[at]}"
    if as_label(lower[at]) and layout.column(join_lines([whole])) is None:
        raise Unclear
    into, empty = (upper, lower) if sum(map(bool, upper)) >= sum(map(bool, lower)) else (lower, upper)
    into[at], empty[at] = whole, ""


def _beside(frame: Frame, layout: Layout) -> str | None:
    """The label beside the whole table, which may go on beside its rows, if it is one. Raises Unclear where it may be."""
    lines = [cells[0].text for cells in (*frame.headings, *frame.rows) if 0 in cells]
    whole = join_lines(lines)
    if layout.group(whole) or layout.label(whole):
        return "\n".join(lines)
    if not any(layout.column(cells[0].text) for cells in frame.headings if 0 in cells):
        raise Unclear
    return None
