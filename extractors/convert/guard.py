"""Runs a command for a parent that may die: ``python guard.py SECONDS COMMAND…``, standard library alone.

The command gets a process group of its own, which is killed when the time is up, and as soon as standard
input ends, which it does when the parent is no more, however it went. Where this process itself is killed with
it, the system ends the command once it has computed that long. Exit code 124: the time was up.
"""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import threading

TIME_IS_UP = 124


def main(seconds: float, command: list[str]) -> int:
    """Run the command; return its exit code."""
    _limit_computing(seconds)
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=_end_with_parent, args=(process,), daemon=True).start()
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return TIME_IS_UP
    finally:
        _kill(process)  # what the command left running goes too


def _limit_computing(seconds: float) -> None:
    """Bound the computing time of this process, which waits, and so of each that the command starts."""
    try:
        import resource
    except ImportError:  # Windows
        return
    whole = math.ceil(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))


def _end_with_parent(process: subprocess.Popen[bytes]) -> None:
    while os.read(0, 4096):  # not sys.stdin: its lock, held here, would abort the interpreter at its end
        continue
    _kill(process)
    os._exit(1)


def _kill(process: subprocess.Popen[bytes]) -> None:
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except OSError:
        return  # all of them have ended


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:]))
