"""Tables drawn with characters: walls between cells (``|``, ``│``), rules between rows (``---``, ``├─┼─┤``).

So Markdown has them, and programs that print to a terminal. A rule that leaves out a column runs through a merged cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from unicodedata import east_asian_width

from extractors.limits import CELLS, ROW_CELLS, hold
from extractors.pieces import Grid, GridCell, Piece

_WALLS = "|｜¦│┃║┆┇┊┋"
_CROSSINGS = "+├┤┼┬┴┌┐└┘┠┨╂┯┷┏┓┗┛┣┫╋┳┻╔╗╚╝╠╣╬╦╩╟╢╫╤╧╞╡╪╥╨╭╮╰╯"
_DASHES = "-=:─━═┄┅┈┉"
_EDGES = frozenset(_WALLS + _CROSSINGS)
_MEETS = re.compile(
    f"[{re.escape(_CROSSINGS)}][{re.escape(_DASHES)}]|[{re.escape(_DASHES)}][{re.escape(_CROSSINGS)}]"
)
_DASHED = re.compile(f"[{re.escape(_DASHES)}]+")
_RULE_ALONE = re.compile(
    f"[{re.escape(_DASHES)}—–－＿_＝*＊~～]+(?:\\s+[{re.escape(_DASHES)}—–－＿_＝*＊~～]+)*+"
)
_LONGEST_DASH = 4  # characters; a longer run is a line drawn across the page
_LINE_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([|*_#<>~`-])")
_BAR = "\ue000"  # a bar of the text itself, while the line is parted at its walls
_FEWEST = 2  # lines of a table, cells of a row
_RULES = 3  # over the heading, below it and at the end: with more, a rule parts each row from the next


def is_rule_alone(line: str) -> bool:
    """Tell whether a line of text is but drawn across the page, or below each heading: it says nothing."""
    return len(line.strip()) > _LONGEST_DASH and _RULE_ALONE.fullmatch(line.strip()) is not None


@dataclass(slots=True)
class _Stretch:
    """What stands between two edges of a line, and where these are."""

    left: int
    right: int
    text: str

    @property
    def is_dashed(self) -> bool:
        return _DASHED.fullmatch(self.text) is not None

    def within(self, other: _Stretch) -> bool:
        return other.left <= self.left and self.right <= other.right


@dataclass(slots=True)
class _Cell:
    stretch: _Stretch
    piece: Piece
    spanned: bool = False

    def add(self, text: str) -> None:
        self.piece.text = f"{self.piece.text}\n{text}".strip("\n")


@dataclass(slots=True)
class _Drawing:
    """Reads the lines of one table. ``by_rules``: a row may have several lines; ``open``: where a rule begins to be left out."""

    table: int
    by_rules: bool
    rows: list[list[_Cell]] = field(default_factory=list)
    cells: int = 0
    open: list[int] = field(default_factory=list)
    after_rule: bool = True

    def read(self, number: int, line: str, *, wide: int) -> None:
        if _is_rule(line):
            stretches = _parted(line, _EDGES, wide) if self.rows else []
            self.open = [one.left for one in stretches if not one.is_dashed]
            for one in stretches:
                self._add(one)
            self.after_rule = True
            return
        stretches = _parted(line, frozenset(_WALLS), wide)
        if self.by_rules and not self.after_rule:
            for one in stretches:
                self._add(one)
        else:
            self._begin(number, stretches)
        self.after_rule = False

    def _begin(self, number: int, stretches: list[_Stretch]) -> None:
        """A new row; cells that the rule above runs through are those of the row before."""
        row: list[_Cell] = []
        for column, one in enumerate(stretches):
            above = self._over(one) if one.left in self.open else None
            if above:
                above.add(one.text)
                row.append(_Cell(above.stretch, above.piece, spanned=True))
            else:
                row.append(_Cell(one, Piece(one.text, table=self.table, row=number, column=column)))
        self.rows.append(row)
        self.cells += len(row)
        hold("table cells", self.cells, CELLS)

    def _add(self, stretch: _Stretch) -> None:
        cell = self._over(stretch)
        if cell and not stretch.is_dashed:
            cell.add(stretch.text)

    def _over(self, stretch: _Stretch) -> _Cell | None:
        """The cell of the last row that a stretch goes on below."""
        return next((cell for cell in self.rows[-1] if stretch.within(cell.stretch)), None)


def is_drawn(line: str) -> bool:
    """Tell whether a line may be of a drawn table: an edge at either end, or walls between its cells alone."""
    text = line.strip()
    closed = len(text) > _FEWEST and text[0] in _EDGES and text[-1] in _EDGES
    return closed or sum(character in _WALLS for character in text) >= _FEWEST


def draw_table(lines: list[tuple[int, str]], table: int) -> Grid | None:
    """The table in lines, each with its number in the file and all ``is_drawn``; None where there is none."""
    texts = [_closed(_ESCAPED.sub(_unescaped, text.strip())) for _, text in lines]
    for (number, _), text in zip(lines, texts, strict=True):
        hold("cells of line {at}", sum(character in _EDGES for character in text), ROW_CELLS, at=number)
    wide = min((1, 2), key=lambda wide: len({_width(text, wide) for text in texts}))
    if len({_width(text, wide) for text in texts}) > 1:
        wide = 0  # the walls are not one below the other: cells are counted
    drawing = _Drawing(table, sum(map(_is_rule, texts)) > _RULES)
    for (number, _), text in zip(lines, texts, strict=True):
        drawing.read(number, text, wide=wide)
    if len(lines) < _FEWEST or max(map(len, drawing.rows), default=0) < _FEWEST:
        return None
    return Grid([
        [GridCell(cell.piece, cell.stretch.left, cell.stretch.right, cell.spanned) for cell in row]
        for row in drawing.rows
    ])  # fmt: skip


def _closed(line: str) -> str:
    """The line with an edge at either end."""
    return f"{'' if line[0] in _EDGES else '|'}{line}{'' if line[-1] in _EDGES else '|'}"


def _is_rule(line: str) -> bool:
    """Tell whether a line is drawn between rows; a rule through a merged cell has text or blanks there."""
    return _MEETS.search(line) is not None or all(one.is_dashed for one in _parted(line, _EDGES, 0))


def _parted(line: str, edges: frozenset[str], wide: int) -> list[_Stretch]:
    """A line parted at its edges; where ``wide`` is 0, stretches are counted."""
    walls = [at for at, character in enumerate(line) if character in edges]
    return [
        _Stretch(
            _width(line[:start], wide) if wide else number,
            _width(line[:end], wide) if wide else number + 1,
            _LINE_BREAK.sub("\n", line[start + 1 : end]).replace(_BAR, "|").strip(),
        )
        for number, (start, end) in enumerate(pairwise(walls))
    ]


def _width(text: str, wide: int) -> int:
    """How many columns a text takes up; drawn characters, and others that are as wide as a font has them, ``wide``."""
    widths = {"W": 2, "F": 2, "A": wide}
    return sum(widths.get(east_asian_width(character), 1) for character in text)


def _unescaped(match: re.Match[str]) -> str:
    return _BAR if match[1] == "|" else match[1]
