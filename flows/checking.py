"""Checking a batch: the suites on what it is about to publish, and a verdict for every draft held back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
from pydantic import TypeAdapter

from expectations.check import check
from expectations.data_docs import write_data_docs
from expectations.findings import gate_findings
from expectations.gate import decide
from expectations.reasons import reason
from flows.errors import ChecksNotRun
from flows.manifest import Entry, Work
from flows.normalising import scan_normalised
from flows.settings import Settings
from warehouse.quarantine import Reason

Verdicts = Mapping[str, tuple[Reason, ...]]
_VERDICTS = TypeAdapter(dict[str, tuple[Reason, ...]])


class Checked:
    """Where the check step leaves what it found, inside the batch's work folder."""

    def __init__(self, work: Work) -> None:
        """Name the files."""
        self.folder = work.folder / "check"
        self.results = self.folder / "results.parquet"
        self.findings = self.folder / "findings.parquet"
        self._verdicts = self.folder / "verdicts.json"

    def verdicts(self) -> Verdicts:
        """Reasons by document_id, for the drafts that are quarantined."""
        return _VERDICTS.validate_json(self._verdicts.read_bytes())

    def keep(self, verdicts: Verdicts, results: pl.DataFrame, findings: pl.DataFrame) -> None:
        """Write all of it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        results.write_parquet(self.results)
        findings.write_parquet(self.findings)
        self._verdicts.write_bytes(_VERDICTS.dump_json(dict(verdicts)))


def check_batch(work: Work, settings: Settings, *, strict: bool, data_docs: Path | None) -> int:
    """Run the suites and the gate; return how many drafts are held back.

    Raises ChecksNotRun where a critical expectation could not run: then nothing is known of any draft.
    """
    documents = scan_normalised(work, "documents").collect()
    outcome = check(
        documents,
        scan_normalised(work, "projects"),
        scan_normalised(work, "indicators"),
        work.batch_id,
        strict=strict,
    )
    unknown = outcome.could_not_run.filter(severity="critical")
    if unknown.height:
        raise ChecksNotRun("；".join(unknown["message_zh"]))
    verdicts = _unreadable(work, settings)
    for document_id, verdict in decide(outcome.failures, strict=strict).items():
        if verdict.quarantine:
            verdicts[document_id] = verdict.reasons
    Checked(work).keep(verdicts, outcome.results, gate_findings(outcome.failures, work.batch_id))
    if data_docs:
        write_data_docs(outcome, data_docs)
    return len(verdicts)


def _unreadable(work: Work, settings: Settings) -> dict[str, tuple[Reason, ...]]:
    """Reasons for the files that could not be opened, and for those that could not be read."""
    codes: list[tuple[str, str | None, str, tuple[int, ...]]]
    codes = [(entry.document_id, entry.code, "", ()) for entry in work.entries("refused")]
    codes += [(one.document_id, one.code, one.detail, one.at_pages) for one in work.results()]
    limits = {"too_large": f"{settings.file_mib} MiB", "memory": f"{settings.draft_memory_mib} MiB"}
    seconds = f"{settings.draft_seconds:.0f}"
    return {
        one: (
            reason(code, pages=pages, detail=detail, limit=detail or limits.get(code, ""), seconds=seconds),
        )
        for one, code, detail, pages in codes
        if code
    }


def files_of(work: Work) -> dict[str, Entry]:
    """The files that the batch tried to read, by document_id."""
    return {entry.document_id: entry for entry in (*work.entries("refused"), *work.entries("new"))}
