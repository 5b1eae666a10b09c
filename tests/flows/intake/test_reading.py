"""Reading a chunk: what is kept of files that reading refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractors.limits import too_large
from flows.intake.manifest import Entry, Work
from flows.intake.reading import read_chunk
from flows.intake.taking_in import take_in
from flows.settings import Settings


class TooLarge:
    """A pool whose every draft is too large."""

    def start(self, *_: Any) -> Any:
        def refuse() -> None:
            raise too_large("pages", 2, 1)

        return refuse


def test_of_what_is_too_large_no_copy_stays_but_an_earlier_one(tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    work = Work(warehouse / ".work" / "batch")
    for folder in (inbox, work.folder):
        folder.mkdir(parents=True)
    (inbox / "a.txt").write_bytes(b"x")

    def read() -> Entry:
        take_in([str(inbox)], work, Settings(warehouse=warehouse), recalled=[], force=False)
        (entry,) = work.entries("new")
        assert Path(str(entry.raw)).is_file()
        pool: Any = TooLarge()
        (result,) = read_chunk([entry], warehouse, pool, force=False, done=lambda _: None)
        assert result.code == "too_large"
        return entry

    entry = read()
    kept = Path(str(entry.raw))
    assert not kept.exists()
    kept.write_bytes(b"x")  # a batch that could read it kept it
    read()
    assert kept.exists()
