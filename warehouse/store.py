"""The warehouse folder: which releases there are, which one is current, and who may write."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.atomic import TEMPORARY, sync_folder, write_bytes
from warehouse.errors import UnknownRelease, WarehouseBusy
from warehouse.manifest import MANIFEST
from warehouse.release import Release
from warehouse.release_id import is_release_id

KEPT_FOLDERS = ("raw", "extracts", "quarantine")
UNFINISHED = "."  # folders beside the releases with such names are being made or removed


class Warehouse:
    """The folder that docs/operations.md, "What lies where", describes. Nothing is made until something is written.

    Readers need no lock. A batch holds ``lock()`` while it stages and publishes; ``rollback`` and ``prune``
    take it themselves.
    """

    def __init__(self, root: Path) -> None:
        """Take the warehouse's root folder, which need not exist yet."""
        self.root = root
        self.releases_folder = root / "releases"

    def current_id(self) -> str | None:
        """Id of the current release; None before the first."""
        try:
            return (self.root / "CURRENT").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None

    def release(self, release_id: str | None = None) -> Release:
        """Return the release with this id, or the current one. Raises UnknownRelease."""
        wanted = self.current_id() if release_id is None else release_id
        # The shape is checked first: an id is typed by people and must not lead out of the folder.
        if wanted is None or not is_release_id(wanted) or not self._manifest_of(wanted).is_file():
            raise UnknownRelease(wanted)
        return Release(self.releases_folder / wanted)

    def releases(self) -> list[Release]:
        """Every release, newest first.

        One that was complete but not yet current when its batch was killed is among them: it is whole.
        """
        names = sorted((path.name for path in self.releases_folder.glob("*")), reverse=True)
        return [
            Release(self.releases_folder / name)
            for name in names
            if is_release_id(name) and self._manifest_of(name).is_file()
        ]

    def rollback(self, release_id: str) -> Release:
        """Make an existing release the current one. Raises UnknownRelease, WarehouseBusy."""
        with self.lock():
            release = self.release(release_id)
            self.point_to(release)
        return release

    def prunable(self, keep: int) -> list[Release]:
        """All but the ``keep`` newest releases and the current one, newest first."""
        current = self.current_id()
        return [release for release in self.releases()[keep:] if release.release_id != current]

    def prune(self, keep: int, agreed: Collection[str] | None = None) -> list[str]:
        """Remove the releases that ``prunable`` tells, of these only the ``agreed`` ones if given; return their ids.

        A release leaves the list in one step, before its files go. Raises WarehouseBusy.
        """
        with self.lock():
            gone = [one for one in self.prunable(keep) if agreed is None or one.release_id in agreed]
            for release in gone:
                leaving = self.releases_folder / f"{UNFINISHED}removed-{release.release_id}"
                release.folder.rename(leaving)
                shutil.rmtree(leaving)
        return [release.release_id for release in gone]

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only writer. Raises WarehouseBusy at once when another batch runs; a killed one is none."""
        self.root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.root / ".lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise WarehouseBusy(f"another batch is writing to {self.root}") from error
        try:
            yield
        finally:
            lock.release()

    def clean_unfinished(self) -> list[Path]:
        """Remove and return the folders and files that killed batches left. Needs ``lock()``."""
        folders = [path for path in self.releases_folder.glob(f"{UNFINISHED}*") if path.is_dir()]
        kept = [self.root / name for name in KEPT_FOLDERS]
        files = [
            *self.root.glob(f".*{TEMPORARY}"),
            *(path for folder in kept for path in folder.rglob(f".*{TEMPORARY}")),
        ]
        for folder in folders:
            shutil.rmtree(folder)
        for file in files:
            file.unlink()
        return [*folders, *files]

    def point_to(self, release: Release) -> None:
        """Replace CURRENT in one step, then the ``current`` link where links exist. Needs ``lock()``."""
        write_bytes(self.root / "CURRENT", f"{release.release_id}\n".encode("ascii"))
        if (self.root / "current").is_file():  # the same file: where case does not count, no room for a link
            return
        with suppress(OSError):  # a convenience that some file systems do not have
            link = self.root / f".{uuid.uuid4().hex}{TEMPORARY}"
            link.symlink_to(Path("releases", release.release_id), target_is_directory=True)
            link.replace(self.root / "current")
            sync_folder(self.root)

    def _manifest_of(self, release_id: str) -> Path:
        return self.releases_folder / release_id / MANIFEST
