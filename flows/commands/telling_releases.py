"""What the command line shows of releases: which there are, which would go, whose files are missing or changed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

import click
import pyarrow as pa

from flows.commands.output import Format, write_rows
from flows.published.releases import WrongFile, check_releases, list_releases
from flows.texts import say
from reports.pages import BEIJING
from warehouse.release import Release

_SOMETHING_WRONG = 1


def tell_releases(warehouse: Path, form: Format) -> None:
    """The releases: for programs with times in UTC, for people in that of the pages and under headings to read."""
    rows = list_releases(warehouse)
    at = rows.schema.get_field_index("created_at")
    zone, written = (BEIJING, "%Y-%m-%d %H:%M") if form == "table" else (UTC, "%Y-%m-%d %H:%M:%S")
    times = [f"{moment.astimezone(zone):{written}}" for moment in rows["created_at"].to_pylist()]
    rows = rows.set_column(at, "created_at", pa.array(times, pa.string()))
    write_rows(_headed(rows) if form == "table" else rows, form)


def may_prune(releases: Sequence[Release], *, yes: bool) -> bool:
    """Show what would be removed, and on a terminal ask whether it may; a script is not asked."""
    for release in releases:
        made = f"{release.manifest.created_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        click.echo(say("prune.would", release=release.release_id, made=made), err=True)
    if yes or not releases or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    try:
        return click.confirm(say("prune.ask", count=len(releases)), err=True)
    except click.Abort:  # no answer is none that allows it
        click.echo(err=True)
        return False


def tell_check(warehouse: Path, form: Format) -> int:
    """A row a wrong file on stdout, how many there are on stderr. Returns the exit code: 0 where all are as published."""
    wrong, looked_at = check_releases(warehouse)
    if wrong or form != "table":
        rows = _rows(wrong, form)
        write_rows(_headed(rows) if form == "table" else rows, form)
    if not wrong:
        click.echo(say("releases.whole", count=looked_at), err=True)
        return 0
    releases = len({one.release for one in wrong})
    click.echo(say("releases.wrong", files=len(wrong), releases=releases), err=True)
    return _SOMETHING_WRONG


def _headed(rows: pa.Table) -> pa.Table:
    return rows.rename_columns([say(f"releases.{name}") for name in rows.column_names])


def _rows(wrong: list[WrongFile], form: Format) -> pa.Table:
    """For people the faults are told in their language, for programs by their names."""
    rows = [
        one._asdict() | {"fault": say(f"releases.{one.fault}") if form == "table" else one.fault}
        for one in wrong
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in WrongFile._fields]))
