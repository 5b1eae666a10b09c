"""R23: two projects of a draft share their purpose or goals word for word.

White space, punctuation, numbers of goals, tags and template words do not count.

Not caught: texts that differ in a year or a number; texts shared with another draft.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.peers import others_of
from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from expectations.rules.text import words_only


class _Data(BaseModel):
    shortest_purpose: int
    shortest_goals: int
    dropped: str


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project that another project of its draft speaks like."""
    goals = (
        tables.goals.sort("project_id", "sequence").group_by("project_id").agg(pl.col("text").str.join("\n"))
    )
    purposes = tables.projects.with_columns(words=words_only(pl.col("purpose")))
    aims = tables.projects.join(goals, on="project_id").with_columns(
        words=words_only(pl.col("text").str.replace_all(_DATA.dropped, "\n"))
    )
    copied = pl.concat(
        [
            _shared(purposes, _DATA.shortest_purpose, "purpose", "资金用途"),
            _shared(aims, _DATA.shortest_goals, "goals", "绩效目标"),
        ]
    )
    told = copied.group_by("project_id", maintain_order=True).agg(
        pl.col("field").first(),
        pl.col("zh").str.join("；").alias("observed"),
        pl.col("en").str.join("; ").alias("told_en"),
    )
    return tables.projects.join(told, on="project_id").with_columns(expected=pl.lit("各项目各自的用途和目标"))


def _shared(texts: pl.LazyFrame, shortest: int, field: str, zh: str) -> pl.LazyFrame:
    long_enough = texts.filter(pl.col("words").str.len_chars() >= shortest)
    return others_of(long_enough, ["document_id", "words"]).select(
        "project_id",
        field=pl.lit(field),
        zh=pl.format(f"{zh}与第 {{}} 项逐字相同", "others"),
        en=pl.format(f"its {field} are word for word those of project {{}}", "others"),
    )
