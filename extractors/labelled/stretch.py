"""Parts of what a draft's lines say, which keep their place in these until they become pieces of their own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from extractors.form.page_breaks.text_ends import least_length
from extractors.pieces import Box, Piece

_BLANKS = " \t\r\n\u3000\u00a0"


@dataclass(frozen=True, slots=True)
class Written:
    """What a line says, or several of the page where it was too long for one; or a part of that, from ``start`` to ``end``."""

    pieces: tuple[Piece, ...]
    whole: str
    starts: tuple[int, ...]  # in the whole text, of each piece's
    start: int
    end: int

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> Written:
        """The pieces as one line."""
        starts = [0]
        for piece in pieces:
            starts.append(starts[-1] + len(piece.text))
        return cls(tuple(pieces), "".join(piece.text for piece in pieces), tuple(starts), 0, starts[-1])

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.whole[self.start : self.end]

    @property
    def depth(self) -> int:
        """Its depth in the document's outline, from 1, where that has it as a heading; else 0."""
        return self.pieces[0].depth

    def part(self, start: int, end: int) -> Written:
        """What stands between two places of its text, as a line of its own."""
        return replace(self, start=self.start + start, end=self.start + end)


@dataclass(frozen=True, slots=True)
class Share:
    """What of a text stands in one line of the page."""

    piece: Piece
    start: int
    end: int

    def made(self) -> Piece:
        """A piece with these words and their share of the line's box."""
        piece = replace(self.piece, text=self.piece.text[self.start : self.end], text_read=None, repair=None)
        if piece.box is not None and piece.text != self.piece.text:
            piece.box = self._box(piece.box)
        return piece

    def _box(self, box: Box) -> Box:
        x0, top, x1, bottom = box
        long = least_length(self.piece.text) or 1.0
        ends = (least_length(self.piece.text[:end]) / long for end in (self.start, self.end))
        left, right = (round(x0 + (x1 - x0) * share, 2) for share in ends)
        return left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands in a line from one place of its text to another."""

    line: Written
    start: int
    end: int

    @classmethod
    def whole(cls, line: Written) -> Stretch:
        """All that a line says."""
        return cls(line, line.start, line.end).part(0)

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.line.whole[self.start : self.end]

    def part(self, start: int, end: int | None = None, without: str = "") -> Stretch:
        """What stands between two places of it, but for blanks and the signs ``without`` at either side."""
        text = self.text[start:end]
        inner = text.strip(_BLANKS + without)
        before = text.index(inner) if inner else len(text)
        first = self.start + start + before
        return Stretch(self.line, first, first + len(inner))

    def shares(self) -> Iterator[Share]:
        """Its parts, line by line of the page."""
        first = bisect_right(self.line.starts, self.start) - 1
        bounds = pairwise(self.line.starts[first:])
        for piece, (start, end) in zip(self.line.pieces[first:], bounds, strict=True):
            if start >= self.end:
                break
            yield Share(piece, max(self.start, start) - start, min(self.end, end) - start)


def by_page(text: Sequence[Stretch]) -> list[tuple[list[Share], Piece]]:
    """A text as a piece for each page that it stands on, with what these are made of."""
    shares = [share for one in text for share in one.shares()]
    parts = [list(part) for _, part in groupby(shares, key=lambda share: share.piece.page)]
    return [(part, _joined(part)) for part in parts]


def _joined(shares: list[Share]) -> Piece:
    """Lines of one page as one piece, in the place of all of them."""
    pieces = [share.made() for share in shares]
    boxes = [piece.box for piece in pieces if piece.box]
    whole = replace(pieces[0], text="\n".join(piece.text for piece in pieces))
    whole.confidence = min((one.confidence for one in pieces if one.confidence is not None), default=None)
    whole.doubt = next((one.doubt for one in pieces if one.doubt), None)
    if len(boxes) > 1:
        x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
        whole.box = min(x0s), min(tops), max(x1s), max(bottoms)
    return whole
