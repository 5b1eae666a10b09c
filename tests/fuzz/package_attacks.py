"""Packages (zip with XML in it) made to do harm: Word, Excel and OFD files, and archives of drafts."""

from __future__ import annotations

import io
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.fuzz.bytewise import MUTATIONS
from tests.fuzz.sound import sound, zipped

_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006"
_S = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10) for at in range(1, 10))
_LAUGHTER = b'<!DOCTYPE d [<!ENTITY l0 "ha">%s]>' % _LAUGHS
_MAIN = {
    "docx": "word/document.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
    "ofd": "Doc_0/Pages/Page_0/Content.xml",
}
_RELATIONS = {"docx": "word/_rels/document.xml.rels", "xlsx": "xl/_rels/workbook.xml.rels"}


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def inside(rng: random.Random, kind: str) -> bytes:
    """The package with one part mutated and packed again."""
    parts = parts_of(sound(kind))
    name = rng.choice(sorted(parts))
    return zipped(parts | {name: rng.choice(MUTATIONS)(rng, parts[name])})


def part_missing(rng: random.Random, kind: str) -> bytes:
    parts = parts_of(sound(kind))
    del parts[rng.choice(sorted(parts))]
    return zipped(parts)


def parts_swapped(rng: random.Random, kind: str) -> bytes:
    parts = parts_of(sound(kind))
    one, other = rng.sample(sorted(parts), 2)
    return zipped(parts | {one: parts[other], other: parts[one]})


def _word(body: bytes, before: bytes = b"") -> bytes:
    return zipped(
        parts_of(sound("docx"))
        | {_MAIN["docx"]: before + b"<w:document %s><w:body>%s</w:body></w:document>" % (_W, body)}
    )


def _sheet(body: bytes, before: bytes = b"") -> bytes:
    return zipped(
        parts_of(sound("xlsx")) | {_MAIN["xlsx"]: before + b"<worksheet %s>%s</worksheet>" % (_S, body)}
    )


def _rows(body: bytes) -> bytes:
    return _sheet(b"<sheetData>%s</sheetData>" % body)


def _edited(kind: str, part: str, old: bytes, new: bytes) -> bytes:
    parts = parts_of(sound(kind))
    assert old in parts[part], (kind, part, old)
    return zipped(parts | {part: parts[part].replace(old, new, 1)})


def _added(kind: str, members: dict[str, bytes]) -> bytes:
    return zipped(parts_of(sound(kind)) | members)


def _external(kind: str, uri: str) -> bytes:
    relation = (
        b'<Relationship Id="rX%d" Type="' + _OFFICE + b'/relationships/%s" Target="%s" TargetMode="%s"/>'
    )
    kinds = (
        b"image",
        b"attachedTemplate",
        b"aFChunk",
        b"externalLink",
        b"externalLinkPath",
        b"oleObject",
        b"numbering",
        b"styles",
    )
    many = b"".join(
        relation % (at, one, uri.encode(), mode)
        for at, (one, mode) in enumerate((one, mode) for one in kinds for mode in (b"External", b"Internal"))
    )
    return _edited(kind, _RELATIONS[kind], b"</Relationships>", many + b"</Relationships>")


def _entity(kind: str, uri: str, *, parameter: bool = False) -> bytes:
    """The canary as an external entity, where the part's first text is."""
    parts = parts_of(sound(kind))
    _, _, body = parts[_MAIN[kind]].rpartition(b"?>")
    doctype = (
        b'<!DOCTYPE d [<!ENTITY %% p SYSTEM "%s">%%p;]>'
        if parameter
        else b'<!DOCTYPE d [<!ENTITY x SYSTEM "%s">]>'
    )
    marks = {"docx": b"<w:t>", "xlsx": b"<v>", "ofd": b'Y="3">'}
    body = body if parameter else body.replace(marks[kind], marks[kind] + b"&x;")
    return zipped(parts | {_MAIN[kind]: doctype % uri.encode() + body})


def _laughing(kind: str) -> bytes:
    parts = parts_of(sound(kind))
    _, _, body = parts[_MAIN[kind]].rpartition(b"?>")
    marks = {"docx": b"<w:t>", "xlsx": b"<v>", "ofd": b'Y="3">'}
    return zipped(parts | {_MAIN[kind]: _LAUGHTER + body.replace(marks[kind], marks[kind] + b"&l9;")})


def _sizes_wrong(content: bytes, size: int) -> bytes:
    """Every size that the directory declares of an unpacked member, changed."""
    changed, at = bytearray(content), 0
    while (at := content.find(b"PK\1\2", at)) >= 0:
        struct.pack_into("<I", changed, at + 24, size)
        at += 4
    return bytes(changed)


def _overlapping(kind: str) -> bytes:
    """Every entry of the directory points at the same, first, member."""
    content = sound(kind)
    changed, at = bytearray(content), 0
    while (at := content.find(b"PK\1\2", at)) >= 0:
        struct.pack_into("<I", changed, at + 42, 0)
        at += 4
    return bytes(changed)


def _marked(content: bytes, offset: int, value: int) -> bytes:
    """A field of two bytes changed in every directory entry (and the flags in every member's header)."""
    changed, at = bytearray(content), 0
    while (at := content.find(b"PK\1\2", at)) >= 0:
        struct.pack_into("<H", changed, at + offset, value)
        at += 4
    return bytes(changed)


def _many_members(count: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", b"")
    return buffer.getvalue()


def _link(uri: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, uri.removeprefix("file://"))
    return buffer.getvalue()


def _nested(depth: int) -> bytes:
    content = sound("txt")
    for _ in range(depth):
        content = zipped({f"{at}.zip": content for at in range(3)})
    return content


def _chain(depth: int) -> bytes:
    content = sound("txt")
    for _ in range(depth):
        content = zipped({"draft.zip": content})
    return content


def _directory_of(count: int) -> bytes:
    """An archive whose directory names its one member so many times."""
    content = zipped({"a.txt": b"x"})
    start, end = content.index(b"PK\1\2"), content.index(b"PK\5\6")
    entries = content[start:end] * count
    last = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, min(count, 0xFFFF), min(count, 0xFFFF), len(entries), start, 0
    )
    return content[:start] + entries + last


def _kernels(count: int) -> bytes:
    """Members one in the other: each one's bytes are the next one's header, quoted, and bytes, up to one bomb."""
    packer, size = zlib.compressobj(9, wbits=-15), 50_000_000
    packed = packer.compress(b"\0" * size) + packer.flush()
    body, entries = b"", []
    for at in reversed(range(count)):
        name = b"%04d.txt" % at
        fields = struct.pack("<5H3L2H", 20, 0, 8, 0, 0x21, 0, len(packed), size, len(name), 0)
        header = b"PK\3\4" + fields + name
        body = header + packed
        entries.append(
            b"PK\1\2" + struct.pack("<H", 20) + fields + struct.pack("<3H2L", 0, 0, 0, 0, at * 43) + name
        )
        packed, size = b"\0" + struct.pack("<HH", 38, 38 ^ 0xFFFF) + body, size + 38
    directory = b"".join(reversed(entries))
    return (
        body
        + directory
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    )


def _named_in_gbk() -> bytes:
    content = zipped(
        {"xxxxxxxxxxxxxxxxx/xxxx.txt": sound("txt").replace("供水户数".encode(), "受益户数".encode())}
    )
    return content.replace(b"xxxxxxxxxxxxxxxxx/xxxx", "承德县人社局报送/草案".encode("gbk").ljust(22, b"x"))


def _open_document(kind: str, body: bytes) -> bytes:
    """An OpenDocument file, which LibreOffice reads, with the body that is given."""
    spaces = b"".join(
        b' xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (name, name)
        for name in (b"office", b"text", b"table", b"script")
    )
    content = (
        b"<office:document-content%s xmlns:xlink='http://www.w3.org/1999/xlink' office:version='1.2'>"
        % spaces
    )
    media = f"application/vnd.oasis.opendocument.{kind}"
    listed = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": media.encode(),
            "META-INF/manifest.xml": listed.encode(),
            "content.xml": content + b"<office:body>%s</office:body></office:document-content>" % body,
        }
    )


def _names(names: tuple[str, ...]) -> bytes:
    draft = sound("txt")
    return zipped(
        {name: draft.replace("供水户数".encode(), f"户数{at}".encode()) for at, name in enumerate(names)}
    )


MEMBER_NAMES = (
    "../../../../outside.txt", "/tmp/outside.txt", "..\\..\\outside.txt", "C:\\outside.txt", "\\\\host\\share\\x.txt",
    "a/../../../b.txt", "CON", "nul.txt", "甲\u202etxt.exe", "x" * 300 + ".txt", "<script>alert(1)</script>.txt",
    "\x1b[31mred.txt", "line\nbreak.txt", "😀.txt", "=cmd|'calc'!A0.txt", "file:///etc/passwd", "~/.bashrc", "%2e%2e%2fx.txt",
    "raw/../../CURRENT", ".", "..", "a\x00b.txt",
)  # fmt: skip

RANDOM: dict[str, Callable[[random.Random, str], bytes]] = {
    "mutated inside": inside,
    "part missing": part_missing,
    "parts swapped": parts_swapped,
}

_DEEP = 50_000
_CELL = b"<w:tbl><w:tr><w:tc><w:tcPr>%s</w:tcPr><w:p/></w:tc></w:tr></w:tbl>"

ATTACKS: dict[tuple[str, str], Callable[[str], bytes]] = {
    **{(kind, "entities that laugh"): lambda _, kind=kind: _laughing(kind) for kind in _MAIN},
    **{(kind, "external entity"): lambda uri, kind=kind: _entity(kind, uri) for kind in _MAIN},
    **{
        (kind, "parameter entity"): lambda uri, kind=kind: _entity(kind, uri, parameter=True)
        for kind in _MAIN
    },
    **{
        (kind, "relations to other files"): lambda uri, kind=kind: _external(kind, uri) for kind in _RELATIONS
    },
    **{
        (kind, "part of 60 MB"): lambda _, kind=kind: _added(kind, {_MAIN[kind]: b" " * 60_000_000})
        for kind in _MAIN
    },
    **{
        (kind, "800 MB of media"): lambda _, kind=kind: _added(
            kind, {f"media/{at}": b"\0" * 80_000_000 for at in range(10)}
        )
        for kind in ("docx",)
    },
    **{
        (kind, "sizes of 4 GB declared"): lambda _, kind=kind: _sizes_wrong(sound(kind), 0xFFFFFFF0)
        for kind in (*_MAIN, "zip")
    },
    **{
        (kind, "sizes of nothing declared"): lambda _, kind=kind: _sizes_wrong(sound(kind), 0)
        for kind in (*_MAIN, "zip")
    },
    **{
        (kind, "bomb that declares nothing"): lambda _, kind=kind: _sizes_wrong(
            _added(kind, {_MAIN[kind]: b" " * 99_000_000}), 9
        )
        for kind in _MAIN
    },
    **{(kind, "overlapping members"): lambda _, kind=kind: _overlapping(kind) for kind in (*_MAIN, "zip")},
    **{
        (kind, "marked as locked"): lambda _, kind=kind: _marked(sound(kind), 8, 1)
        for kind in (*_MAIN, "zip")
    },
    **{
        (kind, "unknown packing"): lambda _, kind=kind: _marked(sound(kind), 10, 99)
        for kind in (*_MAIN, "zip")
    },
    **{
        (kind, "members out of the folder"): lambda _, kind=kind: _added(
            kind, dict.fromkeys(MEMBER_NAMES, b"x")
        )
        for kind in _MAIN
    },
    **{
        (kind, "deep elements"): lambda _, kind=kind: _added(
            kind, {_MAIN[kind]: b"<a>" * _DEEP + b"</a>" * _DEEP}
        )
        for kind in _MAIN
    },
    **{
        (kind, "part in UTF-16 that is none"): lambda _, kind=kind: _added(
            kind, {_MAIN[kind]: b'<?xml version="1.0" encoding="UTF-16"?><a/>'}
        )
        for kind in _MAIN
    },
    ("docx", "macros"): lambda _: _added(
        "docx", {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Shell" * 99}
    ),
    ("docx", "tables in tables"): lambda _: _word(
        b"<w:tbl><w:tr><w:tc>" * 60 + b"</w:tc></w:tr></w:tbl>" * 60
    ),
    ("docx", "wrappers 50,000 deep"): lambda _: _word(b"<w:sdt>" * _DEEP + b"</w:sdt>" * _DEEP),
    ("docx", "wrappers 200 deep"): lambda _: _word(b"<w:sdt>" * 200 + b"</w:sdt>" * 200),
    ("docx", "text boxes in one another"): lambda _: _word(
        b"<w:p><w:txbxContent>" * 60 + b"</w:txbxContent></w:p>" * 60
    ),
    ("docx", "a million paragraphs"): lambda _: _word(b"<w:p/>" * 1_000_000),
    ("docx", "a cell a million times"): lambda _: _word(
        b"<w:tbl><w:tr>" + b"<w:tc/>" * 1_000_000 + b"</w:tr></w:tbl>"
    ),
    ("docx", "half a million rows"): lambda _: _word(
        b"<w:tbl>" + b"<w:tr><w:tc/></w:tr>" * 500_000 + b"</w:tbl>"
    ),
    ("docx", "one run of ten million"): lambda _: _word(
        b"<w:p><w:r><w:t>" + b"9" * 9_000_000 + b"</w:t></w:r></w:p>"
    ),
    **{
        ("docx", f"cell with {entry.decode()}"): lambda _, entry=entry: _word(_CELL % entry)
        for entry in (
            b'<w:gridSpan w:val="999999999"/>',
            b'<w:gridSpan w:val="-5"/>',
            b'<w:gridSpan w:val="x"/>',
            b"<w:gridSpan/>",
            b'<w:gridSpan w:val="1e9"/>',
            b'<w:vMerge w:val="x"/>',
            b"<w:vMerge/>",
            b'<w:hMerge w:val="continue"/>',
        )
    },
    ("docx", "row that begins at 10^9"): lambda _: _word(
        b'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr><w:tc/></w:tr></w:tbl>'
    ),
    ("docx", "columns of no width"): lambda _: _word(
        b'<w:tbl><w:tblGrid><w:gridCol w:w="-1"/><w:gridCol w:w="%s"/></w:tblGrid><w:tr><w:tc/></w:tr></w:tbl>'
        % (b"9" * 5000)
    ),
    ("docx", "numbering without sense"): lambda _: _word(
        b'<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    ),
    ("docx", "styles in a loop"): lambda _: _edited(
        "docx",
        "word/styles.xml",
        b"<w:style ",
        b'<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        b'<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style><w:style ',
    ),
    ("docx", "data exchange field"): lambda _: _word(
        b'<w:p><w:fldSimple w:instr="DDEAUTO cmd &quot;/k calc&quot;"><w:r><w:t>=cmd</w:t></w:r></w:fldSimple></w:p>'
    ),
    ("docx", "included file"): lambda uri: _word(
        b'<w:p><w:r><w:t><x:include xmlns:x="http://www.w3.org/2001/XInclude" parse="text" href="%s"/></w:t></w:r></w:p>'
        % uri.encode()
    ),
    ("docx", "style sheet"): lambda uri: _word(
        b"<w:p/>", b'<?xml-stylesheet type="text/xsl" href="%s"?>' % uri.encode()
    ),
    ("docx", "names without end"): lambda _: _word(b"<w:" + b"a" * 2_000_000 + b"/>"),
    ("docx", "a million attributes"): lambda _: _word(
        b"<w:p " + b" ".join(b'a%d=""' % at for at in range(300_000)) + b"/>"
    ),
    ("xlsx", "whole sheet merged"): lambda _: _sheet(
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    ("xlsx", "100,000 merged ranges"): lambda _: _sheet(
        b"<sheetData/><mergeCells>"
        + b"".join(b'<mergeCell ref="A%d:ZZ%d"/>' % (at, at + 9) for at in range(1, 100_000))
        + b"</mergeCells>"
    ),
    ("xlsx", "ranges that are none"): lambda _: _sheet(
        b'<sheetData/><mergeCells><mergeCell ref="ZZZZ0:A-1"/><mergeCell ref=""/><mergeCell/></mergeCells>'
    ),
    ("xlsx", "1,048,576 rows declared"): lambda _: _sheet(b'<dimension ref="A1:XFD1048576"/><sheetData/>'),
    ("xlsx", "last cell of the sheet"): lambda _: _rows(
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    ("xlsx", "row 10^11"): lambda _: _rows(b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
    ("xlsx", "column ZZZZZZZ"): lambda _: _rows(b'<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>'),
    ("xlsx", "cells without names"): lambda _: _rows(
        b'<row><c><v>1</v></c><c r=""><v>1</v></c><c r="1A"/></row>'
    ),
    ("xlsx", "texts that are not there"): lambda _: _rows(
        b'<row r="1"><c r="A1" t="s"><v>999999999</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1" t="s"><v>x</v></c></row>'
    ),
    ("xlsx", "numbers that are none"): lambda _: _rows(
        b'<row r="1"><c r="A1"><v>1e9999</v></c><c r="B1"><v>NaN</v></c>'
        b'<c r="C1" s="9999"><v>x</v></c><c r="D1" t="d"><v>x</v></c><c r="E1" t="b"><v>9</v></c></row>'
    ),
    ("xlsx", "formulas"): lambda _: _rows(
        b'<row r="1"><c r="A1"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>1</v></c><c r="B1"><f>cmd|"/C calc"!A0</f></c>'
        b'<c r="C1"><f t="array" ref="A1:XFD1048576">A1</f></c></row>'
    ),
    ("xlsx", "half a million rows"): lambda _: _rows(
        b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (at, at) for at in range(1, 500_000))
    ),
    ("xlsx", "300,000 shared texts"): lambda _: _added(
        "xlsx", {"xl/sharedStrings.xml": b"<sst %s>" % _S + b"<si><t>a</t></si>" * 300_000 + b"</sst>"}
    ),
    ("xlsx", "5,000 sheets"): lambda _: _edited(
        "xlsx",
        "xl/workbook.xml",
        b"</sheets>",
        b"".join(
            b'<sheet name="s%d" sheetId="%d" r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
            % (at, at)
            for at in range(2, 5000)
        )
        + b"</sheets>",
    ),
    ("xlsx", "names of ranges"): lambda _: _edited(
        "xlsx",
        "xl/workbook.xml",
        b"</workbook>",
        b'<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="99">#REF!</definedName></definedNames></workbook>',
    ),
    ("xlsx", "macros"): lambda _: _added("xlsx", {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Shell" * 99}),
    ("ofd", "pages out of the folder"): lambda uri: _edited(
        "ofd",
        "Doc_0/Document.xml",
        b"Pages/Page_0/Content.xml",
        b"../../../../.." + uri.removeprefix("file://").encode(),
    ),
    ("ofd", "document that is itself"): lambda _: _edited(
        "ofd", "OFD.xml", b"Doc_0/Document.xml", b"OFD.xml"
    ),
    ("docx", "macros switched on"): lambda _: _edited(
        "docx",
        "[Content_Types].xml",
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"vnd.ms-word.document.macroEnabled.main+xml",
    ),
    ("xlsx", "16,384 columns in each of 500 rows"): lambda _: _rows(
        (b"<row>" + b"<c/>" * 16_383 + b"<c><v>1</v></c></row>") * 500
    ),
    ("xlsx", "a million hidden rows"): lambda _: _rows(b'<row hidden="1"/>' * 1_000_000),
    ("xlsx", "columns hidden 50,000 times"): lambda _: _sheet(
        b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * 50_000 + b"</cols><sheetData/>"
    ),
    ("xlsx", "numbers at the ends"): lambda _: _rows(
        b'<row r="1"><c r="A1" s="0"><v>1e308</v></c><c r="B1"><v>-1e308</v></c><c r="C1"><v>1e-320</v></c>'
        b'<c r="D1"><v>9e15</v></c><c r="E1"><v>0.1e-15</v></c></row>'
    ),
    ("xlsx", "dates out of range"): lambda _: zipped(
        parts_of(
            _rows(
                b'<row r="1"><c r="A1" s="1"><v>1e308</v></c><c r="B1" s="1"><v>-99</v></c>'
                b'<c r="C1" s="1"><v>2958466</v></c><c r="D1" s="1"><v>0.9999999999</v></c></row>'
            )
        )
        | {"xl/styles.xml": b'<styleSheet %s><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>' % _S}
    ),
    ("xlsx", "a number format of 100,000 signs"): lambda _: zipped(
        parts_of(_rows(b'<row r="1"><c r="A1" s="1"><v>1</v></c></row>'))
        | {
            "xl/styles.xml": b'<styleSheet %s><numFmts><numFmt numFmtId="200" formatCode="%s"/></numFmts>'
            b'<cellXfs><xf/><xf numFmtId="200"/></cellXfs></styleSheet>' % (_S, b"0,%" * 33_000)
        }
    ),
    ("ofd", "3,000 pages of one part"): lambda _: _edited(
        "ofd",
        "Doc_0/Document.xml",
        b"<ofd:Pages>",
        b"<ofd:Pages>" + b'<ofd:Page ID="9" BaseLoc="Pages/Page_0/Content.xml"/>' * 3000,
    ),
    ("ofd", "steps without end"): lambda _: _edited(
        "ofd", _MAIN["ofd"], b'Y="3">', b'Y="3" DeltaX="g 999999999 1 g 999999999 1e9 g -5 x">'
    ),
    ("ofd", "places of 10^300"): lambda _: _edited(
        "ofd", _MAIN["ofd"], b'Boundary="10', b'CTM="1e300 0 0 1e300 0 0" Boundary="1e300'
    ),
    ("odt", "text of another file"): lambda uri: _open_document(
        "text",
        b'<office:text><text:section text:name="s"><text:section-source xlink:href="%s" xlink:type="simple"/>'
        b"<text:p>x</text:p></text:section></office:text>" % uri.encode(),
    ),
    ("ods", "sheet of another file"): lambda uri: _open_document(
        "spreadsheet",
        b'<office:spreadsheet><table:table table:name="a"><table:table-source xlink:href="%s" table:filter-name="Text - txt - csv'
        b' (StarCalc)"/><table:table-row><table:table-cell table:formula="of:=WEBSERVICE(&quot;%s&quot;)"/></table:table-row>'
        b"</table:table></office:spreadsheet>" % (uri.encode(), uri.encode()),
    ),
    ("odt", "three million paragraphs"): lambda _: _open_document(
        "text", b"<office:text>" + b"<text:p/>" * 3_000_000 + b"</office:text>"
    ),
    ("ods", "a cell 10^9 times"): lambda _: _open_document(
        "spreadsheet",
        b'<office:spreadsheet><table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        b'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
        b"</office:spreadsheet>",
    ),
    ("zip", "archives ten deep"): lambda _: _chain(10),
    ("zip", "nothing in it"): lambda _: zipped({}),
    ("zip", "a directory of a million"): lambda _: _directory_of(1_000_000),
    ("zip", "50,000 small files"): lambda _: _directory_of(50_000),
    ("zip", "members in one another"): lambda _: _kernels(40),
    ("zip", "name in GBK"): lambda _: _named_in_gbk(),
    ("zip", "an end in the comment"): lambda _: (
        sound("zip")[:-2] + struct.pack("<H", 22) + b"PK\5\6" + b"\xff" * 18
    ),
    ("zip", "hostile names"): lambda _: _names(MEMBER_NAMES),
    ("zip", "link to another file"): _link,
    ("zip", "archives in archives"): lambda _: _nested(4),
    ("zip", "3,000 empty files"): lambda _: _many_members(3000),
    ("zip", "bomb of 300 MB"): lambda _: zipped({"bomb.txt": b"\0" * 300_000_000}),
    ("zip", "draft of 100 MB"): lambda _: zipped({"long.txt": b"1\t2\n" * 25_000_000}),
    ("zip", "directory twice"): lambda _: sound("zip") + sound("zip")[-300:],
    ("zip", "something before it"): lambda _: b"MZ" * 500 + sound("zip"),
    ("zip", "same name twice"): lambda _: sound("zip").replace("乙/乙.docx".encode(), b"a.txt\0\0\0\0\0\0\0"),
}
