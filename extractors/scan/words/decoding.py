"""From what a recogniser holds likely at each column of a line to its text, and to what may be wrong with it.

A recogniser of this kind (CTC) says for each narrow column of the picture how likely each character begins
there, or none. What it was about to say where it said nothing is lost from the text, which reads as sure as
any without it: ``79.2`` becomes ``792``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_FULL_WIDTH = range(0xFF01, 0xFF5F)  # the forms of ! to ~ that are as wide as a Chinese character
_NARROWER = 0xFEE0
_NEAR = 2  # columns around a character over which its own likelihood spreads
_WORTH_A_LOOK = 1e-3


@dataclass(frozen=True, slots=True)
class Recognised:
    """What one line says; likelihoods are from 0 to 1.

    ``confidence`` is that of the least sure character (0 for no text), whether full-width or half-width:
    that is told by other means. ``dropped`` is how likely a character was that the text lacks. ``places`` are the
    middles of the characters that are no spaces, as shares of the line's width.
    """

    text: str
    confidence: float
    dropped: float = 0.0
    places: tuple[float, ...] = ()


class Alphabet:
    """The characters of a recogniser by number; number 0 is none at all."""

    def __init__(self, characters: Sequence[str]) -> None:
        """Pair the full-width forms with their half-width ones."""
        self.characters = tuple(characters)
        self.blanks = [number for number, character in enumerate(characters) if not character.strip()]
        numbers = {character: number for number, character in enumerate(characters)}
        self.twins: dict[int, int] = {}
        for character, number in numbers.items():
            if len(character) == 1 and ord(character) in _FULL_WIDTH:
                twin = numbers.get(chr(ord(character) - _NARROWER))
                if twin is not None:
                    self.twins |= {number: twin, twin: number}

    def forms(self, number: int) -> list[int]:
        """The character and its form of the other width."""
        return [number, self.twins[number]] if number in self.twins else [number]


def decode(likely: NDArray[np.float32], alphabet: Alphabet, width: float) -> Recognised:
    """Read a line from likelihoods (columns, characters); it takes up ``width`` of the columns, the rest is empty."""
    best = likely.argmax(axis=1)
    begins = [at for at, number in enumerate(best) if number and (at == 0 or best[at - 1] != number)]
    said = [at for at in begins if alphabet.characters[best[at]].strip()]
    sure = [float(likely[at, alphabet.forms(int(best[at]))].sum()) for at in said]
    whole = "".join(alphabet.characters[best[at]] for at in begins)
    return Recognised(
        text=whole.strip(),
        confidence=min(sure, default=0.0),
        dropped=_dropped(likely, best, alphabet),
        places=tuple((at + 0.5) / width for at in said),
    )


def _dropped(likely: NDArray[np.float32], best: NDArray[np.intp], alphabet: Alphabet) -> float:
    """The likelihood of the likeliest character at a column that says none, other than those that stand beside it."""
    most = 0.0
    for at in np.flatnonzero((best == 0) & (likely[:, 0] < 1 - _WORTH_A_LOOK)):
        here = likely[at].copy()
        here[0] = 0.0
        here[alphabet.blanks] = 0.0
        for number in set(best[max(0, at - _NEAR) : at + _NEAR + 1].tolist()):
            here[alphabet.forms(number)] = 0.0
        most = max(most, float(here.max()))
    return most
