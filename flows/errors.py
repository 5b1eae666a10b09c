"""What may go wrong for reasons that a person can mend, and how it is told."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from expectations.policy import GateFileWrong, GateNamesUnknownRules
from extractors.layouts.library import BrokenLayout
from flows.texts import field_name, say
from warehouse.atomic import TEMPORARY
from warehouse.desk.correctable import correctable
from warehouse.desk.errors import DeskFileError, Fault
from warehouse.errors import QueryError, QueryRefused, UnknownRelease, WarehouseBusy
from warehouse.names import UnknownName

_DISK = {
    "file_there": (errno.EEXIST, errno.ENOTDIR),
    "folder_there": (errno.EISDIR, errno.EBUSY),
    "not_there": (errno.ENOENT,),
    "no_right": (errno.EACCES, errno.EPERM, errno.EROFS),
    "full": (errno.ENOSPC, errno.EDQUOT),
}
_COLUMNS = ("field", "source")  # facts of a fault that are columns
WRONG_USE = 2
NOTHING_PUBLISHED = 3
_MOST_IDS = 3  # of projects called alike; jixiao projects lists them all


class SourceMissing(Exception):
    """A SOURCE of the command line that does not exist or cannot be reached."""


class SourceNeedsPackage(Exception):
    """A SOURCE whose protocol needs a package that is not installed; the text names the address."""

    def __init__(self, source: str, protocol: str) -> None:
        """Keep the protocol, whose name fsspec's extra has."""
        super().__init__(source)
        self.protocol = protocol


class UnknownProtocol(SourceMissing):
    """A SOURCE with a protocol that nothing knows how to read."""


class SourceIsWarehouse(Exception):
    """A SOURCE of the command line that is the warehouse's own folder."""


class NothingFound(Exception):
    """The sources exist and hold no file."""


class UnknownId(Exception):
    """No project, indicator or finding of the release has this id."""


class OneProjectAlone(Exception):
    """A project's id where two projects, or a family of forms, are to be compared."""


class SeveralCounties(Exception):
    """A county's name that goes with several codes; the text lists them."""


class NoPagePicture(Exception):
    """A draft has no pages that boxes could be drawn on (Word, workbooks, text)."""


class NoRelease(Exception):
    """The warehouse holds nothing yet."""


class ChecksNotRun(Exception):
    """Critical expectations could not run, so that no draft of the batch may be published."""


class DeskOutdated(Exception):
    """With --strict: lines of corrections or waivers that have nothing left to do or cannot be followed."""


class NothingToCorrect(Exception):
    """A correction or waiver that a person asked for and that cannot be written; the text says why."""


class LocalApiError(RuntimeError):
    """The local Prefect API did not start in time, or died; the message ends with the end of its log."""


class BatchFailed(Exception):
    """A batch ended in a way that nobody foresaw; what was current still is."""


_TOLD: tuple[tuple[type[Exception], str, int], ...] = (
    (UnknownProtocol, "error.unknown_protocol", WRONG_USE),
    (SourceMissing, "error.source_missing", WRONG_USE),
    (SourceIsWarehouse, "error.source_is_warehouse", WRONG_USE),
    (NothingFound, "error.nothing_found", NOTHING_PUBLISHED),
    (BrokenLayout, "error.broken_layout", WRONG_USE),
    (WarehouseBusy, "error.busy", WRONG_USE),
    (NoRelease, "error.no_release", WRONG_USE),
    (UnknownId, "error.unknown_id", WRONG_USE),
    (OneProjectAlone, "error.one_project", WRONG_USE),
    (SeveralCounties, "error.several_counties", WRONG_USE),
    (NoPagePicture, "error.no_page_picture", WRONG_USE),
    (QueryError, "error.query", WRONG_USE),
    (LocalApiError, "error.prefect", NOTHING_PUBLISHED),
    (GateNamesUnknownRules, "error.gate_file_rules", WRONG_USE),
    (GateFileWrong, "error.gate_file", WRONG_USE),
    (DeskOutdated, "error.desk_outdated", NOTHING_PUBLISHED),
    (NothingToCorrect, "error.desk_refused", WRONG_USE),
    (ChecksNotRun, "error.checks_not_run", NOTHING_PUBLISHED),
    (BatchFailed, "error.batch_failed", NOTHING_PUBLISHED),
)


def explain(error: Exception) -> tuple[str, int] | None:
    """Return what to tell a person and the exit code, or None for a fault of the program."""
    if isinstance(error, UnknownName):
        told = say(f"error.unknown_{error.kind}", name=error.name)
        return told + _near(error), WRONG_USE
    if isinstance(error, DeskFileError):
        faults = "\n".join(f"  {fault_told(fault)}" for fault in error.faults)
        return say("error.desk_file", path=error.path, faults=faults), WRONG_USE
    if isinstance(error, UnknownRelease):
        return say("error.unknown_release", release=error.release_id), WRONG_USE
    if isinstance(error, QueryRefused):
        why = say(f"refused.{error.why}", detail=error)
        return say("error.query_refused", why=why), WRONG_USE
    if isinstance(error, SourceNeedsPackage):
        return say("error.source_package", source=error, protocol=error.protocol), WRONG_USE
    for kind, key, code in _TOLD:
        if isinstance(error, kind):
            return say(key, detail=error), code
    return (_disk_told(error), NOTHING_PUBLISHED) if isinstance(error, OSError) else None


def _disk_told(error: OSError) -> str:
    """What the disk refused, and where; in the system's own words where they are rare."""
    place = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else None
    if place and place.name.endswith(TEMPORARY):
        place = place.parent  # of a file that was to be moved to its place
    for kind, numbers in _DISK.items():
        if error.errno in numbers and place:
            return say(f"disk.{kind}", place=place)
    return say("error.disk", detail=error)


def _near(error: UnknownName) -> str:
    """What is called much like it, projects with the ids that commands take."""
    if not error.near:
        return ""
    names = [
        say("error.near_ids", name=name, ids=error.ids[name][:_MOST_IDS]) if error.ids[name] else name
        for name in error.near
    ]
    return say("error.near", names=names)


def fault_told(fault: Fault) -> str:
    """One fault of a file that a person edits, with its row."""
    facts: dict[str, object] = {
        name: field_name(value) if name in _COLUMNS and isinstance(value, str) else value
        for name, value in fault.facts.items()
    }
    if fault.code == "unknown_field":
        facts["known"] = [field_name(column) for column in correctable()]
    told = say(f"fault.{fault.code}", **facts)
    return told if fault.line is None else say("fault.at", line=fault.line, fault=told)
