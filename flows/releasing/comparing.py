"""Computing the marts: every comparison, over the whole staged release."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from transforms.compare.measures import measures
from transforms.compare.near_duplicates import near_duplicates
from transforms.compare.peers import peers
from transforms.compare.reuse import reuse
from transforms.compare.sharing import sharing
from transforms.compare.template_families import template_families
from transforms.compare.year_changes import year_changes
from warehouse.staging import scan_staged, write_table


def compare(staged: Path, ready: Mapping[str, pl.DataFrame]) -> None:
    """Write the marts of the staged release that follow from its core tables.

    ``ready`` are those that rules read (``judging.marts``). Template families know the release before by the members
    that are still staged from it.
    """
    indicators, projects, documents, members = (
        scan_staged(staged, table) for table in ("indicators", "projects", "documents", "template_members")
    )
    for name, mart in ready.items():
        write_table(staged, name, mart)
    write_table(staged, "reuse", reuse(indicators, projects, documents))
    write_table(staged, "near_duplicates", near_duplicates(indicators))
    families, members_now = template_families(indicators, projects, documents, members)
    write_table(staged, "template_families", families)
    write_table(staged, "template_members", members_now)
    write_table(staged, "sharing", sharing(indicators, documents))
    measured, targets = measures(indicators, documents)
    write_table(staged, "measures", measured)
    write_table(staged, "measure_targets", targets)
    continued = ready["continued_projects"].lazy()
    write_table(staged, "year_changes", year_changes(continued, projects, indicators))


def compare_peers(staged: Path) -> None:
    """Write the mart ``peers``, which counts findings, once all are found and settled."""
    indicators, projects, documents, findings = (
        scan_staged(staged, table) for table in ("indicators", "projects", "documents", "findings")
    )
    write_table(staged, "peers", peers(documents.filter(status="published"), projects, indicators, findings))
