"""What the command line shows of a batch: its summary and the next commands to try."""

from __future__ import annotations

import shutil
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.commands.folding import Folded, printable
from flows.commands.telling_desk import desk_parts
from flows.commands.telling_labels import label_lines, offered_file
from flows.commands.telling_replaced import replaced_parts, some_of
from flows.settings import told_warehouse
from flows.texts import language, say
from warehouse.shell import argument

if TYPE_CHECKING:
    from flows.releasing.summary import BatchSummary

_NAME = "jixiao"
_MOST_COUNTIES = 20
_MOST_HELD_BACK = 10
_TO_TRY = (
    (
        "select fiscal_year, group_code, group_name, projects, budget_wanyuan, median "
        "from budget_per_indicator where group_by = 'county'",
        "next_query",
    ),
    (
        "select fiscal_year, group_name, indicators, reused, reuse_rate from reuse "
        "where scope = 'province' and group_by = 'county' and fingerprint = 'wording'",
        "next_reuse",
    ),
)


def tell_batch(summary: BatchSummary, warehouse: Path, *, as_json: bool) -> None:
    """JSON on stdout, or a summary to read on stderr with the next commands to try."""
    if as_json:
        sys.stdout.write(summary.model_dump_json(indent=1) + "\n")
        return
    out = Console(file=sys.stderr, highlight=False, width=None if sys.stderr.isatty() else 100)
    parts: list[Any] = [
        Text(say("summary.title"), style="bold"),
        Padding(_counts(summary), (0, 2)),
        _counties(summary),
    ]
    parts += replaced_parts(summary, warehouse)
    if summary.held_back:
        parts += [_held_back(summary), *_how_to_close(summary)]
    if summary.new_labels:
        parts.append(label_lines(summary.new_labels, warehouse))
    if summary.closed:
        names = [case.file_name for case in summary.closed[:_MOST_HELD_BACK]]
        parts.append(Text(say("summary.closed", count=len(summary.closed), names=names), style="green"))
    if summary.open_earlier:
        told = say("summary.open_earlier", count=summary.open_earlier, where=told_warehouse(warehouse))
        parts.append(Text(told, style="yellow"))
    if summary.checked_again:
        parts.append(Text(say("summary.checked_again", count=summary.checked_again)))
    parts += desk_parts(summary)
    if summary.checks_not_run:
        parts.append(Text(say("summary.could_not_run", count=summary.checks_not_run), style="red"))
    parts.append(Text(say("summary.quality_page", path=summary.quality_page)))
    if summary.data_docs:
        parts.append(Text(say("summary.data_docs", path=summary.data_docs)))
    parts.append(Text(say("summary.seconds", seconds=f"{summary.seconds:.1f}"), style="dim"))
    out.print(Group(*parts))
    if summary.new_labels:
        out.print(offered_file(summary.new_labels, warehouse), soft_wrap=True)
    out.print(_next(warehouse), soft_wrap=True)  # a command cut by the window's edge could not be copied


def _counts(summary: BatchSummary) -> Text:
    return Text("  ").join(
        Text.assemble(say(f"summary.{name}"), " ", (f"{count:,}", style))
        for name, count, style in (
            ("found", summary.files_found, "bold"),
            ("published", summary.published, "bold green"),
            ("unchanged", summary.unchanged, "bold"),
            ("superseded", summary.superseded, "bold"),
            ("quarantined", summary.quarantined, "bold red" if summary.quarantined else "bold"),
            ("duplicate", summary.duplicate, "bold"),
        )
        if count or name != "superseded"  # with an explanation below, so only where there are some
    )


def _counties(summary: BatchSummary) -> Table:
    table = Table(
        title=say("summary.warehouse_now", release=summary.release_id),
        box=box.SIMPLE_HEAD,
        title_justify="left",
    )
    table.add_column(say("summary.counties"))
    for name in ("drafts", "projects", "indicators", "budget"):
        table.add_column(say(f"summary.{name}"), justify="right")
    for county in summary.counties[:_MOST_COUNTIES]:
        name = " ".join(filter(None, (county.county_code, county.county_name))) or say(
            "summary.unknown_county"
        )
        _add(table, name, county.drafts, county.projects, county.indicators, county.budget_wanyuan)
    if len(summary.counties) != 1:
        table.add_section()
        totals = (
            sum(getattr(county, name) for county in summary.counties)
            for name in ("drafts", "projects", "indicators", "budget_wanyuan")
        )
        _add(table, say("summary.whole"), *totals)
    return table


def _add(table: Table, name: str, drafts: int, projects: int, indicators: int, budget: Decimal) -> None:
    table.add_row(Text(name), f"{drafts:,}", f"{projects:,}", f"{indicators:,}", f"{budget:,.2f}")


def _held_back(summary: BatchSummary) -> Table:
    table = Table(title=say("summary.quarantined_title"), box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column(say("summary.file"))
    table.add_column(say("summary.reason"))
    for case in summary.held_back[:_MOST_HELD_BACK]:
        reasons = case.messages_zh if language() == "zh" else case.messages_en
        hint = (say("summary.in_folder", county=case.folder_county),) if case.folder_county else ()
        table.add_row(Folded(case.path, *hint), Folded(*reasons))
    rest = len(summary.held_back) - _MOST_HELD_BACK
    if rest > 0:
        table.add_row("", say("summary.more", count=rest))
    return table


def _how_to_close(summary: BatchSummary) -> list[Folded]:
    """What closes the cases: each way once, with the files that it is for where there are several."""
    files: dict[str, list[str]] = {}
    for case in summary.held_back:
        way = case.how_to_close_zh if language() == "zh" else case.how_to_close_en
        files.setdefault(way, []).append(printable(case.path))
    if len(files) == 1:
        return [Folded(say("summary.closing", how=way)) for way in files]
    return [
        Folded(say("summary.closing_of", files=some_of(paths, _MOST_HELD_BACK), how=way))
        for way, paths in files.items()
    ]


def _next(warehouse: Path) -> Text:
    """Commands that work as they stand, also where the warehouse is not the default one."""
    where = told_warehouse(warehouse)
    program = _program()
    commands = [(f'{program} query{where} "{sql}"', why) for sql, why in _TO_TRY]
    commands.append((f"{program} tables", "next_tables"))
    lines = [Text(say("summary.next"), style="bold")]
    for command, why in commands:
        lines.append(Text(f"  # {say(f'summary.{why}')}", style="dim"))
        lines.append(Text(f"  {command}", style="cyan"))
    return Text("\n").join(lines)


def _program() -> str:
    """The program as it can be called: by its name, or as it was called where that is not on the path."""
    called = Path(sys.argv[0])
    if called.stem != _NAME or shutil.which(_NAME):
        return _NAME
    return argument(str(called))
