"""A number as its cell shows it: 0.95 in format ``0%`` is 95%, 12.5 in ``0.00`` is 12.50, 45292 may be a date.

Format codes: ECMA-376 part 1, 18.8.31. What is not rendered here (fractions, conditions, elapsed hours,
digits parted by signs) is shown as General does, which is the number itself: no digit is lost or made up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache
from pathlib import Path

from extractors.workbook.dates import is_date, show_date

_DIGITS = 15  # a workbook's numbers have no more significant digits; its file writes 17
_MOST_DECIMALS = 30
_LONGEST_PLAIN = 21  # digits before the point that General writes out
_TOKEN = re.compile(
    r"""\[\$(?P<currency>[^\]\-]*)[^\]]*\]      # [$¥-804]: a sign and a country
    |(?P<condition>\[[<>=][^\]]*\])
    |(?P<elapsed>\[[hms]+\])
    |\[[^\]]*\]                                 # a colour, a country
    |"(?P<quoted>[^"]*)"|\\(?P<escaped>.)
    |_.|\*.                                     # room as wide as a character, a filling character
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
Token = tuple[str, str]  # kind (mark, literal, other) and text


@cache
def builtin_formats() -> Mapping[int, str]:
    """Format codes by the number that a cell's style names."""
    data = tomllib.loads((Path(__file__).parent / "number_formats.toml").read_text("utf-8"))
    return {int(number): code for number, code in data["builtin"].items()}


def show_number(number: str, code: str, *, from_1904: bool = False) -> str:
    """Show a number (as the file writes it) in a format code; dates count from 1900 or 1904.

    What is no number, or too large for one as shown, is as it is written.
    """
    try:
        return _show(Context(prec=_DIGITS).create_decimal(number), number, code, from_1904=from_1904)
    except ArithmeticError:
        return number


def _show(value: Decimal, number: str, code: str, *, from_1904: bool) -> str:
    if not value.is_finite() or abs(value.adjusted()) > 308:
        return number
    sections = _sections(code)
    section, value_shown = _chosen(sections, value)
    marks = "".join(text for kind, text in section if kind == "mark")
    if any(kind == "other" for kind, _ in section):
        return _general(value)
    if is_date(marks):
        return show_date(float(value), section, from_1904=from_1904) or _general(value)
    if "general" in marks.lower() or marks == "@":
        return _around(section, _general(value_shown))
    return _numeric(section, marks, value_shown) or _general(value)


def show_text(text: str, code: str) -> str:
    """Show a text in a format code: ``@"万元"`` adds to it."""
    section = next((section for section in reversed(_sections(code)) if ("mark", "@") in section), None)
    if section is None or sum(kind == "mark" for kind, _ in section) > 1:
        return text
    return "".join(text if kind == "mark" else part for kind, part in section)


@lru_cache(maxsize=1024)
def _sections(code: str) -> list[list[Token]]:
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["mark"] == ";":
            sections.append([])
        elif match["mark"] is not None:
            sections[-1].append(("mark", match["mark"]))
        elif match["condition"] or match["elapsed"]:
            sections[-1].append(("other", match[0]))
        else:
            literal = match["quoted"] or match["escaped"] or match["currency"] or ""
            sections[-1].append(("literal", literal))
    return sections


def _chosen(sections: list[list[Token]], value: Decimal) -> tuple[list[Token], Decimal]:
    """The section for a number: above zero, below (its own sign then stands in the section), zero."""
    numeric = [section for section in sections if ("mark", "@") not in section] or sections
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value
    if value == 0 and len(numeric) > 2:
        return numeric[2], value
    return numeric[0], value


def _general(value: Decimal) -> str:
    value = value.normalize()
    if -_DIGITS <= value.adjusted() < _LONGEST_PLAIN:
        return f"{value:f}"
    return f"{value:E}"


def _around(section: list[Token], shown: str) -> str:
    """A section whose marks stand together as one word (General, @): its literals around the number."""
    places = [at for at, (kind, _) in enumerate(section) if kind == "mark"]
    before = "".join(text for _, text in section[: places[0]])
    return before + shown + "".join(text for kind, text in section[places[-1] + 1 :])


def _numeric(section: list[Token], marks: str, value: Decimal) -> str | None:
    """Render digits, thousands, decimals and percent signs; None where the section asks for more."""
    places = [at for at, token in enumerate(section) if token[0] == "mark" and token[1] in "0#?"]
    if not places:
        return "".join(text for _, text in section)
    first, last = places[0], places[-1]
    core = section[first : last + 1]
    if any(kind == "literal" and text for kind, text in core) or re.search(r"[^0#?.,%\s¥$€()+\-]", marks):
        return None
    digits = "".join(text for kind, text in core if kind == "mark")
    whole, _, decimals = digits.partition(".")
    if "." in decimals or len(decimals) > _MOST_DECIMALS or not re.fullmatch(r"[0#?,]*", whole + decimals):
        return None
    after = "".join(text for kind, text in section[last + 1 :] if kind == "mark")
    scale = len(after) - len(after.lstrip(","))
    value = value.scaleb(2 * marks.count("%") - 3 * scale)
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, Context(prec=400))
    text = f"{abs(rounded):{',' if ',' in whole else ''}f}"
    integer, _, fraction = text.partition(".")
    integer = "" if integer == "0" and "0" not in whole else integer.rjust(whole.count("0"), "0")
    optional = len(decimals) - len(decimals.rstrip("#?"))
    kept = fraction[: len(fraction) - optional]
    fraction = kept + fraction[len(kept) :].rstrip("0")
    number = integer + ("." + fraction if fraction else "")
    sign = "-" if rounded < 0 else ""
    before = "".join(text for _, text in section[:first])
    rest = "".join(text for _, text in section[last + 1 :])
    return (sign + before + number + rest[scale:]).strip()
