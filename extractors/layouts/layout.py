"""A layout: what a form's fields are called and how its parts are told apart, put together from data files."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import cast

from extractors.draft import Milestone, Section
from extractors.joining import ENDING_IN_BRACKETS, as_label, squeeze
from extractors.layouts.lexicon import Lexicon, compared
from extractors.layouts.words import LayoutFile

_FIRST_OF_CAPTION = re.compile(
    r"^(?P<caption>[^:：]{2,20})[:：]\s*(?P<label>[（(]?\d[)）.、]\s*\S.*)$", re.DOTALL
)
_AND = re.compile("[和与及、]")
_PART = re.compile("第([一二三四五六七八九十])(?:部分|[编篇章])")
_BARE_PARTS = {"一": "one", "二": "two"}  # the heading's words stand on the next line


class Layout:
    """All look-ups take a cell's text as written and compare it as a label.

    The first file's words come before those of the files behind it: a form may borrow words from any layout.
    """

    def __init__(self, name: str, files: Sequence[LayoutFile], own: int) -> None:
        """Take the files in order of precedence; the first ``own`` of them are this layout's."""
        self.name = name
        self._files, self._own_files = files, own
        terms = ChainMap(*(dict(file.terms) for file in files))
        self._own = Lexicon(
            (section for file in files[:own] for section in (file.labels, file.groups, file.columns)), terms
        )
        self.labels = Lexicon((file.labels for file in files), terms)
        self.groups = Lexicon((file.groups for file in files), terms)
        self.columns = Lexicon((file.columns for file in files), terms)
        self._label_endings = Lexicon((file.label_endings for file in files), terms)
        self._column_endings = Lexicon((file.column_endings for file in files), terms)
        self._milestones = Lexicon((file.milestones for file in files), terms)
        self._year = re.compile(terms["year"])
        self._region = re.compile(terms["region"])
        self._tier = re.compile(terms["tier"])
        self._lists = Lexicon((file.lists for file in files), terms)
        self._sections = Lexicon((file.part_one.headings() for file in files), terms)
        self.title_marks = tuple(chain.from_iterable(file.title_marks for file in files))
        self.unit_lines = tuple(chain.from_iterable(file.unit_lines for file in files))
        self.unit_cells = (*chain.from_iterable(file.unit_cells for file in files), *self.unit_lines)
        self.coded_names = tuple(chain.from_iterable(file.coded_names for file in files))

    def with_file(self, file: LayoutFile) -> Layout:
        """The same layout with the words of one more file before its own."""
        return Layout(self.name, [file, *self._files], self._own_files + 1)

    def label(self, text: str) -> str | None:
        """Return the field that a head label names, or None.

        The first of a numbered list of labels may say what they all are (``资金来源：（1）财政拨款``).
        """
        named = self.labels.find(text)
        if (
            named is None
            and (listed := _FIRST_OF_CAPTION.match(text))
            and self.groups.find(listed["caption"])
        ):
            named = self.labels.find(listed["label"])
        return named

    def group(self, text: str) -> str | None:
        """Return the field that a label over several rows stands for, or None."""
        return self.groups.find(text)

    def milestone(self, text: str) -> Milestone | None:
        """Return the month end that a heading of the spending plan names, or None."""
        return cast(Milestone | None, self._milestones.find(text))

    def column(self, text: str) -> str | None:
        """Return the indicator field that a column heading names, or None.

        Where its words only say that it tells besides, those in brackets may say of what (``备注（指标内涵）``).
        """
        named = self.columns.find(text)
        if named == "fact" and (inside := ENDING_IN_BRACKETS.search(text)):
            return self.columns.find(inside["inside"]) or named
        return named

    def label_ending(self, text: str) -> str | None:
        """Return the field that the words of a label speak of which is in no list, or None."""
        return self._label_endings.find(text)

    def column_ending(self, text: str) -> str | None:
        """Return the indicator field that the words of such a heading speak of, or None."""
        return self._column_endings.find(text)

    def heading(self, field: str) -> str:
        """The usual heading of the columns that hold a field: the first that is listed."""
        return next(word for word, named in self.columns.words() if named == field)

    def is_total(self, text: str) -> bool:
        """Tell whether a text names a row of sums (合计)."""
        return self._lists.find(text) == "total"

    def is_share(self, text: str) -> bool:
        """Tell whether a heading beside those of amounts says what share of them stands under it (占比)."""
        return self._lists.find(text) == "share"

    def is_adjusted(self, text: str) -> bool:
        """Tell whether a heading or a label is that of amounts as they were changed during the year (调整后预算数)."""
        return self._lists.find(text) == "adjusted"

    def is_executed(self, text: str) -> bool:
        """Tell whether a heading is that of what was spent of the amounts beside it (预算执行数)."""
        return self._lists.find(text) == "executed"

    def is_note(self, text: str) -> bool:
        """Tell whether a text before a colon says that a remark stands behind it (注)."""
        return self._lists.find(text) == "note"

    def is_other_table(self, text: str) -> bool:
        """Tell whether an entry of a contents list names no project but a table of the budget or its explanation."""
        return self._lists.find(text) == "other_table"

    def is_activity(self, text: str) -> bool:
        """Tell whether a heading stands over a table of what a department does (职责活动)."""
        return self._lists.find(text) == "activity"

    def is_whole(self, title: str) -> bool:
        """Tell whether a form's title says that it is that of a department as a whole (部门整体支出绩效目标表)."""
        return self._lists.find(title) == "whole"

    def is_form_name(self, text: str) -> bool:
        """Tell whether the words of a title before 绩效目标表 are but what forms are called, be it with a place."""
        return self._lists.find(text) == "form"

    def is_closing(self, text: str) -> bool:
        """Tell whether a label names what stands below a form's indicators (填报人), and never an indicator."""
        return self._lists.find(text) == "closing"

    def names_year(self, text: str) -> bool:
        """Tell whether a label says that it is the year's (当年预算)."""
        return self._year.search(as_label(text)) is not None

    def is_region(self, text: str) -> bool:
        """Tell whether a heading is the name of a place (平山县), under which its own target stands."""
        return self._region.fullmatch(compared(text)) is not None

    def is_office(self, text: str) -> bool:
        """Tell whether a text is the name of an office or a body under one, and nothing else (某某县教育局)."""
        return any(pattern.match(text) for pattern in self.cover_patterns("office"))

    def is_tier(self, text: str) -> bool:
        """Tell whether a text is a level of government and nothing else (省级), whose funds a form may give."""
        return self._tier.fullmatch(compared(text)) is not None

    def is_label(self, text: str) -> bool:
        """Tell whether a cell's text is a word of the form itself rather than of the draft."""
        return any(find(text) for find in (self.label, self.group, self.milestone, self.column))

    def is_own_label(self, text: str) -> bool:
        """Tell whether a text is a label of this very layout, not one borrowed from another."""
        return self._own.find(text) is not None

    @cached_property
    def own_words(self) -> int:
        """How many labels are this layout's own."""
        return sum(1 for _ in self._own.words())

    @cached_property
    def levels(self) -> Mapping[str, tuple[str, ...]]:
        """Level 1 names and the level 2 names under each, without the word 指标."""
        merged: dict[str, tuple[str, ...]] = {}
        for file in self._files:
            for level1, names in file.levels.items():
                merged[level1] = (*merged.get(level1, ()), *names)
        return merged

    def is_level1(self, text: str) -> bool:
        """Tell whether a text is a level 1 name, whole, or several of them (效益和满意度指标)."""
        name = level_name(text)
        return name in self.levels or all(one in self.levels for one in _AND.split(name))

    def is_level2(self, text: str) -> bool:
        """Tell whether a text is a level 2 name, whole."""
        return level_name(text) in self._level2

    def is_level(self, text: str) -> bool:
        """Tell whether a text is the name of a level 1 or 2, whole."""
        return self.is_level1(text) or self.is_level2(text)

    def holds(self, level1: str, level2: str) -> bool:
        """Tell whether a level 2 name is known to belong under a level 1 name."""
        return level_name(level2) in self.levels.get(level_name(level1), ())

    def are_of_one_level1(self, *level2: str) -> bool:
        """Tell whether level 2 names belong under one level 1 name."""
        return any(all(self.holds(level1, name) for name in level2) for level1 in self.levels)

    def level1_of(self, level2: str, so_far: str) -> str | None:
        """Return the level 1 name (in full, ``产出指标``) that a known level 2 name belongs under, or None.

        Where several would do, the one that the rows above stand under (``so_far``) is kept; and so is one of which
        no level 2 is listed.
        """
        if self.levels.get(level_name(so_far)) == ():
            return so_far
        parents = [name for name, children in self.levels.items() if level_name(level2) in children]
        if level_name(so_far) in parents:
            return so_far
        return f"{parents[0]}指标" if parents else None

    def part(self, line: str) -> str | None:
        """Return which part of the draft (contents, one, two) a line opens, or None."""
        text = as_label(line)
        if numbered := _PART.match(text):
            text = text[numbered.end() :].lstrip(":、")
            if not text:
                return _BARE_PARTS.get(numbered[1])
        parts = (named for file in self._files for named in file.parts.items())
        return next((part for part, names in parts if text in names), None)

    def part_number(self, line: str) -> str | None:
        """Return the numeral of the part that a line opens (三, of 第三部分), or None; its words may be any."""
        numbered = _PART.match(squeeze(line))
        return numbered[1] if numbered else None

    def money_unit(self, text: str) -> re.Match[str] | None:
        """Find the words that say which unit money is in (``单位：万元``); group ``unit`` is the unit itself."""
        patterns = (file.money_line for file in self._files if file.money_line)
        return next((match for pattern in patterns if (match := pattern.search(text))), None)

    def names_money(self, text: str) -> bool:
        """Tell whether a text is a unit of money and nothing else (万元), as beside 单位."""
        unit = squeeze(text).removeprefix("人民币")
        match = self.money_unit(f"单位：{unit}")
        return match is not None and match["unit"] == unit

    def section(self, heading: str) -> Section | None:
        """Return the section of part 1 that a heading opens, be it numbered, or None."""
        return cast(Section | None, self._sections.find(heading))

    def duty_words(self, paragraph: str) -> tuple[str, ...]:
        """The words before the colon of a duty's paragraph: its goal or its indicator."""
        return tuple(word for file in self._files for word in getattr(file.part_one, paragraph))

    def cover_patterns(self, name: str) -> tuple[re.Pattern[str], ...]:
        """Expressions for a fact of the title page: year, stage, compiled_by, reviewed_by, or a line that is an office."""
        return tuple(pattern for file in self._files if (pattern := getattr(file.cover, name)))

    @cached_property
    def _level2(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self.levels.values()))


def level_name(text: str) -> str:
    """A level name as it is compared: without white space, numbering and the word 指标.

    docs/reading.md, "What a draft holds", lists the usual ones. Shanghai and others say 目标 for 指标.
    """
    return re.sub("(?:指标|目标)$", "", compared(text))
