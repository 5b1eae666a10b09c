"""The command line ``jixiao``: what it understands. What it prints is in ``telling``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import click

from flows.cli_desk import DESK_COMMANDS
from flows.cli_options import format_option, json_option, release_option, warehouse_folder, warehouse_option
from flows.localized import LocalCommand, LocalGroup, LocalOption, run
from flows.output import Format
from flows.texts import choose_language, say

_DEMO_LAST_YEAR = 2026


@click.group("jixiao", cls=LocalGroup)
@click.version_option(version("jixiao"), prog_name="jixiao", cls=LocalOption)
def cli() -> None:
    """Read drafts into a warehouse, query and compare it."""


@cli.command("run", cls=LocalCommand)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@warehouse_option
@click.option("--workers", type=click.IntRange(min=1), metavar="N", cls=LocalOption)
@click.option("--force", is_flag=True, cls=LocalOption)
@click.option("--strict", is_flag=True, cls=LocalOption)
@click.option("--data-docs", is_flag=True, cls=LocalOption)
@json_option
def run_command(
    sources: tuple[str, ...],
    warehouse: Path | None,
    workers: int | None,
    force: bool,
    strict: bool,
    data_docs: bool,
    json: bool,
) -> int:
    """One batch."""
    from flows.run_batch import run_batch
    from flows.telling import tell_batch

    summary = run_batch(
        list(sources),
        warehouse_folder(warehouse),
        workers=workers,
        force=force,
        strict=strict,
        data_docs=data_docs,
    )
    tell_batch(summary, warehouse_folder(warehouse), as_json=json)
    return summary.exit_code


@cli.command("demo", cls=LocalCommand)
@click.option(
    "--target", type=click.Path(path_type=Path), metavar="DIR", default=Path("demo-data"), cls=LocalOption
)
@click.option("--counties", type=click.IntRange(1, 200), metavar="N", default=6, cls=LocalOption)
@click.option("--departments", type=click.IntRange(1, 90), metavar="N", default=2, cls=LocalOption)
@click.option("--years", type=click.IntRange(1, 10), metavar="N", default=2, cls=LocalOption)
@click.option("--seed", type=int, metavar="N", default=7, cls=LocalOption)
@warehouse_option
@click.option("--workers", type=click.IntRange(min=1), metavar="N", cls=LocalOption)
@json_option
def demo_command(
    target: Path,
    counties: int,
    departments: int,
    years: int,
    seed: int,
    warehouse: Path | None,
    workers: int | None,
    json: bool,
) -> int:
    """A made-up province, written and processed."""
    from demo.province import EVERY_KIND, write_province
    from flows.run_batch import run_batch
    from flows.telling import tell_batch

    wanted = range(_DEMO_LAST_YEAR - years + 1, _DEMO_LAST_YEAR + 1)
    province = write_province(target, counties, departments, wanted, seed, arrival=EVERY_KIND)
    click.echo(say("demo.written", drafts=len(province.drafts), folder=target / "drafts"), err=True)
    summary = run_batch([str(target / "drafts")], warehouse_folder(warehouse), workers=workers)
    tell_batch(summary, warehouse_folder(warehouse), as_json=json)
    return 0 if summary.published or summary.unchanged else summary.exit_code


@cli.command("query", cls=LocalCommand)
@click.argument("sql")
@format_option
@release_option
@warehouse_option
def query_command(sql: str, format: Format, release: str | None, warehouse: Path | None) -> int:
    """Read-only SQL."""
    from flows.output import write_rows
    from flows.releases import open_release
    from warehouse.query import run_query

    rows = run_query(open_release(warehouse_folder(warehouse), release), sql)
    try:
        write_rows(rows, format)
    except ValueError as error:
        raise click.UsageError(say("error.parquet_terminal")) from error
    return 0


@cli.command("tables", cls=LocalCommand)
@format_option
def tables_command(format: Format) -> int:
    """The data dictionary."""
    from flows.telling import tell_tables

    tell_tables(format)
    return 0


@cli.command("trace", cls=LocalCommand)
@click.argument("id")
@click.option("--image", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.png", cls=LocalOption)
@release_option
@warehouse_option
def trace_command(id: str, image: Path | None, release: str | None, warehouse: Path | None) -> int:
    """Where a value was read."""
    from flows.releases import open_release
    from flows.telling import tell_trace
    from flows.trace import trace

    found = trace(open_release(warehouse_folder(warehouse), release), id)
    tell_trace(found)
    if image:
        from flows.texts import language
        from flows.trace_picture import draw_trace

        draw_trace(found, image, language())
        click.echo(say("trace.drawn", file=image), err=True)
    return 0


@cli.command("diff", cls=LocalCommand)
@click.argument("one", metavar="ID")
@click.argument("other", metavar="[ID]", required=False)
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", cls=LocalOption)
@release_option
@warehouse_option
def diff_command(
    one: str, other: str | None, html: Path | None, release: str | None, warehouse: Path | None
) -> int:
    """Two forms side by side, or a template family's."""
    from flows.diff import compare_projects, tell_diff, write_diff
    from flows.releases import open_release

    comparisons = compare_projects(open_release(warehouse_folder(warehouse), release), one, other)
    if html is None:
        tell_diff(comparisons)
    else:
        click.echo(say("diff.written", file=write_diff(html, comparisons)))
    return 0


@cli.command("releases", cls=LocalCommand)
@warehouse_option
@format_option
def releases_command(warehouse: Path | None, format: Format) -> int:
    """The releases, newest first."""
    from flows.output import write_rows
    from flows.releases import list_releases

    write_rows(list_releases(warehouse_folder(warehouse)), format)
    return 0


@cli.command("rollback", cls=LocalCommand)
@click.argument("release_id", metavar="ID")
@warehouse_option
def rollback_command(release_id: str, warehouse: Path | None) -> int:
    """Another release becomes the current one."""
    from flows.releases import open_release
    from warehouse.store import Warehouse

    open_release(warehouse_folder(warehouse), release_id)
    Warehouse(warehouse_folder(warehouse)).rollback(release_id)
    click.echo(say("rollback.done", release=release_id))
    return 0


for desk_command in DESK_COMMANDS:
    cli.add_command(desk_command)


def main() -> None:
    """Entry point of the program."""
    arguments: Sequence[str] = sys.argv[1:]
    choose_language(arguments, os.environ)
    sys.exit(run(cli, arguments))
