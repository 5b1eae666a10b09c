"""What the command line shows of findings, corrections and waivers."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.commands.output import Format, Unbroken, console, printable, write_rows
from flows.texts import language, say
from reports.places import place_of
from warehouse.desk.correctable import shown_name
from warehouse.findings import Wanted, find
from warehouse.release import Release

if TYPE_CHECKING:
    from flows.releasing.summary import BatchSummary

_MOST_ON_SCREEN = 100
_STYLES = {"critical": "bold red", "warning": "yellow", "info": "dim"}


def tell_findings(release: Release, wanted: Wanted, form: Format) -> None:
    """Every finding for programs; for people the gravest, with how many there are in all on stderr."""
    findings = find(release, wanted)
    if form != "table":
        write_rows(findings.collect().to_arrow(), form)
        return
    total = findings.select(pl.len()).collect().item()
    shown = findings.head(_MOST_ON_SCREEN).collect()
    if total:
        table = _table("severity", "rule", "place", "project", "page", "message", "status", "id")
        table.columns[5].ratio = 1
        for name in (0, 1, 4, 6, 7):
            table.columns[name].no_wrap = True
        names = _rule_names(release)
        for row in shown.iter_rows(named=True):
            table.add_row(*_finding(row, names))
        console().print(table)
    say_aside(say("findings.shown", shown=shown.height, total=total) if total else say("findings.none"))


def _rule_names(release: Release) -> dict[str, str]:
    """What each rule is called in English, where that is wanted: findings themselves are told in Chinese."""
    if language() == "zh":
        return {}
    results = release.scan("expectation_results").select("rule", "message_en").drop_nulls()
    return dict(results.unique("rule", keep="first", maintain_order=True).collect().iter_rows())


def _finding(row: dict[str, Any], names: Mapping[str, str]) -> list[Text | Unbroken]:
    called = names.get(row["rule"])
    message = ": ".join(filter(None, (called, row["observed"]))) if called else row["message_zh"]
    place = " ".join(filter(None, (row["county_name"] or row["county_code"], row["department_name"])))
    return [
        Text(say(f"severity.{row['severity']}"), style=_STYLES[row["severity"]]),
        Text(printable(row["rule"])),
        Text(printable(place or row["file_name"] or "")),
        Unbroken(row["project_name"] or ""),
        Unbroken(place_of(row, language())),
        Unbroken(message),
        Text(say(f"status.{row['status']}")),
        Text(row["finding_id"]),
    ]


def tell_lines(lines: pl.DataFrame, form: Format) -> None:
    """Lines of corrections and waivers (columns of ``desk_record.SCHEMA``)."""
    if form != "table":
        write_rows(lines.to_arrow(), form)
        return
    if lines.is_empty():
        say_aside(say("desk.empty"))
        return
    table = _table("file", "line", "status", "target", "field", "old", "new", "found", "reason", "author")
    for row in lines.iter_rows(named=True):
        target = next(
            (row[name] for name in ("indicator_id", "project_id", "document_id", "finding_id") if row[name]),
            "",
        )
        cells = [field_name(row["field"]), row["old"], row["new"], row["found"], row["reason"], row["author"]]
        table.add_row(
            row["file"], str(row["line"]), Text(say(f"status.{row['status']}")), Text(printable(target[:32])),
            *(Text(printable(cell or "")) for cell in cells),
        )  # fmt: skip
    console().print(table)


def desk_parts(summary: BatchSummary) -> list[Text]:
    """What a batch's summary says of corrections and waivers; nothing where there are none."""
    parts = []
    if summary.corrections_applied or summary.waivers_applied:
        counts = {"corrections": summary.corrections_applied, "waivers": summary.waivers_applied}
        parts.append(Text(say("summary.desk_applied", **counts)))
    if summary.desk_outdated:
        parts.append(Text(say("summary.desk_outdated", count=len(summary.desk_outdated)), style="yellow"))
    for line in summary.desk_outdated:
        key = "summary.desk_line" if line.found is None else "summary.desk_found"
        told = line.model_dump() | {"status": say(f"status.{line.status}"), "field": field_name(line.field)}
        parts.append(Text("  " + printable(say(key, **told))))
    return parts


def field_name(column: str | None) -> str:
    """A column as the reader's language calls it."""
    return shown_name(column or "") if language() == "zh" else column or ""


def say_aside(message: str) -> None:
    """A message for a person, on stderr and unwrapped."""
    Console(file=sys.stderr, highlight=False).print(Text(message), soft_wrap=True)


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for name in columns:
        table.add_column(say(f"desk.{name}"), overflow="fold")
    return table
