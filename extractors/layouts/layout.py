"""A layout: what a form's fields are called and how its parts are told apart, put together from data files."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import cast

from extractors.draft import Milestone
from extractors.joining import ENDING_IN_BRACKETS, as_label, squeeze
from extractors.layouts.front_words import FrontWords
from extractors.layouts.levels import LevelNames
from extractors.layouts.lexicon import Lexicon, compared
from extractors.layouts.words import LayoutFile

_FIRST_OF_CAPTION = re.compile(
    r"^(?P<caption>[^:：]{2,20})[:：]\s*(?P<label>[（(]?\d[)）.、]\s*\S.*)$", re.DOTALL
)

_EMPTY_BRACKETS = re.compile(r"[（(]\s*[)）]")


class Layout(LevelNames, FrontWords):
    """All look-ups take a cell's text as written and compare it as a label.

    The first file's words come before those of the files behind it: a form may borrow words from any layout.
    """

    def __init__(self, name: str, files: Sequence[LayoutFile], own: int) -> None:
        """Take the files in order of precedence; the first ``own`` of them are this layout's."""
        self.name = name
        terms = ChainMap(*(dict(file.terms) for file in files))
        LevelNames.__init__(self, files)
        FrontWords.__init__(self, files, terms)
        self._files, self._own_files = files, own
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

    def usual_label(self, field: str) -> str:
        """The usual label of a field of the head: the first that is listed."""
        return next(word for word, named in self.labels.words() if named == field)

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

    def is_execution(self, text: str) -> bool:
        """Tell whether a text names the execution of the budget, for which a form has points (预算执行率)."""
        return self._lists.find(text) == "execution"

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

    def is_imprint(self, text: str) -> bool:
        """Tell whether a text before a colon is what a website says of itself below a page's text (主办单位)."""
        return self._lists.find(text) == "imprint"

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

    def money_unit(self, text: str) -> re.Match[str] | None:
        """Find the words that say which unit money is in (``单位：万元``); group ``unit`` is the unit itself."""
        patterns = (file.money_line for file in self._files if file.money_line)
        return next((match for pattern in patterns if (match := pattern.search(text))), None)

    def without_money(self, text: str) -> str:
        """The text without these words, and without brackets that held nothing else (``某局（单位：万元）``)."""
        money = self.money_unit(text)
        return _EMPTY_BRACKETS.sub("", text.replace(money[0], "")).strip() if money else text

    def names_money(self, text: str) -> bool:
        """Tell whether a text is a unit of money and nothing else (万元), as beside 单位."""
        unit = squeeze(text).removeprefix("人民币")
        match = self.money_unit(f"单位：{unit}")
        return match is not None and match["unit"] == unit
