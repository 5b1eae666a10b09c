"""Layouts: what a form's fields are called and how its parts are told apart, as data (``layouts/*.toml``)."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from extractors.draft import Milestone
from extractors.joining import as_label

_FOLDER = Path(__file__).parent
_BARE_PARTS = {"第一部分": "one", "第二部分": "two"}  # the heading's words stand on the next line


class PartOneWords(BaseModel):
    """Headings of part 1's sections, and the words that open a duty's goal and indicators."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    overall: tuple[str, ...]
    duty: tuple[str, ...]
    measure: tuple[str, ...]
    goal: tuple[str, ...]
    indicator: tuple[str, ...]


class CoverPatterns(BaseModel):
    """Regular expressions for the lines of the title page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: re.Pattern[str]
    stage: re.Pattern[str]
    compiled_by: re.Pattern[str]
    reviewed_by: re.Pattern[str]


class Layout(BaseModel):
    """One layout file. All look-ups take a cell's text as written and compare it as a label."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title_marks: tuple[str, ...]
    unit_lines: tuple[re.Pattern[str], ...]
    money_line: re.Pattern[str]
    labels: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]]
    milestones: Mapping[Milestone, tuple[str, ...]]
    columns: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, tuple[str, ...]]
    part_one: PartOneWords
    parts: Mapping[str, tuple[str, ...]]
    cover: CoverPatterns

    def label(self, text: str) -> str | None:
        """Return the field that a head label names, or None."""
        return self._labels.get(as_label(text))

    def group(self, text: str) -> str | None:
        """Return the field that a label over several rows stands for, or None."""
        return self._groups.get(as_label(text))

    def milestone(self, text: str) -> Milestone | None:
        """Return the month end that a heading of the spending plan names, or None."""
        return self._milestones.get(as_label(text))

    def column(self, text: str) -> str | None:
        """Return the indicator field that a column heading names, or None."""
        return self._columns.get(as_label(text))

    def is_label(self, text: str) -> bool:
        """Tell whether a cell's text is a word of the form itself rather than of the draft."""
        return any(find(text) for find in (self.label, self.group, self.milestone, self.column))

    def is_level1(self, text: str) -> bool:
        """Tell whether a text is a level 1 name, whole."""
        return level_name(text) in self.levels

    def is_level2(self, text: str) -> bool:
        """Tell whether a text is a level 2 name, whole."""
        return any(level_name(text) in names for names in self.levels.values())

    def holds(self, level1: str, level2: str) -> bool:
        """Tell whether a level 2 name is known to belong under a level 1 name."""
        return level_name(level2) in self.levels.get(level_name(level1), ())

    def level1_of(self, level2: str, so_far: str) -> str | None:
        """Return the level 1 name (in full, ``产出指标``) that a known level 2 name belongs under, or None.

        Where several would do, the one that the rows above stand under (``so_far``) is kept.
        """
        parents = [name for name, children in self.levels.items() if level_name(level2) in children]
        if level_name(so_far) in parents:
            return so_far
        return f"{parents[0]}指标" if parents else None

    def part(self, line: str) -> str | None:
        """Return which part of the draft (contents, one, two) a line opens, or None."""
        text = as_label(line)
        if text in _BARE_PARTS:
            return _BARE_PARTS[text]
        text = re.sub(r"^第[一二三四五]部分", "", text)
        return next((part for part, names in self.parts.items() if text in names), None)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return _inverted(self.labels)

    @cached_property
    def _groups(self) -> dict[str, str]:
        return _inverted(self.groups)

    @cached_property
    def _milestones(self) -> dict[str, Milestone]:
        return {as_label(name): month for month, names in self.milestones.items() for name in names}

    @cached_property
    def _columns(self) -> dict[str, str]:
        return _inverted(self.columns)


def level_name(text: str) -> str:
    """A level name as it is compared: without white space and the word 指标 (field guide, section 3)."""
    return as_label(text).removesuffix("指标")


@cache
def load_layouts() -> tuple[Layout, ...]:
    """Every layout of the folder, by file name."""
    return tuple(
        Layout.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(_FOLDER.glob("*.toml"))
    )


def layouts_digest() -> str:
    """Eight hex digits that change with any layout file."""
    content = b"".join(path.read_bytes() for path in sorted(_FOLDER.glob("*.toml")))
    return hashlib.sha256(content).hexdigest()[:8]


def recognise(texts: Iterable[str]) -> Layout:
    """Return the layout that knows most of the table cells' texts as its own labels (the first of equals)."""
    counts = Counter(as_label(text) for text in texts if len(text) <= 40)
    return max(
        load_layouts(), key=lambda layout: sum(n for text, n in counts.items() if layout.is_label(text))
    )


def _inverted(names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {as_label(synonym): name for name, synonyms in names.items() for synonym in synonyms}
