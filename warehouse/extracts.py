"""What was read from a draft, so that rules can change without reading it again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from warehouse.atomic import write_bytes


def extract_path(root: Path, sha256: str, extractor_version: str) -> Path:
    """Where the reading of a draft by one version of the reader lies, whether or not it is there yet."""
    return root / "extracts" / sha256 / quote(extractor_version, safe="+") / "draft.json"


def write_extract(root: Path, sha256: str, extractor_version: str, text: str) -> Path:
    """Keep a Draft's JSON text, replacing an earlier one in one step; return its path."""
    return write_bytes(extract_path(root, sha256, extractor_version), text.encode())


def read_extract(root: Path, sha256: str, extractor_version: str) -> str | None:
    """Return the JSON text that was kept; None where this version has not read the draft yet."""
    try:
        return extract_path(root, sha256, extractor_version).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def kept_extracts(root: Path, sha256: str, first: str | None) -> Iterator[str]:
    """The JSON texts of all readings that are kept of a draft: that of version ``first``, then the others, newest first."""
    paths = sorted(
        (root / "extracts" / sha256).glob("*/draft.json"),
        key=lambda path: path.stat().st_mtime,
        reverse=True,
    )
    if first:
        paths.sort(key=lambda path: path != extract_path(root, sha256, first))
    for path in paths:
        yield path.read_text(encoding="utf-8")
