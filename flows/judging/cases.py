"""Open cases: drafts held back until the county mends them, and what closes a case.

A case is closed when a newer file is published for it: the same department's of the same fiscal year, or, as a
file that cannot be read tells neither, the one that now lies at its address, or beside it under the same name
with another ending (草案.doc sent again as 草案.docx). A file that was published before, from elsewhere, closes the
case too once it is found at its address.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from flows.judging.owners import with_owner
from flows.judging.reasons import reason

_OWNER = ("county", "department", "fiscal_year")
_ENDING = r"\.[^./!]{1,8}$"


def close_cases(documents: pl.DataFrame, found: pl.DataFrame | None = None) -> pl.DataFrame:
    """Mark quarantined drafts as superseded where a newer published file closes their case.

    ``documents``: rows of the table, settled; ``found``: document_id and source_uri of every file that the batch found,
    whether or not it has changed. The reason for the quarantine stays in ``status_reason``.
    """
    known = with_owner(documents).with_columns(
        place=_place(),
        changed=pl.coalesce("source_modified_at", "ingested_at"),
    )
    cases, standing = (known.filter(status=status) for status in ("quarantined", "published"))
    newer = pl.col("changed_by") > pl.col("changed")
    here = standing.drop("source_uri").join(_moved(found, documents), on="document_id")
    closed = pl.concat(
        [
            _pairs(cases.drop_nulls(_OWNER), standing, _OWNER).filter(newer),
            _pairs(cases, standing, ("place",)).filter(newer),
            _pairs(cases, standing, ("source_uri",)).filter(pl.col("ingested_at_by") > pl.col("ingested_at")),
            _pairs(cases, here, ("source_uri",)),
            _pairs(cases, here.with_columns(place=_place()), ("place",)).filter(newer),
        ]
    )
    by = closed.group_by("document_id").agg(
        pl.col("document_id_by", "file_name_by").sort_by("changed_by", "document_id_by").last()
    )
    marked = documents.join(by, on="document_id", how="left")
    is_closed = pl.col("file_name_by").is_not_null()
    return marked.with_columns(
        status=pl.when(is_closed).then(pl.lit("superseded")).otherwise("status"),
        status_reason=pl.when(is_closed)
        .then(
            reason("reason.mended", file=pl.col("file_name_by"), reason=pl.col("status_reason").fill_null(""))
        )
        .otherwise("status_reason"),
        superseded_by=pl.coalesce("document_id_by", "superseded_by"),
    ).select(documents.columns)


def owner_unread(document: Mapping[str, object]) -> tuple[str, ...]:
    """What a row of ``documents`` does not tell of county, department and fiscal year, by which a newer file closes
    its case.
    """
    told = {
        "county": document.get("county_code") or document.get("county_name"),
        "department": document.get("department_code") or document.get("department_name"),
        "fiscal_year": document.get("fiscal_year"),
    }
    return tuple(name for name, value in told.items() if not value)


def closed_cases(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """The cases open in one release and no more in the next: rows of ``documents`` as they are now."""
    were_open = before.filter(status="quarantined")["document_id"].implode()
    return after.filter(pl.col("document_id").is_in(were_open), pl.col("status") != "quarantined")


def _place() -> pl.Expr:
    return pl.col("source_uri").str.replace(_ENDING, "")


def _moved(found: pl.DataFrame | None, documents: pl.DataFrame) -> pl.DataFrame:
    """Addresses at which the batch found drafts that are not known from there."""
    if found is None:
        return documents.select("document_id", "source_uri").clear()
    return found.unique().join(documents, on=["document_id", "source_uri"], how="anti")


def _pairs(cases: pl.DataFrame, standing: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """Each case with each standing draft that has the same keys."""
    facts = ("document_id", "file_name", "changed", "ingested_at")
    theirs = standing.select(*keys, **{f"{name}_by": pl.col(name) for name in facts})
    pairs = cases.select(*{*facts, *keys}).join(theirs, on=list(keys))
    return pairs.select(*facts, *(f"{name}_by" for name in facts))
