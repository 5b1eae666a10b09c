"""Marts ``template_families`` and ``template_members``: projects whose indicator sets are nearly the same.

As docs/comparisons.md, "template_families, template_members", tells, a family is a representative and the projects
whose set of wordings (level 3 and description, by fingerprint) has a Jaccard likeness of at least 0.8 **with the
representative**; likeness to another member counts for nothing. Sets are taken as representatives from the most used
to the least (then the larger, then by their own digest), and a set belongs to the first representative that is near
enough; so the families depend on the projects alone, not on the order of files. A project without indicators has no
set, and a set that no other project comes near is no family.

Ids live on: a family keeps the id that most of its projects had in the release before, from the family and id that
share most projects down (then by id, then by the order of representatives); only a new one gets an id of its own, made
of its representative set. ``family_id_before`` is all that a release takes from the one before it.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import count

import polars as pl

from transforms.compare.budget_per_indicator import SUM
from transforms.compare.counties import counties
from transforms.compare.leaders import leaders
from transforms.compare.matching import one_to_one
from transforms.compare.project_names import plain_name
from transforms.compare.token_sets import TokenSets, token_sets

_MEMBER_KEY = ["family_id", "project_id"]


def template_families(
    indicators: pl.LazyFrame, projects: pl.LazyFrame, documents: pl.LazyFrame, before: pl.LazyFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The two marts, each sorted by its key.

    ``indicators`` needs project_id and fingerprint_wording; ``projects`` project_id, document_id, project_name,
    unit_code, unit_name, fiscal_year, county_code, budget_wanyuan, indicator_count; ``documents`` document_id,
    county_code, county_name; ``before`` is template_members of the release before (empty without one). Families:
    family_id, fiscal_year, county_code (null where it spans several), projects, units, counties, budget_wanyuan (万元),
    indicators, representative_project_id, label, year_first. Members: family_id, project_id, fiscal_year,
    county_code, jaccard (with the representative, 0.8 to 1), family_id_before (that it had in the release before).
    """
    distinct, of_project = _indicator_sets(indicators)
    leader, jaccard = leaders(_as_token_sets(distinct))
    families = (
        of_project.join(
            pl.DataFrame({"set": range(len(leader)), "leader": leader, "jaccard": jaccard}), on="set"
        )
        .filter(pl.len().over("leader") > 1)
        .join(
            before.select("project_id", pl.col("family_id").alias("family_id_before")).collect(),
            on="project_id",
            how="left",
        )
    )
    ids = _ids(families, distinct)
    placed = projects.join(counties(documents), on="document_id", how="left").with_columns(
        place=pl.coalesce("county", "document_id")
    )
    members = families.join(ids, on="leader").join(placed.collect(), on="project_id", how="left")
    return (
        _families(members).sort("family_id"),
        members.select(*_MEMBER_KEY, "fiscal_year", "county_code", "jaccard", "family_id_before").sort(
            _MEMBER_KEY
        ),
    )


def _indicator_sets(indicators: pl.LazyFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Distinct sets (set, wordings) in the order in which they may represent; and (project_id, set)."""
    of_project = (
        indicators.select("project_id", "fingerprint_wording")
        .drop_nulls()
        .unique()
        .group_by("project_id")
        .agg(pl.col("fingerprint_wording").sort())
        .select("project_id", pl.col("fingerprint_wording").list.join(" ").alias("wordings"))
        .collect()
    )
    distinct = (
        of_project.group_by("wordings")
        .len("uses")
        .sort("uses", pl.col("wordings").str.len_bytes(), "wordings", descending=[True, True, False])
        .select("wordings")
        .with_row_index("set")
        .with_columns(pl.col("set").cast(pl.Int64))
    )
    return distinct, of_project.join(distinct, on="wordings").select("project_id", "set")


def _as_token_sets(distinct: pl.DataFrame) -> TokenSets:
    rows = distinct.select("set", pl.col("wordings").str.split(" ")).explode("wordings")
    numbers = rows["wordings"].rank("dense").cast(pl.UInt64)
    return token_sets(rows["set"].to_numpy(), numbers.to_numpy(), distinct.height)


def _ids(families: pl.DataFrame, distinct: pl.DataFrame) -> pl.DataFrame:
    """(leader, family_id): the id of the family before that most of the projects were in, else a new one."""
    shared = (
        families.drop_nulls("family_id_before")
        .group_by("leader", "family_id_before")
        .len()
        .sort("len", "family_id_before", "leader", descending=[True, False, False])
    )
    kept = shared.filter(one_to_one(shared, ["leader"], ["family_id_before"]))
    ids: dict[int, str] = dict(kept.select("leader", "family_id_before").iter_rows())
    taken = set(ids.values())
    new = families.select(pl.col("leader").unique().sort()).join(kept, on="leader", how="anti")
    for leader, wordings in (
        new.sort("leader")
        .join(distinct, left_on="leader", right_on="set", maintain_order="left")
        .select("leader", "wordings")
        .iter_rows()
    ):
        ids[leader] = _new_id(wordings, taken)
        taken.add(ids[leader])
    return pl.DataFrame(
        {"leader": ids.keys(), "family_id": ids.values()}, schema={"leader": pl.Int64, "family_id": pl.String}
    )


def _new_id(wordings: str, taken: set[str]) -> str:
    """An id made of the set, or of the set and a count where a family that moved on still has that id."""
    for again in count():
        family_id = f"F{sha256(f'{wordings} {again}'.encode()).hexdigest()[:12]}"
        if family_id not in taken:
            return family_id
    raise AssertionError("count() never ends")


def _families(members: pl.DataFrame) -> pl.DataFrame:
    has_budget = pl.col("budget_wanyuan").count() > 0
    same = {
        name: pl.when(pl.col(name).n_unique() == 1).then(pl.col(name).first())
        for name in ("fiscal_year", "county_code")
    }
    represents = pl.col("jaccard") == 1.0
    return members.group_by("family_id").agg(
        *[expression.alias(name) for name, expression in same.items()],
        pl.len().cast(pl.Int64).alias("projects"),
        pl.struct("place", pl.coalesce("unit_code", "unit_name")).n_unique().cast(pl.Int64).alias("units"),
        pl.col("place").n_unique().cast(pl.Int64).alias("counties"),
        pl.when(has_budget).then(pl.col("budget_wanyuan").sum()).cast(SUM).alias("budget_wanyuan"),
        pl.col("indicator_count").sum().cast(pl.Int64).alias("indicators"),
        pl.col("project_id").filter(represents).min().alias("representative_project_id"),
        _label().alias("label"),
        pl.col("fiscal_year").min().alias("year_first"),
    )


def _label() -> pl.Expr:
    """The commonest project name, without year, brackets and funding document; the first of equals."""
    plain = plain_name(pl.col("project_name"))
    return plain.filter(plain != "").mode().min()
