"""Merging a batch into a staged release: the rows that stand, and what was found on them."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from expectations.findings import keep_known
from expectations.rule_run import rules_of
from flows.intake.manifest import Work
from flows.judging.checked import Checked
from flows.judging.missing import missing_projects, with_missing_told
from flows.judging.standing import Standing, in_place, kept_standing, places
from warehouse.schema import TABLES
from warehouse.staging import scan_partition, scan_staged, stage_release, write_partition, write_table
from warehouse.store import Warehouse


def merge(work: Work) -> Path:
    """Stage a release that holds the current one and this batch; return the staged folder.

    A draft with a verdict is recorded as quarantined and its rows are kept out.
    """
    staged = stage_release(Warehouse(work.warehouse))
    standing = kept_standing(work)
    missing = missing_projects(standing)
    write_table(staged, "missing_projects", missing)
    write_table(staged, "documents", with_missing_told(standing.documents, missing))
    _merge_rows(staged, standing)
    _merge_findings(staged, standing, Checked(work))
    return staged


def _merge_rows(staged: Path, standing: Standing) -> None:
    """Rewrite the partitions that lose rows of a draft or gain some; the others stay the parent's files."""
    tables = [name for name, table in TABLES.items() if table.partitioned and name != "findings"]
    for place in places(standing.new, standing.gone):
        for table in tables:
            write_partition(staged, table, *place, standing.partition(table, place).collect())


def _merge_findings(staged: Path, standing: Standing, checked: Checked) -> None:
    """Findings of the batch's drafts, those of rules across drafts, and those of drafts that were checked again.

    A finding that was there before keeps its batch. What a draft in quarantine was held back with stays.
    """
    own, anew = checked.findings(), checked.found_anew()
    unsaid = pl.col("document_id").is_in(standing.unsaid["document_id"].implode())
    replaced = pl.col("document_id").is_in(standing.kept["document_id"].implode()) & _said_anew(checked)
    losing = scan_staged(staged, "findings").filter(replaced).select("fiscal_year", "county_code").unique()
    for place in places(own, anew, standing.unsaid, losing.collect()):
        before = scan_partition(staged, "findings", *place).filter(~unsaid).collect()
        known = keep_known(anew.filter(in_place(place)), before.filter(replaced))
        rows = [before.filter(~replaced), own.filter(in_place(place)), known]
        write_partition(staged, "findings", *place, pl.concat(rows))


def _said_anew(checked: Checked) -> pl.Expr:
    """Whether a finding's rule was run on the whole release; one that could not run takes nothing back."""
    across = pl.col("rule").is_in([rule.file.id for rule in rules_of("release")])
    could_not_run = pl.col("rule").is_in(checked.could_not_run())
    return (across | pl.lit(bool(checked.checked_again()))) & ~could_not_run
