"""What looking up findings costs on a province: ``python benchmarks/findings.py [FINDINGS] [FOLDER]``.

Writes a release of 170 counties and two years with so many findings (2,000,000), then times each kind of question
(best of three, in this process) and one county's letter.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from expectations.for_county import unsure_expectations
from reports.letter_content import letter
from reports.letter_file import write_letter_file
from warehouse.findings import Wanted, find
from warehouse.publishing import publish
from warehouse.release import Release
from warehouse.schema import TABLES
from warehouse.staging import stage_release, write_partition, write_table
from warehouse.store import Warehouse

COUNTIES, YEARS, DRAFTS = 170, (2025, 2026), 60
PROJECTS = 10  # a draft
SEVERITIES = ("critical", "warning", "warning", "info", "info", "info")


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    with tempfile.TemporaryDirectory() as scratch:
        release = write_release(Warehouse(Path(sys.argv[2] if len(sys.argv) > 2 else scratch)), wanted)
        rows = release.manifest.tables["findings"].rows
        print(f"{rows:,} findings in {len(release.files('findings'))} files")
        county, project = "130101", "0000000000000-1"
        questions = {
            "count all": lambda: find(release, Wanted()).select(pl.len()).collect(),
            "first 100 of all": lambda: find(release, Wanted()).head(100).collect(),
            "all rows": lambda: find(release, Wanted()).collect(),
            "one county": lambda: find(release, Wanted(county=(county,))).collect(),
            "one county's unit": lambda: find(release, Wanted(county=(county,), unit=("301001",))).collect(),
            "one rule, critical": lambda: find(
                release, Wanted(severity=("critical",), rule=("R12",))
            ).collect(),
            "one project": lambda: find(release, Wanted(project=(project,))).collect(),
        }
        for name, question in questions.items():
            print(f"{name:22} {best(question):8.3f} s")
        own = (
            find(release, Wanted(county=(county,)))
            .select(TABLES["findings"].polars_schema().names())
            .collect()
        )
        documents = release.scan("documents").filter(county_code=county).collect()
        projects = release.scan("projects").filter(county_code=county).collect()
        indicators = TABLES["indicators"].polars_schema().to_frame()  # ids alone tell them, without names
        none = TABLES["corrections_applied"].polars_schema().to_frame()
        start = time.perf_counter()
        content = letter(
            documents, projects, indicators, own, none, unsure_expectations(), date(2026, 3, 9), None
        )
        path = write_letter_file(Path(scratch) / "letter.docx", content)
        seconds = time.perf_counter() - start
        print(
            f"{'letter':22} {seconds:8.3f} s for {content.findings:,} findings, {path.stat().st_size:,} bytes"
        )


def best(question: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        question()
        times.append(time.perf_counter() - start)
    return min(times)


def write_release(warehouse: Warehouse, wanted: int) -> Release:
    each = wanted // (COUNTIES * len(YEARS))
    with warehouse.lock():
        staged = stage_release(warehouse)
        documents = []
        for place, (year, county) in enumerate((y, f"{130101 + c}") for y in YEARS for c in range(COUNTIES)):
            drafts = [f"{place * DRAFTS + n:013x}" for n in range(DRAFTS)]
            documents += [document(draft, year, county, n) for n, draft in enumerate(drafts)]
            rows = [
                project(draft, number, year, county, n)
                for n, draft in enumerate(drafts)
                for number in range(PROJECTS)
            ]
            write_partition(staged, "projects", year, county, whole("projects", rows))
            write_partition(staged, "findings", year, county, findings(drafts, year, county, each))
        write_table(staged, "documents", whole("documents", documents))
        return publish(staged, warehouse, "bench", "0")


def whole(table: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=TABLES[table].polars_schema(), orient="row")


def document(draft: str, year: int, county: str, number: int) -> dict[str, object]:
    return {
        "document_id": draft, "batch_id": "b", "file_name": f"{draft}.pdf", "source_uri": "file:///x", "format": "pdf",
        "fiscal_year": year, "county_code": county, "county_name": f"县{county}", "department_code": f"{301 + number}",
        "department_name": f"部门{number}", "status": "published", "ingested_at": datetime(2026, 1, 1, tzinfo=UTC),
    }  # fmt: skip


def project(draft: str, number: int, year: int, county: str, department: int) -> dict[str, object]:
    return {
        "project_id": f"{draft}-{number}", "document_id": draft, "fiscal_year": year, "county_code": county,
        "sequence": number, "unit_code": f"{301 + department}001", "unit_name": f"单位{department}",
        "project_code": f"{county}{year % 100}P{draft[-8:]}{number:03}A", "project_name": f"项目{number}",
        "plan_convention": "cumulative", "indicator_count": 10, "measurable_count": 8,
    }  # fmt: skip


def findings(drafts: list[str], year: int, county: str, count: int) -> pl.DataFrame:
    number = pl.int_range(count, eager=True)
    draft = pl.Series(drafts).gather(number % len(drafts))
    project_id = draft + "-" + (number // len(drafts) % PROJECTS).cast(pl.String)
    frame = pl.DataFrame({
        "finding_id": pl.Series([f"{hash((county, year, n)) & (1 << 80) - 1:020x}" for n in range(count)]),
        "rule": ("R" + (number % 30 + 1).cast(pl.String).str.zfill(2)),
        "severity": pl.Series(SEVERITIES).gather(number % len(SEVERITIES)),
        "document_id": draft, "project_id": project_id, "indicator_id": project_id + "-" + number.cast(pl.String),
        "field": pl.Series(["value_text"]).gather(number * 0), "observed": "≥" + number.cast(pl.String) + "万元",
        "message_zh": "第 " + number.cast(pl.String) + " 条：指标值与预算数不符，疑似复制自其他项目",
        "page": (number % 90).cast(pl.Int32),
    })  # fmt: skip
    said = {
        "fiscal_year": pl.lit(year, pl.Int16),
        "county_code": pl.lit(county),
        "status": pl.lit("open"),
        "batch_id": pl.lit("b"),
    }
    return TABLES["findings"].conform(frame.with_columns(**said))


if __name__ == "__main__":
    main()
