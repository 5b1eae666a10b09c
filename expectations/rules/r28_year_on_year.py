"""R28: the same measure of the same project is set lower than last year, or the budget moved by more than half.

A project is the same where county, department and code agree but for the code's year and check character, and the
names are alike; else where department, unit and name agree. Matches are one to one, or none.

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
from expectations.rules.text import amount, one_of, with_likeness, words_only


class _Data(BaseModel):
    budget_share: float
    kept_county: int
    kept_from: int
    kept_length: int
    dropped: str
    alike: float
    excused: tuple[str, ...]


_DATA = data_of(__name__, _Data)
_CAPS = ("<=", "<")


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose budget leapt, and one an indicator that asks for less than last year."""
    pairs = _same_projects(tables).collect().lazy()
    return pl.concat([_budgets(pairs), _targets(tables, pairs)], how="diagonal")


def _same_projects(tables: Tables) -> pl.LazyFrame:
    """Pairs of one project in two years that follow each other; last year's columns end in ``_last``."""
    departments = tables.documents.select(
        "document_id", department=pl.coalesce("department_code", "department_name")
    )
    code = pl.col("project_code").str.strip_chars()
    projects = (
        tables.projects.join(departments, on="document_id")
        .select(
            "document_id", "project_id", "no", "name", "page", "budget_wanyuan",
            year=pl.col("fiscal_year").cast(pl.Int32),
            letters=words_only(pl.col("name").str.replace_all(_DATA.dropped, "")),
            place=pl.concat_str("county_code", "department", separator="/"),
            unit=pl.coalesce("unit_code", "unit_name"),
            kept=pl.when(code.str.len_chars() == 21).then(
                code.str.slice(0, _DATA.kept_county) + code.str.slice(_DATA.kept_from, _DATA.kept_length)
            ),
        )
        .collect()  # once: a lazy plan would work all of it out again wherever it is used below
        .lazy()
    )  # fmt: skip
    of_a_code = _pairs(projects, ["place", "kept"])
    renamed = with_likeness(
        of_a_code.filter(pl.col("letters") != pl.col("letters_last")),
        "letters",
        "letters_last",
        ["project_id", "project_id_last"],
    ).filter(pl.col("likeness") >= _DATA.alike)
    unchanged = of_a_code.filter(pl.col("letters") == pl.col("letters_last"))
    by_code = pl.concat([unchanged, renamed.drop("likeness")])
    rest = projects.join(by_code, on="project_id", how="anti").join(
        by_code, left_on="project_id", right_on="project_id_last", how="anti"
    )
    return pl.concat([by_code, _pairs(rest, ["place", "unit", "letters"])], how="diagonal")


def _pairs(projects: pl.LazyFrame, key: list[str]) -> pl.LazyFrame:
    single = projects.drop_nulls(key).filter(pl.len().over(*key, "year") == 1)
    last = single.with_columns(pl.col("year") + 1)
    return single.join(last, on=[*key, "year"], suffix="_last")


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
        .with_columns(expected=pl.format("上年 {} 万元", "before"))
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
        capped=pl.col("comparator").is_in(_CAPS).fill_null(False),
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
            expected=pl.format("上年 {}", "before"),
            name=pl.col("project"),
        )
    )
