"""What the command line shows of releases that were checked: their files that are missing or changed."""

from __future__ import annotations

from pathlib import Path

import click
import pyarrow as pa

from flows.commands.output import Format, write_rows
from flows.published.releases import WrongFile, check_releases
from flows.texts import say

_SOMETHING_WRONG = 1


def tell_check(warehouse: Path, form: Format) -> int:
    """A row a wrong file on stdout, how many there are on stderr. Returns the exit code: 0 where all are as published."""
    wrong, looked_at = check_releases(warehouse)
    if wrong or form != "table":
        write_rows(_rows(wrong, form), form)
    if not wrong:
        click.echo(say("releases.whole", count=looked_at), err=True)
        return 0
    releases = len({one.release for one in wrong})
    click.echo(say("releases.wrong", files=len(wrong), releases=releases), err=True)
    return _SOMETHING_WRONG


def _rows(wrong: list[WrongFile], form: Format) -> pa.Table:
    """For people the faults are told in their language, for programs by their names."""
    rows = [
        one._asdict() | {"fault": say(f"releases.{one.fault}") if form == "table" else one.fault}
        for one in wrong
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in WrongFile._fields]))
