"""A program that imports everything once, then forks a child that runs a batch for every line it reads.

So a kill falls into the batch, not into its start: neither the child imports anything nor the server that its worker
processes are forked from, which is a fork of the child too, made before any thread runs. All else of that server is as it
is: a process of its own below the batch, that ends when the batch does.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from multiprocessing import forkserver, util

import flows.prefect.flow
from expectations.library import load_library
from flows.intake.workers import prepare_workers

_start_program = util.spawnv_passfds


def fork_the_server(path: str, args: Sequence[str], passed: Sequence[int]) -> int:
    """In the place of ``util.spawnv_passfds``: run the fork server's program in a fork, with the files it is passed."""
    program = args[-1]
    if forkserver.__name__ not in program:
        return _start_program(path, args, passed)
    if child := os.fork():
        return child
    for file in map(int, os.listdir("/proc/self/fd")):  # noqa: PTH208 - a path of numbers
        if file > 2 and file not in passed:
            try:
                os.close(file)
            except OSError:  # that of the listing itself
                continue
    exec(program)
    os._exit(0)


def main() -> None:
    """Tell each child's process id, and when it has ended its status."""
    util.spawnv_passfds = fork_the_server  # type: ignore[assignment]
    load_library()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            prepare_workers()
            flows.prefect.flow.batch(*json.loads(line))
            os._exit(0)
        print(child, flush=True)
        print(os.waitpid(child, 0)[1], flush=True)


if __name__ == "__main__":
    main()
