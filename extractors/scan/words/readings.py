"""A line of text read up to three times, each time drawn another way, and what its readings say together.

The recogniser errs differently on the same ink drawn wider, as it stands, or with room at its sides. What it reads
alike is surer than the least sure of its characters tells; where it says two things, most readings decide, and a mark
that only one of two readings has (the point of ``78.4``) was dropped by the other rather than made up.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.joining import squeeze
from extractors.scan.confusions import confusions
from extractors.scan.picture import Grey
from extractors.scan.words.decoding import Recognised
from extractors.scan.words.recognition import recognise

_WIDER = 1.25
_SURE = 0.98  # confidence from which words are not read again
_SHORT = 2.5  # of its height: a line no longer than that lacks the surroundings that recognition leans on
_ROOM = 1.0  # of its height, at either side


@dataclass(frozen=True, slots=True)
class Readings:
    """The reading that is taken, and the others; likelihoods are from 0 to 1."""

    taken: Recognised
    every: tuple[Recognised, ...]

    @property
    def agree(self) -> bool:
        """Tell whether all readings say the same, but for widths."""
        return len({as_compared(one.text) for one in self.every}) == 1

    @property
    def confidence(self) -> float:
        """That of the reading taken; of the surest where several agree and none of them is at a loss."""
        sure = [one.confidence for one in self.every]
        limits = confusions()
        return max(sure) if self.agree and min(sure) >= limits.agreed_least else self.taken.confidence

    @property
    def least(self) -> float:
        """The confidence of the least sure reading."""
        return min(one.confidence for one in self.every)

    @property
    def dropped(self) -> float:
        """How likely a character was that the text lacks."""
        return max(one.dropped for one in self.every)


def read_lines(lines: Sequence[Grey], faint: Sequence[bool]) -> list[Readings]:
    """Read every line; figures, unsure words and those of ``faint`` ink twice, what is short and in doubt a third time."""
    first = recognise([_wider(line) for line in lines])
    again = [at for at, one in enumerate(first) if faint[at] or _is_worth_another(one)]
    second = dict(zip(again, recognise([lines[at] for at in again]), strict=True))
    short = [
        at
        for at, two in second.items()
        if lines[at].shape[1] < _SHORT * lines[at].shape[0] and _are_in_doubt(first[at], two)
    ]
    third = dict(zip(short, recognise([_with_room(lines[at]) for at in short]), strict=True))
    return [
        together([one, *(more[at] for more in (second, third) if at in more)]) for at, one in enumerate(first)
    ]


def together(every: Sequence[Recognised]) -> Readings:
    """Take what most readings say, of two the one that has a mark more; else the first."""
    said = Counter(as_compared(one.text) for one in every)
    (most, count), *_ = said.most_common(1)
    if count > 1:
        taken = next(one for one in every if as_compared(one.text) == most)
    else:
        taken = every[0]
        for other in every[1:]:
            if _has_a_mark_more(other.text, taken.text):
                taken = other
    return Readings(taken, tuple(every))


def as_compared(text: str) -> str:
    """Text without white space and widths, in which two recognitions may differ and say the same."""
    return squeeze(unicodedata.normalize("NFKC", text))


def _is_worth_another(first: Recognised) -> bool:
    """A dropped point leaves a figure that is as sure as any; in words, what is sure stays so."""
    return first.confidence < _SURE or any(character.isdigit() for character in first.text)


def _are_in_doubt(first: Recognised, second: Recognised) -> bool:
    return min(first.confidence, second.confidence) < _SURE or as_compared(first.text) != as_compared(
        second.text
    )


def _has_a_mark_more(longer: str, shorter: str) -> bool:
    """Tell whether a text is another one with small marks added, of those that recognition drops."""
    rest = list(as_compared(shorter))
    added = []
    for character in as_compared(longer):
        if rest and character == rest[0]:
            rest.pop(0)
        else:
            added.append(character)
    return bool(added) and not rest and set(added) <= set(confusions().small_marks)


def _wider(line: Grey) -> Grey:
    """The same words drawn wider: fewer are dropped, and what both ways of reading say alike is surer."""
    return np.asarray(
        cv2.resize(line, None, fx=_WIDER, fy=1.0, interpolation=cv2.INTER_CUBIC), dtype=np.uint8
    )


def _with_room(line: Grey) -> Grey:
    """A lone sign with paper at its sides, grey as its own: at the edge of a picture ≥ is read as V, % as %%."""
    side = round(_ROOM * line.shape[0])
    paper = float(np.median(line))
    return np.asarray(
        cv2.copyMakeBorder(line, 0, 0, side, side, cv2.BORDER_CONSTANT, value=(paper,)), dtype=np.uint8
    )
