"""Tables of the documentation that say what code and data say: rules, suites, layout files, values."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from expectations.rules.registry import rules
from expectations.suite import suites
from extractors.layouts.words import LayoutFile, ListName
from transforms.normalise.amount import parse_amount
from transforms.normalise.target_value import parse_target_value

DOCS = Path(__file__).parents[1] / "docs"


def rows(page: str, heading: str) -> list[list[str]]:
    """The cells of all tables below a heading, their own headings left out."""
    _, _, below = (DOCS / page).read_text("utf-8").partition(f"\n{heading}\n")
    section = re.split(r"^#", below, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in section.split("\n") if line.startswith("|")]
    return [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for line in lines
        if "---" not in line
    ]


def test_the_rules_are_told_as_their_files_have_them() -> None:
    told = [row[:5] for row in rows("checks.md", "## Rules")[1:]]
    files = [rule.file for rule in rules()]
    assert told == [[file.id, file.severity, file.scope, file.name.zh, file.name.en] for file in files]
    assert [row[0] for row in rows("checks.md", "## What the rules do not catch")[1:]] == [
        file.id for file in files
    ]


def test_the_suites_are_told_as_their_files_have_them() -> None:
    told = sorted(rows("checks.md", "## Suites")[1:])
    assert told == sorted(
        [suite.table, check.rule, check.severity, check.text_en, check.reason]
        for suite in suites()
        for check in suite.check
    )


def test_sections_and_lists_of_layout_files_are_told() -> None:
    told = [
        name.strip("`[] ") for row in rows("layouts.md", "## A layout file") for name in row[0].split(",")
    ]
    assert set(LayoutFile.model_fields) - {"name", "extends"} <= set(told)
    assert set(get_args(ListName)) <= set(told)


@pytest.mark.parametrize("row", rows("values.md", "## Target values")[1:], ids=lambda row: row[0])
def test_target_values_come_out_as_told(row: list[str]) -> None:
    value = parse_target_value("" if row[0] == "(empty)" else row[0])
    number, upper = (float(cell) if cell else None for cell in row[2:4])
    assert (value.comparator or "", value.unit or "", value.kind, value.note or "") == (row[1], *row[4:7])
    assert (value.number, value.upper) == (pytest.approx(number), pytest.approx(upper))


@pytest.mark.parametrize("row", rows("values.md", "## Amounts")[1:], ids=lambda row: row[0])
def test_amounts_come_out_as_told(row: list[str]) -> None:
    assert parse_amount(row[0], row[1]) == (None if row[2] == "null" else Decimal(row[2]))
