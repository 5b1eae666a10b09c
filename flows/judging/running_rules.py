"""Running the rules: on drafts one at a time, and across all that would stand.

A rule of scope *draft* sees one draft at a time, so what it finds on a draft stays as long as the draft and the rules do. What
a rule of scope *release* finds on one draft may change when another comes or goes: it is found anew over the whole
release, whatever batch brought the drafts, so that a warehouse holds the same findings in whatever order its drafts
came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import polars as pl

from expectations.rule_run import RuleRun, combined, run_of, run_rules
from expectations.rules.tables import Tables, prepare
from flows.intake.manifest import Work
from flows.intake.normalising import scan_normalised
from flows.judging.standing import Standing
from warehouse.levels import LEVELS
from warehouse.partitions import Partition

Rows = Callable[[str, Partition], pl.LazyFrame]
_ROWS_AT_A_TIME = 200_000  # indicators whose drafts are looked at together: some 1 GiB


def rules_on_drafts(places: Iterable[Partition], rows: Rows) -> RuleRun:
    """What the rules of scope *draft* find; ``rows`` gives a table's rows of one fiscal year and county."""
    return combined((run_rules(tables, "draft") for tables in _slabs(places, rows)), "draft")


def rules_on_release(standing: Standing, marts: Mapping[str, pl.DataFrame]) -> RuleRun:
    """What the rules of scope *release* find on all drafts that stand."""

    def scan(table: str) -> pl.LazyFrame:
        return marts[table].lazy() if table in marts else standing.scan(table)

    return run_rules(prepare(scan, at_once=False), "release")


def part_on(run: RuleRun, drafts: pl.Expr, work: Work) -> RuleRun:
    """What a run found on some of the batch's drafts: those of whose ``document_id`` the expression is true."""
    rows: dict[str, int] = {
        table: scan_normalised(work, table).filter(drafts).select(pl.len()).collect().item()
        for table in LEVELS
    }
    return run_of(run.scope, run.findings.filter(drafts), rows)


def _slabs(places: Iterable[Partition], rows: Rows) -> Iterator[Tables]:
    """The drafts of some places at a time: a draft lies in one."""
    slab: list[Partition] = []
    size = 0
    for place in places:
        slab.append(place)
        size += rows("indicators", place).select(pl.len()).collect().item()
        if size >= _ROWS_AT_A_TIME:
            yield _prepared(slab, rows)
            slab, size = [], 0
    if slab:
        yield _prepared(slab, rows)


def _prepared(slab: list[Partition], rows: Rows) -> Tables:
    return prepare(lambda table: pl.concat([rows(table, place) for place in slab]))
