"""PDF files written object by object, so that any of them can be wrong."""

from __future__ import annotations

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
HELLO = b"BT /F 12 Tf 50 50 Td (hello) Tj ET"


def raw_pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A file of the objects, numbered from 1, with a sound cross-reference table; object 1 is the catalog."""
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    tail = b"trailer <</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (count, trailer, len(body))
    return body + head + table + tail


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def one_page(
    content: bytes,
    *more: bytes,
    kids: bytes = b"3 0 R",
    box: bytes = b"0 0 600 800",
    filters: bytes = b"",
    resources: bytes = b"",
    page: bytes = b"",
) -> bytes:
    """A page with the content; ``more`` objects are numbered from 5."""
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count 1>>" % kids,
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R%s/Resources<</Font<</F %s>>%s>>>>"
        % (box, page, FONT, resources),
        stream(content, filters),
        *more,
    )
