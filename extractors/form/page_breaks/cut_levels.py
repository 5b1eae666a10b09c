"""Levels named on both sides of a page's end: does the one below begin a group, or end or say again the one above?"""

from __future__ import annotations

from extractors.form.indicators.levels import ends_name
from extractors.layouts.layout import Layout
from extractors.layouts.levels import level_name


def opens_level1(above: dict[str, str], now: dict[str, str], level1: str, layout: Layout) -> bool:
    """Tell whether a level 1 cell begins a group, rather than say or end the name above it."""
    before, name = above.get("level1") or level1, now.get("level1", "")
    if ends_name(before, name):
        return False
    if not name or (before and layout.is_level1(before + name) and not layout.is_level1(name)):
        return False
    if before.endswith(name) and not layout.is_level1(name):
        return False
    level2 = above.get("level2", "")
    for whole in (level2, level2 + now.get("level2", "")):
        if level2 and layout.is_level2(whole):
            return not layout.holds(name, whole)
    return level_name(name) != level_name(before)


def ends_level2(above: str, now: dict[str, str], layout: Layout) -> bool:
    """Tell whether a row with a level 2 cell is a rest: the cell ends the label above, or says it again."""
    level2 = now["level2"]
    if layout.is_level2(level2) and (layout.is_level2(above) or not layout.is_level2(above + level2)):
        return level_name(level2) == level_name(above) and not (now.get("level3") or now.get("value"))
    if above and (layout.is_level2(above + level2) or above.endswith(level2)):
        return True
    if above.endswith("指标") and level2.endswith("指标"):
        return False
    return not (now.get("level3") and now.get("value"))
