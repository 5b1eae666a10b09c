"""What stands beside a form's title and is none of it: facts label by label, room to sign, a remark in brackets."""

from __future__ import annotations

import re

from extractors.form.year_lines import is_year_line
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Piece

LABEL = re.compile(r"(?P<label>[^:：]{2,20})[:：]")
_FACT = re.compile(rf"{LABEL.pattern}.*", re.DOTALL)
_WIDE_GAP = re.compile(r"\s{2,}|\u3000+")
_REMARK = re.compile(r"[（(].*[)）]", re.DOTALL)


def said_beside(text: str) -> list[str]:
    """What a line says one beside the other, parted by wide gaps (``部门：某局　　2024年　　单位：万元``)."""
    parts = [part for part in _WIDE_GAP.split(text.strip()) if part]
    known = sum(bool(LABEL.match(part) or is_year_line(part)) for part in parts)
    return parts if known == len(parts) else [text]


def says_facts(text: str, layout: Layout) -> bool:
    """Tell whether a text says nothing but other facts of the form, label by label (``填报日期：2023年11月6日``).

    Or it has but room for them (``负责人（签字）：　　单位（盖章）：``).
    """
    parts = _WIDE_GAP.split(text.strip())
    facts = [_FACT.fullmatch(part) for part in parts]
    return all(map(LABEL.fullmatch, parts)) or all(fact and layout.label(fact["label"]) for fact in facts)


def without_remarks(pieces: list[Piece]) -> list[Piece]:
    """The lines of a title without those in brackets below one that says what the form is (``…绩效目标表``)."""
    while len(pieces) > 1 and _REMARK.fullmatch(pieces[-1].text.strip()):
        if not squeeze(pieces[-2].text).endswith("表"):
            break
        pieces = pieces[:-1]
    return pieces
