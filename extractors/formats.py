"""Which kind of file it is, by what it holds: names and extensions are wrong too often."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Literal

import olefile

from extractors.errors import UnreadableDraft
from extractors.html.page import is_archive, is_page
from extractors.limits import FILE_BYTES, hold
from extractors.text.read import decode

# xls is read as it is; doc, rtf, odt, xlsb and the like through a converter (extractors/convert)
# fmt: off
Kind = Literal[
    "pdf", "docx", "xlsx", "xls", "html", "text", "picture", "ofd",
    "doc", "rtf", "odt", "ods", "xlsb", "word-xml", "excel-xml",
]
# fmt: on

_HEAD_BYTES = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"GIF8")
_RTF = b"{\\rtf"

# what a zip archive's member says of it
_ZIP_MEMBERS: dict[str, Kind] = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "OFD.xml": "ofd",
}
_ZIP_TYPES: dict[bytes, Kind] = {  # what the member ``mimetype`` says
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
# what a package's list of types says of its main part, whatever that is named (ECMA-376 part 1, 11.3.10 and 12.3.23)
_TYPES = "[Content_Types].xml"
_MAIN_TYPES: dict[bytes, Kind] = {
    b"wordprocessingml.document.main+xml": "docx",
    b"wordprocessingml.template.main+xml": "docx",
    b"ms-word.document.macroEnabled.main+xml": "docx",
    b"ms-word.template.macroEnabledTemplate.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"spreadsheetml.template.main+xml": "xlsx",
    b"ms-excel.sheet.macroEnabled.main+xml": "xlsx",
}
# zipfile answers odd methods and flags with the others
_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError,
)  # fmt: skip
_LIST_OF_PARTS, _LIST_BYTES = "META-INF/manifest.xml", 1_000_000
_ODF_LOCKED = b"encryption-data"  # OpenDocument 1.2 part 3, 3.8
_OLE_STREAMS: dict[str, Kind] = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls"}

# Kinds that are known and not read, in words that expectations/reason_words.toml knows: by bytes and where they
# stand, by a stream, by a member.
_OTHER_BYTES = {
    (0, b"Rar!\x1a\x07"): "RAR archive",
    (0, b"7z\xbc\xaf\x27\x1c"): "7z archive",
    (0, b"\x1f\x8b"): "gzip archive",
    (0, b"BZh"): "bzip2 archive",
    (0, b"\xfd7zXZ"): "xz archive",
    (257, b"ustar"): "tar archive",
    (0, b"MSCF"): "CAB archive",
    (0, b"SQLite format 3"): "SQLite database",
    (0, b"MZ"): "Windows program",
    (0, b"\x7fELF"): "program",
    (4, b"ftyphei"): "HEIC picture",
    (4, b"ftypmif1"): "HEIC picture",
}
_OTHER_OLE = {
    "PowerPoint Document": "PowerPoint 97-2003",
    "VisioDocument": "Visio",
    "__properties_version1.0": "Outlook mail",
}
_OTHER_ZIP = {
    "ppt/presentation.xml": "PowerPoint",
    "visio/document.xml": "Visio",
    "index.apxl": "Keynote",
    "FixedDocumentSequence.fdseq": "XPS",
    "META-INF/container.xml": "EPUB",
}
_FLAT_XML = re.compile(rb"<(?:\w+:)?(Workbook|wordDocument|package)\b")


def detect_format(path: Path) -> Kind:
    """Tell the kind of a file by its content.

    Raises UnreadableDraft: ``too_large``, ``empty_file``, ``encrypted``, ``damaged``, ``unsupported_format``
    (names the kind) or ``not_a_document``.
    """
    hold("bytes of the file", path.stat().st_size, FILE_BYTES)
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head.strip():
        raise UnreadableDraft("empty_file")
    if head.startswith(b"PK"):
        return _zip_kind(path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    if _is_picture(head):
        return "picture"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_RTF):
        return "rtf"
    if is_archive(head) or is_page(head):
        return "html"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and (flat := _FLAT_XML.search(head)):
        return "excel-xml" if flat[1] == b"Workbook" else "word-xml"
    try:
        decode(path.read_bytes())
    except UnreadableDraft:
        for (at, mark), name in _OTHER_BYTES.items():
            if head.startswith(mark, at):
                raise UnreadableDraft("unsupported_format", name) from None
        raise
    return "text"


def _is_picture(head: bytes) -> bool:
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    bitmap = head.startswith(b"BM") and head[6:10] == bytes(4)
    return webp or bitmap or head.startswith(_PICTURES)


def _zip_kind(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {member.filename.lstrip("/"): member for member in archive.infolist()}
            said, types, parts = (
                archive.open(names[name]).read(_LIST_BYTES) if name in names else b""
                for name in ("mimetype", _TYPES, _LIST_OF_PARTS)
            )
    except _BROKEN_ZIP as error:
        raise UnreadableDraft("damaged", f"zip: {error}"[:200]) from error
    kind = _ZIP_TYPES.get(said.strip())
    if kind and _ODF_LOCKED in parts:
        raise UnreadableDraft("encrypted")
    kind = kind or next((kind for name, kind in _ZIP_MEMBERS.items() if name in names), None)
    kind = kind or next((kind for mark, kind in _MAIN_TYPES.items() if mark in types), None)
    if kind is None:
        other = next(
            (kind for name, kind in _OTHER_ZIP.items() if name in names), "zip archive without documents"
        )
        raise UnreadableDraft("unsupported_format", other)
    return kind


def _ole_kind(path: Path) -> Kind:
    """The kind of a file of Office 97-2003 or WPS: by its streams. A locked new one is wrapped in such a file."""
    try:
        with olefile.OleFileIO(path) as ole:
            if ole.exists("EncryptedPackage"):
                raise UnreadableDraft("encrypted")
            for stream, kind in _OLE_STREAMS.items():
                if ole.exists(stream):
                    if kind == "doc" and _is_locked(ole):
                        raise UnreadableDraft("encrypted")
                    return kind
            other = next(
                (kind for name, kind in _OTHER_OLE.items() if ole.exists(name)),
                "compound file of another program",
            )
    except UnreadableDraft:
        raise
    except Exception as error:  # olefile answers a broken file with whatever it happens to meet
        raise UnreadableDraft("damaged", f"OLE: {error}"[:200]) from error
    raise UnreadableDraft("unsupported_format", other)


def _is_locked(ole: olefile.OleFileIO) -> bool:
    """Word 97-2003: the file information block's flag fEncrypted (MS-DOC, 2.5.2)."""
    return bool(ole.openstream("WordDocument").read(12)[11] & 1)
