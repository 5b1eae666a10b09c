"""The long run: ``python -m tests.fuzz --count 2000 --seed 1``, or ``make fuzz``."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows.prefect.server import local_api
from tests.fuzz.cost import Cost, costs
from tests.fuzz.plan import Hostile, attacks, mutations
from tests.fuzz.trial import Trial, run_trial
from tests.fuzz.verdict import FAULTS

SHOWN = 15
LIMITS = {"timeout", "memory"}


def main() -> int:
    """Run the trial, print what became of the files, keep those that are worth a look; 1 where something is wrong."""
    arguments = _arguments()

    def plan(canary: str) -> list[Hostile]:
        every = list(attacks(canary, slow=True))
        return every + list(islice(mutations(arguments.seed, canary), max(0, arguments.count - len(every))))

    settings = {
        "JIXIAO_DRAFT_SECONDS": str(arguments.seconds),
        "JIXIAO_DRAFT_MEMORY_MIB": str(arguments.memory),
        "JIXIAO_WORKERS": str(arguments.workers),
    }
    with tempfile.TemporaryDirectory() as folder:
        with tempfile.TemporaryDirectory() as state, local_api(Path(state)) as api, api.ready():
            trial = run_trial(Path(folder), plan, settings, seconds=7200)
        suspects = costs(trial, arguments.seconds, arguments.memory) if arguments.costs else []
    _print(trial, suspects, arguments.memory)
    kept = _keep(trial, arguments.keep / f"seed-{arguments.seed}")
    print(f"kept: {kept} files in {arguments.keep}" if kept else "no file to keep")
    return 1 if trial.verdict.wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument(
        "--count", type=int, default=2000, help="hostile files, attacks and mutations together"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the mutations")
    parser.add_argument("--seconds", type=int, default=30, help="time to read one file")
    parser.add_argument("--memory", type=int, default=3072, help="MiB of a worker")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--costs", action="store_true", help="read every file once more, to tell the slowest")
    parser.add_argument(
        "--keep", type=Path, default=Path("fuzz-kept"), help="where suspicious files are kept"
    )
    return parser.parse_args()


def _print(trial: Trial, suspects: list[Cost], memory: int) -> None:
    console = Console(width=120, highlight=False)
    table = Table("kind", "outcome", "files", title="What became of the hostile files")
    counted = Counter((one.kind, trial.verdict.outcomes.get(one.name, "?")) for one in trial.hostile)
    for (kind, outcome), files in sorted(counted.items()):
        table.add_row(kind, outcome, str(files))
    console.print(table)
    if suspects:
        table = Table("seconds", "MiB", "kind", "what was done to it", title="The slowest and the largest")
        for key in ("seconds", "mib"):
            for cost in sorted(suspects, key=lambda cost: getattr(cost, key), reverse=True)[:SHOWN]:
                table.add_row(f"{cost.seconds:.1f}", str(cost.mib), cost.hostile.kind, cost.hostile.what)
            table.add_section()
        console.print(table)
    watched = trial.watched
    others = (size for one, size in watched.memory.items() if one not in watched.workers)
    console.print(f"{len(trial.hostile)} hostile files, {watched.seconds:.0f} s; the largest worker held "
                  f"{watched.most_of_a_worker >> 20} MiB of {memory}, the batch's other processes at most "
                  f"{max(others, default=0) >> 20} MiB")  # fmt: skip
    for line in trial.verdict.wrong:
        console.print("WRONG", line, markup=False)


def _keep(trial: Trial, folder: Path) -> int:
    """Keep the files that a reader failed, died, hung or swelled on; the same seed makes them again."""
    shutil.rmtree(folder, ignore_errors=True)
    suspects = [
        (one, outcome) for one in trial.hostile
        if set((outcome := trial.verdict.outcomes.get(one.name, "lost")).split("+")) & {*FAULTS, *LIMITS, "lost"}
    ]  # fmt: skip
    for one, outcome in suspects:
        (folder / outcome).mkdir(parents=True, exist_ok=True)
        (folder / outcome / one.name).write_bytes(one.content)
    return len(suspects)


if __name__ == "__main__":
    sys.exit(main())
