"""Commands that look at what is published: tables, single values, forms, releases."""

from __future__ import annotations

from pathlib import Path

import click

from flows.commands.localized import LocalCommand, LocalOption
from flows.commands.options import format_option, release_option, warehouse_folder, warehouse_option
from flows.commands.output import Format
from flows.texts import language, say


@click.command("query", cls=LocalCommand)
@click.argument("sql")
@format_option
@release_option
@warehouse_option
def query_command(sql: str, format: Format, release: str | None, warehouse: Path | None) -> int:
    """Read-only SQL."""
    from flows.commands.output import write_rows
    from flows.published.releases import open_release
    from warehouse.query import run_query

    rows = run_query(open_release(warehouse_folder(warehouse), release), sql)
    try:
        write_rows(rows, format)
    except ValueError as error:
        raise click.UsageError(say("error.parquet_terminal")) from error
    return 0


@click.command("tables", cls=LocalCommand)
@click.argument("tables", metavar="[TABLE]...", nargs=-1)
@format_option
def tables_command(tables: tuple[str, ...], format: Format) -> int:
    """The data dictionary, of some tables or of all."""
    from flows.commands.telling_tables import tell_tables

    tell_tables(tables, format)
    return 0


@click.command("projects", cls=LocalCommand)
@click.argument("text", metavar="[TEXT]", required=False)
@click.option("--county", multiple=True, metavar="CODE", cls=LocalOption)
@click.option("--unit", multiple=True, metavar="CODE", cls=LocalOption)
@click.option("--year", type=int, metavar="YEAR", cls=LocalOption)
@format_option
@release_option
@warehouse_option
def projects_command(
    text: str | None,
    county: tuple[str, ...],
    unit: tuple[str, ...],
    year: int | None,
    format: Format,
    release: str | None,
    warehouse: Path | None,
) -> int:
    """Projects, with the ids that other commands take."""
    from flows.commands.telling_projects import tell_projects
    from flows.published.releases import open_release
    from warehouse.projects import WantedProjects, find_projects

    opened = open_release(warehouse_folder(warehouse), release)
    wanted = WantedProjects((text or "").strip(), county, unit, year)
    try:
        tell_projects(find_projects(opened, wanted), format)
    except ValueError as error:
        raise click.UsageError(say("error.parquet_terminal")) from error
    return 0


@click.command("trace", cls=LocalCommand)
@click.argument("id")
@click.option("--image", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.png", cls=LocalOption)
@release_option
@warehouse_option
def trace_command(id: str, image: Path | None, release: str | None, warehouse: Path | None) -> int:
    """Where a value was read."""
    from flows.commands.telling_trace import tell_trace
    from flows.published.releases import open_release
    from flows.published.trace import trace

    found = trace(open_release(warehouse_folder(warehouse), release), id)
    tell_trace(found)
    if image:
        from flows.published.trace_picture import draw_trace

        draw_trace(found, image, language())
        click.echo(say("trace.drawn", file=image), err=True)
    return 0


@click.command("diff", cls=LocalCommand)
@click.argument("one", metavar="ID")
@click.argument("other", metavar="[ID]", required=False)
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", cls=LocalOption)
@release_option
@warehouse_option
def diff_command(
    one: str, other: str | None, html: Path | None, release: str | None, warehouse: Path | None
) -> int:
    """Two forms side by side, or a template family's."""
    from flows.commands.telling_diff import tell_diff
    from flows.published.diff import compare_projects, write_diff
    from flows.published.releases import open_release

    comparisons = compare_projects(open_release(warehouse_folder(warehouse), release), one, other)
    if html is None:
        tell_diff(comparisons)
    else:
        click.echo(say("diff.written", file=write_diff(html, comparisons, language())))
    return 0


@click.command("releases", cls=LocalCommand)
@click.option("--check", is_flag=True, cls=LocalOption)
@warehouse_option
@format_option
def releases_command(check: bool, warehouse: Path | None, format: Format) -> int:
    """The releases, newest first, or those of their files that are not what they were."""
    from flows.commands.telling_releases import tell_check, tell_releases

    if check:
        return tell_check(warehouse_folder(warehouse), format)
    tell_releases(warehouse_folder(warehouse), format)
    return 0


@click.command("rollback", cls=LocalCommand)
@click.argument("release_id", metavar="ID")
@warehouse_option
def rollback_command(release_id: str, warehouse: Path | None) -> int:
    """Another release becomes the current one."""
    from flows.published.releases import open_release
    from warehouse.store import Warehouse

    open_release(warehouse_folder(warehouse), release_id)
    Warehouse(warehouse_folder(warehouse)).rollback(release_id)
    click.echo(say("rollback.done", release=release_id))
    return 0


@click.command("prune", cls=LocalCommand)
@click.option("--keep", type=click.IntRange(min=1), metavar="N", required=True, cls=LocalOption)
@click.option("--yes", is_flag=True, cls=LocalOption)
@warehouse_option
def prune_command(keep: int, yes: bool, warehouse: Path | None) -> int:
    """Older releases go, but for the current one."""
    from flows.commands.telling_releases import may_prune
    from flows.published.releases import open_release
    from warehouse.store import Warehouse

    open_release(warehouse_folder(warehouse), None)
    store = Warehouse(warehouse_folder(warehouse))
    leaving = store.prunable(keep)
    if not may_prune(leaving, yes=yes):
        click.echo(say("prune.nothing"), err=True)
        return 0
    gone = store.prune(keep, {release.release_id for release in leaving})
    for release_id in gone:
        click.echo(release_id)
    click.echo(say("prune.done", gone=len(gone), left=len(store.releases())), err=True)
    return 0


RELEASE_COMMANDS = (
    query_command,
    tables_command,
    projects_command,
    trace_command,
    diff_command,
    releases_command,
    rollback_command,
    prune_command,
)
