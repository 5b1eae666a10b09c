"""What the command line shows of findings, corrections and waivers."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl
from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.commands.folding import Folded, printable
from flows.commands.output import Format, console, write_rows
from flows.texts import field_name, language, say
from reports.places import place_of
from warehouse.desk.waivers import FILE as WAIVERS_FILE
from warehouse.findings import Wanted, find
from warehouse.release import Release

if TYPE_CHECKING:
    from flows.releasing.summary import BatchSummary

_MOST_ON_SCREEN = 100
_ROOMY = 100  # columns of a window: in a narrower one, findings beside their ids would be strips
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
        out, names = console(), _rule_names(release)
        findings_told = [_finding(row, names) for row in shown.iter_rows(named=True)]
        out.print(*(_table_of(findings_told) if out.width >= _ROOMY else _records(findings_told)))
    say_aside(say("findings.shown", shown=shown.height, total=total) if total else say("findings.none"))


def _table_of(findings: Sequence[Sequence[Text | Folded]]) -> list[Table]:
    table = _table("severity", "rule", "message", "status", "id", wrapped=("message",))
    for cells in findings:
        table.add_row(*cells)
    return [table]


def _records(findings: Sequence[Sequence[Text | Folded]]) -> Iterator[RenderableType]:
    """Each finding by itself: what stands beside it in a table comes in a line above it."""
    for severity, rule, message, status, id_ in findings:
        yield Text("  ").join(one for one in (severity, rule, status, id_) if isinstance(one, Text))
        yield Padding(message, (0, 0, 1, 2))


def _rule_names(release: Release) -> dict[str, str]:
    """What each rule is called in English, where that is wanted: findings themselves are told in Chinese."""
    if language() == "zh":
        return {}
    results = release.scan("expectation_results").select("rule", "message_en").drop_nulls()
    return dict(results.unique("rule", keep="first", maintain_order=True).collect().iter_rows())


def _finding(row: Mapping[str, Any], names: Mapping[str, str]) -> list[Text | Folded]:
    """The finding under where it is: side by side, both would be a few characters wide in a window of 80."""
    year = "" if row["fiscal_year"] is None else str(row["fiscal_year"])
    on = place_of(row, language())
    where = " · ".join(filter(None, (whose(row), year, row["project_name"], on, row["file_name"])))
    return [
        Text(say(f"severity.{row['severity']}"), style=_STYLES[row["severity"]]),
        Text(printable(row["rule"])),
        Folded(Text(printable(where), style="dim"), _message(row, names)),
        Text(say(f"status.{row['status']}")),
        Text(row["finding_id"]),
    ]


def whose(row: Mapping[str, Any]) -> str:
    """County and department of a row; the county once, where the department's name begins with it."""
    county, department = row["county_name"] or row["county_code"] or "", row["department_name"] or ""
    return department if department.startswith(county) else f"{county} {department}".strip()


def finding_told(row: Mapping[str, Any], release: Release) -> str:
    """A finding by rule and message, for one line."""
    return f"{row['rule']} {_message(row, _rule_names(release))}"


def _message(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What was found; in English the rule's name and what the draft says, as messages are in Chinese alone."""
    called = names.get(row["rule"])
    return ": ".join(filter(None, (called, row["observed"]))) if called else str(row["message_zh"])


def tell_lines(lines: pl.DataFrame, form: Format) -> None:
    """Lines of corrections and waivers (columns of ``desk_record.SCHEMA``)."""
    if form != "table":
        write_rows(lines.to_arrow(), form)
        return
    if lines.is_empty():
        say_aside(say("desk.empty"))
        return
    table = _table("file", "line", "status", "target", "reason", wrapped=("target", "reason"))
    for row in lines.iter_rows(named=True):
        target = next(
            (row[name] for name in ("indicator_id", "project_id", "document_id", "finding_id") if row[name]),
            "",
        )
        told = Folded(Text(printable(target[:32]), style="dim"), *_line_told(row))
        reason = filter(None, (row["reason"], row["author"] and say("desk.by", author=row["author"])))
        table.add_row(row["file"], str(row["line"]), say(f"status.{row['status']}"), told, Folded(*reason))
    console().print(table)


def _line_told(row: Mapping[str, Any]) -> Iterator[str]:
    """A correction: the field, what it was and becomes, and what the draft says now. A waiver: what was observed."""
    values = {name: row[name] or say("desk.nothing") for name in ("old", "new", "found")}
    if row["file"] == WAIVERS_FILE:
        yield " ".join(filter(None, (field_name(row["field"]), row["old"])))
        return
    yield say("desk.change", field=field_name(row["field"]), **values)
    if row["found"] not in (None, row["old"]):
        yield say("desk.found", **values)


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


def say_aside(message: str) -> None:
    """A message for a person, on stderr and unwrapped."""
    Console(file=sys.stderr, highlight=False).print(Text(message), soft_wrap=True)


def _table(*columns: str, wrapped: Collection[str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for name in columns:
        table.add_column(say(f"desk.{name}"), no_wrap=name not in wrapped)
    return table
