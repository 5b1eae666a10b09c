"""Drawings that draw each other: refused where they never end, read where they only are listed so."""

from __future__ import annotations

import base64
import zlib

import pytest

from extractors.errors import UnreadableDraft
from extractors.pdf.bounds import hold_contents
from tests.extractors.raw_pdf import FONT, HELLO, one_page, stream

TWICE = b"/X Do /X Do"
DRAWN = b"/XObject<</X 5 0 R>>"


def form(
    content: bytes, inner: bytes = b"", kind: bytes = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
) -> bytes:
    return stream(content, kind + (b"/Resources<<" + inner + b">>" if inner else b""))


def packed(filters: bytes, data: bytes) -> bytes:
    return stream(data, b"/Subtype/Form/BBox[0 0 9 9]/Filter" + filters + b"/Resources<<" + DRAWN + b">>")


def chain(depth: int, each: int) -> bytes:
    """Forms that each draw the next one so many times."""
    forms = [form(b"/X Do " * each, b"/XObject<</X %d 0 R>>" % (at + 6)) for at in range(depth)]
    return one_page(b"/X Do", *forms, form(HELLO), resources=DRAWN)


TYPE3 = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 5 0 R>>/FirstChar 97"
    b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/Resources<</XObject<</X 6 0 R>>>>>>"
)
STAMP = b"<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N 6 0 R>>>>"
PATTERN = b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"

ENDLESS = {
    "itself": one_page(TWICE, form(TWICE, DRAWN), resources=DRAWN),
    "itself, by its page's resources": one_page(TWICE, form(TWICE), resources=DRAWN),
    "itself, the name in codes": one_page(TWICE, form(b"/#58%c\nDo", DRAWN), resources=DRAWN),
    "each other": one_page(
        TWICE, form(b"/Y Do/Y Do", b"/XObject<</Y 6 0 R>>"), form(TWICE, DRAWN), resources=DRAWN
    ),
    "itself, packed": one_page(TWICE, packed(b"/FlateDecode", zlib.compress(TWICE)), resources=DRAWN),
    "itself, packed twice": one_page(
        TWICE, packed(b"[/ASCII85Decode/FlateDecode]", base64.a85encode(zlib.compress(TWICE)) + b"~>"), resources=DRAWN
    ),
    "two, 30 deep": chain(30, 2),
    "one, 2,000 deep": chain(2000, 1),
    "in a glyph": one_page(b"BT /F 9 Tf (a) Tj ET", form(TWICE), form(TWICE, b"/XObject<</X 6 0 R>>")).replace(
        FONT, TYPE3
    ),
    "in a stamp": one_page(HELLO, STAMP, form(TWICE, b"/XObject<</X 6 0 R>>"), page=b"/Annots[5 0 R]"),
    "in a pattern": one_page(
        b"/Pattern cs /P scn 0 0 9 9 re f",
        form(b"/Pattern cs /P scn 0 0 9 9 re f", b"/Pattern<</P 5 0 R>>", PATTERN),
        resources=b"/Pattern<</P 5 0 R>>",
    ),
    "beside a broken object": one_page(
        b"/P scn " + TWICE, form(TWICE, DRAWN), b"<</A>>", resources=DRAWN + b"/Pattern<</P 6 0 R>>"
    ),
}  # fmt: skip

SOUND = {
    "listed and not drawn": one_page(b"/X Do", form(HELLO, DRAWN), resources=DRAWN),
    "one listing for all": one_page(
        b"/X Do /Y Do", form(HELLO, b"/XObject 7 0 R"), form(b"/X Do", b"/XObject 7 0 R"),
        b"<</X 5 0 R/Y 6 0 R>>", resources=b"/XObject 7 0 R",
    ),
    "a thousand times": one_page(b"/X Do " * 1000, form(HELLO), resources=DRAWN),
    "twelve deep": chain(12, 1),
    "a name that is not there": one_page(b"/Z Do /X Do", form(b"/Z Do"), resources=DRAWN),
}  # fmt: skip


def test_what_never_ends_is_refused(tmp_path):
    for name, content in ENDLESS.items():
        path = tmp_path / "draft.pdf"
        path.write_bytes(content)
        with pytest.raises(UnreadableDraft) as refusal:
            hold_contents(path)
        assert (refusal.value.code, refusal.value.pages) == ("too_large", (1,)), name


@pytest.mark.parametrize("name", SOUND)
def test_what_ends_is_not(tmp_path, name):
    path = tmp_path / "draft.pdf"
    path.write_bytes(SOUND[name])
    hold_contents(path)
