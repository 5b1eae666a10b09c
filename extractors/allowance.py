"""Time for reading one file: a base, given anew page by page where pages are slow (OCR takes seconds each).

The system's own alarm ends the process when the time is up, also inside a library that never comes back. A
page that is done adds its share, never beyond the base: a file of 500 scanned pages may take half an hour,
and one that hangs is still stopped within the base. Where there is no such alarm (Windows) nothing is done here.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

ALARM = getattr(signal, "SIGALRM", None)  # the signal that ends the process, where the system has it


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End this process unless the block is left, or pages are done, within so many seconds."""
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


def page_done(seconds: float) -> None:
    """Add a slow page's share to the time that is left. Outside of ``time_limit`` nothing happens."""
    if ALARM is None:
        return
    left, base = signal.getitimer(signal.ITIMER_REAL)
    if left:
        signal.setitimer(signal.ITIMER_REAL, min(left + seconds, base), base)
