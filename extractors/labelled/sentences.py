"""Paragraphs that tell a project sentence by sentence (1.高龄津贴。预算数：…。绩效目标：…。绩效指标：…): a line each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractors.form.column import tells_goals
from extractors.form.words.head import HeadWords
from extractors.labelled.head_labels import head_labels
from extractors.labelled.level_names import LevelNames
from extractors.labelled.stretch import Stretch, Written

_ENDS = re.compile(r"。(?=\s*\S)")
_LONGEST_LABEL = 20  # characters, up to its colon


def sentences_apart(lines: Iterable[Written], names: LevelNames) -> Iterator[Written]:
    """The lines, each parted before the sentences in it that begin with a label of the form or with a level's name."""
    for line in lines:
        starts = [
            0,
            *(found.end() for found in _ENDS.finditer(line.text) if _begins(line, found.end(), names)),
        ]
        yield from (line.part(start, end) for start, end in pairwise([*starts, len(line.text)]))


def _begins(line: Written, start: int, names: LevelNames) -> bool:
    """Tell whether a label of the head or of the indicators stands at a place, with its colon."""
    said = Stretch.whole(line.part(start, len(line.text)))
    if names.leading(said, below=False).names:
        return True
    if not any(sign in said.text[:_LONGEST_LABEL] for sign in ":："):
        return False
    return any(_is_of_head(one.field) for one in head_labels(said, names.layout)[:1])


def _is_of_head(field: str) -> bool:
    known = field in HeadWords.AMOUNTS or field in HeadWords.TEXTS - {"fact"} or field in ("purpose", "plan")
    return known or tells_goals(field) or field.startswith("indicators")
