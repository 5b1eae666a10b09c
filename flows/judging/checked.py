"""Where the steps that check leave what they found, inside the batch's work folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
from pydantic import TypeAdapter

from expectations.rule_results import SUITES
from expectations.rule_run import RuleRun
from flows.intake.manifest import Work
from warehouse.quarantine import Reason
from warehouse.schema import TABLES

Verdicts = Mapping[str, tuple[Reason, ...]]
AGAIN = "_again"  # ends the names of suites that were run on drafts of earlier batches
_VERDICTS = TypeAdapter(dict[str, tuple[Reason, ...]])


class Checked:
    """The results of all checks, the findings, and the drafts held back."""

    def __init__(self, work: Work) -> None:
        """Name the files."""
        self.folder = work.folder / "check"
        self._results = self.folder / "results.parquet"
        self._findings = self.folder / "findings.parquet"
        self._run = self.folder / "run.parquet"
        self._across = self.folder / "across.parquet"
        self._again = self.folder / "again.parquet"
        self._drafts_again = self.folder / "again.txt"
        self._rules = self.folder / "rules.txt"
        self._verdicts = self.folder / "verdicts.json"

    def results(self) -> pl.DataFrame:
        """Columns of ``RESULTS_SCHEMA``, one row a check."""
        return pl.read_parquet(self._results)

    def findings(self) -> pl.DataFrame:
        """Table findings: what rules that see one draft found on the batch's drafts."""
        return pl.read_parquet(self._findings)

    def run(self) -> RuleRun:
        """The rules that see one draft, run on all of the batch's: what they found, and which of them failed."""
        failed = self.results().filter(suite=SUITES["draft"], status="error")
        return RuleRun(
            "draft", pl.read_parquet(self._run), {}, dict(failed.select("rule", "error").iter_rows())
        )

    def found_anew(self) -> pl.DataFrame:
        """Table findings: what was found on the whole release to be, whatever batch brought the drafts."""
        files = [file for file in (self._across, self._again) if file.exists()]
        return pl.concat(
            [pl.DataFrame(schema=TABLES["findings"].polars_schema()), *map(pl.read_parquet, files)]
        )

    def could_not_run(self) -> list[str]:
        """The rules that could not be run on the whole release."""
        of_release = (pl.col("suite") == SUITES["release"]) | pl.col("suite").str.ends_with(AGAIN)
        return self.results().filter(of_release, status="error")["rule"].to_list()

    def verdicts(self) -> Verdicts:
        """Reasons by document_id, for the drafts that are quarantined."""
        return _VERDICTS.validate_json(self._verdicts.read_bytes())

    def marts(self) -> dict[str, pl.DataFrame]:
        """The marts that rules read, by name, as they follow from the drafts that stand."""
        return {file.stem: pl.read_parquet(file) for file in self.folder.glob("marts/*.parquet")}

    def checked_again(self) -> int:
        """How many drafts of earlier batches were checked again."""
        return int(self._drafts_again.read_text()) if self._drafts_again.exists() else 0

    def rules_digest(self) -> str:
        """What tells the rules that checked from others."""
        return self._rules.read_text()

    def keep(self, verdicts: Verdicts, results: pl.DataFrame, findings: pl.DataFrame, run: RuleRun) -> None:
        """Write what came of the checks that see one draft at a time, and apart from it the rules' run."""
        self.folder.mkdir(parents=True, exist_ok=True)
        run.findings.write_parquet(self._run)
        results.write_parquet(self._results)
        findings.write_parquet(self._findings)
        self._keep(verdicts)

    def keep_own(self, results: pl.DataFrame, findings: pl.DataFrame) -> None:
        """Put other results and findings in the place of those of the checks that see one draft at a time."""
        across = self.results().filter(suite=SUITES["release"])
        pl.concat([results, across]).write_parquet(self._results)
        findings.write_parquet(self._findings)

    def keep_across(
        self,
        verdicts: Verdicts,
        results: pl.DataFrame,
        findings: pl.DataFrame,
        marts: Mapping[str, pl.DataFrame],
    ) -> None:
        """Write what came of the rules across drafts: all verdicts, their own results and findings."""
        self._keep(verdicts)
        self._add_results(results)
        findings.write_parquet(self._across)
        for name, mart in marts.items():
            _write(self.folder / "marts" / f"{name}.parquet", mart)

    def keep_rules(self, digest: str) -> None:
        """Write what tells the present rules from others."""
        self._rules.write_text(digest)

    def keep_again(self, drafts: int, results: pl.DataFrame, findings: pl.DataFrame) -> None:
        """Write what was found on so many drafts of earlier batches."""
        self._add_results(results.with_columns(pl.col("suite") + AGAIN))
        findings.write_parquet(self._again)
        self._drafts_again.write_text(str(drafts))

    def _keep(self, verdicts: Verdicts) -> None:
        self._verdicts.write_bytes(_VERDICTS.dump_json(dict(verdicts)))

    def _add_results(self, results: pl.DataFrame) -> None:
        pl.concat([self.results(), results]).write_parquet(self._results)


def _write(path: Path, frame: pl.DataFrame) -> None:
    path.parent.mkdir(exist_ok=True)
    frame.write_parquet(path)
