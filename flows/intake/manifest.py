"""What a batch has to do, as files in its work folder: the steps hand each other paths, never frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from extractors.draft import NewLabel

Outcome = Literal["new", "unchanged", "duplicate", "refused"]


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(_Line):
    """One file found. ``code`` and ``facts`` say why a refused one was not even opened; it has no ``raw`` copy.
    ``raw_is_new``: this batch made that copy.

    ``ingested_at`` is set for a draft that the warehouse had before and that is processed again.
    """

    document_id: str
    name: str
    uri: str
    modified_at: datetime | None
    outcome: Outcome
    ingested_at: datetime | None = None
    raw: str | None = None
    raw_is_new: bool = False
    code: str | None = None
    facts: dict[str, str | int] = {}


class ReadResult(_Line):
    """What came of reading one new file: the extract's path, or the reason's code, what was seen and where.

    ``facts`` are what the reason's sentences tell besides.
    """

    document_id: str
    extract: str | None = None
    code: str | None = None
    detail: str = ""
    facts: dict[str, str | int] = {}
    at_pages: tuple[int, ...] = ()
    pages: int = 0
    projects: int = 0
    indicators: int = 0
    new_labels: tuple[NewLabel, ...] = ()


LineType = TypeVar("LineType", Entry, ReadResult)


def write_lines(path: Path, lines: Iterable[Entry] | Iterable[ReadResult]) -> None:
    """Write one JSON document a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(line.model_dump_json() + "\n" for line in lines)


def read_lines(path: Path, kind: type[LineType]) -> Iterator[LineType]:
    """Yield what ``write_lines`` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield kind.model_validate_json(line)


class Work:
    """The batch's work folder inside the warehouse, and the places in it. Gone when the batch is over."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; its last part is the batch's id."""
        self.folder = folder

    @property
    def warehouse(self) -> Path:
        """The warehouse's root."""
        return self.folder.parent.parent

    @property
    def batch_id(self) -> str:
        """The batch that works here."""
        return self.folder.name

    @property
    def found(self) -> Path:
        """Every file found (Entry a line)."""
        return self.folder / "found.jsonl"

    @property
    def sources(self) -> Path:
        """The addresses of the batch's sources."""
        return self.folder / "sources.json"

    @property
    def desk(self) -> Path:
        """Corrections and waivers as they were when the batch began."""
        return self.folder / "desk.json"

    @property
    def tables(self) -> Path:
        """Normalised tables, ``<table>/year=…/county=…/<chunk>.parquet``."""
        return self.folder / "tables"

    @property
    def standing(self) -> Path:
        """The drafts of the release to be, once the gate has decided (Parquet)."""
        return self.folder / "standing.parquet"

    def to_read(self, chunk: int) -> Path:
        """The new files of a chunk (Entry a line)."""
        return self.folder / "to_read" / f"{chunk:05}.jsonl"

    def chunks(self) -> list[int]:
        """Numbers of the chunks that there are, from 1."""
        return sorted(int(path.stem) for path in self.folder.glob("to_read/*.jsonl"))

    def read(self, chunk: int) -> Path:
        """What came of reading a chunk (ReadResult a line)."""
        return self.folder / "read" / f"{chunk:05}.jsonl"

    def entries(self, outcome: Outcome) -> list[Entry]:
        """The files with one outcome, in the order found."""
        return [entry for entry in read_lines(self.found, Entry) if entry.outcome == outcome]

    def tried(self) -> dict[str, Entry]:
        """The files that the batch tried to read, by document_id."""
        return {entry.document_id: entry for entry in (*self.entries("refused"), *self.entries("new"))}

    def results(self) -> list[ReadResult]:
        """What came of reading, all chunks."""
        return [
            line for path in sorted(self.folder.glob("read/*.jsonl")) for line in read_lines(path, ReadResult)
        ]
