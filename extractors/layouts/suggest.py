"""Which known word a label that no layout knows is most like."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Hamming

from extractors.draft import LabelSection
from extractors.layouts.layout import Layout
from extractors.layouts.lexicon import compared
from extractors.layouts.words import WordSection

_LONG_ENOUGH = 5  # characters: a shorter heading with another one is another word
_TELLING = 3  # of its first characters
_SHORT_NAME = 4  # characters
_NAMES = ("project_name", "unit", "unit_name", "department")
_ALIKE = 50  # of 100: labels have 2 to 8 characters, and 指标内涵 shares two of four with 指标解释


def suggest(text: str, section: LabelSection, layout: Layout, taken: Set[str]) -> tuple[str, str]:
    """Return (word, field) of the known label or heading that a text is most like; empty where none is.

    Alike are words with many characters in common and in order (ratio of the edit distance that only inserts
    and removes). A field that another label of the form is (``taken``) is not meant once more.
    """
    explained = "description" if "level3" in taken else "level3"
    named = (
        (word, explained if field == "level3_or_description" else field)
        for word, field in _words(layout)[section].items()
    )
    words = {word: field for word, field in named if field not in taken}
    found = process.extractOne(compared(text), words.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return (found[0], words[found[0]]) if found else ("", "")


@lru_cache(maxsize=4096)
def misspelt(text: str, section: WordSection, layout: Layout) -> str | None:
    """The field of the one known word from which a text differs in one character; None where there is none, or several.

    Its first words tell what a label is of (上年指标值, 半年指标值): they are spelled as they are known. A short one
    (项目明称) is but that of a name.
    """
    word = compared(text)
    found = {
        field
        for known, field in _words(layout)[section].items()
        if len(known) == len(word)
        and Hamming.distance(known, word) == 1
        and (
            (len(word) >= _LONG_ENOUGH and known[:_TELLING] == word[:_TELLING])
            or (len(word) == _SHORT_NAME and section == "labels" and field in _NAMES)
        )
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=16)
def _words(layout: Layout) -> Mapping[WordSection, dict[str, str]]:
    return {
        "labels": dict(layout.labels.words()),
        "groups": dict(layout.groups.words()),
        "columns": dict(layout.columns.words()),
    }
