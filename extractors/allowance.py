"""What reading one file may take: time, given anew page by page where pages are slow; and the page it is at.

The system's own alarm ends the process when the time is up, also inside a library that never comes back. A
page that is done adds its share, never beyond the base: a file of 500 scanned pages may take half an hour,
and one that hangs is still stopped within the base. Where there is no such alarm (Windows) nothing is done here.

A process that is ended tells nothing any more. So the page is written down as it begins, where whoever started the
process finds it.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

# the signals that end the process, where the system has them: the file's time is up, or that of a step
ALARM = getattr(signal, "SIGALRM", None)
STEP_ALARM = getattr(signal, "SIGPROF", None)

_NOWHERE = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A step of reading that has its own limit: ``what`` it takes (``seconds to draw a page``), and how many of that."""

    what: str
    seconds: float


class _Note:
    """The page being read and the step that is taken, kept in a file where one is named."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.page = _NOWHERE

    def write(self, page: int, step: Step | None = None) -> None:
        self.page = page
        if self.path:
            self.path.write_text(json.dumps([page, step and astuple(step)]), encoding="ascii")


_note = _Note()


def note_in(path: Path) -> None:
    """Write the page that this process is at into a file from now on, for ``read_note``."""
    _note.path = path


def read_note(path: Path) -> tuple[tuple[int, ...], Step | None]:
    """Where a process was when it ended: its page, and the step with a limit of its own, if any."""
    try:
        page, step = json.loads(path.read_text(encoding="ascii"))
    except (OSError, ValueError):  # it came to no page, or ended while it wrote
        return (), None
    return ((page,) if page else ()), Step(*step) if step else None


def page_begins(number: int) -> None:
    """Note the page (from 1) that is read from now on."""
    _note.write(number)


def pages_end() -> None:
    """Note that what follows concerns no page alone."""
    _note.write(_NOWHERE)


def page_now() -> tuple[int, ...]:
    """The page being read; none outside of pages."""
    return (_note.page,) if _note.page else ()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End this process unless the block is left, or pages are done, within so many seconds."""
    pages_end()
    if ALARM is None:
        yield
        return
    signal.signal(ALARM, signal.SIG_DFL)
    # the second number would start the alarm again, which never comes to that: it keeps the base
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def step_limit(what: str, seconds: float) -> Iterator[None]:
    """End this process where what is done in the block takes more computing time; only inside of ``time_limit``.

    ``what`` is said then, in words that expectations/reason_words.toml knows. A busy machine makes no difference.
    """
    if STEP_ALARM is None or not signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return
    _note.write(_note.page, Step(what, seconds))
    signal.signal(STEP_ALARM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        _note.write(_note.page)


def page_done(seconds: float) -> None:
    """Add a slow page's share to the time that is left. Outside of ``time_limit`` nothing happens."""
    if ALARM is None:
        return
    left, base = signal.getitimer(signal.ITIMER_REAL)
    if left:
        signal.setitimer(signal.ITIMER_REAL, min(left + seconds, base), base)
