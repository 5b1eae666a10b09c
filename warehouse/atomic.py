"""Files that are either whole or not there, whenever the machine stops.

A file is written under a temporary name beside its place, synced, and then moved over it. Nothing is tidied
up on the way: what a killed writer leaves has the suffix ``TEMPORARY`` and is removed before the next batch.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

TEMPORARY = ".partial"


def write_atomically(folder: Path, fill: Callable[[BinaryIO], Path]) -> Path:
    """Write a file inside ``folder`` and move it to where ``fill`` says.

    ``fill`` writes the bytes and returns the target, in a folder on the same file system: a file named after
    its content knows its name only when it is written. Missing folders are made. Returns the target.
    """
    make_folder(folder)
    temporary = folder / f".{uuid.uuid4().hex}{TEMPORARY}"
    with temporary.open("xb") as file:
        target = fill(file)
        file.flush()
        os.fsync(file.fileno())
    make_folder(target.parent)
    temporary.replace(target)
    sync_folder(target.parent)
    return target


def write_bytes(target: Path, data: bytes) -> Path:
    """Put ``data`` at ``target``, replacing what was there in one step."""

    def fill(file: BinaryIO) -> Path:
        file.write(data)
        return target

    return write_atomically(target.parent, fill)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and its missing parents, each one on disk before anything is put into it."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on disk."""
    if os.name == "nt":  # Windows has no handle on a folder to sync; its renames are journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
