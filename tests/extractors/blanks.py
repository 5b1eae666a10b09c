"""Draws a table as text in columns that blanks alone part."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

from extractors.pieces import Grid, GridCell


@dataclass(frozen=True)
class Pen:
    """How it is drawn: ``gap`` blanks at least between columns; ``wide`` places for a character of uncertain width, 0 to count
    characters; texts broken to be no wider than ``room``; ``aside``: names beside several rows stand in their middle;
    ``full``: filled up with blanks as wide as a Chinese character.
    """

    gap: int = 2
    wide: int = 1
    room: int = 1000
    aside: bool = False
    full: bool = False

    def width(self, text: str) -> int:
        if not self.wide:
            return len(text)
        return sum({"W": 2, "F": 2, "A": self.wide}.get(east_asian_width(character), 1) for character in text)

    def broken(self, text: str) -> list[str]:
        """Its lines, each as full as it can be."""
        lines: list[str] = []
        for written in text.split("\n"):
            line = ""
            for character in written:
                if self.width(line + character) > self.room:
                    lines.append(line)
                    line = ""
                line += character
            lines.append(line)
        return lines

    def blanks(self, width: int) -> str:
        return "\u3000" * (width // 2) + " " * (width % 2) if self.full and self.wide else " " * width


def in_blanks(table: Grid, pen: Pen) -> str:
    """The table, a line for each line of text in a row of it."""
    columns = max(int(cell.right) for row in table.rows for cell in row)
    starts = _starts(table, columns, pen)
    told: list[list[tuple[int, list[str]]]] = [
        [
            (starts[int(cell.left)], pen.broken(cell.piece.text))
            for cell in row
            if not cell.spanned and cell.piece.text
        ]
        for row in table.rows
    ]
    if pen.aside:
        for number, row in enumerate(table.rows):
            for cell in row:
                if not cell.spanned and cell.piece.text:
                    rows = [
                        at
                        for at, other in enumerate(table.rows)
                        if any(one.piece is cell.piece for one in other)
                    ]
                    said = next(one for one in told[number] if one[0] == starts[int(cell.left)])
                    told[number].remove(said)
                    told[rows[len(rows) // 2]].append(said)
    out: list[str] = []
    for row in told:
        for at in range(max((len(lines) for _, lines in row), default=0)):
            line = ""
            for start, lines in sorted(row, key=lambda one: one[0]):
                if at < len(lines) and lines[at]:
                    line += pen.blanks(max(start - pen.width(line), pen.gap if line else 0)) + lines[at]
            out.append(line)
    return "\n".join(out)


def _starts(table: Grid, columns: int, pen: Pen) -> list[int]:
    """Where each column begins; a cell over several is as wide as they are together."""
    widths = [2] * columns
    for span in range(1, columns + 1):
        for row in table.rows:
            for cell in row:
                widths[int(cell.right) - 1] += _missing(cell, span, widths, pen)
    starts = [0]
    for width in widths:
        starts.append(starts[-1] + width + pen.gap + (width + pen.gap) % 2)
    return starts


def _missing(cell: GridCell, span: int, widths: list[int], pen: Pen) -> int:
    left, right = int(cell.left), int(cell.right)
    if right - left != span or right == len(widths):
        return 0
    needed = max(map(pen.width, pen.broken(cell.piece.text)))
    return max(needed - sum(widths[left:right]) - pen.gap * (span - 1), 0)


def in_turn(table: Grid, blank: str, pen: Pen) -> str:
    """The table with the same blank between all texts of a line, which are in the order of their columns and no more."""
    rows: dict[int, list[int]] = {}  # by piece: those in which it stands
    for number, row in enumerate(table.rows):
        for cell in row:
            rows.setdefault(id(cell.piece), []).append(number)
    heights = [
        max((len(_lines(cell, pen)) for cell in row if len(rows[id(cell.piece)]) == 1), default=1)
        for row in table.rows
    ]
    tops = [sum(heights[:at]) for at in range(len(heights) + 1)]
    told: dict[int, list[tuple[float, str]]] = {}
    for row in table.rows:
        for cell in row:
            texts = [] if cell.spanned else _lines(cell, pen)
            first, last = rows[id(cell.piece)][0], rows[id(cell.piece)][-1]
            room = tops[last + 1] - tops[first] - len(texts)
            above = tops[first] + (max(room, 0) // 2 if pen.aside else 0)
            for at, text in enumerate(texts):
                told.setdefault(above + at, []).append((cell.left, text))
    return "\n".join(blank.join(text for _, text in sorted(told[at])) for at in sorted(told))


def _lines(cell: GridCell, pen: Pen) -> list[str]:
    return [line for line in pen.broken(cell.piece.text.strip()) if line]
