"""After the merge: what every line of corrections and waivers came to, and the status of every finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any

import polars as pl

from flows.errors import DeskOutdated
from flows.intake.desk import kept_desk
from flows.intake.manifest import Work
from flows.intake.normalising import scan_normalised
from flows.texts import say
from transforms.correct.findings import settle_findings
from transforms.correct.tables import line_facts
from transforms.correct.waived import waiver_row
from warehouse.desk.corrections import Correction
from warehouse.desk.waivers import Waiver
from warehouse.partitions import Partition
from warehouse.schema import TABLES
from warehouse.staging import scan_partition, scan_staged, write_partition, write_table


def settle_desk(work: Work, staged: Path, *, strict: bool) -> None:
    """Write corrections_applied and waivers_applied, and set the status of the findings.

    Raises DeskOutdated with ``strict`` where a line has nothing left to do or cannot be followed.
    """
    desk = kept_desk(work)
    outcomes = _outcomes(work, staged, desk.corrections)
    write_table(staged, "corrections_applied", outcomes)
    waived = _settle_findings(staged, desk.waivers, outcomes.filter(status="applied"))
    rows = [waiver_row(waiver, waived[waiver.line]) for waiver in desk.waivers]
    waivers = pl.DataFrame(rows, schema=TABLES["waivers_applied"].polars_schema(), orient="row")
    write_table(staged, "waivers_applied", waivers)
    outdated = [
        say("summary.desk_line", file=file, line=line, status=say(f"status.{status}"))
        for file, table in (("corrections.csv", outcomes), ("waivers.csv", waivers))
        for line, status in table.filter(pl.col("status") != "applied").select("line", "status").rows()
    ]
    if strict and outdated:
        raise DeskOutdated("\n".join(outdated))


def _outcomes(work: Work, staged: Path, lines: Sequence[Correction]) -> pl.DataFrame:
    """Rows of this batch's drafts, those of the other drafts as they were, and the lines that fit no draft."""
    documents = scan_staged(staged, "documents").select("document_id", "status").collect()
    superseded, held = (
        set(documents.filter(status=status)["document_id"]) for status in ("superseded", "quarantined")
    )
    batch = scan_normalised(work, "documents").select("document_id").collect()["document_id"].implode()
    before = scan_staged(staged, "corrections_applied").filter(~pl.col("document_id").is_in(batch))
    places = defaultdict(list)
    for row in pl.concat([before, scan_normalised(work, "corrections_applied")]).collect().rows(named=True):
        if row["document_id"] not in superseded:
            places[row["entry"]].append(row)
    rows = []
    for line in lines:
        replaced = line.document_id and any(one.startswith(line.document_id) for one in superseded)
        nowhere = {"status": "expired" if replaced else "unknown"}
        said = line_facts(line)
        told = _told(places[line.entry], held)
        rows += [{**place, **said, "new": place["new"]} for place in told] or [said | nowhere]
    return pl.DataFrame(rows, schema=TABLES["corrections_applied"].polars_schema(), orient="row")


def _told(places: list[dict[str, Any]], held: Set[str]) -> list[dict[str, Any]]:
    """What to tell of a line: where it is applied, a draft in quarantine that it does not fit is no matter."""
    if not any(place["status"] == "applied" for place in places):
        return places
    return [place for place in places if place["status"] == "applied" or place["document_id"] not in held]


def _settle_findings(staged: Path, waivers: Sequence[Waiver], corrected: pl.DataFrame) -> dict[int, int]:
    """Rewrite the partitions in which a finding is waived or corrected, or was; count what a line waives."""
    total = dict.fromkeys((waiver.line for waiver in waivers), 0)
    for year, county in _concerned(staged, waivers, corrected):
        before = scan_partition(staged, "findings", year, county).collect()
        settled, waived = settle_findings(_with_words(staged, year, county, before), waivers, corrected)
        write_partition(staged, "findings", year, county, settled.select(before.columns))
        for line, count in waived.items():
            total[line] += count
    return total


def _concerned(staged: Path, waivers: Sequence[Waiver], corrected: pl.DataFrame) -> list[Partition]:
    """Fiscal years and counties with a finding whose status may change."""
    rules = pl.Series([waiver.rule for waiver in waivers if waiver.rule], dtype=pl.String).implode()
    ids = pl.Series([waiver.finding_id for waiver in waivers], dtype=pl.String).implode()
    found = scan_staged(staged, "findings").filter(
        (pl.col("status") != "open")
        | pl.col("rule").is_in(rules)
        | pl.col("finding_id").is_in(ids)
        | pl.col("document_id").is_in(corrected["document_id"].implode())
    )
    places = found.select("fiscal_year", "county_code").unique().sort(pl.all()).collect()
    return [(year, county) for year, county in places.rows()]


def _with_words(staged: Path, year: int | None, county: str | None, findings: pl.DataFrame) -> pl.DataFrame:
    """Findings with department_name, project (code, else name) and indicator_name, as a waiver says them."""
    documents = scan_staged(staged, "documents").select("document_id", "department_name")
    projects = scan_partition(staged, "projects", year, county).select(
        "project_id", pl.coalesce("project_code", "project_name").alias("project")
    )
    indicators = scan_partition(staged, "indicators", year, county).select(
        "indicator_id", pl.col("level3").alias("indicator_name")
    )
    return (
        findings.lazy()
        .join(documents, on="document_id", how="left", maintain_order="left")
        .join(projects, on="project_id", how="left", maintain_order="left")
        .join(indicators, on="indicator_id", how="left", maintain_order="left")
        .collect()
    )
