"""How far a batch is: told to whoever listens, which is a bar on a terminal and nobody elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Listener(Protocol):
    """What a batch tells while it runs."""

    def begin(self, total: int) -> None:
        """So many drafts will be read."""

    def advance(self) -> None:
        """One draft is done."""


class _Silent:
    def begin(self, total: int) -> None:
        pass

    def advance(self) -> None:
        pass


class _Bar:
    def __init__(self, bar: Progress, starting: str, label: str) -> None:
        self._bar, self._label = bar, label
        self._task = bar.add_task(starting, total=None)

    def begin(self, total: int) -> None:
        self._bar.update(self._task, description=self._label, total=total)

    def advance(self) -> None:
        self._bar.advance(self._task)


_listener: Listener = _Silent()  # a flow's parameters go through Prefect's API, where a bar cannot


def listener() -> Listener:
    """Whoever listens now."""
    return _listener


@contextmanager
def progress_bar(starting: str, label: str) -> Iterator[None]:
    """Show a bar on stderr while the block runs, on a terminal only: ``starting``, and ``label`` once drafts are read."""
    global _listener  # noqa: PLW0603 - one terminal, one bar
    if not sys.stderr.isatty():
        yield
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        _listener = _Bar(bar, starting, label)
        try:
            yield
        finally:
            _listener = _Silent()
