"""The page that shows two forms side by side, or a template and all that was made of it, in one offline file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from reports.diff_words import line_name, part_name
from reports.pages import environment
from reports.words import Language, words
from warehouse.atomic import write_bytes


def write_diff_page(target: Path, comparisons: Sequence[Mapping[str, Any]], language: Language) -> Path:
    """Write the page to ``target`` in one step and return it."""
    return write_bytes(target, diff_page(comparisons, language).encode())


def diff_page(comparisons: Sequence[Mapping[str, Any]], language: Language) -> str:
    """The page as HTML, one section a comparison.

    A comparison has ``left`` and ``right`` (project_id, name, unit, county, year, file), ``counts`` (same,
    changed, left, right: of indicators) and ``lines`` (part, number, field, kind, and left and right as runs of
    words: text, shared).
    """
    shown = [
        {
            **comparison,
            "id": f"c{number}",
            "parts": [
                (part_name(*key, language), [_named(line, language) for line in lines])
                for key, lines in groupby(comparison["lines"], _part)
            ],
        }
        for number, comparison in enumerate(comparisons, start=1)
    ]
    page = environment().get_template("diff.html")
    return page.render(comparisons=shown, t=words("diff", language), language=language)


def _part(line: Mapping[str, Any]) -> tuple[str, int]:
    return line["part"], line["number"]


def _named(line: Mapping[str, Any], language: Language) -> dict[str, Any]:
    return {**line, "name": line_name(line["part"], line["field"], language)}
