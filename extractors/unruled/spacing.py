"""How far apart a page's words stand: what parts the lines of one cell, and what parts rows and columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.limits import hold
from extractors.pieces import Box, Piece
from extractors.reading import Level, Word

_MOST_WORDS = 3_000  # of a page in columns; a dense one has some 500
_LEAST_PITCH = 0.8  # of a character's height: what is nearer stands in one line (a raised figure)
_SAME_PITCH = 1.15  # of the least one
_WIDEST_PITCH = 2.0  # characters' heights: lines of a cell are not further apart
_SINGLE_PITCH = 1.4  # where no cell of a page has two lines
_ROW_ROOM = 0.35  # of a character's height more than between two lines of a cell: it parts rows
_SAME_ROOM = 0.15  # no more than this besides: it parts lines
_CHANNEL = 0.3  # of a character's height, through several lines of a row
_LONE_CHANNEL = 0.6  # through one line alone: a blank in a text is no wider
_SHRUNK = 0.1  # of a word's height, at its top and bottom: borders and neighbours may touch it there
_COVERED = 0.9  # of a row's width: a line parts it from the next
_NEAR = 2.0  # points


@dataclass(frozen=True, slots=True)
class Spacing:
    """``em``: the height of most characters; ``pitch``: from one line of a cell to the next."""

    em: float
    pitch: float

    @classmethod
    def of(cls, words: list[Word], page: int) -> Spacing:
        """Measure a page's words. Raises UnreadableDraft ``too_large``."""
        hold(f"words on page {page}", len(words), _MOST_WORDS, (page,))
        em = median(bottom - top for _, top, _, bottom in (word.box for word in words))
        pitches = sorted(pitch for pitch in _pitches(words) if pitch >= _LEAST_PITCH * em)
        close = [pitch for pitch in pitches if pitch <= _SAME_PITCH * pitches[0]]
        pitch = median(close) if close else _SINGLE_PITCH * em
        return cls(em, pitch if pitch <= _WIDEST_PITCH * em else _SINGLE_PITCH * em)

    def parts_rows(self, room: float) -> bool | None:
        """Tell whether so much room across the page parts rows, not lines; None where it could be either."""
        more = room - (self.pitch - self.em * (1 - 2 * _SHRUNK))
        if more >= _ROW_ROOM * self.em:
            return True
        return None if more > _SAME_ROOM * self.em else False

    def is_next_line(self, above: Word, below: Word) -> bool:
        """Tell whether one word stands as near under another as the lines of a cell do."""
        return middle(below) - middle(above) <= _SAME_PITCH * self.pitch

    def channels(self, words: list[Word]) -> list[tuple[float, float]]:
        """The gaps between words that run through their whole height, from left to right."""
        lines = len(lines_of(words))
        least = (_CHANNEL if lines > 1 else _LONE_CHANNEL) * self.em
        runs = merged((word.box[0], word.box[2]) for word in words)
        return [(end, start) for (_, end), (start, _) in pairwise(runs) if start - end >= least]


def merged(intervals: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Intervals that overlap as one, in order."""
    runs: list[tuple[float, float]] = []
    for start, end in sorted(intervals):
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((start, end))
    return runs


def middle(word: Word) -> float:
    """The height at which a word stands."""
    return (word.box[1] + word.box[3]) / 2


def lines_of(words: list[Word]) -> list[list[Word]]:
    """Words line by line, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=middle):
        if lines and middle(word) - middle(lines[-1][0]) < (word.box[3] - word.box[1]) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.box[0]) for line in lines]


def text_of(words: list[Word]) -> str:
    """The text of a cell, its lines parted by line breaks."""
    return "\n".join(" ".join(word.text for word in line) for line in lines_of(words))


def as_sure(piece: Piece, words: list[Word]) -> Piece:
    """The piece with the confidence of the least sure of its words, and the first doubt of them."""
    piece.confidence = min((word.confidence for word in words if word.confidence is not None), default=None)
    piece.doubt = next((word.doubt for word in words if word.doubt), None)
    return piece


def around(words: list[Word]) -> Box:
    """The box around words."""
    x0s, tops, x1s, bottoms = zip(*(word.box for word in words), strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def runs_over(word: Word, headings: Iterable[Box]) -> bool:
    """Tell whether a text runs over several headings."""
    return sum(box[0] < word.box[2] and word.box[0] < box[2] for box in headings) > 1


def drawn_at(levels: list[Level], span: tuple[float, float], low: float, high: float) -> float | None:
    """The height between two where lines are drawn across a span, or None."""
    beside = [level for level in levels if low - _NEAR <= level.at <= high + _NEAR]
    for level in beside:
        together = [other for other in beside if abs(other.at - level.at) <= _NEAR]
        pieces = merged((max(one.start, span[0]), min(one.end, span[1])) for one in together)
        if sum(max(end - start, 0) for start, end in pieces) >= _COVERED * (span[1] - span[0]):
            return level.at
    return None


def gaps_down(words: list[Word]) -> list[tuple[float, float]]:
    """The room between words that runs across all of them, from the top."""
    tall = (
        (
            word.box[1] + _SHRUNK * (word.box[3] - word.box[1]),
            word.box[3] - _SHRUNK * (word.box[3] - word.box[1]),
        )
        for word in words
    )
    return [(end, start) for (_, end), (start, _) in pairwise(merged(tall))]


def _pitches(words: list[Word]) -> Iterable[float]:
    """From each word down to the next one that stands under it."""
    ordered = sorted(words, key=middle)
    for at, word in enumerate(ordered):
        for below in ordered[at + 1 :]:
            shared = min(word.box[2], below.box[2]) - max(word.box[0], below.box[0])
            narrower = min(word.box[2] - word.box[0], below.box[2] - below.box[0])
            if shared > narrower / 2 and middle(below) - middle(word) > 0:
                yield middle(below) - middle(word)
                break
