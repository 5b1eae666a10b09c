"""What lines of forms side by side are called, on the page and on the command line alike."""

from __future__ import annotations

from reports.fields import field_name
from reports.words import Language, words


def part_name(part: str, number: int, language: Language) -> str:
    """What a part of a form (head, goal, plan or indicator) is called; the head, which comes first, has no name."""
    return "" if part == "head" else words("diff", language)(part, number=number)


def line_name(part: str, field: str, language: Language) -> str:
    """What a field is called within its part: nothing where the part is all that can be said."""
    if part in ("goal", "plan"):
        return ""
    name = field_name(field, language)
    return words("diff", language)("amount", field=name) if field.endswith("_wanyuan") else name
