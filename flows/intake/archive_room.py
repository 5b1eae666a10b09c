"""What one zip archive may give: so many files, so many bytes, and no more than its own size makes likely."""

from __future__ import annotations

from extractors.errors import UnreadableDraft
from extractors.limits import too_large
from flows.intake.refusal import Refusal, Refused
from flows.settings import Settings

_MIB = 1024 * 1024
_LIKELY_RATIO = 200  # unpacked to packed; text packs 5 to 1, a blank sheet saved as bitmap 100 to 1, nothing but zeros 1,000 to 1
_ANY_RATIO_BYTES = 100 * _MIB  # that may be unpacked whatever the ratio


class ArchiveRoom:
    """What one archive, with the archives in it, may still give."""

    def __init__(self, settings: Settings, packed: int) -> None:
        """``packed``: the bytes of the archive itself."""
        self._settings = settings
        self._files, self._bytes = settings.archive_files, settings.archive_mib * _MIB
        self._likely = max(_ANY_RATIO_BYTES, packed * _LIKELY_RATIO)

    def is_left(self) -> bool:
        """Take a file out of it; tell whether there was room."""
        self._files -= 1
        return self._files >= 0

    def refusal(self, size: int) -> Refusal | None:
        """Take so many bytes out of it; say so where there is no room for them."""
        if size > self._bytes:
            limit = self._settings.archive_mib
            return too_large("MiB unpacked from the archive", limit + 1, limit)
        if size > self._likely:
            return Refused("packed_too_tight", {"ratio": _LIKELY_RATIO})
        self._bytes -= size
        self._likely -= size
        return None


def too_many(settings: Settings) -> UnreadableDraft:
    """The refusal of an archive that holds more files than are taken from one."""
    return too_large("files in the archive", settings.archive_files + 1, settings.archive_files)
