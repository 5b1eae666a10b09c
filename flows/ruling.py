"""The rules on the drafts of a batch, and on the release that the batch becomes part of.

A rule of scope *draft* sees one draft at a time, so a batch's findings are kept as they are. What a rule of scope *release*
finds on one draft may change when another comes or goes: such findings are found anew over the whole staged release,
whatever batch brought the drafts, so that a warehouse holds the same findings in whatever order its drafts came.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from expectations.findings import findings_of, keep_known
from expectations.rule_results import rule_results
from expectations.rule_run import RuleRun, combined, rules_of, run_rules
from expectations.rules.tables import prepare
from flows.checked import Checked
from flows.manifest import Work
from flows.normalising import normalised_partition
from warehouse.partitions import Partition, partition_path, partitions_in
from warehouse.staging import scan_partition, scan_staged, write_partition

_ROWS_AT_A_TIME = 200_000  # indicators whose drafts are looked at together: some 1 GiB


def rules_on_drafts(work: Work) -> RuleRun:
    """What the rules of scope *draft* find on the batch's drafts."""
    return combined((run_rules(prepare(slab), "draft") for slab in _slabs(work)), "draft")


def rules_on_release(work: Work, staged: Path) -> int:
    """Replace the staged release's findings of rules of scope *release*; return how many there are.

    A finding that was there before keeps its batch. The outcome joins the batch's results.
    """
    run = run_rules(prepare(lambda table: _standing(staged, table), at_once=False), "release")
    found = findings_of(run.findings, work.batch_id)
    of_release = pl.col("rule").is_in([rule.file.id for rule in rules_of("release")])
    could_not_run = pl.col("rule").is_in(list(run.errors))
    before = scan_staged(staged, "findings").filter(of_release & ~could_not_run).collect()
    places = pl.concat([frame.select("fiscal_year", "county_code") for frame in (found, before)]).unique()
    for year, county in places.sort(pl.all()).rows():
        here = pl.col("fiscal_year").eq_missing(pl.lit(year)) & pl.col("county_code").eq_missing(
            pl.lit(county)
        )
        kept = keep_known(found.filter(here), before.filter(here))
        others = (
            scan_partition(staged, "findings", year, county).filter(~of_release | could_not_run).collect()
        )
        write_partition(staged, "findings", year, county, pl.concat([others, kept]))
    Checked(work).add_results(rule_results(run, work.batch_id))
    return found.height


def _standing(staged: Path, table: str) -> pl.LazyFrame:
    rows = scan_staged(staged, table)
    return rows.filter(status="published") if table == "documents" else rows


def _slabs(work: Work) -> Iterator[_Slab]:
    """The batch's drafts, some partitions at a time: a draft lies in one partition."""
    slab = _Slab(work)
    for partition in partitions_in(work.tables, "documents", several=True):
        slab.partitions.append(partition)
        slab.rows += _rows(work, "indicators", partition)
        if slab.rows >= _ROWS_AT_A_TIME:
            yield slab
            slab = _Slab(work)
    if slab.partitions:
        yield slab


class _Slab:
    """Some partitions of the batch's rows, to be scanned table by table."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.partitions: list[Partition] = []
        self.rows = 0

    def __call__(self, table: str) -> pl.LazyFrame:
        parts = [normalised_partition(self.work, table, *partition) for partition in self.partitions]
        return pl.concat(parts)


def _rows(work: Work, table: str, partition: Partition) -> int:
    files = (work.tables / partition_path(table, *partition).parent).glob("*.parquet")
    return sum(pq.read_metadata(file).num_rows for file in files)
