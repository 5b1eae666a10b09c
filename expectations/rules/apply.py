"""Running a rule: the rows that break it, told in both languages and placed."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from expectations.failures import SCHEMA
from expectations.rules.rule import Rule
from expectations.rules.tables import Tables
from expectations.rules.text import filled

EXPECTATION = "expect_no_finding"
_KEYS = ["document_id", "project_id", "indicator_id", "field"]


def apply(rule: Rule, tables: Tables) -> pl.DataFrame:
    """The rule's findings: columns of ``failures.SCHEMA``, one for each place and field that breaks it."""
    found = rule.find(tables)
    columns = found.collect_schema().names()
    places = tables.documents.select("document_id", "fiscal_year", "county_code").unique("document_id")
    file = rule.file
    given = {
        "rule": file.id,
        "severity": file.severity,
        "table": file.checks,
        "expectation": EXPECTATION,
        "reason": file.reason,
    }
    absent = {name for name in (*_KEYS, "page", "count", "of", "known_by") if name not in columns}
    told = (
        found.drop("fiscal_year", "county_code", strict=False)
        .join(places, on="document_id", how="left", maintain_order="left")
        .with_columns(
            pl.lit(value if value else None, dtype=pl.String).fill_null("").alias(name)
            for name, value in given.items()
        )
        .with_columns(pl.lit(None, dtype=SCHEMA[name]).alias(name) for name in absent)
        .unique(_KEYS, keep="first", maintain_order=True)
        .with_columns(_told(rule))
        .with_columns(_messages(rule))
    )
    return told.select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items()).collect(
        engine="in-memory"  # the streaming engine of Polars 2.1 panics on comparisons of two text columns
    )


def _told(rule: Rule) -> list[pl.Expr]:
    """What is seen and what is expected, as far as the rule's file tells it and not its rows."""
    templates = {"observed": rule.file.observed, "expected": rule.file.expected}
    return [_of_case(template).alias(name) for name, template in templates.items() if template]


def _messages(rule: Rule) -> list[pl.Expr]:
    messages = rule.file.messages
    return [
        _of_case({case: getattr(texts, language) for case, texts in messages.items()}).alias(
            f"message_{language}"
        )
        for language in ("zh", "en")
    ]


def _of_case(templates: str | Mapping[str, str]) -> pl.Expr:
    """The one template, or that of the row's case, filled from the row."""
    if isinstance(templates, str):
        return filled(templates)
    if len(templates) == 1:
        (only,) = templates.values()
        return filled(only)
    return pl.coalesce(pl.when(case=case).then(filled(text)) for case, text in templates.items())
