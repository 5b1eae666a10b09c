"""The words of a head's line as labels and the texts between them."""

from __future__ import annotations

import re
from itertools import groupby

from extractors.blanks.kinds import label_before_colon
from extractors.blanks.single.head_rows import Cell
from extractors.layouts.layout import Layout

_LABEL = re.compile(r"(?:其中\s*[:：])?[^:：]+[:：]")
_GOAL = re.compile(r"目标\s*\d*\s*[:：]")  # begins one of several in a text


def cells_of(words: list[str], layout: Layout) -> list[Cell]:
    """Labels as cells, and the words between two of them as one text."""
    parts = [part for word in words for part in _parts(word, layout)]
    cells: list[Cell] = []
    for is_text, group in groupby(parts, key=lambda cell: cell.named is None):
        told = list(group)
        cells += [Cell([" ".join(cell.lines[0] for cell in told)])] if is_text else told
    return cells


def named(text: str, layout: Layout) -> str | None:
    """The field, or the group of fields, that a text names as a label."""
    milestone = "plan" if layout.milestone(text) else None
    return layout.label(text) or layout.group(text) or milestone


def _parts(word: str, layout: Layout) -> list[Cell]:
    """A word as a label, as a text, or as a label and the text behind its colon."""
    if field := named(word, layout):
        return [Cell([word], field)]
    found = None if _GOAL.match(word) else _LABEL.match(word)
    if found and label_before_colon(word, layout):
        label, text = word[: found.end()], word[found.end() :]
        return [Cell([label], named(label, layout)), *([Cell([text])] if text else [])]
    return [Cell([word])]
