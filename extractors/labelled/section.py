"""The lines below the names of levels: an indicator or several a line, its columns by labels, or more of the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.form.column import LEVELS
from extractors.labelled.besides import told_besides
from extractors.labelled.column_labels import Labelled, labelled_columns
from extractors.labelled.counted import SECTIONS
from extractors.labelled.items import items_of
from extractors.labelled.levels import Levels
from extractors.labelled.rows import Indicator, Remark, Section, Text
from extractors.labelled.stretch import Stretch
from extractors.labelled.targets import Item, item_of
from extractors.labelled.wrapping import asks_for_more, joins_more

_LONGEST_NAME = 40  # characters, of an indicator that sets no target
_COUNTS = re.compile(r"(?:绩效|考核|三级)?指标\s*[\d一二三四五六七八九十]{1,3}\s*[:：.．、]?")  # 指标1
_LEVEL_BEHIND = re.compile(r"(?P<name>.+?)\s*[（(](?P<level>[\u4e00-\u9fff]{2,10}指标)[)）]")
_SENTENCE = ("。", "，")


@dataclass(slots=True)
class SectionWriter:
    """Adds what lines say to a section.

    ``indicator`` is the last one, ``last`` the text that a broken line goes on with.
    """

    section: Section
    levels: Levels
    indicator: Indicator | None = None
    last: Text | None = None

    def below_names(self, rest: Stretch) -> None:
        """Go on below names of levels; ``rest`` stands behind them."""
        self.indicator = self.last = None
        if not rest.text:
            return
        if columns := labelled_columns(rest, self.levels.layout):
            self._take_columns(columns)
        else:
            for item in items_of(rest, self.levels.layout, listed=True):
                if item.name or item.target:  # else a weight of the level itself
                    self._begin(item)

    def read(self, said: Stretch, style: str, *, last: bool) -> bool:
        """Take a line; tell whether it is of the section. ``last``: no name of a level comes behind it."""
        if columns := labelled_columns(said, self.levels.layout):
            self._take_columns(columns)
            return True
        if not any(map(str.isalnum, said.text)):
            return True  # a line drawn with signs
        if _COUNTS.fullmatch(said.text):  # over the next one's columns
            self.indicator = self.last = None
            return True
        items = items_of(said, self.levels.layout, listed=False)
        if self._take_besides_alone(said, items[0]) or (not style and self._take_rest(said, items[0])):
            return True
        if items[0].kind == "none":
            if last and (style in SECTIONS or (self.levels.used and not style)):
                return False
            if not _may_be_name(said, style):
                if not last:
                    self.section.rows.append(Remark([[said]]))
                return not last
        for item in items:
            self._begin(item)
        return True

    def _take_rest(self, said: Stretch, item: Item) -> bool:
        """Take a line that goes on with the text before it."""
        if self.last is None or self.indicator is None:
            return False
        text = self.last[-1].text if self.last else ""
        joins = joins_more(text) and item.kind != "colon"
        waits = not self.last or item.name is None
        labelled = "level3" in self.section.headings  # so that what has no label is none of its own
        if not (asks_for_more(text) or joins or (not item.sure and (waits or labelled))):
            return False
        if item.name is None and self.indicator.cells.get("value") is None:
            self.last = self.indicator.cells["value"] = []
        rest, besides = told_besides(said.part(0, without="；;"), self.levels.layout)
        self.last.append(rest)
        self._add_besides(besides)
        return True

    def _take_besides_alone(self, said: Stretch, item: Item) -> bool:
        """Take a line that only tells something besides of the indicator above it."""
        if item.name or item.target:
            return False
        if self.indicator is None:
            self.section.rows.append(Remark([[said]]))
        else:
            self._add_besides(item.besides)
        return True

    def _add_besides(self, besides: Sequence[Labelled]) -> None:
        """Add what is told behind a target to its indicator; a text may go on in the next line."""
        cells = self.indicator.cells if self.indicator else {}
        for one in besides:
            if one.key in cells:
                self.section.rows.append(Remark([[one.said]]))
                continue
            cells[one.key] = [one.said] if one.said.text else []
            if one.field == "fact":
                self.section.headings.setdefault(one.key, one.label)
            if one.field != "weight":
                self.last = cells[one.key]

    def _begin(self, item: Item) -> None:
        """Add an indicator under the levels as they are, or the one that its name has in brackets behind it."""
        found = _LEVEL_BEHIND.fullmatch(item.name.text) if item.name else None
        if item.name and found and self.levels.layout.is_level2(found["level"]):
            self.levels.set("level2", [item.name.part(*found.span("level"))])
            item = item._replace(name=item.name.part(0, found.end("name")))
        cells = self._under_levels()
        if item.name is not None:
            cells["level3"] = [item.name]
        if item.target is not None:
            cells["value"] = [item.target]
        elif item.kind == "colon":
            cells["value"] = []
        self.last = cells["value"] if "value" in cells else cells["level3"]
        self._add_besides(item.besides)

    def _under_levels(self) -> dict[str, Text]:
        self.indicator = Indicator(dict(self.levels.names))
        self.section.rows.append(self.indicator)
        self.levels.used = True
        return self.indicator.cells

    def _take_columns(self, columns: list[Labelled]) -> None:
        """Add texts with the labels of their columns; one that the indicator has already is the next one's."""
        has_target = any(one.field == "value" for one in columns)
        for one in columns:
            self.section.headings.setdefault(one.key, one.label)
            said, besides = one.said, list[Labelled]()
            if one.field in ("level3", "value"):
                said, besides = told_besides(said, self.levels.layout)
            text = [said] if said.text else []
            if one.field in LEVELS[:2]:
                self.levels.set(one.field, text)
                self.indicator = None
                continue
            cells = self.indicator.cells if self.indicator else None
            if cells is None or one.key in cells:
                cells = self._under_levels()
            item = item_of(said) if one.field == "level3" and not has_target and text else None
            if item and item.name and item.target and item.sure:
                cells["level3"] = [item.name]
                self.last = cells["value"] = [item.target]
            else:
                self.last = cells[one.key] = text
            self._add_besides(besides)


def _may_be_name(said: Stretch, style: str) -> bool:
    """Tell whether a line without a target may be an indicator all the same."""
    short = len(said.text) <= _LONGEST_NAME
    return short and (bool(style) or not any(sign in said.text for sign in _SENTENCE))
