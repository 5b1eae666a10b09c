"""The cells that a project, an indicator or a finding was read from, as trace shows and draws them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import Any

import polars as pl

from expectations.for_county import unsure_expectations

_PART_ONE = "overall_targets"  # the field of its lines
_MERGED = ("level1", "level2", "level3")


def traced_cells(row: Mapping[str, Any], cells: pl.DataFrame, indicators: pl.DataFrame) -> pl.DataFrame:
    """The cells that belong to a row of projects, indicators or findings, in reading order.

    ``cells`` and ``indicators``: all of its draft. A finding on a draft as a whole has the cells that no field took.
    """
    if row.get("indicator_id"):
        chosen = _of_indicator(row["indicator_id"], cells, indicators)
    elif row.get("project_id"):
        named = ~pl.col("field").is_in(["label", "heading"]) | pl.col("field").is_null()
        chosen = pl.col("indicator_id").is_null() & (pl.col("project_id") == row["project_id"]) & named
    else:
        chosen = pl.col("in_form") & pl.col("field").is_null()
    quoted = _quoted(row, cells)
    return cells.with_row_index("at").filter(chosen | pl.col("at").is_in(quoted)).drop("at")


def _of_indicator(indicator_id: str, cells: pl.DataFrame, indicators: pl.DataFrame) -> pl.Expr:
    """Its own cells, and of a merged cell (level 1, say), which belongs to the row where it begins, that of the
    nearest row above that says the same.
    """
    chosen = pl.col("indicator_id") == indicator_id
    own = indicators.filter(indicator_id=indicator_id)
    if own.is_empty():
        return chosen
    fields = set(cells.filter(chosen)["field"])
    above = indicators.filter(
        pl.col("project_id") == own["project_id"][0], pl.col("sequence") < own["sequence"][0]
    ).sort("sequence", descending=True)
    for level in _MERGED:
        if own[level][0] is None or level in fields:
            continue
        alike = above.filter(pl.col(level) == own[level][0])["indicator_id"]
        holders = set(cells.filter(field=level)["indicator_id"])
        nearest = next((one for one in alike if one in holders), None)
        chosen |= ((pl.col("indicator_id") == nearest) & (pl.col("field") == level)).fill_null(False)
    return chosen


def _quoted(row: Mapping[str, Any], cells: pl.DataFrame) -> list[int]:
    """Positions of the lines of part 1 that a finding quotes as what it compared with."""
    words = "".join((row.get("expected") or "").split())
    if not words or unsure_expectations().get(row.get("rule") or "") != "comparison":
        return []
    lines = cells.with_row_index("at").filter(field=_PART_ONE)
    texts = ["".join(text.split()) for text in lines["text"]]
    begins = "".join(texts).find(words)
    if begins < 0:
        return []
    ends = list(accumulate(map(len, texts)))
    return [
        at
        for at, end, text in zip(lines["at"], ends, texts, strict=True)
        if end > begins and end - len(text) < begins + len(words)
    ]
