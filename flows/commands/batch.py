"""Commands that process a batch of drafts: one's own, or the demo's."""

from __future__ import annotations

import time
from pathlib import Path

import click

from flows.commands.localized import LocalCommand, LocalOption
from flows.commands.options import json_option, warehouse_folder, warehouse_option
from flows.texts import say

_DEMO_LAST_YEAR = 2026


@click.command("run", cls=LocalCommand)
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
    started = time.monotonic()
    from flows.commands.telling_batch import tell_batch
    from flows.prefect.run_batch import run_batch

    summary = run_batch(
        list(sources),
        warehouse_folder(warehouse),
        workers=workers,
        force=force,
        strict=strict,
        data_docs=data_docs,
        started=started,
    )
    tell_batch(summary, warehouse_folder(warehouse), as_json=json)
    return summary.exit_code


@click.command("demo", cls=LocalCommand)
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
    started = time.monotonic()
    from demo.province import EVERY_KIND, write_province
    from flows.commands.telling_batch import tell_batch
    from flows.prefect.run_batch import run_batch

    wanted = range(_DEMO_LAST_YEAR - years + 1, _DEMO_LAST_YEAR + 1)
    province = write_province(target, counties, departments, wanted, seed, arrival=EVERY_KIND)
    click.echo(say("demo.written", drafts=len(province.drafts), folder=target / "drafts"), err=True)
    summary = run_batch(
        [str(target / "drafts")], warehouse_folder(warehouse), workers=workers, started=started
    )
    tell_batch(summary, warehouse_folder(warehouse), as_json=json)
    return 0 if summary.published or summary.unchanged else summary.exit_code


BATCH_COMMANDS = (run_command, demo_command)
