"""What the command line shows of projects: the ids that other commands take, with whose and what they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from rich import box
from rich.table import Table
from rich.text import Text

from flows.commands.folding import Folded, printable
from flows.commands.output import Format, console, write_rows
from flows.commands.telling_desk import say_aside, whose
from flows.texts import say

_MOST_ON_SCREEN = 100
_NUMBERS = ("year", "budget", "indicators")


def tell_projects(projects: pl.DataFrame, form: Format) -> None:
    """All of them (columns of ``find_projects``) for programs; for people the first, with how many there are on stderr."""
    if form != "table":
        write_rows(projects.to_arrow(), form)
        return
    shown = projects.head(_MOST_ON_SCREEN)
    if projects.height:
        table = Table(box=box.SIMPLE_HEAD)
        for name in ("id", "year", "name", "budget", "indicators"):
            heading = Folded(say(f"projects.{name}"))
            table.add_column(heading, justify="right" if name in _NUMBERS else "left", no_wrap=name == "id")
        for row in shown.iter_rows(named=True):
            table.add_row(*_project(row))
        console().print(table)
    counts = {"shown": shown.height, "total": projects.height}
    say_aside(say("projects.shown", **counts) if projects.height else say("projects.none"))


def _project(row: Mapping[str, Any]) -> list[Text | Folded]:
    """The project under whose it is and in which file: side by side they would be a few characters wide."""
    unit = row["unit_name"] or row["unit_code"] or ""
    own_unit = "" if unit == row["department_name"] else unit
    where = " · ".join(filter(None, (whose(row), own_unit, row["file_name"])))
    budget = "" if row["budget_wanyuan"] is None else f"{row['budget_wanyuan']:,.2f}"
    return [
        Text(row["project_id"]),
        Text("" if row["fiscal_year"] is None else str(row["fiscal_year"])),
        Folded(Text(printable(where), style="dim"), row["project_name"] or ""),
        Text(budget),
        Text(str(row["indicator_count"])),
    ]
