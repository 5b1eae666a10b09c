"""Where the check step leaves what it found, inside the batch's work folder."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from pydantic import TypeAdapter

from flows.manifest import Work
from warehouse.quarantine import Reason

Verdicts = Mapping[str, tuple[Reason, ...]]
_VERDICTS = TypeAdapter(dict[str, tuple[Reason, ...]])


class Checked:
    """The results of all checks, the findings on the batch's drafts, and the drafts held back."""

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

    def add_results(self, results: pl.DataFrame) -> None:
        """Put results of checks that came later beside the others."""
        pl.concat([pl.read_parquet(self.results), results]).write_parquet(self.results)
