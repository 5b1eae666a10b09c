"""A real batch, watched: what its processes take, what it leaves behind and where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_PROGRAM = "from flows.cli import main; main()"
_PAGE = os.sysconf("SC_PAGE_SIZE")
_EVERY = 0.05  # seconds


@dataclass
class Watched:
    """What became of a batch: its summary (``--json``), its messages, and what its processes took."""

    summary: dict[str, object]
    exit_code: int
    told: str
    seconds: float
    memory: dict[int, int] = field(default_factory=dict)  # process to most bytes resident
    workers: set[int] = field(default_factory=set)
    outlived: set[int] = field(default_factory=set)

    @property
    def most_of_a_worker(self) -> int:
        """Bytes resident of the largest worker."""
        return max((self.memory[one] for one in self.workers), default=0)


class Batch:
    """``jixiao run`` on a folder, started in a process of its own; ``wait`` returns what became of it."""

    def __init__(self, inbox: Path, warehouse: Path, home: Path, settings: Mapping[str, str]) -> None:
        """Start it, in an empty folder and with temporary files where they can be seen (both in ``home``)."""
        for folder in (home / "here", home / "tmp"):
            folder.mkdir(parents=True)
        environment = (
            os.environ | settings | {"PYTHONPATH": str(_ROOT), "TMPDIR": str(home / "tmp"), "HOME": str(home)}
        )
        self._started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, "run", str(inbox), "--warehouse", str(warehouse), "--json"],
            cwd=home / "here", env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._memory: dict[int, int] = {}
        self._workers: set[int] = set()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def wait(self, seconds: float) -> Watched:
        """Raises TimeoutExpired where the batch hangs (and ends it)."""
        try:
            out, told = self.process.communicate(timeout=seconds)
        finally:
            self.process.kill()
        took = time.monotonic() - self._started
        self._watcher.join()
        summary = json.loads(out) if out else {}
        left = _left_after(set(self._memory), 10)
        return Watched(
            summary, self.process.returncode, told.decode(), took, self._memory, self._workers, left
        )

    def _watch(self) -> None:
        while self.process.poll() is None:
            parents, children = _parents(), {self.process.pid}
            while more := {child for child, parent in parents.items() if parent in children} - children:
                children |= more
            for one in children:
                self._memory[one] = max(self._memory.get(one, 0), _resident(one))
                # workers are the children of the fork server, which is a child of the batch
                if parents.get(parents.get(one, 0)) == self.process.pid:
                    self._workers.add(one)
            time.sleep(_EVERY)


def _parents() -> dict[int, int]:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    return parents


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _left_after(processes: set[int], seconds: float) -> set[int]:
    end = time.monotonic() + seconds
    while (left := processes & _parents().keys()) and time.monotonic() < end:
        time.sleep(_EVERY)
    return left
