"""Names that stand beside the middle of their rows: which rows these are, by how many must be above and below each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.unruled.parts import Unclear


class Name(NamedTuple):
    """A name and its row, counted from 0; one between two rows has a half more than the upper one's."""

    row: float
    text: str


def first_rows(names: Sequence[Name], rows: int) -> dict[int, str]:
    """The names, each by the first of its rows. Raises Unclear where these are not all rows, each once."""
    found: dict[int, str] = {}
    first = 0
    for name in names:
        last = int(2 * name.row) - first
        if last < first:
            raise Unclear
        found[first] = name.text
        first = last + 1
    if first != rows:
        raise Unclear
    return found
