"""The drafts as they were received, each kept once under the sha256 of its bytes."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, NamedTuple

from warehouse.atomic import TEMPORARY, make_folder, write_atomically

_EXTENSION = re.compile(r"\.?([a-z0-9]{1,10})")
NO_EXTENSION = "bin"
_IN_MEMORY = 32 * 1024 * 1024  # bytes of a draft, while it is not known yet whether it is there already
_AT_ONCE = 1024 * 1024


class Kept(NamedTuple):
    """A draft's sha256, where its bytes are kept, and whether they were not there before."""

    sha256: str
    path: Path
    is_new: bool


def keep_raw(root: Path, source: BinaryIO, suffix: str) -> Kept:
    """Keep a draft's bytes as ``raw/<sha256 first 2>/<sha256>.<ext>``.

    ``suffix`` is the file name's, with or without its dot; one that is no plain extension becomes ``bin``. The stream is
    read to its end and not closed. What is there already is not written again: waiting for the disk takes longest.
    """
    make_folder(root / "raw")
    with SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(root / "raw"), suffix=TEMPORARY) as read:
        # What is hashed is what is written, even if the source changes meanwhile.
        digest = hashlib.sha256()
        while data := source.read(_AT_ONCE):
            digest.update(data)
            read.write(data)
        kept = _raw_path(root, digest.hexdigest(), suffix)

        def fill(file: BinaryIO) -> Path:
            read.seek(0)
            shutil.copyfileobj(read, file)
            return kept

        is_new = not kept.is_file()
        if is_new:
            write_atomically(kept.parent, fill)
    return Kept(kept.stem, kept, is_new)


def raw_file(root: Path, sha256: str) -> Path | None:
    """A draft as it was kept; None where it never was, or is gone."""
    return next(iter(sorted((root / "raw" / sha256[:2]).glob(f"{sha256}.*"))), None)


def _raw_path(root: Path, sha256: str, suffix: str) -> Path:
    plain = _EXTENSION.fullmatch(suffix.lower())
    return root / "raw" / sha256[:2] / f"{sha256}.{plain[1] if plain else NO_EXTENSION}"
