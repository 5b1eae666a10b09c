"""Words that no layout has, learned from a draft itself: what they name, and the cells that say them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.joining import squeeze
from extractors.layouts.words import WordSection
from extractors.pieces import Piece


class LearnedWord(NamedTuple):
    """A cell that says such a word, and what it names there."""

    section: WordSection
    field: str
    piece: Piece


@dataclass(slots=True)
class Learned:
    """The words of each section of a layout by the field that they name, and the cells that say them."""

    words: dict[WordSection, dict[str, tuple[str, ...]]] = field(default_factory=lambda: defaultdict(dict))
    said: list[LearnedWord] = field(default_factory=list)

    def add(self, section: WordSection, name: str, piece: Piece) -> None:
        """Take a word, once for each cell that says it."""
        known = self.words[section].get(name, ())
        self.words[section][name] = tuple(dict.fromkeys((*known, squeeze(piece.text))))
        self.said.append(LearnedWord(section, name, piece))
