"""R30: form title and 项目名称 disagree.

White space, punctuation and the words 绩效目标表 do not count; a title that holds the name with more words around it,
or shortens it, agrees.

Not caught: forms without a title or a name.
"""

from __future__ import annotations

import polars as pl

from expectations.rules.tables import Tables


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose form goes by another name."""
    title, name = pl.col("title_key"), pl.col("name_key")
    within = title.str.contains(name, literal=True) | name.str.contains(title, literal=True)
    return (
        tables.projects.filter((title != "") & (name != "") & (title != name))
        .filter(~within)
        .with_columns(field=pl.lit("title"), observed=pl.col("title"), expected=pl.col("project_name"))
    )
