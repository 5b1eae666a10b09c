"""Levels 1 and 2 under which the next indicators stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.labelled.level_names import Leading, same_level
from extractors.labelled.rows import Text
from extractors.layouts.layout import Layout


@dataclass(slots=True)
class Levels:
    """``styles``: how the line of each level is counted. ``used``: an indicator stands under the levels already."""

    layout: Layout
    names: dict[str, Text] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    used: bool = False

    def pass_names(self, leading: Leading, following: Callable[[], str]) -> None:
        """Go on below a line that names levels; ``following`` tells the next name in the lines below."""
        found = list(zip(leading.names, leading.styles, strict=True))
        for at, (name, style) in enumerate(found):
            after = found[at + 1][0].text if at + 1 < len(found) else None
            self.set(self._level_of(name.text, style, after, following), [name], style)

    def set(self, level: str, name: Text, style: str = "") -> None:
        """Go on under a name; one of level 1 has no level 2 yet."""
        if level == "level1":
            self.names.pop("level2", None)
        self.names[level], self.styles[level] = name, style
        self.used = False

    def _level_of(self, name: str, style: str, after: str | None, following: Callable[[], str]) -> str:
        above = self.names["level1"][0].text if self.names.get("level1") else ""
        if not self.layout.is_level1(name):
            return "level2"
        if above and same_level(name, above) and after is None and not self.used:
            opens = "level2" not in self.names and not (style and style == self.styles.get("level1"))
            return "level2" if opens else "level1"  # 满意度指标 below 满意度指标
        if not self.layout.is_level2(name):
            return "level1"
        if after is None and style and style in self.styles.values() and len({*self.styles.values()}) > 1:
            return "level1" if style == self.styles.get("level1") else "level2"
        below = after or following()
        if self.layout.holds(name, below):
            return "level1"  # 成本指标 over 经济成本指标
        return "level2" if not above or self.layout.holds(above, name) else "level1"
