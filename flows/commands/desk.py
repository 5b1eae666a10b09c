"""Commands of the quality desk: findings, corrections, waivers, letters."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from flows.commands.localized import LocalCommand, LocalOption
from flows.commands.named_choice import NamedChoice
from flows.commands.options import format_option, release_option, warehouse_folder, warehouse_option
from flows.commands.output import Format
from flows.settings import told_warehouse
from flows.texts import field_name, say
from warehouse.severity import GRAVEST_FIRST, Severity
from warehouse.shell import argument

_NOBODY = ("", "root")  # accounts that are no person's

because_option = click.option("--because", required=True, metavar="TEXT", cls=LocalOption)
severity_option = click.option(
    "--severity", type=NamedChoice(GRAVEST_FIRST, "severity"), multiple=True, cls=LocalOption
)
by_option = click.option("--by", metavar="NAME", cls=LocalOption)


@click.command("findings", cls=LocalCommand)
@severity_option
@click.option("--rule", multiple=True, metavar="R01", cls=LocalOption)
@click.option("--county", multiple=True, metavar="CODE", cls=LocalOption)
@click.option("--unit", multiple=True, metavar="CODE", cls=LocalOption)
@click.option("--project", multiple=True, metavar="ID", cls=LocalOption)
@click.option(
    "--status", type=NamedChoice(["open", "waived", "corrected"], "status"), multiple=True, cls=LocalOption
)
@format_option
@release_option
@warehouse_option
def findings_command(
    format: Format, release: str | None, warehouse: Path | None, **filters: tuple[str, ...]
) -> int:
    """What the rules found."""
    from flows.commands.telling_desk import tell_findings
    from flows.published.releases import open_release
    from flows.published.rule_names import check_rules
    from warehouse.findings import Wanted

    filters["rule"] = tuple(one.strip().upper() for one in filters["rule"])
    opened = open_release(warehouse_folder(warehouse), release)
    check_rules(filters["rule"], opened)
    try:
        tell_findings(opened, Wanted(**filters), format)
    except ValueError as error:
        raise click.UsageError(say("error.parquet_terminal")) from error
    return 0


@click.command("correct", cls=LocalCommand)
@click.argument("id")
@click.option("--field", required=True, metavar="COLUMN", cls=LocalOption)
@click.option("--to", "new", required=True, metavar="VALUE", cls=LocalOption)
@because_option
@by_option
@warehouse_option
def correct_command(
    id: str, field: str, new: str, because: str, by: str | None, warehouse: Path | None
) -> int:
    """A value that a person knows better."""
    from flows.published.correct import correct
    from flows.published.releases import open_release

    root = warehouse_folder(warehouse)
    line = correct(root, open_release(root, None), id, field, new, because, by)
    said = {
        "name": line.name,
        "field": field_name(line.field),
        "old": line.old or say("desk.nothing"),
        "new": line.new,
    }
    click.echo(say("desk.corrected", **said | {"new": line.new or say("desk.nothing")}))
    _say_written(root / "corrections.csv", line.line, line.author, by)
    return 0


@click.command("waive", cls=LocalCommand)
@click.argument("finding_id", metavar="FINDING")
@because_option
@by_option
@warehouse_option
def waive_command(finding_id: str, because: str, by: str | None, warehouse: Path | None) -> int:
    """A finding that a person lets stand."""
    from flows.commands.telling_desk import finding_told
    from flows.published.releases import open_release
    from flows.published.waive import waive

    root = warehouse_folder(warehouse)
    release = open_release(root, None)
    line = waive(root, release, finding_id, because, by)
    click.echo(finding_told(line.finding, release))
    _say_written(root / "waivers.csv", line.line, line.author, by)
    return 0


def _say_written(file: Path, line: int, author: str, by: str | None) -> None:
    told = say("desk.written", file=file, line=line, author=author or say("desk.nothing"))
    nobody = not by and author in _NOBODY
    click.echo(f"{told}\n{say('desk.sign')}" if nobody else told, err=True)


@click.command("corrections", cls=LocalCommand)
@format_option
@warehouse_option
def corrections_command(format: Format, warehouse: Path | None) -> int:
    """The lines of both files, with what became of them."""
    from flows.commands.telling_desk import tell_lines
    from flows.published.desk_list import list_lines
    from flows.published.releases import open_release

    root = warehouse_folder(warehouse)
    tell_lines(list_lines(root, open_release(root, None)), format)
    return 0


@click.command("letter", cls=LocalCommand)
@click.option("--county", metavar="CODE", cls=LocalOption)
@click.option("--all", "every", is_flag=True, cls=LocalOption)
@click.option("--year", type=int, metavar="YEAR", cls=LocalOption)
@severity_option
@click.option("--reply-by", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", cls=LocalOption)
@click.option("--output", type=click.Path(path_type=Path), metavar="PATH", cls=LocalOption)
@release_option
@warehouse_option
def letter_command(
    county: str | None,
    every: bool,
    year: int | None,
    severity: tuple[Severity, ...],
    reply_by: datetime | None,
    output: Path | None,
    release: str | None,
    warehouse: Path | None,
) -> int:
    """Word files to send back to the counties."""
    from flows.published.letters import Wishes, write_letter, write_letters
    from flows.published.releases import open_release

    if bool(county) == every:
        raise click.UsageError(say("letter.one_or_all"))
    day = reply_by.date() if reply_by else None
    if day and day < date.today():
        raise click.UsageError(say("letter.past", day=day))
    root = warehouse_folder(warehouse)
    opened = open_release(root, release)
    wishes = Wishes(year, severity, day)
    written = (
        write_letter(opened, county, output, wishes) if county else write_letters(opened, output, wishes)
    )
    for path in written.paths:
        click.echo(path)
    where = told_warehouse(root) + (f" --release {argument(release)}" if release else "")
    for message in written.told(county, where):
        click.echo(message, err=True)
    return 0


DESK_COMMANDS = (findings_command, letter_command, correct_command, waive_command, corrections_command)
