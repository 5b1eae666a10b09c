"""The drafts as they were received, each kept once under the sha256 of its bytes."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from typing import BinaryIO, cast

from warehouse.atomic import write_atomically
from warehouse.manifest import sha256_of

_EXTENSION = re.compile(r"\.?([a-z0-9]{1,10})")
NO_EXTENSION = "bin"


def keep_raw(root: Path, source: Path | BinaryIO, suffix: str) -> tuple[str, Path]:
    """Keep a draft's bytes as ``raw/<sha256 first 2>/<sha256>.<ext>``; return the sha256 and that path.

    ``suffix`` is the file name's, with or without its dot; one that is no plain extension becomes ``bin``.
    A file that is already there is not copied again. A stream is read to its end and not closed.
    """
    if isinstance(source, Path):
        known = _raw_path(root, sha256_of(source), suffix)
        if known.is_file():
            return known.stem, known
        with source.open("rb") as stream:
            return keep_raw(root, stream, suffix)

    def fill(file: BinaryIO) -> Path:
        # What is hashed is what is written, even if the source changes meanwhile.
        digest = _Hashing(file)
        shutil.copyfileobj(source, cast(BinaryIO, digest))
        return _raw_path(root, digest.hash.hexdigest(), suffix)

    kept = write_atomically(root / "raw", fill)
    return kept.stem, kept


def raw_file(root: Path, sha256: str) -> Path | None:
    """A draft as it was kept; None where it never was, or is gone."""
    return next(iter(sorted((root / "raw" / sha256[:2]).glob(f"{sha256}.*"))), None)


class _Hashing:
    """A file that hashes what is written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        return self.file.write(data)


def _raw_path(root: Path, sha256: str, suffix: str) -> Path:
    plain = _EXTENSION.fullmatch(suffix.lower())
    return root / "raw" / sha256[:2] / f"{sha256}.{plain[1] if plain else NO_EXTENSION}"
