"""A PDF out of drawn pages, without fonts: it says what each character is, for the PDF reader or to be seen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.ofd.drawn import DrawnPage, Letters, width_of
from extractors.ofd.pictures import Jpeg

_SHOWN = re.compile(rb"<[0-9A-F]{4}> Tj")
_NO_CODE = ord("□")
_MAPPED_AT_A_TIME = 100  # entries of one block of a character map


def as_pdf(
    pages: list[DrawnPage], letters: Letters, pictures: Mapping[str, Jpeg], *, to_see: bool = False
) -> bytes:
    """Write the pages; their font names every character by its number and maps it to Unicode.

    ``pictures`` are those that the pages show, by path. ``to_see``: characters are named by their code in Unicode
    instead, from which a viewer finds them in a Chinese font of the system.
    """
    encoding = "UniGB-UCS2-H" if to_see else "Identity-H"
    widths = " ".join(
        f"{number} [{1000 * width_of(letter):.0f}]" for letter, number in letters.numbers.items()
    )
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        (
            f"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[4 0 R]"
            f"{'' if to_see else '/ToUnicode 5 0 R'}>>"
        ).encode(),
        (
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
            f"/Supplement 0>>/DW 1000{'' if to_see else f'/W[{widths}]'}"
            "/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4"
            "/FontBBox[0 -141 1000 859]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 683/StemV 80>>>>"
        ).encode(),
        _stream(_to_unicode(letters)),
    ]
    first_picture = len(objects) + 2 * len(pages) + 1
    numbers = {path: first_picture + at for at, path in enumerate(pictures)}
    for at, page in enumerate(pages):
        shown = "".join(f"/P{name} {numbers[path]} 0 R" for name, path in enumerate(page.pictures))
        objects += [
            (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.width:.3f} {page.height:.3f}]"
                f"/Resources<</Font<</F 3 0 R>>/XObject<<{shown}>>>>/Contents {7 + 2 * at} 0 R>>"
            ).encode(),
            _stream(_by_code(page.instructions, letters) if to_see else page.instructions),
        ]
    objects += [_picture(picture) for picture in pictures.values()]
    return _file(objects)


def _by_code(instructions: bytes, letters: Letters) -> bytes:
    """The instructions with each letter named by its code; one that two bytes cannot hold is an empty square."""
    codes = {
        b"<%04X> Tj" % number: b"<%04X> Tj"
        % (ord(letter) if len(letter) == 1 and letter <= "\uffff" else _NO_CODE)
        for letter, number in letters.numbers.items()
    }
    return _SHOWN.sub(lambda shown: codes[shown[0]], instructions)


def _picture(picture: Jpeg) -> bytes:
    return (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/DCTDecode/Length %d>>stream\n%s\nendstream"
        % (picture.width, picture.height, len(picture.content), picture.content)
    )


def _to_unicode(letters: Letters) -> bytes:
    entries = [
        f"<{number:04X}> <{letter.encode('utf-16-be', 'replace').hex()}>"
        for letter, number in letters.numbers.items()
    ]
    blocks = [entries[at : at + _MAPPED_AT_A_TIME] for at in range(0, len(entries), _MAPPED_AT_A_TIME)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /ToUnicode def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{mapped}\nendcmap end end"
    ).encode()


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def _file(objects: list[bytes]) -> bytes:
    parts, places, at = [b"%PDF-1.7\n"], [], 9
    for number, content in enumerate(objects, start=1):
        part = b"%d 0 obj\n%s\nendobj\n" % (number, content)
        places.append(at)
        parts.append(part)
        at += len(part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    parts.append(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, at))
    return b"".join(parts)
