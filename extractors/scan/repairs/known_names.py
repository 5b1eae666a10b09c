"""Recognised words set right before the form is read: characters' everyday forms, and the form's own words.

Labels, headings and level names are known; one that was read with a doubt and is a character away from
exactly one of them is that one. What was read stays beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from extractors.draft import Repair
from extractors.joining import as_label
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, Piece
from extractors.reading import Reading
from extractors.scan.repairs.everyday import everyday, plain

_SHORTEST = 3  # characters: 3月底 and 6月底 are as near to one another as a misread is
_SURE = 0.99  # a word read so surely stands as it was read, near a known one or not


def mend_names(reading: Reading, layout: Layout) -> None:
    """Repair the pieces of a reading that were recognised in a picture; the others stay."""
    words = set(_known_words(layout))
    in_tables = {
        id(cell.piece)
        for block in reading.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
    }
    for piece in reading.pieces():
        if piece.confidence is None:
            continue
        unsure = piece.doubt is not None or piece.confidence < _SURE
        usual = plain(everyday(piece.text)) if unsure else everyday(piece.text)
        if usual != piece.text:
            _repair(piece, usual, "variant")
        if unsure and id(piece) in in_tables and (name := _only_near(piece.text, words, layout)):
            _repair(piece, name, "known_name")


def _repair(piece: Piece, text: str, repair: Repair) -> None:
    piece.text_read = piece.text_read or piece.text
    piece.text, piece.repair, piece.doubt = text, repair, "repaired"


def _only_near(label: str, words: set[str], layout: Layout) -> str | None:
    """The one known word that differs from a label by one character; None for a label that is known itself."""
    text = as_label(label)
    if len(text) <= _SHORTEST or text in words or layout.is_label(label):
        return None
    near = [
        word
        for word in words
        if len(word) > _SHORTEST and Levenshtein.distance(text, word, score_cutoff=1) <= 1
    ]
    return near[0] if len(near) == 1 else None


def _known_words(layout: Layout) -> Iterator[str]:
    """Labels and headings as they are compared, level names with and without 指标."""
    for names in (layout.labels, layout.groups, layout.columns):
        yield from (word for word, _ in names.words())
    for level1, level2 in layout.levels.items():
        for name in (level1, *level2):
            yield from (as_label(name), f"{as_label(name)}指标")
