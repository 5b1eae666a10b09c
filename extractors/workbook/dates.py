"""Dates and times as a cell shows them: ``yyyy"年"m"月"d"日"`` of 45292 is 2024年1月1日."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_PART = re.compile(r"(?i)y+|m+|d+|h+|s+(?:\.0+)?|a{3,4}|e|am/pm|a/p|上午/下午|.", re.DOTALL)
_DATE_MARK = re.compile(r"(?i)[ymdhs]|aaa")
_LAST_DAY = 2_958_465  # 31 December 9999
_WEEKDAYS = "一二三四五六日"
_HALVES = {"am/pm": ("AM", "PM"), "a/p": ("A", "P"), "上午/下午": ("上午", "下午")}


def is_date(marks: str) -> bool:
    """Tell whether a format section's marks are a date's: it has one, and no digit placeholder."""
    bare = marks.lower().replace("general", "").replace("am/pm", "h")
    return bool(_DATE_MARK.search(bare)) and "#" not in bare and not re.search(r"(?<!\.)0(?!0*$)", bare)


def show_date(serial: float, section: list[tuple[str, str]], *, from_1904: bool) -> str | None:
    """Show a day number in a section (kind and text of its tokens); None where it is no day of any calendar."""
    if not 0 <= serial <= _LAST_DAY:
        return None
    # 1900 counts a 29 February that never was
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if serial < 60 else 30)
    moment = start + timedelta(days=int(serial), seconds=round(serial % 1 * 86_400))
    parts = _parts(section)
    twelve = any(part.lower() in _HALVES for literal, part in parts if not literal)
    words = [
        part if literal else _part(part.lower(), moment, twelve=twelve, minutes=_is_minutes(parts, at))
        for at, (literal, part) in enumerate(parts)
    ]
    return "".join(words).strip()


def _parts(section: list[tuple[str, str]]) -> list[tuple[bool, str]]:
    """Literals (True) and date parts (False) in order; neighbouring marks are split into parts together."""
    parts: list[tuple[bool, str]] = []
    marks = ""
    for kind, text in [*section, ("literal", "")]:
        if kind == "mark":
            marks += text
            continue
        parts += [(False, part) for part in _PART.findall(marks)]
        parts.append((True, text))
        marks = ""
    return parts


def _is_minutes(parts: list[tuple[bool, str]], at: int) -> bool:
    """``m`` is minutes right after hours or right before seconds, else months."""
    letters = [(place, part[0].lower()) for place, (literal, part) in enumerate(parts) if not literal]
    letters = [(place, letter) for place, letter in letters if letter in "ymdhs"]
    position = next((number for number, (place, _) in enumerate(letters) if place == at), None)
    if position is None:
        return False
    before = letters[position - 1][1] if position else ""
    after = letters[position + 1][1] if position + 1 < len(letters) else ""
    return before == "h" or after == "s"


def _part(part: str, moment: datetime, *, twelve: bool, minutes: bool) -> str:
    if part in _HALVES:
        return _HALVES[part][moment.hour >= 12]
    width = len(part)
    match part[0]:
        case "y":
            return f"{moment.year % 100:02}" if width <= 2 else f"{moment.year}"
        case "e":
            return f"{moment.year}"
        case "m" if minutes:
            return f"{moment.minute:0{min(width, 2)}}"
        case "m":
            return f"{moment.month:0{width}}" if width <= 2 else f"{moment.month}月"
        case "d":
            return f"{moment.day:0{width}}" if width <= 2 else f"星期{_WEEKDAYS[moment.weekday()]}"
        case "a":
            weekday = _WEEKDAYS[moment.weekday()]
            return f"星期{weekday}" if width == 4 else weekday
        case "h":
            return f"{(moment.hour % 12 or 12) if twelve else moment.hour:0{min(width, 2)}}"
        case "s":
            return f"{moment.second:0{2 if part.startswith('ss') else 1}}"
    return part
