"""R30: form title and 项目名称 disagree.

White space, punctuation and the words 绩效目标表 do not count; a title that holds the name with more words around it,
or shortens it, agrees.

Not caught: forms without a title or a name.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from expectations.rules.text import plain, words_only


class _Data(BaseModel):
    dropped: str


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose form goes by another name."""
    title, name = pl.col("_title"), pl.col("_name")
    within = title.str.contains(name, literal=True) | name.str.contains(title, literal=True)
    return (
        tables.projects.with_columns(_title=_key("title"), _name=_key("project_name"))
        .filter((title != "") & (name != "") & (title != name))
        .filter(~within)
        .with_columns(field=pl.lit("title"), observed=pl.col("title"), expected=pl.col("project_name"))
    )


def _key(column: str) -> pl.Expr:
    return words_only(plain(pl.col(column)).str.replace_all(_DATA.dropped, ""))
