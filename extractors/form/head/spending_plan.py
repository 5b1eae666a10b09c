"""The spending plan: which percentage belongs to which month end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.draft import Milestone
from extractors.form.entries import Entry
from extractors.form.rows import Cell, Row
from extractors.joining import squeeze
from extractors.layouts.layout import Layout

_ALL = 100.0  # percent
_TOLERANCE = 0.01  # of the same sum of money, written twice
_AMOUNT = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_MONTH = re.compile(r"\d{1,2}月份?")
_BEFORE_SHARE = re.compile(r"(?<=[^\s\d%％])\s+(?=\d+(?:\.\d+)?[%％]?(?:[\s，,；;、]|$))")
_BEFORE_MONTH = re.compile(r"(?<=\d)\s+(?=月)")
_PARTS = re.compile(r"[，,；;、\s]+")
_DATED = re.compile(r"(?P<date>.+?)(?:[:：]|为|达到?|完成|支出)?(?P<share>\d+(?:\.\d+)?[%％]?)")


def date_named(text: str, layout: Layout) -> Milestone | None:
    """The month end that a heading of the plan names, be it a bare month (3月); None where it is another date."""
    return layout.milestone(text) or (
        layout.milestone(f"{squeeze(text)}底") if _MONTH.fullmatch(squeeze(text)) else None
    )


def dates_in(row: Row, words: list[Cell], layout: Layout, *, beside_plan: bool) -> list[Cell]:
    """The headings of a plan in a row: its month ends, and other dates and facts beside them (三季度末).

    One month end alone is no plan but beside a label that says so; there months may stand without 底, unless
    they are others than the plan's: then the row has a figure a month.
    """
    dates = [cell for cell in words if layout.milestone(cell.text)]
    beside_plan = beside_plan or any(layout.group(cell.text) == "plan" for cell in words)
    if beside_plan:
        months = [cell for cell in row.written() if _MONTH.fullmatch(squeeze(cell.text))]
        if all(layout.is_label(f"{squeeze(cell.text)}底") for cell in months):
            dates += months
    elif len(dates) < 2:
        return []
    facts = [cell for cell in words if layout.label(cell.text) == "fact" or layout.is_total(cell.text)]
    return [cell for cell in row.written() if any(cell is one for one in (*dates, *facts))] if dates else []


def under_dates(values: list[Cell], dates: list[Cell]) -> list[tuple[Cell, Cell]]:
    """Give each percentage to the date above it: (date, percentage).

    Converted text shifts the columns of either row (docs/reading.md, "What a draft holds"): where some value stands under
    no date, as many values as dates go in order, and else each to the last date that begins before it.
    """
    under = [[date for date in dates if value.overlap(date) > 0] for value in values]
    if all(under) and len({id(found[0]) for found in under}) == len(values):
        chosen = [found[0] for found in under]
    elif len(values) == len(dates):
        chosen = dates
    else:
        chosen = [
            next((date for date in reversed(dates) if date.left <= value.left), dates[0]) for value in values
        ]
    return list(zip(chosen, values, strict=True))


def are_amounts(shares: Iterable[Entry], total: str, budget: str) -> bool:
    """Tell whether what stands under the dates of a plan are sums of money.

    Their ``total`` (合计), or where none is written their sum or the last of them, is the budget. Shares say %, or are 100
    at the end or together, whatever the budget is; of a budget of 0 they tell nothing.
    """
    written = [share.value().text for share in shares]
    if any(sign in text for text in written for sign in "%％"):
        return False
    numbers = [number for text in written if (number := _number(text)) is not None]
    whole, sums = _number(budget), _number(total) if total else sum(numbers)
    if not whole or sums is None or len(numbers) < len(written):
        return False
    ends = min(abs(end - whole) for end in (sums, numbers[-1]))
    return _ALL not in (whole, numbers[-1]) and ends <= _TOLERANCE


def _number(text: str) -> float | None:
    found = _AMOUNT.match(squeeze(text))
    return float(found[0].replace(",", "").replace("，", "")) if found else None


def plan_inside(cell: Cell, layout: Layout) -> list[Entry]:
    """Month ends with their percentages in one cell (``3月底25%，6月底 50%``); none unless every part is one."""
    text = _BEFORE_SHARE.sub("", _BEFORE_MONTH.sub("", cell.text.strip(" 。；;，,")))
    parts = [_DATED.fullmatch(part) for part in _PARTS.split(text) if part]
    if not parts or not all(
        part and (date_named(part["date"], layout) or layout.label(part["date"]) == "fact") for part in parts
    ):
        return []
    return [
        Entry("plan", cell, list(cell.pieces), text=part["share"], label_text=part["date"])
        for part in parts
        if part
    ]
