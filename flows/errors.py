"""What may go wrong for reasons that a person can mend, and how it is told."""

from __future__ import annotations

from flows.texts import language, say
from warehouse.errors import QueryError, QueryRefused, UnknownRelease, WarehouseBusy

WRONG_USE = 2
NOTHING_PUBLISHED = 3


class SourceMissing(Exception):
    """A SOURCE of the command line that does not exist or cannot be reached."""


class NothingFound(Exception):
    """The sources exist and hold no file."""


class UnknownId(Exception):
    """No project, indicator or finding of the release has this id."""


class NoRelease(Exception):
    """The warehouse holds nothing yet."""


class ChecksNotRun(Exception):
    """Critical expectations could not run, so that no draft of the batch may be published."""


class BatchFailed(Exception):
    """A batch ended in a way that nobody foresaw; what was current still is."""


def explain(error: Exception) -> tuple[str, int] | None:
    """Return what to tell a person and the exit code, or None for a fault of the program."""
    detail = str(error)
    match error:
        case SourceMissing():
            return say("error.source_missing", detail=detail), WRONG_USE
        case NothingFound():
            return say("error.nothing_found", sources=detail), NOTHING_PUBLISHED
        case WarehouseBusy():
            return say("error.busy", detail=detail), WRONG_USE
        case NoRelease():
            return say("error.no_release", warehouse=detail), WRONG_USE
        case UnknownRelease():
            return say("error.unknown_release", release=error.release_id or ""), WRONG_USE
        case UnknownId():
            return say("error.unknown_id", id=detail), WRONG_USE
        case QueryRefused():
            return say(f"error.query.{error.why}", detail=detail if language() == "en" else ""), WRONG_USE
        case QueryError():
            return say("error.query", detail=detail), WRONG_USE
        case ChecksNotRun():
            return say("error.checks_not_run", detail=detail), NOTHING_PUBLISHED
        case BatchFailed():
            return say("error.batch_failed", detail=detail), NOTHING_PUBLISHED
        case OSError():
            return say("error.disk", detail=detail), NOTHING_PUBLISHED
    return None
