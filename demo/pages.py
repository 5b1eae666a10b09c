"""Pages of a PDF being filled from the top: lines of text, and pieces of tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from demo.lettering import lines_of, width
from demo.paging import Piece
from demo.style import Style


@dataclass(frozen=True)
class Text:
    """A line of text; ``y`` is its top, in points from the page's top edge."""

    text: str
    x: float
    y: float
    size: float
    heavy: bool = False


@dataclass(frozen=True)
class Ruled:
    """What of a table stands on a page, from ``y`` down."""

    pieces: list[Piece]
    y: float


@dataclass
class Pages:
    """``y`` is where the next line goes on the last page."""

    style: Style
    pages: list[list[Text | Ruled]] = field(default_factory=lambda: [[]])
    y: float = 0.0

    @classmethod
    def of(cls, style: Style) -> Pages:
        """Pages with nothing on them yet."""
        return cls(style, y=style.top)

    @property
    def left(self) -> float:
        """The space left on the page."""
        return self.style.page[1] - self.style.bottom - self.y

    def turn(self) -> None:
        """Begin a page."""
        self.pages.append([])
        self.y = self.style.top

    def line(self, text: str, size: float, at: float = 0.0, indent: float = 0.0, heavy: bool = False) -> None:
        """One line; ``at`` 0 stands left, 0.5 in the middle, 1 right."""
        height = size * 1.6
        if self.left < height:
            self.turn()
        x = self.style.left + indent + at * (self.style.width - width(text, size))
        self.pages[-1].append(Text(text, x, self.y, size, heavy))
        self.y += height

    def block(self, text: str, size: float, at: float = 0.0, heavy: bool = False) -> None:
        """A text in as many lines as it takes."""
        for line in lines_of(text, self.style.width, size):
            self.line(line, size, at, heavy=heavy)

    def paragraph(self, text: str, size: float) -> None:
        """Running text, its first line indented by two characters."""
        first, *_ = lines_of(text, self.style.width - 2 * size, size)
        self.line(first, size, indent=2 * size)
        self.block(text[len(first) :], size)

    def ruled(self, pieces: list[Piece], height: float) -> None:
        """Pieces of a table, ``height`` points high in all."""
        self.pages[-1].append(Ruled(pieces, self.y))
        self.y += height
