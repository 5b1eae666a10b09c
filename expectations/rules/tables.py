"""What the rules look at: the tables of whole drafts, with the few columns that many rules need.

Rules of scope ``draft`` get any set of whole drafts, those of scope ``release`` all drafts that stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import polars as pl

from expectations.rules.names import title_key
from expectations.rules.text import drop_brackets, plain
from warehouse.categories import category

Scan = Callable[[str], pl.LazyFrame]

# Read by no rule, and the widest columns there are.
_UNREAD = ("box",)


@dataclass(frozen=True)
class Tables:
    """Tables of the contract under their names; three of them with columns added:

    ``projects``: ``no`` (its sequence number in the draft), ``name`` (项目名称, else the title), ``page``, and
    ``title_key`` and ``name_key``, the words of either that name the project; ``contents`` has ``title_key`` too.
    ``indicators``: ``project_no``, ``project_name``, ``budget_wanyuan`` of the project, ``this_year`` (False for
    targets of the mid term), and for comparisons ``name`` (level 3 without brackets), ``level2_name`` (without
    指标), ``plain_description`` and ``plain_value``, all NFKC without white space.
    ``goals``: ``document_id``, ``project_no`` and ``page`` of the project.
    """

    documents: pl.LazyFrame
    contents: pl.LazyFrame
    projects: pl.LazyFrame
    goals: pl.LazyFrame
    spending_plan: pl.LazyFrame
    indicators: pl.LazyFrame
    narrative_targets: pl.LazyFrame
    cells: pl.LazyFrame
    budget_per_indicator: pl.LazyFrame
    continued_projects: pl.LazyFrame


def part_of(tables: Tables, drafts: Sequence[str]) -> Tables:
    """The rows of some drafts (document_id); marts, which are not of single drafts, stay whole."""
    of_drafts = pl.col("document_id").is_in(pl.Series(drafts, dtype=pl.String).implode())
    projects = tables.projects.filter(of_drafts)

    def part(rows: pl.LazyFrame) -> pl.LazyFrame:
        columns = rows.collect_schema().names()
        if "document_id" in columns:
            return rows.filter(of_drafts)
        in_projects = projects.select("project_id")
        return rows.join(in_projects, on="project_id", how="semi") if "project_id" in columns else rows

    return Tables(**{field.name: part(getattr(tables, field.name)) for field in fields(Tables)})


def prepare(scan: Scan, *, at_once: bool = True) -> Tables:
    """The tables that ``scan`` gives by name.

    ``at_once`` reads them into memory, for many rules to share; ``cells`` stays lazy, for rules want few of
    them. Without it each rule reads the columns it needs.
    """
    read = _with_columns({field.name: scan(field.name) for field in fields(Tables)})
    if not at_once:
        return Tables(**read)
    cells = read.pop("cells")
    names, frames = list(read), pl.collect_all(list(read.values()))
    return Tables(cells=cells, **{name: frame.lazy() for name, frame in zip(names, frames, strict=True)})


def _with_columns(found: dict[str, pl.LazyFrame]) -> dict[str, pl.LazyFrame]:
    projects = found["projects"].with_columns(
        pl.col("sequence").alias("no"),
        pl.coalesce("project_name", "title", pl.lit("")).alias("name"),
        pl.col("page_first").alias("page"),
        title_key(pl.col("title")).alias("title_key"),
        title_key(pl.col("project_name")).alias("name_key"),
    )
    contents = found["contents"].with_columns(title_key(pl.col("title")).alias("title_key"))
    of_project = projects.select(
        "project_id", "budget_wanyuan", pl.col("no").alias("project_no"), pl.col("name").alias("project_name")
    )
    indicators = (
        found["indicators"]
        .drop(_UNREAD, strict=False)
        .join(of_project, on="project_id", how="left")
        .with_columns(
            (pl.col("period").fill_null("annual") == "annual").alias("this_year"),
            plain(drop_brackets(pl.col("level3"))).alias("name"),
            category(plain(pl.col("level2"))).alias("level2_name"),
            plain(pl.col("description")).alias("plain_description"),
            plain(pl.col("value_text")).alias("plain_value"),
        )
    )
    goals = found["goals"].join(
        projects.select("project_id", "document_id", "page", pl.col("no").alias("project_no")),
        on="project_id",
        how="left",
    )
    return found | {"contents": contents, "projects": projects, "indicators": indicators, "goals": goals}
