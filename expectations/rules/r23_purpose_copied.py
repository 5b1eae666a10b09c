"""R23: two projects of a draft share their purpose or goals word for word.

White space, punctuation, numbers of goals, tags and template words do not count.

Not caught: texts that differ in a year or a number; texts shared with another draft.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.form_texts import GOALS, OF_FORM, Called
from expectations.rules.peers import others_of
from expectations.rules.rule import Texts, data_of
from expectations.rules.tables import Tables
from expectations.rules.text import filled, words_only


class _Data(BaseModel):
    shortest_purpose: int
    shortest_goals: int
    dropped: str
    shared: Texts


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
            _shared(purposes, _DATA.shortest_purpose, "purpose", OF_FORM["purpose"]),
            _shared(aims, _DATA.shortest_goals, "goals", GOALS),
        ]
    )
    told = copied.group_by("project_id", maintain_order=True).agg(
        pl.col("field").first(),
        pl.col("zh").str.join("；").alias("observed"),
        pl.col("en").str.join("; ").alias("told_en"),
    )
    return tables.projects.join(told, on="project_id")


def _shared(texts: pl.LazyFrame, shortest: int, field: str, called: Called) -> pl.LazyFrame:
    long_enough = texts.filter(pl.col("words").str.len_chars() >= shortest)
    named = others_of(long_enough, ["document_id", "words"]).with_columns(
        text_zh=pl.lit(called.zh), text_en=pl.lit(called.en)
    )
    return named.select(
        "project_id", field=pl.lit(field), zh=filled(_DATA.shared.zh), en=filled(_DATA.shared.en)
    )
