"""Drawing instructions of a PDF out of their packing, and never more of them than there is room for."""

from __future__ import annotations

import zlib

from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream

_SMALL = 20_000  # bytes in packings that cannot be opened bit by bit
_STEP = 1024  # bytes


def unpacked(stream: object, most: int) -> bytes:
    """A stream's bytes, no more than one over ``most``; what is damaged or oddly packed comes as it lies."""
    if not isinstance(stream, PDFStream):
        return b""
    raw: bytes = stream.get_rawdata() or b""
    filters = [name for name, _ in stream.get_filters()]
    if not filters:
        return raw[: most + 1]
    if len(filters) == 1 and filters[0] in LITERALS_FLATE_DECODE:
        return _inflated(raw, most)
    if len(raw) <= _SMALL:
        data: bytes = stream.get_data()
        return data[: most + 1]
    return raw[: most + 1]


def _inflated(raw: bytes, most: int) -> bytes:
    """What can be inflated: of a damaged stream what comes before the damage, in small steps."""
    inflater = zlib.decompressobj()
    found = bytearray()
    try:
        for at in range(0, len(raw), _STEP):
            found += inflater.decompress(raw[at : at + _STEP], most + 1 - len(found))
            if len(found) > most or inflater.eof:
                break
    except zlib.error:
        pass
    return bytes(found)
