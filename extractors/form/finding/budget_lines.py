"""Budgets that a list in lines tells, a project a line (``1.湿地监测，预算23万元；``), under 预算安排 or before the forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractors.form.title.form_title import unit_of
from extractors.form.words.names import is_name
from extractors.form.words.numbered import numbered
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Line, Piece

_FEWEST = 2  # lines, one below the other
_ABOVE = 4  # lines, among which their unit of money may stand
_LISTED = re.compile(
    r"(?P<name>.{3,60}?)(?:\s*[，,：:]\s*|\s+|(?<=[^\d.]))"
    r"(?:(?:项目|年度|资金)*(?:预算|安排|资金|金额)(?:数|为|安排|资金|金额)*[:：]?\s*)?"
    r"(?P<amount>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[百千万亿]{0,2}元)?\s*[；;。，,]?"
)


class Listed(NamedTuple):
    """A project's name, its budget as written with the unit of money, and the line that tells both."""

    name: str
    amount: str
    unit: str
    piece: Piece


def listed_in_lines(blocks: Iterable[Block], layout: Layout) -> Iterator[Listed]:
    """The projects of each such list, of lines that no form has taken; a unit of money over it holds for all of them."""
    above: list[str] = []
    run: list[Listed] = []
    for block in blocks:
        one = _listed(block, above, layout) if isinstance(block, Line) else None
        if one is None:
            yield from run if len(run) >= _FEWEST else ()
            run = []
            above = [*above[1 - _ABOVE :], block.piece.text] if isinstance(block, Line) else []
        else:
            run.append(one)
    yield from run if len(run) >= _FEWEST else ()


def _listed(line: Line, above: list[str], layout: Layout) -> Listed | None:
    text = line.piece.text.strip()
    number = numbered(text)
    found = _LISTED.fullmatch(number.rest if number else text)
    if found is None or line.piece.taken_by is not None:
        return None
    unit = found["unit"] or unit_over(above, layout)
    name = squeeze(found["name"])
    if not unit or not is_name(name, layout) or layout.is_total(name):
        return None
    return Listed(name, found["amount"], unit, line.piece)


def unit_over(lines: list[str], layout: Layout) -> str:
    """The unit of money that the nearest of the lines over a list names; empty where none does."""
    found = (layout.money_unit(line) for line in reversed(lines))
    named = next((match for match in found if match), None)
    return unit_of(named) if named else ""
