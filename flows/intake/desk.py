"""The desk of a batch: corrections and waivers as they stand when it begins, and which drafts they concern."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict

from flows.intake.manifest import Entry, Work
from transforms.correct.pointing import bare
from warehouse.desk.corrections import Correction, read_corrections
from warehouse.desk.waivers import Waiver, read_waivers
from warehouse.raw import raw_file
from warehouse.store import Warehouse


class Desk(BaseModel):
    """Both files, read once: a person may go on editing while the batch runs."""

    model_config = ConfigDict(frozen=True)

    corrections: tuple[Correction, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def read_desk(root: Path) -> Desk:
    """Both files of a warehouse. Raises DeskFileError."""
    return Desk(corrections=read_corrections(root), waivers=read_waivers(root))


def keep_desk(work: Work) -> Desk:
    """Read both files into the batch's work folder, before anything else is done. Raises DeskFileError."""
    desk = read_desk(work.warehouse)
    work.desk.write_text(desk.model_dump_json(), encoding="utf-8")
    return desk


def kept_desk(work: Work) -> Desk:
    """The files as they were when the batch began."""
    return Desk.model_validate_json(work.desk.read_bytes()) if work.desk.exists() else Desk()


def recalled(root: Path, desk: Desk) -> list[Entry]:
    """Drafts of the current release that a change of the corrections concerns, to be processed again.

    They are the drafts that a new line points at, and those that a line which is gone was about. Drafts that
    were superseded stay so.
    """
    store = Warehouse(root)
    if store.current_id() is None:
        return []
    release = store.release()
    ruled = release.scan("corrections_applied").collect()
    now = {line.entry for line in desk.corrections}
    before = set(ruled["entry"])
    new = [line for line in desk.corrections if line.entry not in before]
    concerned = set(ruled.filter(~pl.col("entry").is_in(now))["document_id"].drop_nulls())
    if new:
        concerned |= _with_codes(new, release.scan("projects"), ruled)
    prefixes = {line.document_id for line in new if line.document_id}
    documents = release.scan("documents").filter(pl.col("status") != "superseded").collect()
    return [
        entry
        for row in documents.iter_rows(named=True)
        if row["document_id"] in concerned or any(row["document_id"].startswith(one) for one in prefixes)
        if (entry := _entry(root, row))
    ]


def _with_codes(lines: list[Correction], projects: pl.LazyFrame, ruled: pl.DataFrame) -> set[str]:
    """Drafts that hold a project code of the lines, or held it before a correction changed it."""
    wanted = {bare(line.project_code) for line in lines if line.project_code}
    recoded = ruled.filter(field="project_code").select("document_id", project_code="found")
    coded = projects.select("document_id", "project_code").unique().collect()
    return {
        document
        for document, code in pl.concat([coded, recoded]).drop_nulls().iter_rows()
        if bare(code) in wanted
    }


def _entry(root: Path, document: dict[str, object]) -> Entry | None:
    """The draft as received, if it could be kept at all."""
    raw = raw_file(root, str(document["document_id"]))
    if raw is None:
        return None
    return Entry.model_validate(
        {
            "document_id": document["document_id"],
            "name": document["file_name"],
            "uri": document["source_uri"],
            "modified_at": document["source_modified_at"],
            "ingested_at": document["ingested_at"],
            "outcome": "new",
            "raw": str(raw),
        }
    )
