"""Reading what others packed: by pieces, within the size limit, and with one kind of error."""

from __future__ import annotations

import io
from typing import IO

from extractors.errors import UnreadableDraft
from extractors.limits import too_large
from flows.intake.refusal import unreachable


class Bounded(io.RawIOBase):
    """A stream that stops at the size limit: what an archive says of a member's size need not be true.

    Whatever goes wrong with reading becomes UnreadableDraft or Refused, so that it is told of this file and ends nothing else.
    """

    def __init__(self, stream: IO[bytes], limit_mib: int) -> None:
        """Take the stream, which stays the caller's to close."""
        self._stream, self._limit, self._left = stream, limit_mib, limit_mib * 1024 * 1024

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer is one of bytes here
        """Fill the buffer as far as the stream goes."""
        try:
            data = self._stream.read(len(buffer))
        except OSError as error:
            raise unreachable(error) from error
        except Exception as error:
            # damage has many names: BadZipFile, zlib.error, EOFError, struct.error, MemoryError
            raise UnreadableDraft("damaged") from error
        self._left -= len(data)
        if self._left < 0:
            raise too_large("MiB of the file", self._limit + 1, self._limit)
        buffer[: len(data)] = data
        return len(data)
