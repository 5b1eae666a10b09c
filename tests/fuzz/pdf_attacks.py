"""PDF files made to hang a reader, to swell in it or to crash it."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable

from tests.extractors.raw_pdf import FONT, HELLO, one_page, raw_pdf, stream
from tests.fuzz.sound import sound

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_HUGE = b"9" * 400
_FLATE = b"/Filter/FlateDecode"


def _bomb(size: int, layers: int = 1, byte: bytes = b" ") -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(byte * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()
    for _ in range(layers - 1):
        packed = zlib.compress(packed)
    return packed


def _tree(depth: int) -> bytes:
    nodes = [
        b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (at + 3, max(at + 1, 2))
        for at in range(depth)
    ]
    return raw_pdf(_CATALOG, *nodes, b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (depth + 1))


def _forms(depth: int, each: int) -> bytes:
    """Form XObjects, each drawing the next one several times."""
    named = b"/XObject<</X %d 0 R>>"
    forms = [
        stream(
            b"/X Do " * each,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<" + named % (at + 6) + b">>",
        )
        for at in range(depth)
    ]
    last = stream(HELLO, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F %s>>>>" % FONT)
    return one_page(b"/X Do " * each, *forms, last, resources=named % 5)


def _picture(entries: bytes, data: bytes = b"x") -> bytes:
    image = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8" + entries
    return one_page(HELLO + b" /X Do", stream(data, image), resources=b"/XObject<</X 5 0 R>>")


def _font(entries: bytes, *more: bytes) -> bytes:
    """A page written in a composite font, object 5, whose further objects begin with 6."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]" + entries + b">>"
    )
    page = b"BT /G 12 Tf 50 50 Td <00010002> Tj ET"
    return one_page(page, font, *more).replace(b"/Font<</F", b"/Font<</G 5 0 R/F")


_PLAIN_CID = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>>>"
)


def _cmap(lines: bytes) -> bytes:
    head = b"/CIDInit /ProcSet findresource begin begincmap "
    head += b"/CMapName /A def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    return _font(b"/ToUnicode 7 0 R", _PLAIN_CID, stream(head + lines + b"\nendcmap end"))


def _simple_font(entries: bytes) -> bytes:
    return one_page(HELLO).replace(FONT, b"<</Type/Font/Subtype/TrueType/BaseFont/A%s>>" % entries)


def _xref_stream(entries: bytes, data: bytes) -> bytes:
    body = b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    table = stream(data, b"/Type/XRef/Root 1 0 R" + entries)
    return body + b"9 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF" % len(body)


def _object_stream(entries: bytes, data: bytes) -> bytes:
    body = b"%PDF-1.5\n"
    at = len(body)
    body += b"3 0 obj\n" + stream(data, b"/Type/ObjStm" + entries) + b"\nendobj\n"
    rows = b"".join(
        bytes([kind]) + where.to_bytes(4, "big") + bytes([number])
        for kind, where, number in ((0, 0, 0), (2, 3, 0), (2, 3, 1), (1, at, 0), (1, len(body), 0))
    )
    table = stream(rows, b"/Type/XRef/Size 5/W[1 4 1]/Root 1 0 R")
    return body + b"4 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF" % len(body)


def _updates(count: int) -> bytes:
    content, at = one_page(HELLO), 0
    at = content.rindex(b"xref\n0")
    for _ in range(count):
        here = len(content) + 1
        content += b"\nxref\n0 0\ntrailer <</Size 5/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (at, here)
        at = here
    return content


def _objects_swapped(rng: random.Random) -> bytes:
    parts = re.split(rb"(?<=endobj)\s+", sound("pdf"))
    bodies = [part.partition(b" obj")[2] for part in parts]
    a, b = rng.sample([at for at, body in enumerate(bodies) if body], 2)
    parts[a] = parts[a].replace(bodies[a], bodies[b])
    parts[b] = parts[b].replace(bodies[b], bodies[a])
    return b"\n".join(parts)


def _references_changed(rng: random.Random) -> bytes:
    return re.sub(
        rb"\b\d+ 0 R",
        lambda found: found[0] if rng.random() < 0.8 else b"%d 0 R" % rng.randrange(16),
        sound("pdf"),
    )


def _keys_changed(rng: random.Random) -> bytes:
    values = (b"null", b"[]", b"<<>>", b"-1", b"(x)", b"/X", b"1e9", b"[1 0 R]", b"true", _HUGE)
    return re.sub(
        rb"(/[A-Z]\w+) (\d+\b(?! 0 R)|/\w+|\[[^\]]*\])",
        lambda found: found[0] if rng.random() < 0.9 else found[1] + b" " + rng.choice(values),
        sound("pdf"),
    )


def _canary(uri: str) -> bytes:
    path = uri.removeprefix("file://").encode()
    embedded = b"<</Type/Filespec/F(%s)/UF(%s)>>" % (path, path)
    outside = b"<</Length 0/F(%s)>>stream\nendstream" % path
    action = b"/OpenAction<</S/Launch/F(%s)>>/Names<</EmbeddedFiles<</Names[(a) 5 0 R]>>>>" % path
    whole = one_page(HELLO, embedded, outside, page=b"/Annots[<</Subtype/Link/A<</S/GoToR/F(%s)>>>>]" % path)
    return whole.replace(b"/Contents 4 0 R", b"/Contents[4 0 R 6 0 R]").replace(
        b"/Catalog", b"/Catalog" + action
    )


def _scan(content: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    """A page that is one picture, so that it is drawn for OCR, and further content over it; more objects from 6."""
    picture = b"/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width 1/Height 1"
    sheet = b"q 600 0 0 800 0 0 cm /I Do Q "
    return one_page(
        sheet + content, stream(b"\xff", picture), *more, resources=b"/XObject<</I 5 0 R>>" + resources
    )


def _tiles(box: bytes, step: bytes) -> bytes:
    pattern = b"/PatternType 1/PaintType 1/TilingType 1/BBox[%s]/XStep %s/YStep %s" % (box, step, step)
    return _scan(
        b"/Pattern cs /P scn 0 0 600 800 re f", stream(HELLO, pattern), resources=b"/Pattern<</P 6 0 R>>"
    )


def _masks(depth: int, each: int) -> bytes:
    """Soft masks, each painted through the next one several times."""
    masked = b"/ExtGState<</G<</SMask<</S/Luminosity/G %d 0 R>>>>>>"
    paint = b"/G gs " + b"0 0 600 800 re f " * each
    group = b"/Subtype/Form/BBox[0 0 600 800]/Group<</S/Transparency/CS/DeviceGray>>"
    masks = [stream(paint, group + b"/Resources<<" + masked % (at + 7) + b">>") for at in range(depth)]
    return _scan(paint, *masks, stream(b"0 0 600 800 re f", group), resources=masked % 6)


def _shading(entries: bytes, *more: bytes) -> bytes:
    return _scan(b"/S sh", entries, *more, resources=b"/Shading<</S 6 0 R>>")


RANDOM: dict[str, Callable[[random.Random], bytes]] = {
    "objects swapped": _objects_swapped,
    "references changed": _references_changed,
    "values changed": _keys_changed,
}

ATTACKS: dict[str, Callable[[str], bytes]] = {
    "page tree in a loop": lambda _: one_page(HELLO, kids=b"2 0 R 3 0 R"),
    "page tree 3,000 deep": lambda _: _tree(3000),
    "a page 3,000 times": lambda _: one_page(HELLO, kids=b"3 0 R " * 3000),
    "a page without a box": lambda _: one_page(HELLO).replace(b"/MediaBox", b"/NoBox"),
    **{
        f"box {box.decode()[:20]}": lambda _, box=box: one_page(HELLO, box=box)
        for box in (
            b"0 0 99999999999 99999999999",
            b"0 0 0 0",
            b"600 800 0 0",
            b"-9 -9 -1 -1",
            b"0 0 600",
            b"(a) /b null 1",
            b"0 0 %s %s" % (_HUGE, _HUGE),
            b"0 0 1e999 5",
            b"4 0 R 4 0 R 4 0 R 4 0 R",
        )
    },
    **{
        f"page with {entries.decode()[:30]}": lambda _, entries=entries: one_page(HELLO, page=entries)
        for entries in (
            b"/Rotate 45",
            b"/Rotate 99999999999",
            b"/Rotate(x)",
            b"/UserUnit 1e9",
            b"/UserUnit 0",
            b"/CropBox[0 0 0 0]",
            b"/CropBox 4 0 R",
            b"/Contents 99 0 R",
            b"/Contents 3 0 R",
            b"/Annots 3 0 R",
            b"/Parent 3 0 R",
        )
    },
    "arrays in arrays": lambda _: one_page(b"[" * 200_000),
    "dictionaries in dictionaries": lambda _: one_page(b"<</a" * 100_000),
    "deep dictionary as an object": lambda _: one_page(
        HELLO, b"<</a " * 10_000 + b">>" * 10_000, page=b"/A 5 0 R"
    ),
    "deep catalog": lambda _: one_page(HELLO).replace(
        b"/Catalog", b"/Catalog/A " + b"[" * 10_000 + b"]" * 10_000
    ),
    "string that never ends": lambda _: one_page(b"(" * 1_000_000),
    "number of 100,000 digits": lambda _: one_page(b"9" * 100_000 + b" 0 Td " + HELLO),
    "length too long": lambda _: one_page(HELLO).replace(b"/Length 34", b"/Length 999999999"),
    "length negative": lambda _: one_page(HELLO).replace(b"/Length 34", b"/Length -34"),
    "length of itself": lambda _: one_page(HELLO).replace(b"/Length 34", b"/Length 4 0 R"),
    "xref that leads to itself": lambda _: raw_pdf(_CATALOG, trailer=b"/Prev 50/XRefStm 50"),
    "xref far beyond the end": lambda _: re.sub(rb"startxref\n\d+", b"startxref\n" + _HUGE, one_page(HELLO)),
    "xref table of 10^9 entries": lambda _: one_page(HELLO).replace(b"xref\n0 5", b"xref\n0 999999999"),
    "2,000 updates": lambda _: _updates(2000),
    "xref stream of 10^9 entries": lambda _: _xref_stream(
        b"/Size 999999999/W[1 4 1]/Index[0 999999999]", b"\0" * 60
    ),
    "xref stream with wide fields": lambda _: _xref_stream(b"/Size 9/W[999999999 9 9]", b"\0" * 60),
    "xref stream without fields": lambda _: _xref_stream(b"/Size 9/W[0 0 0]/Index[0 99999999]", b""),
    "xref stream as a bomb": lambda _: _xref_stream(_FLATE + b"/Size 9/W[1 4 1]", _bomb(50_000_000)),
    "object stream of 10^9 objects": lambda _: _object_stream(
        b"/N 999999999/First 10", b"1 0 2 0 " + b"<<>> " * 9
    ),
    "object stream in itself": lambda _: _object_stream(b"/N 2/First 8/Extends 3 0 R", b"3 0 3 0 3 0 R"),
    "object stream as a bomb": lambda _: _object_stream(_FLATE + b"/N 2/First 8", _bomb(300_000_000)),
    "object stream of a million": lambda _: _object_stream(
        _FLATE + b"/N 1000000/First 8000000", zlib.compress(b"1 2 3 4 " * 1_000_000 + b"<<>> " * 99)
    ),
    "bomb": lambda _: one_page(_bomb(200_000_000), filters=_FLATE),
    "bomb in a bomb": lambda _: one_page(_bomb(200_000_000, 2), filters=b"/Filter[/FlateDecode/FlateDecode]"),
    "bomb behind hexadecimal": lambda _: one_page(
        _bomb(100_000_000).hex().encode(), filters=b"/Filter[/AHx/Fl]"
    ),
    "LZW bomb": lambda _: one_page(_lzw_bomb(), filters=b"/Filter/LZWDecode"),
    "run-length bomb": lambda _: one_page(b"\x81 " * 1_000_000, filters=b"/Filter/RunLengthDecode"),
    "filters without end": lambda _: one_page(HELLO, filters=b"/Filter[" + b"/AHx" * 5000 + b"]"),
    "unknown filter": lambda _: one_page(HELLO, filters=b"/Filter/Nonsense"),
    "predictor with 10^9 columns": lambda _: one_page(
        zlib.compress(HELLO), filters=_FLATE + b"/DecodeParms<</Predictor 12/Columns 999999999/Colors 9>>"
    ),
    "predictor with no columns": lambda _: one_page(
        zlib.compress(HELLO), filters=_FLATE + b"/DecodeParms<</Predictor 15/Columns 0/BitsPerComponent 0>>"
    ),
    "contents 100,000 times": lambda _: one_page(HELLO).replace(
        b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 100_000 + b"]"
    ),
    "form that draws itself": lambda _: one_page(
        b"/X Do",
        stream(b"/X Do /X Do", b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"),
        resources=b"/XObject<</X 5 0 R>>",
    ),
    "forms 12 deep, 10 each": lambda _: _forms(12, 10),
    "forms 2,000 deep": lambda _: _forms(2000, 1),
    "picture of 50,000 by 50,000": lambda _: _picture(
        b"/Width 50000/Height 50000" + _FLATE, _bomb(1_000_000)
    ),
    "JBIG2": lambda _: _picture(
        b"/Width 50000/Height 50000/Filter/JBIG2Decode", b"\0\0\0\0\x30\0\1\0\0\0\x13" + b"\xff" * 19
    ),
    "CCITT": lambda _: _picture(
        b"/Width 9/Height 9/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 999999999/Rows 999999999>>"
    ),
    "JPX": lambda _: _picture(b"/Width 99999/Height 99999/Filter/JPXDecode", b"\0\0\0\x0cjP  \r\n\x87\n"),
    "inline picture": lambda _: one_page(b"BI /W 99999999 /H 99999999 /BPC 8 /CS /G /F /Fl ID x EI " + HELLO),
    "inline picture that never ends": lambda _: one_page(b"BI /W 9 /H 9 ID " + b"E" * 1_000_000),
    "million saves": lambda _: one_page(b"q " * 1_000_000 + HELLO),
    "million dots": lambda _: one_page(b"BT /F 1 Tf " + b"(.)Tj " * 1_000_000 + b"ET"),
    "million lines": lambda _: one_page(b"1 1 m 9 9 l S " * 700_000),
    "one path of a million lines": lambda _: one_page(b"1 1 m " + b"9 9 l 3 4 l " * 400_000 + b"S"),
    "dashes without length": lambda _: one_page(
        b"[0 0] 0 d 1e-30 w 0 0 m 600 0 l S [-1] 9 d 9 9 m 1 1 l S " + HELLO
    ),
    "matrix of nothing": lambda _: one_page(
        b"0 0 0 0 0 0 cm BT /F 0 Tf 0 0 0 0 0 0 Tm (a) Tj ET 1 1 m 2 2 l S"
    ),
    "matrix of 10^300": lambda _: one_page(b"1e300 0 0 1e300 1e300 1e300 cm " * 9 + HELLO),
    "operators without operands": lambda _: one_page(
        b"Tj TJ Tf Td Tm cm re m l c Do gs sc Q Q ET BT BI ID EI ' \" " * 50
    ),
    "operands of the wrong kind": lambda _: one_page(
        b"(a) /b Tf [] [] Td /x Tj 5 TJ (a) (b) (c) (d) re [(a) [1] <</a/b>>] TJ " + HELLO
    ),
    "widths from -10^9 to 10^9": lambda _: _simple_font(
        b"/FirstChar -999999999/LastChar 999999999/Widths[1 2 3]"
    ),
    "widths of a million": lambda _: _simple_font(
        b"/FirstChar 0/LastChar 999999/Widths[" + b"500 " * 1_000_000 + b"]"
    ),
    "encoding of a million names": lambda _: _simple_font(
        b"/Encoding<</Differences[0 " + b"/a" * 1_000_000 + b"]>>"
    ),
    "names without end": lambda _: _simple_font(
        b"/Encoding<</Differences[0 /uni" + b"F" * 40 + b"/uniD800/u110000/g]>>"
    ),
    "font without a kind": lambda _: one_page(HELLO).replace(b"/Subtype/Type1", b""),
    "font that is its own child": lambda _: _font(b"", b"6 0 R"),
    "composite widths of 10^9": lambda _: _font(
        b"", _PLAIN_CID.replace(b"/BaseFont/A", b"/W[0 999999999 500]")
    ),
    "composite widths of a million": lambda _: _font(
        b"", _PLAIN_CID.replace(b"/BaseFont/A", b"/W[" + b"1 [5 6 7] 9 99 5 " * 100_000 + b"]")
    ),
    "glyph that draws itself": lambda _: one_page(
        b"BT /F 12 Tf (aaa) Tj ET", stream(b"BT /F 12 Tf (aaa) Tj ET")
    ).replace(
        FONT,
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[0 0 0 0 0 0]/CharProcs<</a 5 0 R>>"
        b"/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]>>",
    ),
    "character map of 4 billion": lambda _: _cmap(b"1 beginbfrange <00000000> <FFFFFFFF> <4E00> endbfrange"),
    "character map of ranges": lambda _: _cmap(
        b"".join(b"<0000> <FFFF> <%04X>\n" % at for at in range(3000)).join(
            (b"100 beginbfrange\n", b"endbfrange")
        )
    ),
    "character map of cids": lambda _: _cmap(b"1 begincidrange <00000000> <7FFFFFFF> 0 endcidrange"),
    "character map to half a character": lambda _: _cmap(
        b"2 beginbfchar <0001> <D800> <0002> <DC00DC00> endbfchar"
    ),
    "character map that ends early": lambda _: _cmap(b"9 beginbfchar <0001> <"),
    "locked with nonsense": lambda _: one_page(HELLO).replace(
        b"/Root",
        b"/ID[(a)(b)]/Encrypt<</Filter/Standard/V 4/R 4/O(a)/U(b)/P -1/CF<</S<</CFM/AESV2>>>>/StmF/S/StrF/S>>/Root",
    ),
    "locked by itself": lambda _: one_page(HELLO).replace(b"/Root", b"/Encrypt 1 0 R/Root"),
    "scripts and other files": _canary,
    "tiles of a hundredth of a point": lambda _: _tiles(b"0 0 9 9", b".01"),
    "tiles as large as the page, a point apart": lambda _: _tiles(b"0 0 600 800", b"1"),
    "tiles without a step": lambda _: _tiles(b"0 0 9 9", b"0"),
    "soft masks in soft masks": lambda _: _masks(6, 6),
    "soft mask that masks itself": lambda _: _masks(0, 1).replace(
        b"/DeviceGray>>", b"/DeviceGray>>/Resources<</ExtGState<</G<</SMask<</S/Luminosity/G 6 0 R>>>>>>>>"
    ),
    "3,000 pictures over one another": lambda _: _scan(b"q 600 0 0 800 0 0 cm " + b"/I Do " * 3000 + b"Q"),
    "lines as broad as the page": lambda _: _scan(b"900 w 0 0 m 600 800 l S " * 5000),
    "shading by a long program": lambda _: _shading(
        b"<</ShadingType 1/ColorSpace/DeviceGray/Domain[0 1 0 1]/Matrix[600 0 0 800 0 0]/Function 7 0 R>>",
        stream(b"{add " + b"dup add 2 div " * 500 + b"2 div}", b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1]"),
    ),
    "100,000 triangles as large as the page": lambda _: _shading(
        stream(
            b"\0\0\0\x05\0\xff\0\x09\0\0\xff\x01" * 33_000,
            b"/ShadingType 4/ColorSpace/DeviceGray/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8"
            b"/Decode[0 600 0 800 0 1]",
        )
    ),
    "10^9 pages by its own word": lambda _: one_page(HELLO).replace(b"/Count 1", b"/Count 999999999"),
    "page tree that leads back to its root": lambda _: raw_pdf(
        _CATALOG,
        b"<</Type/Pages/Kids[3 0 R 3 0 R 3 0 R]/Count 9>>",
        b"<</Type/Pages/Kids[2 0 R 2 0 R 4 0 R]/Count 9/Parent 2 0 R>>",
        b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>",
    ),
    "scripts of many kinds": lambda _: one_page(
        HELLO, page=b"/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>"
    ).replace(
        b"/Catalog",
        b"/Catalog/OpenAction<</S/JavaScript/JS(while(1);)>>/Names<</JavaScript<</Names[(a)<</S/JavaScript"
        b"/JS(while(1);)>>]>>>>/AcroForm<</Fields[]/XFA[(template)(<a/>)]/CO[3 0 R]>>",
    ),
    "fields with scripts": lambda _: one_page(
        HELLO,
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(1)/Rect[0 0 99 99]/AA<</F<</S/JavaScript/JS(while(1);)>>"
        b"/C<</S/JavaScript/JS(while(1);)>>>>>>",
        page=b"/Annots[5 0 R 5 0 R 3 0 R]",
    ).replace(b"/Catalog", b"/Catalog/AcroForm<</Fields[5 0 R]/NeedAppearances true/CO[5 0 R]>>"),
    "JBIG2 in its own words": lambda _: _picture(
        b"/Width 9/Height 9/Filter/JBIG2Decode/DecodeParms<</JBIG2Globals 5 0 R>>",
        b"\0\0\0\1\0\1\0\xff\xff\xff\xff" * 99,
    ),
    "100 MB before it": lambda _: b"\n" * 100_000_000 + one_page(HELLO),
    "a web page before it": lambda _: b"<html><body><script>alert(1)</script>" + one_page(HELLO),
    "text before it": lambda _: b"x\n" * 400 + one_page(HELLO),
    "many empty pages": lambda _: raw_pdf(
        _CATALOG,
        b"<</Type/Pages/Count 1900/Kids[" + b"".join(b"%d 0 R " % at for at in range(3, 1903)) + b"]>>",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 1900,
    ),
}


def _lzw_bomb() -> bytes:
    """Every code is the last one and a byte more: 3,800 codes unpack to 7 MB, then the table starts anew."""
    codes = [256, 32, *range(258, 4093)] * 40
    bits, out, held = 0, bytearray(), 0
    for at, code in enumerate(codes):
        in_table = at % (len(codes) // 40)
        width = 9 if in_table < 255 else 10 if in_table < 767 else 11 if in_table < 1791 else 12
        held, bits = held << width | code, bits + width
        while bits >= 8:
            bits -= 8
            out.append(held >> bits & 0xFF)
        held &= (1 << bits) - 1
    return bytes(out)
