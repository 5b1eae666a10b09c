"""The rows of a letter's tables: what was found on one draft, each finding with its number, place and advice.

What is for reading only (severity info) and found many times by one rule in one project is one row, with its number,
some examples and the names of the other indicators: a hundred rows that nobody has to answer would hide those that
somebody has to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from reports.letter_words import LetterWords
from reports.places import place
from warehouse.severity import gravity

LONGEST = 600  # characters of one cell; a draft may quote a whole page
_FEWEST_TOGETHER = 3
_EXAMPLES = 2
_MOST_PAGES = 4

Finding = Mapping[str, Any]
Sureness = Mapping[str, str]  # by rule: a guess or a comparison, where its expectation is no requirement


@dataclass(frozen=True)
class Line:
    """One row, of one finding or of several alike. ``number`` counts through the whole letter, so that an answer can name it."""

    number: int
    project: str
    page: str
    problem: str
    advice: str
    severity: str
    findings: int = 1


def lines(text: LetterWords, findings: pl.DataFrame, sureness: Sureness, number: int) -> Iterator[Line]:
    """The rows for one draft's findings, the gravest first; ``number`` is the last one given before.

    ``findings``: rows of table findings with ``indicator_name`` and sequence, project_name, project_code, title and
    budget_wanyuan of the project, and format and sheet_names of the draft. A project is told in full where it comes
    first, and by number and name after that.
    """
    ordered = findings.sort(
        gravity(), "sequence", "page", "indicator_id", "rule", "finding_id", nulls_last=False
    )
    told: set[str] = set()
    for position, alike in enumerate(_together(ordered.iter_rows(named=True)), start=number + 1):
        first = alike[0]
        yield Line(
            number=position,
            project=short(_project(text, first, in_full=first["project_id"] not in told)),
            page=_pages(text, alike),
            problem=short(f"【{text.severity[first['severity']]}】{_problem(text, alike)}"),
            advice=short(_advice(text, alike, sureness.get(first["rule"], "required"))),
            severity=first["severity"],
            findings=len(alike),
        )
        told.add(first["project_id"])


def short(text: str) -> str:
    """A text that one cell can hold."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _together(findings: Iterable[Finding]) -> Iterator[Sequence[Finding]]:
    groups: dict[object, list[Finding]] = {}
    for at, one in enumerate(findings):
        key = (one["project_id"], one["rule"]) if one["severity"] == "info" else at
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        if len(group) >= _FEWEST_TOGETHER:
            yield group
        else:
            yield from ([one] for one in group)


def _problem(text: LetterWords, alike: Sequence[Finding]) -> str:
    if len(alike) == 1:
        return str(alike[0]["message_zh"])
    named = [one for one in alike[_EXAMPLES:] if one["indicator_name"]]
    told = [text.together.format(count=len(alike)), *(one["message_zh"] for one in alike if one not in named)]
    if named:
        names = dict.fromkeys(f"“{one['indicator_name']}”" for one in named)
        told.append(text.others.format(names="、".join(names)))
    return "\n".join(told)


def _advice(text: LetterWords, alike: Sequence[Finding], sure: str) -> str:
    (expected, *others) = {one["expected"] for one in alike}
    if others:
        return text.no_expected
    return text.expected[sure].format(expected=expected) if expected else text.no_expected


def _pages(text: LetterWords, alike: Sequence[Finding]) -> str:
    first = alike[0]
    pages = [one["page"] for one in alike]
    return place(first["format"], first["sheet_names"], *pages, lang="zh", most=_MOST_PAGES) or text.no_page


def _project(text: LetterWords, finding: Finding, *, in_full: bool) -> str:
    if finding["sequence"] is None:
        return text.whole_draft
    name = finding["project_name"] or finding["title"] or ""
    parts = [text.project.format(number=finding["sequence"], name=name)]
    if finding["project_code"] and in_full:
        parts.append(text.code.format(code=finding["project_code"]))
    if finding["budget_wanyuan"] is not None and in_full:
        parts.append(text.budget.format(budget=f"{finding['budget_wanyuan']:,.2f}"))
    return "\n".join(parts)
