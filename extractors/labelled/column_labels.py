"""Parts of a line that say by a label which column of the indicators' table they are: 三级指标：…；指标值：…."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.form.column import LEVELS
from extractors.joining import squeeze
from extractors.labelled.stretch import Stretch
from extractors.layouts.layout import Layout

BEGINS = (*LEVELS, "level3_or_description", "description", "value", "basis", "weight", "sign", "unit")
_LABEL = re.compile(r"(?:^|(?<=[；;，,。\s、]))(?P<label>[^\s；;，,。、:：]{2,16})\s*[:：]")
_COUNT = re.compile(r"(?<=指标)[\d一二三四五六七八九十]{1,3}$")
_ENDS = "；;，,、"


class Labelled(NamedTuple):
    """A column's field and label, and what stands behind the label."""

    field: str
    label: str
    said: Stretch

    @property
    def key(self) -> str:
        """What tells the column from others: its field, or its label where several may tell besides."""
        named = self.field in BEGINS and self.field != "level3_or_description"
        return self.field if named else squeeze(self.label)


def labelled_columns(said: Stretch, layout: Layout) -> list[Labelled]:
    """The parts of a text that begin with a column's label; none where the text does not begin with one."""
    known: list[tuple[re.Match[str], str, str]] = []
    for found in _LABEL.finditer(said.text):
        label = _COUNT.sub("", found["label"])
        field = None if layout.is_level(label) else layout.column(label)
        if field and (known or (field in BEGINS and not found.start())):
            known.append((found, field, label))
        if not known:
            break
    if not known:
        return []
    ends = [*(found.start() for found, _, _ in known[1:]), len(said.text)]
    return [
        Labelled(field, label, said.part(found.end(), end, _ENDS))
        for (found, field, label), end in zip(known, ends, strict=True)
    ]
