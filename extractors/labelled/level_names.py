"""Names of levels that a line begins with: 产出指标, 【数量指标】, 产出指标—数量指标：, 数量指标 before what stands under it."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from extractors.form.words.signs import JUDGED, MARK
from extractors.labelled.besides import told_besides, without_heading
from extractors.labelled.counted import counted
from extractors.labelled.stretch import Stretch
from extractors.labelled.targets import item_of
from extractors.layouts.layout import Layout
from extractors.layouts.levels import level_name

_OTHER = re.compile(
    r"(?P<name>[\u4e00-\u9fff、]{2,12}指标)\s*(?P<sep>[:：]|$)"
)  # a level that no layout knows
_TARGET = re.compile(f"{MARK}|[%％]|{JUDGED}")
_MOST = 2  # levels in a line
_WIDE_GAP = re.compile(r"[ \u00a0]{2,}|[\t\u3000]")
_BRACKET = re.compile(r"[【\[（(〔](?P<said>[^【】\[\]（）()〔〕]{4,30})[】\]）)〕]\s*[:：]?")
_OTHER_BEHIND = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}指标)\s*[（(](?P<other>[\u4e00-\u9fff]{2,10}指标)[)）]\s*[:：—–-]*"
)
_WORD = "指标"
_COUNTER = re.compile(
    r"\s*(?:[（(]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,3}(?:[.．]\d{1,2}){0,3})\s*[)）.．、]?|[①-⑳*★☆▲△▼●○◆◇■□※•·▪►‣◦—–-]+)\s*"
)
_BEHIND = re.compile(
    r"(?:(?P<ends>[；;。])|[，,、]|\s)\s*(?=\S)"
)  # what may part a level from what is told before it


class Leading(NamedTuple):
    """The names that a line begins with, how each is counted, and what stands behind them."""

    names: list[Stretch]
    styles: list[str]
    rest: Stretch


class LevelNames:
    """Finds the names of a layout's levels at the beginning of lines."""

    def __init__(self, layout: Layout) -> None:
        """Take the layout whose levels are known."""
        self.layout = layout

    @cached_property
    def _leading(self) -> re.Pattern[str]:
        levels = self.layout.levels
        names = sorted(
            {*levels, *(name for under in levels.values() for name in under)}, key=len, reverse=True
        )
        spaced = (r"\\s{0,2}".join(map(re.escape, name)).replace("\\\\s", "\\s") for name in names)
        return re.compile(
            rf"(?:其中\s*[:：，,]?\s*)?(?P<open>[【\[（(《<〈])?\s*(?P<name>(?:{'|'.join(spaced)})(?P<word>\s{{0,2}}[指目]\s{{0,2}}标)?)(?:方面)?"
            r"(?:\s*(?P<remark>[（(][^（）()]{1,12}[)）]))?(?:\s*(?P<close>[】\]）)》>〉]))?"
            r"(?:\s*(?P<colon>[:：])|(?P<end>\s*[。；;]?\s*$)|(?P<sep>(?:[-—－–―/／→·|｜、，,]|\s)+))?"
        )

    def leading(self, said: Stretch, *, below: bool) -> Leading:
        """The names that a text begins with, and the rest.

        ``below``: the indicators have begun, so that a name may do without the word 指标 (数量：…).
        """
        if both := self._in_one_bracket(said) or self._with_other_behind(said):
            return both
        names: list[Stretch] = []
        styles: list[str] = []
        rest = said
        while len(names) < _MOST and not (names and not self.layout.is_level1(names[-1].text)):
            style, inner = counted(rest)
            found = self._name(inner, below=below, over=bool(names))
            if found is None:
                break
            name, rest = found
            names.append(name)
            styles.append(style)
        if not names and below and (other := _OTHER.match(said.text)) and self._is_other(said, other):
            return Leading([said.part(0, other.end("name"))], [""], said.part(other.end()))
        return Leading(names, styles, rest)

    def _in_one_bracket(self, said: Stretch) -> Leading | None:
        """Both levels in a bracket before an indicator (【产出指标－数量指标】新建公厕)."""
        style, inner = counted(said)
        found = _BRACKET.match(inner.text)
        if found is None or not found["said"].strip():
            return None
        inside = self.leading(inner.part(*found.span("said")), below=True)
        if len(inside.names) < _MOST or inside.rest.text:
            return None
        return Leading(inside.names, [style, ""], inner.part(found.end()))

    def _with_other_behind(self, said: Stretch) -> Leading | None:
        """One level with the other in brackets behind it (数量指标（产出指标）：, 产出指标（数量指标）：)."""
        style, inner = counted(said)
        found = _OTHER_BEHIND.match(inner.text)
        if found is None:
            return None
        first, other = (inner.part(*found.span(name)) for name in ("name", "other"))
        if self.layout.is_level2(first.text) and self.layout.is_level1(other.text):
            first, other = other, first
        if not (self.layout.is_level1(first.text) and self.layout.is_level2(other.text)):
            return None
        return Leading([first, other], [style, ""], inner.part(found.end()))

    def apart(self, said: Stretch) -> list[Stretch]:
        """What a text says of indicators, parted before each level's name (数量指标：…；质量指标：…。2.效益指标：…)."""
        starts = [0]
        for found in _BEHIND.finditer(said.text):
            if _COUNTER.fullmatch(said.text, starts[-1], found.start()):
                continue
            leading = self.leading(said.part(found.end()), below=True)
            told = leading.rest.text or said.text.endswith((":", "："))  # 时效指标： at the line's end
            if leading.names and told and (found["ends"] or _WORD in leading.names[0].text):
                starts.append(found.end())
        return [said.part(start, end) for start, end in pairwise([*starts, len(said.text)])]

    def _name(self, said: Stretch, *, below: bool, over: bool) -> tuple[Stretch, Stretch] | None:
        found = self._leading.match(said.text)
        if found is None or (found["remark"] and _TARGET.search(found["remark"])):
            return None
        if found["open"] and not found["close"]:
            return None
        rest = said.part(found.end())
        if not self._stands_apart(found, rest, below=below, over=over):
            return None
        return said.part(*found.span("name")), rest

    def _stands_apart(self, found: re.Match[str], rest: Stretch, *, below: bool, over: bool) -> bool:
        """Tell whether it is a level's name that was found, rather than the beginning of an indicator's or of a text."""
        if found["word"]:
            apart = found["end"] is not None or found["colon"] or found["sep"] or found["close"]
            return bool(apart or counted(rest).style)
        if found["colon"]:
            main = without_heading(told_besides(rest, self.layout).said, self.layout)
            return below and (not rest.text or _is_indicator(main) or (over and not _is_target(main)))
        if found["end"] is not None:
            return below
        if over and found["sep"] and _WIDE_GAP.search(found["sep"]) and _is_indicator(rest):
            return True
        follows = self._leading.match(rest.text)
        return bool(found["sep"] and follows and (follows["word"] or below))

    def _is_other(self, said: Stretch, found: re.Match[str]) -> bool:
        name = found["name"]
        known = self.layout.group(name) or self.layout.column(name) or self.layout.label(name)
        rest = said.part(found.end())
        return not known and (not rest.text or item_of(told_besides(rest, self.layout).said).sure)


def _is_indicator(said: Stretch) -> bool:
    item = item_of(said)
    return item.name is not None and item.target is not None


def _is_target(said: Stretch) -> bool:
    """Tell whether a text is but a target, so that the name before it is the indicator's own (受益群众满意度：≥90%)."""
    item = item_of(said)
    return item.name is None and item.target is not None


def same_level(one: str, other: str) -> bool:
    """Tell whether two names are one level's."""
    return level_name(one) == level_name(other)
