"""R28: the same measure of the same project is set lower than last year, or the budget moved by more than half.

Which project goes on as which is decided once, by the mart continued_projects. Of its pairs those count that are of two years
that follow each other and that nobody would doubt: matched by code, and the names are alike; or matched by name, and unit and
name agree but for years, and no other project of the unit has that name.

*Lower* is meant of the bar: a smaller number, and for caps and measures to be kept low a greater one.

Not caught: projects that changed both code and name; measures renamed; amounts of money, which the budget
tells; two measures of one name in a form.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.names import low_is_good
from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from expectations.rules.targets import is_capped
from expectations.rules.text import amount, letters_shared, words_only
from warehouse.words import one_of


class _Data(BaseModel):
    budget_share: float
    dropped: str
    alike: float
    excused: tuple[str, ...]


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose budget leapt, and one an indicator that asks for less than last year."""
    pairs = _same_projects(tables).collect().lazy()
    return pl.concat([_budgets(pairs), _targets(tables, pairs)], how="diagonal")


def _same_projects(tables: Tables) -> pl.LazyFrame:
    """Pairs of one project in two years that follow each other; last year's columns end in ``_last``."""
    projects = (
        tables.projects.select(
            "project_id", "document_id", "no", "name", "page", "budget_wanyuan",
            letters=words_only(pl.col("name").str.replace_all(_DATA.dropped, "")),
            unit=pl.coalesce("unit_code", "unit_name"),
        )
        .with_columns(alone=pl.len().over("document_id", "unit", "letters") == 1)
    )  # fmt: skip
    pairs = (
        tables.continued_projects.filter(pl.col("fiscal_year") - pl.col("year_from") == 1)
        .select("method", project_id="project_id_to", project_id_last="project_id_from")
        .join(projects, on="project_id")
        .join(projects, left_on="project_id_last", right_on="project_id", suffix="_last")
        .collect()  # once: a lazy plan would work all of it out again wherever it is used below
        .lazy()
    )
    same_name = pl.col("letters") == pl.col("letters_last")
    same_unit = pl.col("unit") == pl.col("unit_last")
    by_code = pl.col("method") == "code"
    renamed = pairs.filter(by_code & ~same_name & (letters_shared("letters", "letters_last") >= _DATA.alike))
    unchanged = pairs.filter(same_name & (by_code | (same_unit & pl.col("alone") & pl.col("alone_last"))))
    return pl.concat([unchanged, renamed])


def _budgets(pairs: pl.LazyFrame) -> pl.LazyFrame:
    now, before = (pl.col(name).cast(pl.Float64) for name in ("budget_wanyuan", "budget_wanyuan_last"))
    return (
        pairs.with_columns(change=(now - before) / before)
        .filter(before > 0, pl.col("change").abs() > _DATA.budget_share)
        .with_columns(
            case=pl.lit("budget"),
            field=pl.lit("budget_wanyuan"),
            observed=amount(pl.col("budget_wanyuan")),
            before=amount(pl.col("budget_wanyuan_last")),
            percent=(pl.col("change") * 100).round(1).cast(pl.String),
        )
    )


def _targets(tables: Tables, pairs: pl.LazyFrame) -> pl.LazyFrame:
    ids = pairs.select("project_id", "project_id_last", "no", pl.col("name").alias("project"))
    numbered = tables.indicators.filter(
        pl.col("this_year"),
        pl.col("value_number").is_not_null(),
        pl.col("value_unit").is_not_null(),
        pl.col("value_unit") != "万元",
        pl.col("comparator").fill_null("=") != "range",
        ~pl.col("name").str.contains(one_of(_DATA.excused)),
    )
    measured = numbered.unique(["project_id", "name"], keep="none").select(
        "document_id", "project_id", "indicator_id", "page", "level3", "name", "value_unit", "value_number", "value_text",
        capped=is_capped(),
    )  # fmt: skip
    last = measured.select(
        "name",
        "value_unit",
        "capped",
        "value_number",
        pl.col("project_id").alias("project_id_last"),
        before="value_text",
    )
    lower = pl.col("value_number") < pl.col("value_number_last")
    higher = pl.col("value_number") > pl.col("value_number_last")
    return (
        measured.join(ids, on="project_id")
        .join(last, on=["project_id_last", "name", "value_unit", "capped"], suffix="_last")
        .filter(pl.when(pl.col("capped") | low_is_good(pl.col("name"))).then(higher).otherwise(lower))
        .with_columns(
            case=pl.lit("lower"),
            field=pl.lit("value_text"),
            observed=pl.col("value_text"),
            name=pl.col("project"),
        )
    )
