"""From a superseded draft to the one that stands in its place, over those that were superseded in between."""

from __future__ import annotations

import polars as pl


def link_to_standing(documents: pl.DataFrame) -> pl.DataFrame:
    """Rows of documents whose ``superseded_by`` is the end of the chain of newer drafts: the one that stands.

    Where that one has fallen into quarantine it stays the end: what mends it stands for all.
    """
    by = dict(documents.filter(status="superseded").select("document_id", "superseded_by").iter_rows())
    ends = {}
    for document_id, link in by.items():
        end, steps = link, 0
        while by.get(end) and steps < len(by):
            end, steps = by[end], steps + 1
        ends[document_id] = end
    end_of = pl.col("document_id").replace_strict(ends, default=None, return_dtype=pl.String)
    return documents.with_columns(superseded_by=pl.coalesce(end_of, "superseded_by"))


def standing_links(documents: pl.DataFrame) -> pl.DataFrame:
    """Each superseded draft with the one that stands in its place, if one does (document_id, superseded_by)."""
    published = documents.filter(status="published").select("document_id")
    superseded = link_to_standing(documents).filter(status="superseded")
    return superseded.select("document_id", "superseded_by").join(
        published, left_on="superseded_by", right_on="document_id", how="semi"
    )
