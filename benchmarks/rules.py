"""What each rule costs on a province: generated tables, slab by slab as a batch does, time per rule and memory.

    python benchmarks/rules.py [INDICATORS]

A few counties of the demo are read and normalised; their tables are then multiplied, each copy another county. The
demo's drafts are sound, so faults are strewn in: one target in fifty a percentage below one, one plan in twenty cut.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from demo.content import department_drafts
from demo.counties import counties, county_departments
from demo.text import write_text
from expectations.rule_results import rule_results
from expectations.rule_run import combined, run_rules
from expectations.rules.tables import Tables, prepare
from extractors.reader import read_draft
from flows.judging.marts import marts_for_rules
from transforms.normalise.document import DocumentFacts
from transforms.normalise.tables import normalise

YEARS = (2025, 2026)
SLAB = 200_000
Frames = dict[str, pl.DataFrame]


def base(folder: Path) -> Frames:
    """Eight counties of the demo, read and normalised."""
    frames = defaultdict(list)
    for county in counties(8, seed=3):
        for department in county_departments(county, 6):
            for draft in department_drafts(department, YEARS, 3, ["text"] * len(YEARS)):
                path = folder / Path(draft.file).name
                write_text(path, draft, random.Random(1))
                facts = DocumentFacts(
                    document_id=f"{len(frames['documents']):012d}".ljust(64, "0"),
                    batch_id="b",
                    file_name=path.name,
                    source_uri=path.name,
                    source_modified_at=None,
                    ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
                )
                for table, frame in normalise(read_draft(path), facts).items():
                    frames[table].append(frame)
    return {table: pl.concat(parts) for table, parts in frames.items()}


def spoilt(tables: Frames) -> Frames:
    every = pl.int_range(pl.len())
    fraction = (every % 50 == 0) & (pl.col("value_unit") == "%")
    return tables | {
        "indicators": tables["indicators"].with_columns(
            value_number=pl.when(fraction).then(0.95).otherwise("value_number")
        ),
        "spending_plan": tables["spending_plan"].with_columns(
            percent_written=pl.when(every % 20 == 0).then(None).otherwise("percent_written")
        ),
    }


def copy_of(tables: Frames, number: int) -> Frames:
    """The tables under other ids, in other counties."""
    mark = f"{number:04d}"

    def renamed(frame: pl.DataFrame) -> pl.DataFrame:
        ids = [name for name in ("document_id", "project_id", "indicator_id") if name in frame.columns]
        other = [(pl.lit(mark) + pl.col(name).str.slice(4)).alias(name) for name in ids]
        county = pl.lit(mark) + pl.col("county_code")
        return frame.with_columns(*other, county.alias("county_code"))

    return {table: renamed(frame) for table, frame in tables.items()}


def prepared(tables: Frames, *, at_once: bool = True) -> Tables:
    known = marts_for_rules(tables["projects"].lazy().limit(0), tables["documents"].lazy().limit(0)) | tables
    return prepare(lambda table: known[table].lazy(), at_once=at_once)


def slabs(tables: Frames, copies: int) -> Iterator[Frames]:
    together: list[Frames] = []
    for number in range(copies):
        together.append(copy_of(tables, number))
        if sum(one["indicators"].height for one in together) >= SLAB or number == copies - 1:
            yield joined(together)
            together = []


def joined(several: list[Frames]) -> Frames:
    return {table: pl.concat([one[table] for one in several]) for table in several[0]}


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    with tempfile.TemporaryDirectory() as folder:
        tables = spoilt(base(Path(folder)))
    copies = max(1, round(wanted / tables["indicators"].height))

    made = 0.0
    runs = []
    release: list[Frames] = []
    started = time.perf_counter()
    for slab in slabs(tables, copies):
        begun = time.perf_counter()
        made += begun - started
        runs.append(run_rules(prepared(slab), "draft"))
        release.append({name: slab[name] for name in slab if name != "cells"})
        started = time.perf_counter()
    drafts = combined(runs, "draft")
    whole = joined(release)
    whole["cells"] = tables["cells"].clear()
    whole |= marts_for_rules(whole["projects"].lazy(), whole["documents"].lazy())
    across = run_rules(prepared(whole, at_once=False), "release")

    begun = time.perf_counter()
    results = pl.concat([rule_results(drafts, "b"), rule_results(across, "b")])
    carrying = time.perf_counter() - begun
    total = sum(drafts.seconds.values()) + sum(across.seconds.values())
    print(f"{whole['indicators'].height:,} indicators, {whole['projects'].height:,} projects")
    print("| rule | seconds | findings | checked |\n| --- | ---: | ---: | ---: |")
    for row in results.sort("rule").iter_rows(named=True):
        seconds = (drafts.seconds | across.seconds).get(row["rule"], 0.0)
        print(f"| {row['rule']} | {seconds:.2f} | {row['unexpected_count']:,} | {row['element_count']:,} |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"rules {total:.1f} s, Great Expectations {carrying:.1f} s, peak {peak:.1f} GiB (with the generated tables)"
    )


if __name__ == "__main__":
    main()
