"""Whether a line may be one text with the line above it, by how each begins and ends and how long it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.form.page_breaks.text_ends import least_length

_ENDS = re.compile(r"[。；;！!]$")
_NUMBERED = re.compile(r"(?:目标)?\s*[（(]?(?P<number>\d{1,2}|[一二三四五六七八九十])(?:[)）.、．:：]|\s)")
_FIRST = ("1", "一")
_JOINS = re.compile(r"[，,、：:（(及和与或的]$")
_SHARE = 0.8  # of the other's length: figures and signs are of many widths


def is_one_text(lines: Sequence[str]) -> bool:
    """Tell whether each line goes on with the one above, which had no room for it, or with its list."""
    return all(may_go_on(above, line) or _goes_on_list(line) for above, line in pairwise(lines))


def may_go_on(above: str, line: str) -> bool:
    """Tell whether a text may have been broken between two lines: the upper one ends nothing, and is about as long."""
    if _ENDS.search(above):
        return False
    return _JOINS.search(above) is not None or least_length(above) >= _SHARE * least_length(line)


def may_be_rest(above: str, text: str) -> bool:
    """Tell whether a text may have begun in the line above its label."""
    return may_go_on(above, text) or _goes_on_list(text)


def _goes_on_list(line: str) -> bool:
    number = _NUMBERED.match(line)
    return number is not None and number["number"] not in _FIRST
