"""The command line ``jixiao``: the door to the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from flows.commands.batch import BATCH_COMMANDS
from flows.commands.desk import DESK_COMMANDS
from flows.commands.localized import LocalGroup, LocalOption, run
from flows.commands.release import RELEASE_COMMANDS
from flows.texts import choose_language
from flows.version import CODE_VERSION


@click.group("jixiao", cls=LocalGroup)
@click.version_option(CODE_VERSION, prog_name="jixiao", cls=LocalOption)
def cli() -> None:
    """Read drafts into a warehouse, query and compare it."""


for command in (*BATCH_COMMANDS, *RELEASE_COMMANDS, *DESK_COMMANDS):
    cli.add_command(command)


def main() -> None:
    """Entry point of the program."""
    arguments: Sequence[str] = sys.argv[1:]
    choose_language(arguments, os.environ)
    sys.exit(run(cli, arguments))
