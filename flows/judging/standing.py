"""The release that a batch would make with some of its drafts held back: who stands in it, and with which rows.

Nothing of it is written yet, so that rules across drafts can look at it before the gate decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import polars as pl

from flows.intake.manifest import Entry, Work, read_lines
from flows.intake.normalising import normalised_partition, scan_normalised
from flows.judging.cases import close_cases
from flows.judging.checked import Verdicts
from flows.judging.links import link_to_standing
from flows.judging.rivals import settle
from transforms.normalise.tables import DOCUMENT_PREFIX
from warehouse.partitions import Partition
from warehouse.release import Release
from warehouse.schema import TABLES
from warehouse.store import Warehouse


@dataclass(frozen=True)
class Standing:
    """``parent``: the current release, if there is one; ``before`` its table documents, ``documents`` that of the
    release to be, ``taken_in`` the ids of the batch's drafts.
    """

    work: Work
    parent: Release | None
    before: pl.DataFrame
    documents: pl.DataFrame
    taken_in: pl.Series

    @cached_property
    def new(self) -> pl.DataFrame:
        """The batch's drafts that stand: rows of documents."""
        return self.documents.filter(pl.col("document_id").is_in(self.taken_in.implode()), status="published")

    @cached_property
    def kept(self) -> pl.DataFrame:
        """The drafts that stand as they did before."""
        return self.documents.filter(
            ~pl.col("document_id").is_in(self.taken_in.implode()), status="published"
        )

    @cached_property
    def gone(self) -> pl.DataFrame:
        """The drafts whose rows of before go: those read again, and those that stand no more."""
        return self.before.filter(
            ~pl.col("document_id").is_in(self.kept["document_id"].implode()), status="published"
        )

    @cached_property
    def unsaid(self) -> pl.DataFrame:
        """The drafts whose findings of before go. One that stays in quarantine keeps them: they say why."""
        replaced = self.documents.filter(status="superseded")["document_id"]
        ids = pl.concat([self.taken_in, replaced]).implode()
        return self.before.filter(pl.col("document_id").is_in(ids))

    @cached_property
    def superseded_before(self) -> pl.Series:
        """The drafts that were superseded before and are not read again (document_id)."""
        kept = ~pl.col("document_id").is_in(self.taken_in.implode())
        return self.before.filter(kept, status="superseded")["document_id"]

    def scan(self, table: str) -> pl.LazyFrame:
        """All rows of a partitioned table, and of documents those that stand."""
        if table == "documents":
            return self.documents.lazy().filter(status="published")
        new = _only(scan_normalised(self.work, table), self.new)
        return new if self.parent is None else pl.concat([without(self.parent.scan(table), self.gone), new])

    def partition(self, table: str, place: Partition) -> pl.LazyFrame:
        """The rows of one fiscal year and county."""
        return pl.concat(
            [
                self.kept_partition(table, place),
                _only(normalised_partition(self.work, table, *place), self.new),
            ]
        )

    def kept_partition(self, table: str, place: Partition) -> pl.LazyFrame:
        """The rows of one fiscal year and county that stay as they were; of documents, those of the drafts that stay."""
        if self.parent is None:
            return pl.LazyFrame(schema=TABLES[table].polars_schema())
        if table == "documents":
            return self.kept.lazy().filter(in_place(place))
        return without(self.parent.scan_partitions(table, {place}), self.gone)


def stand(work: Work, verdicts: Verdicts, started_at: datetime) -> Standing:
    """The release that the batch makes where the drafts with a verdict are held back.

    One draft replaces an earlier one of the same county, department and fiscal year: the newest file stands. One that is held
    back replaces nothing.
    """
    parent, before = _current(work)
    incoming = _incoming(work, verdicts, started_at)
    others = before.filter(~pl.col("document_id").is_in(incoming["document_id"].implode()))
    documents = close_cases(settle(pl.concat([others, incoming])), _addresses(work))
    return Standing(work, parent, before, link_to_standing(documents), incoming["document_id"])


def keep_standing(standing: Standing) -> None:
    """Write who stands in the end into the batch's work folder, for the steps after the gate."""
    taken_in = pl.col("document_id").is_in(standing.taken_in.implode())
    standing.documents.with_columns(taken_in=taken_in).write_parquet(standing.work.standing)


def kept_standing(work: Work) -> Standing:
    """What the gate left standing."""
    kept = pl.read_parquet(work.standing)
    return Standing(
        work, *_current(work), kept.drop("taken_in"), kept.filter(pl.col("taken_in"))["document_id"]
    )


def _current(work: Work) -> tuple[Release | None, pl.DataFrame]:
    """The current release, if there is one, and its table documents."""
    store = Warehouse(work.warehouse)
    if store.current_id() is None:
        return None, pl.DataFrame(schema=TABLES["documents"].polars_schema())
    release = store.release()
    return release, release.scan("documents").collect()


def places(*frames: pl.DataFrame) -> list[Partition]:
    """Fiscal years and counties that occur in any of the frames, in order."""
    found = pl.concat([frame.select("fiscal_year", "county_code") for frame in frames]).unique()
    return [(year, county) for year, county in found.sort(pl.all()).rows()]


def in_place(place: Partition) -> pl.Expr:
    """Whether a row is of this fiscal year and county."""
    year, county = (pl.lit(value) for value in place)
    return pl.col("fiscal_year").eq_missing(year) & pl.col("county_code").eq_missing(county)


def _addresses(work: Work) -> pl.DataFrame:
    """Where the batch found which bytes."""
    found = [(entry.document_id, entry.uri) for entry in read_lines(work.found, Entry)]
    return pl.DataFrame(found, schema={"document_id": pl.String, "source_uri": pl.String}, orient="row")


def _incoming(work: Work, verdicts: Verdicts, started_at: datetime) -> pl.DataFrame:
    """The batch's documents, with those that could not even be read."""
    read = scan_normalised(work, "documents").collect()
    known = set(read["document_id"])
    files = work.tried()
    unread = [_unread(files[one], work, started_at) for one in verdicts if one not in known]
    schema = TABLES["documents"].polars_schema()
    rows = pl.concat([read, pl.DataFrame(unread, schema=schema, orient="row")])
    reasons = {one: "；".join(reason.message_zh for reason in found) for one, found in verdicts.items()}
    reason = pl.col("document_id").replace_strict(reasons, default=None, return_dtype=pl.String)
    return rows.with_columns(
        status=pl.when(reason.is_null()).then(pl.lit("published")).otherwise(pl.lit("quarantined")),
        status_reason=reason,
    )


def _unread(entry: Entry, work: Work, started_at: datetime) -> dict[str, object]:
    return {
        "document_id": entry.document_id,
        "batch_id": work.batch_id,
        "file_name": entry.name,
        "source_uri": entry.uri,
        "source_modified_at": entry.modified_at,
        "ingested_at": started_at,
        "status": "quarantined",
    }


def _document(rows: pl.LazyFrame) -> pl.Expr:
    columns = rows.collect_schema().names()
    name = "document_id" if "document_id" in columns else "project_id"
    return pl.col(name).str.head(DOCUMENT_PREFIX)


def _only(rows: pl.LazyFrame, documents: pl.DataFrame) -> pl.LazyFrame:
    return rows.filter(_document(rows).is_in(_prefixes(documents)))


def without(rows: pl.LazyFrame, documents: pl.DataFrame) -> pl.LazyFrame:
    """A table's rows but for those of some documents; where none go, nothing is looked at.

    Rows of marts that are of no single draft all stay.
    """
    if documents.is_empty() or not {"document_id", "project_id"}.intersection(rows.collect_schema().names()):
        return rows
    return rows.filter(~_document(rows).is_in(_prefixes(documents)))


def _prefixes(documents: pl.DataFrame) -> pl.Series:
    return documents["document_id"].str.head(DOCUMENT_PREFIX).implode()
