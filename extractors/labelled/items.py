"""The indicators that a text tells one behind the other, parted by ``；``, by commas or by 、."""

from __future__ import annotations

import re

from extractors.labelled.besides import (
    told_besides,
    weight_between,
    without_heading,
    without_heading_behind,
)
from extractors.labelled.counted import counted
from extractors.labelled.stretch import Stretch
from extractors.labelled.targets import TARGET_ALONE, Item, item_of, without_brackets
from extractors.layouts.layout import Layout

_NEXT = re.compile(r"[；;]|。(?=.)|(?<=[^\s；;。])(?=[①-⑳])")
_COMMA = re.compile(r"[，,](?!\d{3})(?!其中|且|并|含)")
_PAUSE = re.compile("、")  # 受益学生7600人、覆盖学校31所
_OF_ANOTHER = re.compile(r"较|比|同比|增|减|提|下降|达|其|共|约|平均|每|分别|累计|不|人均")
_ENDS = "；;。，,"


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
        and item.kind in ("figure", "sign", "brackets", "gap", "colon")
        and (item.kind != "colon" or TARGET_ALONE.match(item.target.text))
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


def _split(said: Stretch, between: re.Pattern[str]) -> list[Stretch]:
    shown = without_brackets(said.text)
    ends = [found.span() for found in between.finditer(shown)]
    starts = [0, *(end for _, end in ends)]
    parts = (
        said.part(start, end, _ENDS)
        for start, end in zip(starts, [*(start for start, _ in ends), len(shown)], strict=True)
    )
    return [part for part in parts if part.text]
