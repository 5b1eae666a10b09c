"""What orchestration costs: seven trivial tasks called plainly, under our local API, under Prefect's own.

    python benchmarks/orchestration.py [REPEATS]

Every run is a process of its own, timed from its start to its end, on a new home (whose database is migrated
first) and on a used one. The ways take turns, so that a busy machine slows all of them alike.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
TRIVIAL_FLOW = """
    from prefect import flow, task

    @task
    def double(number):
        return 2 * number

    @flow
    def trivial():
        return sum(double(number) for number in range(7))
"""
PLAIN = f"""
if True:{TRIVIAL_FLOW}
    assert sum(double.fn(number) for number in range(7)) == 42
"""
LOCAL_API = f"""
import sys
from pathlib import Path
from flows.prefect.server import local_api

with local_api(Path(sys.argv[1])) as api:{TRIVIAL_FLOW}
    with api.ready():
        trivial()
"""
DEFAULT = f"""
import os, sys

os.environ |= {{
    "PREFECT_HOME": sys.argv[1],
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "ERROR",
}}
if True:{TRIVIAL_FLOW}
    trivial()
"""
WAYS = {"plain call": PLAIN, "our local API": LOCAL_API, "Prefect's default": DEFAULT}


def seconds(program: str, home: Path) -> float:
    """Wall seconds of a process that runs the program."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program, str(home)], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    return time.perf_counter() - begin


def main(repeats: int) -> None:
    """Print the median and the range of each way, in seconds."""
    taken: dict[tuple[str, str], list[float]] = {}
    for _ in range(repeats):
        for way, program in WAYS.items():
            with tempfile.TemporaryDirectory() as folder:
                for home in ("new home", "used home"):
                    taken.setdefault((way, home), []).append(seconds(program, Path(folder)))
    for (way, home), all_seconds in taken.items():
        median = statistics.median(all_seconds)
        print(f"{way:18} {home:10} {median:6.2f} s  ({min(all_seconds):.2f} to {max(all_seconds):.2f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
