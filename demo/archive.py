"""Packs drafts into a zip archive as Chinese Windows does: names in GBK, and nothing that says so."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

MADE = (2025, 1, 1, 0, 0, 0)  # archives must not tell when they were made


def pack(archive: Path, files: Sequence[Path]) -> None:
    """Write ``files`` into ``archive``, and remove them. The same files give the same bytes.

    ``zipfile`` marks every name beyond ASCII as UTF-8, so names of the same length stand in for them first.
    """
    packed = BytesIO()
    names: dict[bytes, bytes] = {}
    with zipfile.ZipFile(packed, "w") as target:
        for number, file in enumerate(files):
            name = file.name.encode("gb18030")
            stand_in = f"member-{number:04d}-".ljust(len(name), "x")
            names[stand_in.encode()] = name
            target.writestr(zipfile.ZipInfo(stand_in, MADE), file.read_bytes(), zipfile.ZIP_DEFLATED)
            file.unlink()
    content = packed.getvalue()
    for stand_in_name, name in names.items():
        content = content.replace(stand_in_name, name)
    archive.write_bytes(content)
