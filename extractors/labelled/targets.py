"""Indicators in running text, each its name and its target: behind a colon, a gap, a sign, in brackets, or from a figure on."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from extractors.form.words.signs import EITHER, MARK, REACHES, WORD
from extractors.labelled.besides import (
    told_besides,
    weight_between,
    without_heading,
    without_heading_behind,
)
from extractors.labelled.column_labels import Labelled
from extractors.labelled.counted import counted
from extractors.labelled.stretch import Stretch
from extractors.layouts.layout import Layout

_SHORTEST, _LONGEST = 2, 60  # characters of a name
_BRACKETS = re.compile(r"[（(【\[][^（(【\[)）】\]]*[)）】\]]")
_HIDDEN = "\ufffc"  # stands for what is in brackets
_IN_BRACKETS = re.compile(rf"(?P<name>.{{2,}}?)\s*[（(](?P<target>(?:{EITHER}|{REACHES}|\d)[^（()）]*)[)）]")
_BEHIND_WORD = "".join(f"(?<!{word})" for word in f"{WORD}|{REACHES}".split("|"))
# a word for a sign may be part of a name, where another sign comes behind it; a blank behind one (不低于 98%) parts nothing
_PARTED = (
    re.compile(
        rf"(?P<colon>：|(?<!\d):|:(?!\d))|(?P<sign>{MARK})"
        rf"|[ \u00a0]{{2,}}|[\t\u3000]+|{_BEHIND_WORD}[ \u00a0](?=\d)|\s+[/／]\s+|—{{2,}}|-{{2,}}"
    ),
    re.compile(rf"(?P<colon>(?!))|(?P<sign>{EITHER}|{REACHES}|达(?=\s*\d))"),
)
_TO_FIGURE = re.compile(r"(?P<first>\d[\d.,~\-—–至]*)?(?P<name>[^\d，。,；;：:]{2,})(?=\d)")
# 水环境质量 明显改善, 如厕条件—明显改善
_BLANK = re.compile(
    r"(?P<name>[^ ]{2,}) (?P<target>[\u4e00-\u9fff][^ ]{1,20})|(?P<dashed>[^—–-]{3,})[—–-](?P<word>[\u4e00-\u9fff]{2,10})"
)
_DATED = re.compile(
    r"(?P<name>[^，,。；;\d]{2,30})[，,]\s*(?P<target>(?:20\d\d\s*年)?\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日|[底末]|[上中下]旬)?(?:之?前|以前)?(?:完成)?)"
)  # 体检完成时间，11月30日前
_OF_DATE = re.compile(r"[年月日前底末初至到第约\s]")
_COUNTS = re.compile(r"第\s*$")  # the figure behind it is none of a target
_NAME_ENDS = "-—–=＝,，、:："
_IS = "为是"  # behind a name
_TARGET_ONLY = re.compile(rf"(?:{EITHER}|{REACHES}|\d)")
_NEXT = re.compile(r"[；;]|。(?=.)|(?<=[^\s；;。])(?=[①-⑳])")
_COMMA = re.compile(r"[，,](?!\d{3})(?!其中|且|并|含)")
_PAUSE = re.compile("、")  # 受益学生7600人、覆盖学校31所
_OF_ANOTHER = re.compile(r"较|比|同比|增|减|提|下降|达|其|共|约|平均|每|分别|累计|不|人均")
_ENDS = "；;。，,"

Kind = Literal["colon", "sign", "gap", "brackets", "figure", "blank", "none"]


class Item(NamedTuple):
    """An indicator's name and target, either of which may be missing, by what they are parted, and what is told besides."""

    name: Stretch | None
    target: Stretch | None
    kind: Kind
    besides: tuple[Labelled, ...] = ()

    @property
    def sure(self) -> bool:
        """Tell whether a sign parts name and target, rather than any figure or blank in a text."""
        return self.kind not in ("figure", "blank", "none")

    @property
    def weighed(self) -> bool:
        """Tell whether its weight is told."""
        return any(one.field == "weight" for one in self.besides)


def items_of(said: Stretch, layout: Layout, *, listed: bool) -> list[Item]:
    """The indicators that a text holds, parted by ``；``, or by commas where each has its sign or its weight.

    ``listed``: the name of a level stands before them, so that each is an indicator be it without a target; elsewhere
    what has no name of its own is more of the target before it.
    """
    items: list[Item] = []
    for part in _split(said, _NEXT):
        among = _items(_split(part, _COMMA), layout)
        counted_up = _items(_split(part, _PAUSE), layout)
        if len(among) > 1 and (all(item.weighed for item in among) or (listed and _are_whole(among))):
            items += among
        elif _are_whole(counted_up):
            items += counted_up
        else:
            _add(items, part, layout)
    alike = len({item.kind for item in items}) == 1 and items[0].kind in ("colon", "sign", "brackets")
    if len(items) > 1 and not (listed or alike or all(item.weighed for item in items)):
        return _items([said], layout)
    if len(items) == 1 and items[0].kind in ("sign", "brackets"):
        among = _items(_split(said, _COMMA), layout)
        if all(item.kind == items[0].kind for item in among):
            return among
    return items or _items([said], layout)


def _are_whole(items: list[Item]) -> bool:
    """Tell whether each item has a name of its own and a figure (检查单位320家，组织演练2次), none of them a part of another."""
    return all(
        item.name
        and item.target
        and item.kind in ("figure", "sign")
        and not _OF_ANOTHER.match(item.name.text)
        for item in items
    )


def _items(parts: list[Stretch], layout: Layout) -> list[Item]:
    items: list[Item] = []
    for part in parts:
        _add(items, part, layout)
    return items


def _add(items: list[Item], part: Stretch, layout: Layout) -> None:
    """Add an item for a part, unless it only tells something besides of the one before."""
    said, besides = told_besides(counted(part.part(0, without=_ENDS)).rest, layout)
    if said.text or not items:
        item = Item(None, None, "none") if besides and not said.text else _with_weight(item_of(said), layout)
        items.append(item._replace(besides=(*item.besides, *besides)))
    else:
        items[-1] = items[-1]._replace(besides=(*items[-1].besides, *besides))


def _with_weight(item: Item, layout: Layout) -> Item:
    """The item with the weight that is told between its name and its target, or behind its name."""
    if item.name and item.target:
        name, besides = told_besides(without_heading_behind(item.name, layout), layout)
        target = without_heading(item.target, layout)
        return Item(name, target, item.kind, tuple(besides)) if name.text else item._replace(target=target)
    if item.name and (parted := weight_between(item.name, layout)):
        (name, besides), target = parted
        return Item(name, target, "gap", tuple(besides))
    return item


def item_of(said: Stretch) -> Item:
    """An indicator's name and its target, told apart by what comes first between them."""
    text = said.text
    shown = _BRACKETS.sub(lambda found: _HIDDEN * len(found[0]), text)
    if _TARGET_ONLY.match(text) and not _to_figure(shown) and not _parted_by_sign(said, shown):
        return Item(None, said, "none")
    if (parted := _parted_by_sign(said, shown)) is not None:
        return parted
    if (inside := _IN_BRACKETS.fullmatch(text)) and len(inside["name"]) <= _LONGEST:
        return Item(said.part(0, inside.end("name")), said.part(*inside.span("target")), "brackets")
    if dated := _DATED.fullmatch(text):
        return Item(said.part(0, dated.end("name")), said.part(dated.start("target")), "gap")
    if end := _to_figure(shown):
        return Item(_name(said, end), said.part(end), "figure")
    if blank := _BLANK.fullmatch(text):
        between = blank.end("name" if blank["name"] else "dashed")
        return Item(said.part(0, between), said.part(between + 1), "blank")
    return Item(said, None, "none")


def _parted_by_sign(said: Stretch, shown: str) -> Item | None:
    for found in (found for parted in _PARTED for found in parted.finditer(shown[: _LONGEST + 1])):
        name = _name(said, found.start())
        if "。" in name.text:
            return None
        if len(name.text) < _SHORTEST:
            continue
        kind: Kind = "colon" if found["colon"] else "sign" if found["sign"] else "gap"
        target = said.part(found.start() if kind == "sign" else found.end())
        return Item(name, target if target.text else None, kind)
    return None


def _name(said: Stretch, end: int) -> Stretch:
    """The name up to where a target begins, or what parts it from one."""
    name = said.part(0, end, _NAME_ENDS)
    return name.part(0, len(name.text.rstrip(_IS))).part(0, without=_NAME_ENDS)


def _to_figure(shown: str) -> int:
    """Where the first figure behind a name stands; 0 where there is none. A name may begin with a figure, but is no date."""
    found = _TO_FIGURE.match(shown[: _LONGEST + 1])
    if not found or _COUNTS.search(found["name"]):
        return 0
    if found["first"] and len(_OF_DATE.sub("", found["name"])) <= _SHORTEST:
        return 0
    return found.end()


def _split(said: Stretch, between: re.Pattern[str]) -> list[Stretch]:
    shown = _BRACKETS.sub(lambda found: _HIDDEN * len(found[0]), said.text)
    ends = [found.span() for found in between.finditer(shown)]
    starts = [0, *(end for _, end in ends)]
    parts = (
        said.part(start, end, _ENDS)
        for start, end in zip(starts, [*(start for start, _ in ends), len(shown)], strict=True)
    )
    return [part for part in parts if part.text]
