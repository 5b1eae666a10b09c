"""Cells as a person or Excel left them, brought to what they mean: codes, years, numbers, dates."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

_DATE = re.compile(r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?(?:[ T].*)?", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_EPOCH = date(1899, 12, 30)  # of Excel's day numbers
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E[+]?\d+", re.ASCII)
_COUNTY = re.compile(r"\d{1,6}", re.ASCII)
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:\.0+)?年?度?", re.ASCII)
_SEQUENCE = re.compile(r"(?P<number>[1-9]\d{0,5})(?:\.0+)?", re.ASCII)
_DOCUMENT = re.compile(r"[0-9a-f]{12,64}", re.ASCII)
COUNTY_DIGITS = 6


def code(cell: str) -> str | None:
    """A code in plain characters, upper case kept as written; None for blank.

    Raises ValueError for what Excel makes of a long number (``1.30821E+20``): its digits are lost.
    """
    text = "".join(unicodedata.normalize("NFKC", cell).split())
    if _SCIENTIFIC.fullmatch(text) and "." in text:
        raise ValueError("scientific")
    return text or None


def county(cell: str) -> str | None:
    """Six digits, with the zeros at the front that Excel drops. Raises ValueError for anything else."""
    text = code(cell)
    if text is None:
        return None
    if not _COUNTY.fullmatch(text):
        raise ValueError("bad_county")
    return text.zfill(COUNTY_DIGITS)


def year(cell: str) -> int | None:
    """A fiscal year (``2025``, ``2025年``). Raises ValueError."""
    text = code(cell)
    match = _YEAR.fullmatch(text) if text else None
    if text and not match:
        raise ValueError("bad_year")
    return int(match["year"]) if match else None


def sequence(cell: str) -> int | None:
    """A position from 1. Raises ValueError."""
    text = code(cell)
    match = _SEQUENCE.fullmatch(text) if text else None
    if text and not match:
        raise ValueError("bad_sequence")
    return int(match["number"]) if match else None


def document(cell: str) -> str | None:
    """A document's id, or its first twelve characters or more. Raises ValueError."""
    text = code(cell)
    if text is None:
        return None
    if not _DOCUMENT.fullmatch(text.lower()):
        raise ValueError("bad_document")
    return text.lower()


def day(cell: str) -> date | None:
    """A date as people and Excel write it: 2026-11-23, 2026/11/23, 2026年11月23日, 46349. Raises ValueError."""
    text = " ".join(unicodedata.normalize("NFKC", cell).split())
    if not text:
        return None
    try:
        if _SERIAL.fullmatch(text):
            return _EPOCH + timedelta(days=int(float(text)))
        match = _DATE.fullmatch(text)
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else _refuse()
    except (ValueError, OverflowError) as error:
        raise ValueError("bad_date") from error


def _refuse() -> date:
    raise ValueError("no date")
