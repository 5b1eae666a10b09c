"""How large a zip archive's directory is, before anything makes objects of it: a million entries take a gigabyte."""

from __future__ import annotations

import os
import struct
from typing import IO

# "End of central directory record" and its 64-bit form, with the locator of the latter: APPNOTE.TXT, 4.3.14 to 4.3.16
_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LONGEST_COMMENT = 0xFFFF


def directory_bytes(archive: IO[bytes]) -> int:
    """The bytes that an archive's directory has by its own word, which is what zipfile reads; 0 where it has none."""
    size = archive.seek(0, os.SEEK_END)
    before = _END_64.size + _LOCATOR.size
    at = max(0, size - before - _END.size - _LONGEST_COMMENT)
    archive.seek(at)
    tail = bytes(before) + archive.read(size - at)
    end_at = tail.rfind(b"PK\5\6", 0, len(tail) - _END.size + 4)
    if end_at < 0:
        return 0
    if tail.startswith(b"PK\6\6", end_at - before) and tail.startswith(b"PK\6\7", end_at - _LOCATOR.size):
        return int(_END_64.unpack_from(tail, end_at - before)[8])
    return int(_END.unpack_from(tail, end_at)[5])
