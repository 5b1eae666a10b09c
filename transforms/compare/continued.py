"""Mart ``continued_projects``: which project of one year is which of the next.

A project is looked for in the next fiscal year that the same county's department has; one whose county or
department is not known goes on nowhere, as doubt must not join what is apart. It is matched one to one,

- by ``code``: characters 1 to 6 and 9 to 20 of the 21-character project code stay when a project goes on; the
  year (7, 8) and the check character (21) change. A code that two projects of a year share matches nothing;
- else by ``name``, within the department: score = 0.8 · likeness of the names + 0.2 if the budget unit is the
  same, 0 to 1, where the likeness is the normalised indel similarity of the names without funding document, years, brackets and
  instalments. Pairs of at least 0.8 are taken from the best down; of equals the one whose names in full are
  more alike, then the first by id. A project is looked at with the hundred likest of the year before at most.

``project_key`` is the id of the chain's first project, so that it stays when years are added after it.
"""

from __future__ import annotations

import polars as pl

from transforms.compare.candidates import Texts, candidates
from transforms.compare.counties import counties
from transforms.compare.groups import DEPARTMENT
from transforms.compare.likeness import PLACES, likeness
from transforms.compare.matching import one_to_one
from transforms.compare.project_names import plain_name

LEAST_SCORE = 0.8
NAME_WEIGHT = 0.8
# The likeness that the score needs, in percent, less what rounding may cost.
_CUTOFF = 100 * (LEAST_SCORE - (1 - NAME_WEIGHT)) / NAME_WEIGHT - 0.01
_SAME_UNIT = 100 * (1 - NAME_WEIGHT) / NAME_WEIGHT  # what a unit is worth, in percent of a name
_PLACE = ["county", "department"]
COLUMNS = [
    "project_key",
    "fiscal_year",
    "county_code",
    "year_from",
    "project_id_from",
    "project_id_to",
    "method",
    "score",
]


def continued_projects(projects: pl.LazyFrame, documents: pl.LazyFrame) -> pl.DataFrame:
    """The mart: one row a project that goes on, sorted by county and ids.

    ``projects`` needs project_id, document_id, fiscal_year, county_code, project_code, project_name, unit_code,
    unit_name; ``documents`` document_id, department_code, department_name, county_code, county_name. Columns:
    project_key, fiscal_year (of the later project), county_code, year_from, project_id_from, project_id_to, method
    (code, name), score.
    """
    placed = _place(projects, documents).drop_nulls(_PLACE).collect()
    later = placed.with_columns(year_from=pl.col("year_before")).filter(pl.col("year_before").is_not_null())
    both = _by_code(placed, later)
    left = placed.join(both, left_on="project_id", right_on="project_id_from", how="anti")
    right = later.join(both, left_on="project_id", right_on="project_id_to", how="anti")
    matched = pl.concat([both, _by_name(left, right)])
    return _with_keys(matched).select(COLUMNS).sort("county_code", "project_id_from", "project_id_to")


def _place(projects: pl.LazyFrame, documents: pl.LazyFrame) -> pl.LazyFrame:
    code = pl.col("project_code")
    names = documents.select("document_id", "department_code", "department_name").join(
        counties(documents), on="document_id"
    )
    # a form may name a department of its own: the draft's is meant
    placed = (
        projects.drop(DEPARTMENT, strict=False)
        .join(names, on="document_id", how="left")
        .select(
            "project_id",
            "fiscal_year",
            "county_code",
            "county",
            pl.coalesce("department_code", "department_name").alias("department"),
            pl.coalesce("unit_code", "unit_name").alias("unit"),
            pl.col("project_name").fill_null("").alias("name"),
            plain_name(pl.col("project_name")).alias("plain"),
            pl.when(code.str.len_chars() == 21)
            .then(code.str.slice(0, 6) + code.str.slice(8, 12))
            .alias("code"),
        )
    )
    years = placed.select(*_PLACE, "fiscal_year").unique().sort(*_PLACE, "fiscal_year")
    before = years.with_columns(year_before=pl.col("fiscal_year").shift(1).over(_PLACE))
    return placed.join(before, on=[*_PLACE, "fiscal_year"], how="left")


def _by_code(projects: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    def once(rows: pl.DataFrame) -> pl.DataFrame:
        alone = pl.len().over(*_PLACE, "fiscal_year", "code") == 1
        return rows.filter(pl.col("code").is_not_null() & alone)

    pairs = once(later).join(
        once(projects),
        left_on=[*_PLACE, "year_from", "code"],
        right_on=[*_PLACE, "fiscal_year", "code"],
        suffix="_from",
    )
    return _matched(pairs, "code", pl.lit(1.0))


def _by_name(projects: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a department's two years, from the best down.

    They are carried as places and numbers: thousands of projects of similar names have millions of them.
    """
    before = projects.filter(pl.col("plain") != "").sort("project_id")
    after = later.filter(pl.col("plain") != "").sort("project_id")
    pairs = _alike(before, after)
    units = after["unit"].gather(pairs["at"]), before["unit"].gather(pairs["at_from"])
    same_unit = (units[0] == units[1]).fill_null(False).cast(pl.Float64)
    score = NAME_WEIGHT * (pairs["percent"] / 100).round(PLACES) + (1 - NAME_WEIGHT) * same_unit
    scored = pairs.with_columns(score=score.round(PLACES)).filter(pl.col("score") >= LEAST_SCORE)
    in_full = likeness(after["name"].gather(scored["at"]), before["name"].gather(scored["at_from"]))
    best = scored.with_columns(in_full=in_full).sort(
        "score", "in_full", "at_from", "at", descending=[True, True, False, False]
    )
    chosen = best.filter(one_to_one(best, ["at_from"], ["at"]))
    matched = after[chosen["at"]].with_columns(
        project_id_from=before["project_id"].gather(chosen["at_from"]), score=chosen["score"]
    )
    return _matched(matched, "name", pl.col("score"))


def _alike(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Pairs whose names are alike enough for the score, were the unit the same: ``at`` and ``at_from`` are their places in
    ``after`` and ``before``, ``percent`` is the likeness.
    """
    numbered = pl.concat([after.select("unit"), before.select("unit")])["unit"].rank("dense").cast(pl.Int64)
    ones = after.with_row_index("at").with_columns(number=numbered.head(after.height).fill_null(-1))
    others = before.with_row_index("at").with_columns(number=numbered.tail(before.height).fill_null(-2))
    groups = others.partition_by(*_PLACE, "fiscal_year", as_dict=True, maintain_order=True)
    schema = {"at": pl.Int64, "at_from": pl.Int64, "percent": pl.Float64}
    parts = [pl.DataFrame(schema=schema)]
    for place, rows in ones.partition_by(*_PLACE, "year_from", as_dict=True, maintain_order=True).items():
        if place in groups:
            found = candidates(_texts(rows), _texts(groups[place]), _CUTOFF, _SAME_UNIT)
            at, at_from = rows["at"].to_numpy()[found.one], groups[place]["at"].to_numpy()[found.other]
            parts.append(
                pl.DataFrame({"at": at, "at_from": at_from, "percent": found.percent}, schema=schema)
            )
    return pl.concat(parts)


def _texts(rows: pl.DataFrame) -> Texts:
    return Texts(rows["plain"].to_list(), rows["number"].to_numpy(), rows["name"].to_list())


def _matched(pairs: pl.DataFrame, method: str, score: pl.Expr) -> pl.DataFrame:
    return pairs.select(
        "fiscal_year",
        "county_code",
        "year_from",
        "project_id_from",
        pl.col("project_id").alias("project_id_to"),
        pl.lit(method).alias("method"),
        score.cast(pl.Float64).alias("score"),
    )


def _with_keys(matched: pl.DataFrame) -> pl.DataFrame:
    """Follow each chain from its first year on."""
    keys: dict[str, str] = {}
    ordered = matched.sort("fiscal_year")
    for before, after in ordered.select("project_id_from", "project_id_to").iter_rows():
        keys[after] = keys.get(before, before)
    return ordered.with_columns(
        project_key=pl.col("project_id_to").replace_strict(keys, default=None, return_dtype=pl.String)
    )
