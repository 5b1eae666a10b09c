"""Packages (zip with XML in it) made to do harm: Word, Excel and OFD files, and archives of drafts."""

from __future__ import annotations

import io
import random
import stat
import struct
import zipfile
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
