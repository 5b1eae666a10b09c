"""What Prefect costs a batch: the same steps called plainly, and as the flow that the command line runs.

    python benchmarks/batch.py [DRAFTS ...]

Each way runs in a process of its own, timed from its start to its end, on the same drafts of the demo province and on an
empty warehouse; Prefect's home is a used one, as it is from the second batch on.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from demo.province import write_province

ROOT = Path(__file__).parents[1]
REPEATS = 3
SIZES = {1: (1, 1, 1), 20: (5, 2, 2), 500: (10, 25, 2)}  # counties, departments, years

FLOW = """
import sys
from pathlib import Path
from flows.prefect.run_batch import run_batch

if __name__ == "__main__":
    assert run_batch([sys.argv[1]], Path(sys.argv[2])).quarantined == 0
"""
PLAIN = """
import sys, threading
from datetime import UTC, datetime
from pathlib import Path

from expectations.library import load_library
from flows.intake.workers import prepare_workers

if __name__ == "__main__":
    prepare_workers()
    threading.Thread(target=load_library, daemon=True).start()
    from flows import settings
    from flows.intake import desk, manifest, normalising, reading, taking_in, workers
    from flows.judging import checked, checking, gating, rechecking
    from flows.releasing import comparing, merging, publishing, replaced, reporting, settling_desk
    from warehouse.store import Warehouse

    chosen, now = settings.Settings(warehouse=Path(sys.argv[2])), datetime.now(UTC)
    work = manifest.Work(chosen.warehouse / ".work" / "plain")
    with Warehouse(chosen.warehouse).lock(), workers.workers(chosen, chosen.warehouse / ".work" / "tmp") as pool:
        desk.keep_desk(work)
        taking_in.take_in([sys.argv[1]], work, chosen, recalled=[], force=False)
        chunks = [list(manifest.read_lines(work.to_read(chunk), manifest.Entry)) for chunk in work.chunks()]
        for chunk, entries in enumerate(chunks, start=1):
            results = reading.read_chunk(entries, work.warehouse, pool, force=False, done=lambda _: None)
            manifest.write_lines(work.read(chunk), results)
            normalising.normalise_chunk(chunk, list(zip(entries, results)), work, now, pool)
        assert checking.check_batch(work, chosen, strict=False, data_docs=None) == 0
        assert gating.judge_batch(work, now, strict=False) == 0
        checking.forget_superseded(work, strict=False)
        rechecking.check_again(work)
        staged = merging.merge(work)
        comparing.compare(staged, checked.Checked(work).marts())
        settling_desk.settle_desk(work, staged, strict=False)
        comparing.compare_peers(staged)
        publishing.record_batch(work, staged, now)
        release = publishing.publish_batch(work, staged)
        reporting.report_batch(work, release, replaced.displaced_by(work, release))
"""


def seconds(program: str, drafts: Path, home: Path) -> float:
    """Wall seconds of a process that runs the program into a new warehouse."""
    with tempfile.TemporaryDirectory() as warehouse:
        script = Path(warehouse) / "way.py"
        script.write_text(program, encoding="utf-8")
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PREFECT_HOME": str(home)}
        started = time.monotonic()
        subprocess.run(
            [sys.executable, str(script), str(drafts), str(Path(warehouse) / "w")],
            env=environment,
            check=True,
        )
        return time.monotonic() - started


def main() -> None:
    """Print the median of each way and what the flow adds."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print(f"{'drafts':>7}  {'plain s':>8}  {'flow s':>8}  {'added s':>8}  ratio")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "prefect"
        for size in sizes:
            counties, departments, years = SIZES[size]
            target = Path(folder) / str(size)
            write_province(target, counties, departments, range(2027 - years, 2027), faults=False)
            seconds(FLOW, target / "drafts", home)  # migrates the database, warms the disk
            pairs = [
                (seconds(PLAIN, target / "drafts", home), seconds(FLOW, target / "drafts", home))
                for _ in range(REPEATS if size < 100 else 1)
            ]
            plain, flow = (statistics.median(times) for times in zip(*pairs, strict=True))
            print(f"{size:7}  {plain:8.1f}  {flow:8.1f}  {flow - plain:8.1f}  {flow / plain:.2f}")


if __name__ == "__main__":
    main()
