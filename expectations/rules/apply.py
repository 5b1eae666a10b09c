"""Running a rule: the rows that break it, told in both languages and placed."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from expectations.failures import SCHEMA
from expectations.rules.rule import Rule, Texts
from expectations.rules.tables import Tables

EXPECTATION = "expect_no_finding"
_KEYS = ["document_id", "project_id", "indicator_id", "field"]
_SLOT = re.compile(r"\{(\w+)\}")


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
    absent = {name for name in (*_KEYS, "page", "count", "of") if name not in columns}
    told = (
        found.drop("fiscal_year", "county_code", strict=False)
        .join(places, on="document_id", how="left", maintain_order="left")
        .with_columns(
            pl.lit(value if value else None, dtype=pl.String).fill_null("").alias(name)
            for name, value in given.items()
        )
        .with_columns(pl.lit(None, dtype=SCHEMA[name]).alias(name) for name in absent)
        .unique(_KEYS, keep="first", maintain_order=True)
        .with_columns(
            _message(file.messages, "zh", "case" in columns), _message(file.messages, "en", "case" in columns)
        )
    )
    return told.select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items()).collect(
        engine="in-memory"  # the streaming engine of Polars 2.1 panics on comparisons of two text columns
    )


def _message(messages: Mapping[str, Texts], language: str, several: bool) -> pl.Expr:
    """The template of the row's case, filled from its columns."""
    filled = {case: _filled(getattr(texts, language)) for case, texts in messages.items()}
    if not several:
        (only,) = filled.values()
        return only.alias(f"message_{language}")
    chosen = [pl.when(pl.col("case") == case).then(text) for case, text in filled.items()]
    return pl.coalesce(chosen).alias(f"message_{language}")


def _filled(template: str) -> pl.Expr:
    columns = [pl.col(name).cast(pl.String).fill_null("") for name in _SLOT.findall(template)]
    return pl.format(_SLOT.sub("{}", template), *columns) if columns else pl.lit(template)
