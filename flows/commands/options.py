"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click
from pydantic import ValidationError

from flows.commands.localized import LocalOption
from flows.commands.output import FORMATS
from flows.settings import Settings
from flows.texts import say

warehouse_option = click.option(
    "--warehouse", type=click.Path(path_type=Path), metavar="DIR", cls=LocalOption
)
release_option = click.option("--release", "release", metavar="ID", cls=LocalOption)
format_option = click.option(
    "--format", "format", type=click.Choice(FORMATS), default="table", cls=LocalOption
)
json_option = click.option("--json", "json", is_flag=True, cls=LocalOption)


def warehouse_folder(given: Path | None) -> Path:
    """The warehouse named on the command line, in JIXIAO_WAREHOUSE, or the default."""
    try:
        return given or Settings().warehouse
    except ValidationError as error:
        problems = "; ".join(f"JIXIAO_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise click.UsageError(say("error.settings", detail=problems)) from error
