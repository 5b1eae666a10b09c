"""Mart ``year_changes``: what moved between two years of a project that goes on (``continued_projects``).

One row a thing that both years, or one of them, say:

- ``budget_wanyuan``: before, after, and the difference in 万元; direction raised, kept or lowered;
- ``target``: a measure (level 3 and description, by fingerprint, and unit) that both years have, or whose words drifted
  (below); direction tells of the bar, not of the number: ``≤5.5 %`` after ``≤4.5 %`` is lowered. A number without a
  sign is a floor, or a ceiling where the other year's is one. Where either
  year gives no number, kept or changed as the words are equal or not; numbers under opposite signs are changed;
- ``wording``: an indicator left over in both years whose words drifted (``drifted_words``); before and after are the words;
- ``indicator``: what one year alone has, dropped or added; the value stands in before or after.

Words that moved with the year alone (2025年12月底前 in 2025, 2026年12月底前 in 2026) are kept, and not reworded.

A measure that a project states twice is compared by its first.
"""

from __future__ import annotations

import polars as pl

from transforms.compare.budget_per_indicator import SUM
from transforms.compare.drifted_words import drifted_words
from warehouse.categories import category

KEY = ["project_key", "year_from", "year_to", "field", "measure", "value_unit", "direction"]
_PAIR = ["project_key", "year_from", "fiscal_year", "county_code", "unit"]
_UPWARD, _DOWNWARD = [">=", ">", "="], ["<=", "<"]
_DECIMALS = 9  # a difference of written numbers has no more; what lies beyond is of binary fractions


def year_changes(continued: pl.LazyFrame, projects: pl.LazyFrame, indicators: pl.LazyFrame) -> pl.DataFrame:
    """The mart, sorted by its key.

    ``continued`` is the mart continued_projects; ``projects`` needs project_id, budget_wanyuan; ``indicators``
    project_id, sequence, level2, level3, description, value_text, comparator, value_number, value_unit,
    fingerprint_wording. Columns: those of ``KEY``, then fiscal_year, county_code, before, after, change.
    """
    pairs = continued.collect()
    said = _said(indicators, pairs)
    before = pairs.join(said, left_on="project_id_from", right_on="project_id")
    after = pairs.join(said, left_on="project_id_to", right_on="project_id")
    on = ["project_key", "year_from", "wording", "unit"]
    both = before.join(after, on=on, suffix="_after")
    dropped = before.join(after, on=on, how="anti")
    added = after.join(before, on=on, how="anti")
    drifted = drifted_words(dropped, added)
    gone = dropped.join(drifted, on=[*on], how="anti")
    new = added.join(
        drifted, left_on=on, right_on=["project_key", "year_from", "wording_after", "unit"], how="anti"
    )
    rows = [
        _budgets(pairs, projects.collect()),
        _rows(_targets(both, drifted), "target", "value", "value_after", _difference(), _bar()),
        _rows(drifted.filter(~_same("words")), "wording", "words", "words_after", None, pl.lit("reworded")),
        _rows(gone, "indicator", "value", None, None, pl.lit("dropped")),
        _rows(new, "indicator", None, "value", None, pl.lit("added")),
    ]
    return pl.concat(rows).sort(KEY)


def _said(indicators: pl.LazyFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The first indicator a project, wording and unit, of projects that go on."""
    going_on = pl.concat([pairs["project_id_from"], pairs["project_id_to"]]).unique()
    description = pl.col("description").fill_null("")
    repeats = (description == "") | (description == pl.col("level3"))
    return (
        indicators.filter(
            pl.col("project_id").is_in(going_on.implode()) & pl.col("fingerprint_wording").is_not_null()
        )
        .sort("project_id", "sequence")
        .select(
            "project_id",
            pl.col("fingerprint_wording").alias("wording"),
            pl.col("value_unit").fill_null("").alias("unit"),
            category(pl.col("level2").fill_null("")).alias("level2"),
            pl.when(repeats)
            .then(pl.col("level3").fill_null(""))
            .otherwise(pl.concat_str(pl.col("level3").fill_null(""), pl.lit("："), description))
            .alias("words"),
            pl.col("value_text").alias("value"),
            pl.col("comparator").alias("sign"),
            pl.col("value_number").alias("number"),
        )
        .unique(["project_id", "wording", "unit"], keep="first", maintain_order=True)
        .unique(["project_id", "words", "unit"], keep="first", maintain_order=True)
        .collect()
    )


def _budgets(pairs: pl.DataFrame, projects: pl.DataFrame) -> pl.DataFrame:
    budgets = projects.select("project_id", "budget_wanyuan")
    both = pairs.join(budgets, left_on="project_id_from", right_on="project_id").join(
        budgets, left_on="project_id_to", right_on="project_id", suffix="_after"
    )
    after, before = (pl.col(name).cast(SUM) for name in ("budget_wanyuan_after", "budget_wanyuan"))
    change = (after - before).cast(pl.Float64)
    known = both.filter(pl.any_horizontal(pl.col("budget_wanyuan", "budget_wanyuan_after").is_not_null()))
    return _rows(
        known.with_columns(
            words=pl.lit(None, dtype=pl.String),
            unit=pl.lit("万元"),
            before_text=pl.col("budget_wanyuan").cast(pl.String),
            after_text=pl.col("budget_wanyuan_after").cast(pl.String),
        ),
        "budget_wanyuan",
        "before_text",
        "after_text",
        change,
        _way(change),
    )


def _targets(both: pl.DataFrame, drifted: pl.DataFrame) -> pl.DataFrame:
    """What either way is the same measure in both years."""
    columns = [*_PAIR, "words", "value", "value_after", "sign", "sign_after", "number", "number_after"]
    return pl.concat([both.select(columns), drifted.select(columns)])


def _difference() -> pl.Expr:
    return pl.col("number_after") - pl.col("number")


def _bar() -> pl.Expr:
    """Which way a target went: up for a floor, down for a ceiling, is raised."""
    before = pl.coalesce("sign", "sign_after", pl.lit("="))
    after = pl.coalesce("sign_after", "sign", pl.lit("="))
    up = before.is_in(_UPWARD) & after.is_in(_UPWARD)
    down = before.is_in(_DOWNWARD) & after.is_in(_DOWNWARD)
    same_words = _same("value")
    return (
        pl.when(up & _difference().is_not_null())
        .then(_way(_difference()))
        .when(down & _difference().is_not_null())
        .then(_way(-_difference()))
        .otherwise(pl.when(same_words).then(pl.lit("kept")).otherwise(pl.lit("changed")))
    )


def _same(name: str) -> pl.Expr:
    """Whether both years say the same, but for white space and each its own year."""

    def timeless(column: str, year: str) -> pl.Expr:
        written = pl.col(column).str.replace_all(r"\s+", "")
        return written.str.split(pl.col(year).cast(pl.String)).list.join("")

    return timeless(name, "year_from").eq_missing(timeless(f"{name}_after", "fiscal_year"))


def _way(change: pl.Expr) -> pl.Expr:
    return (
        pl.when(change > 0)
        .then(pl.lit("raised"))
        .when(change < 0)
        .then(pl.lit("lowered"))
        .when(change == 0)
        .then(pl.lit("kept"))
    )


def _rows(
    rows: pl.DataFrame,
    field: str,
    before: str | None,
    after: str | None,
    change: pl.Expr | None,
    direction: pl.Expr,
) -> pl.DataFrame:
    """Rows of the mart from columns of text; a side that says nothing is null."""
    nothing = pl.lit(None, dtype=pl.String)
    return rows.select(
        "project_key",
        "year_from",
        pl.col("fiscal_year").alias("year_to"),
        pl.lit(field).alias("field"),
        pl.col("words").alias("measure"),
        pl.col("unit").alias("value_unit"),
        "fiscal_year",
        "county_code",
        (pl.col(before) if before else nothing).alias("before"),
        (pl.col(after) if after else nothing).alias("after"),
        (pl.lit(None) if change is None else change).cast(pl.Float64).round(_DECIMALS).alias("change"),
        direction.alias("direction"),
    )
