"""What every page is made with: the templates, and how numbers and times are written on them.

Whatever a page shows comes from county documents, so every value is escaped.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

BEIJING = timezone(timedelta(hours=8))


@cache  # it keeps the templates that it has compiled, which takes longer than filling them
def environment() -> Environment:
    """The templates of this folder, with the filters count, amount, percent and beijing."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(count=_count, amount=_amount, percent=_percent, beijing=_beijing)
    return made


def _count(number: int) -> str:
    return f"{number:,}"


def _amount(wanyuan: object) -> str:
    return f"{wanyuan:,.2f}"


def _percent(share: float) -> str:
    """One decimal, but never 0.0 % of something that is there, nor 100.0 % of something that is not all."""
    if 0 < share < 0.05:
        return "<0.1%"
    if 99.95 <= share < 100:
        return ">99.9%"
    return f"{share:.1f}%"


def _beijing(moment: datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"
