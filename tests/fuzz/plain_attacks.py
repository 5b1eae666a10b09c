"""Pages, texts, mails, pictures and old office files made to do harm."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image

from tests.flows.drafts import draft_text
from tests.fuzz.sound import SOUND, as_html, sound

_DRAFT = draft_text(budgets=("12.50",))


def _page(body: str) -> bytes:
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def _with(old: str, new: str, kind: str = "txt") -> bytes:
    changed = _DRAFT.replace(old, new)
    assert changed != _DRAFT, old
    return as_html(changed) if kind == "html" else changed.encode("utf-8", "surrogatepass")


# What may stand where an amount, a percentage, a year, a code or a name should: by the text that it replaces.
ODD_WORDS: dict[str, tuple[str, ...]] = {
    "12.50": (
        "9" * 5000,
        "1e999999",
        "1E-999999999",
        "NaN",
        "Infinity",
        "-0.00",
        "²³",
        "①②",
        "一百二十万零五",
        "１２．５０",
        "٣٤",
        "1.2.3",
        ",,,",
        "12..50",
        "−12.50",
        "12.50万元人民币",
        "9" * 38 + ".99",
        "0." + "0" * 60 + "1",
        "𝟙𝟚",
        "=1+1",
        "12.50\x0b",
        "零" * 3000,
        "亿" * 2000,
        "1" + "万" * 500,
        "½",
    ),
    "25%": (
        "9" * 4000 + "%",
        "%",
        "百分之" + "九" * 2000,
        "-25%",
        "NaN%",
        "二十五％",
        "1e99%",
        "²%",
        "25%\u202e",
    ),
    "≥1200户": (
        "≥" * 5000,
        "≥" + "9" * 5000 + "户",
        "≥NaN户",
        "1e400",
        "≥²户",
        "1/0",
        "≤≥<>＝1户",
        "1200～∞户",
        "第²次",
        "=HYPERLINK(1)",
        "\u200b" * 5000,
    ),
    "2025年": ("0000年", "99999999年", "２０２５年", "²⁰²⁵年", "20𝟚5年", "2099年", "二〇二五年"),
    "99010125P00000324001A": (
        "9" * 5000,
        "\u0661" * 21,
        "../../../x",
        "<b>",
        "'; DROP TABLE projects; --",
        "%s%n",
        "=1",
    ),
    "用于供水。": (
        "\ud800",
        "\U0010ffff\ufffe",
        "e" + "\u0301" * 9000,
        "\u202e供水\u2066",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "\u0085x\u2028y",
        "{{7*7}}{0}%s",
        "$(touch x)",
        "（" * 9000,
        "1." * 8000,
        "一、" * 5000,
        "１" * 9000,
    ),
    "供水户数": ("", "=WEBSERVICE(1)", "指标" * 4000, "\u3000", "\ufeff"),
    "1.供水稳定。": (
        "²." * 5000,
        "9" * 5000 + ".供水",
        "（一）" * 4000,
        "1.1.1.1.1.",
        "①" * 5000,
        "\n".join("1." for _ in range(9)),
    ),
    "......4": ("." * 9000 + "4", "......" + "9" * 5000, "......²", "......٤", "…" * 5000),
    "324001 甲水县水务局本级": ("²²²²²² 甲", "٣٢٤٠٠١ 甲", "324001 " + "甲" * 9000, "[" * 5000, "324001"),
}


def _png(width: int, height: int, data: bytes = b"", extra: bytes = b"") -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + extra
        + chunk(b"IDAT", data or zlib.compress(b"\0" * 1_000_000))
        + chunk(b"IEND", b"")
    )


def _png_text(size: int) -> bytes:
    content = b"Comment\0\0" + zlib.compress(b"a" * size)
    return _png(
        9,
        9,
        zlib.compress(b"\0" * 90),
        struct.pack(">I", len(content))
        + b"zTXt"
        + content
        + struct.pack(">I", zlib.crc32(b"zTXt" + content)),
    )


def _tif(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
    """A TIFF of one directory: (tag, type, count, value) each, and where the next directory is."""
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + body + struct.pack("<I", following) + b"\0" * 64


def _tif_pages(count: int) -> bytes:
    buffer, page = io.BytesIO(), Image.new("1", (8, 8))
    page.save(buffer, "TIFF", save_all=True, append_images=[page] * (count - 1))
    return buffer.getvalue()


def _large_picture(side: int, kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("1" if kind == "TIFF" else "L", (side, side)).save(
        buffer, kind, **({"compression": "group4"} if kind == "TIFF" else {})
    )
    return buffer.getvalue()


def _mail_in_mail(depth: int) -> bytes:
    heads = (
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (at, at) for at in range(depth)
    )
    return b"MIME-Version: 1.0\r\n" + b"".join(heads) + b"Content-Type: text/html\r\n\r\n<p>x</p>"


def _doc(offset: int, value: int) -> bytes:
    changed = bytearray(sound("doc"))
    struct.pack_into("<I", changed, offset, value)
    return bytes(changed)


_SQUARE = (256, 4, 1, 50_000), (257, 4, 1, 50_000), (258, 3, 1, 8), (262, 3, 1, 1), (277, 3, 1, 1)

ATTACKS: dict[tuple[str, str], Callable[[str], bytes]] = {
    **{
        (kind, f"{old[:8]} is {new[:12]!a}"): lambda _, old=old, new=new, kind=kind: _with(old, new, kind)
        for old, others in ODD_WORDS.items()
        for at, new in enumerate(others)
        for kind in (("txt", "html") if at == 0 and "\ud800" not in new else ("txt",))
    },
    ("html", "10^9 columns"): lambda _: _page(
        "<table><tr><td colspan=1000000000 rowspan=1000000000>x</td><td>y</td></tr></table>"
    ),
    ("html", "10^6 rows in one cell, 9 times"): lambda _: _page(
        "<table>" + "<tr><td rowspan=65534 colspan=1000>x</td></tr>" * 99 + "</table>"
    ),
    ("html", "spans that are none"): lambda _: _page(
        "<table><tr><td colspan=-1 rowspan=x>a<td colspan=0 rowspan=0>b<td colspan=1e9>c<td colspan=²>d</table>"
    ),
    ("html", "100,000 deep"): lambda _: _page("<div>" * 100_000),
    ("html", "tables in tables"): lambda _: _page("<table><tr><td>" * 3000),
    ("html", "a million cells"): lambda _: _page("<table><tr>" + "<td>" * 1_000_000),
    ("html", "a million rows"): lambda _: _page("<table>" + "<tr><td>x" * 1_000_000),
    ("html", "scripts"): lambda _: sound("html").replace(
        b"<body>",
        b"<body onload=alert(1)><script>alert(1)</script><style>@import 'file:///etc/passwd'</style>",
    ),
    ("html", "frames of other files"): lambda uri: _page(
        f"<base href='{uri}'><iframe src='{uri}'></iframe><object data='{uri}'></object>"
        f"<link rel=import href='{uri}'><!--#include file='{uri}'-->"
    ),
    ("html", "entities"): lambda uri: (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{uri}">]><html><body>&x;&#0;&#xD800;&#99999999999;</body></html>'.encode()
    ),
    ("html", "10 MB in one line"): lambda _: _page("<p>" + "供水" * 1_600_000),
    ("html", "a cell of a million lines"): lambda _: _page("<table><tr><td>" + "<br>x" * 1_000_000),
    ("html", "entities without end"): lambda _: _page("&lt;" * 2_000_000),
    ("html", "attributes in quotes of both kinds"): lambda _: _page(
        "<p " + " ".join(f"a{at}='>\"'" for at in range(100_000)) + ">x"
    ),
    ("html", "fields with values of 5 MB"): lambda _: _page(f"<input value='{'9' * 5_000_000}'>"),
    ("html", "lists that count from 10^8"): lambda _: _page("<ol start=99999999>" + "<li>x" * 10_000),
    ("txt", "quotes that never close"): lambda _: ('"' + ',"a' * 100_000 + "\n").encode() * 3,
    ("txt", "values in 100,000 columns"): lambda _: (b"a," * 100_000 + b"\n") * 3,
    ("txt", "UTF-16 without a mark"): lambda _: _DRAFT.encode("utf-16-le"),
    ("txt", "two encodings in one file"): lambda _: _DRAFT.encode() + _DRAFT.encode("gb18030"),
    ("txt", "rich text, 100,000 deep"): lambda _: rb"{\rtf1" + b"{" * 100_000,
    ("txt", "rich text with bytes without end"): lambda _: rb"{\rtf1\bin999999999 x}",
    ("txt", "rich text of another file"): lambda uri: (
        rb'{\rtf1{\field{\*\fldinst INCLUDETEXT "%s"}{\fldrslt x}}{\field{\*\fldinst INCLUDEPICTURE "%s"}}}'
        % (uri.encode(), uri.encode())
    ),
    ("txt", "Excel's XML of another file"): lambda uri: (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "%s">]>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>&x;</Data>'
        b"</Cell></Row></Table></Worksheet></Workbook>" % uri.encode()
    ),
    ("html", "comment without end"): lambda _: _page("<!--" * 100_000),
    ("html", "attribute of 5 MB"): lambda _: _page("<p class='" + "a" * 5_000_000 + "'>x"),
    ("html", "100,000 attributes"): lambda _: _page(
        "<p " + " ".join(f"a{at}=1" for at in range(100_000)) + ">x"
    ),
    ("html", "open tags of every kind"): lambda _: _page(
        "<b><i><a><font><table><select><svg><math><template>" * 3000
    ),
    ("html", "says another encoding"): lambda _: sound("html").replace(b"utf-8", b"utf-7"),
    ("html", "says no encoding there is"): lambda _: sound("html").replace(b"utf-8", b"nonsense\0"),
    ("html", "in UTF-16"): lambda _: sound("html").decode().encode("utf-16"),
    ("mht", "mails in mails"): lambda _: _mail_in_mail(2000),
    ("mht", "boundary of nothing"): lambda _: sound("mht").replace(b'"part"', b'""'),
    ("mht", "header of 5 MB"): lambda _: (
        b"MIME-Version: 1.0\r\nX-A: " + b"a" * 5_000_000 + b"\r\n" + sound("mht")
    ),
    ("mht", "100,000 parts"): lambda _: sound("mht") + b"\r\n--part\r\n\r\nx" * 100_000,
    ("mht", "encoding that is none"): lambda _: sound("mht").replace(b"quoted-printable", b"base64"),
    ("txt", "line of 4 million"): lambda _: "甲".encode() * 4_000_000,
    ("txt", "line of 10^8"): lambda _: b"1" * 100_000_000,
    ("txt", "a million lines"): lambda _: "供水\n".encode() * 1_000_000,
    ("txt", "a million rows"): lambda _: b"a\tb\n" * 1_000_000,
    ("txt", "a million tabs"): lambda _: b"a\t" * 1_000_000,
    ("txt", "dots"): lambda _: b"." * 10_000_000 + b"\t5",
    ("txt", "every line a title"): lambda _: "1.绩效目标表\n".encode() * 100_000,
    ("txt", "every line a contents line"): lambda _: (
        "目录\n".encode() + "1.绩效目标表......3\n".encode() * 50_000
    ),
    ("txt", "every row a heading"): lambda _: "一级指标\t二级指标\t三级指标\t指标值\n".encode() * 20_000,
    ("txt", "every row a head row"): lambda _: "项目编码\t1\t项目名称\t2\n".encode() * 20_000,
    ("txt", "every row a table of its own"): lambda _: "产出指标\t数量指标\ta\t1\n\n".encode() * 20_000,
    ("txt", "one form of 30,000 pages"): lambda _: _DRAFT.encode() + "\n\t\t丙\t\t\t\n".encode() * 30_000,
    ("txt", "10,000 forms"): lambda _: (
        _DRAFT
        + "".join(
            f"{at}.甲绩效目标表\n项目名称\t甲{at}\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t甲\t1\n\n"
            for at in range(10_000)
        )
    ).encode(),
    ("txt", "a cell in each of 200 columns"): lambda _: (
        "一级指标\t二级指标\t三级指标\t指标值" + "\t甲" * 190 + "\n" + "\t甲" * 190
    ).encode(),
    ("txt", "zero bytes"): lambda _: sound("txt").replace("。".encode(), b"\0"),
    ("txt", "half characters"): lambda _: _DRAFT.replace("甲", "\ud83d").encode("utf-8", "surrogatepass"),
    ("txt", "UTF-16 cut"): lambda _: _DRAFT.encode("utf-16")[:-1],
    ("txt", "UTF-16 with half characters"): lambda _: (
        b"\xff\xfe" + _DRAFT.replace("甲", "\ud83d").encode("utf-16-le", "surrogatepass")
    ),
    ("txt", "UTF-32"): lambda _: _DRAFT.encode("utf-32"),
    ("txt", "UTF-7"): lambda _: _DRAFT.encode("utf-7"),
    ("txt", "marks of three encodings"): lambda _: b"\xef\xbb\xbf\xff\xfe\xfe\xff" + _DRAFT.encode(),
    ("txt", "old Mac line ends"): lambda _: _DRAFT.replace("\n", "\r").encode(),
    ("txt", "line ends of Unicode"): lambda _: _DRAFT.replace("\n", "\u2028").replace("，", "\x0c").encode(),
    ("txt", "rich text"): lambda _: rb"{\rtf1\ansi{\object\objdata 0105}{\field{\*\fldinst DDEAUTO cmd}}}",
    ("txt", "XML that laughs"): lambda _: (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]><html>&a;</html>'
    ),
    ("png", "50,000 by 50,000"): lambda _: _png(50_000, 50_000),
    ("png", "2^31 by 2^31"): lambda _: _png(0x7FFFFFFF, 0x7FFFFFFF),
    ("png", "nothing by nothing"): lambda _: _png(0, 0),
    ("png", "text of 100 MB"): lambda _: _png_text(100_000_000),
    ("png", "one line of 60,000"): lambda _: _png(60_000, 1),
    ("png", "10,000 by 10,000"): lambda _: _large_picture(10_000, "PNG"),
    ("jpg", "65,535 by 65,535"): lambda _: sound("jpg").replace(
        struct.pack(">HH", 240, 320), b"\xff\xff\xff\xff"
    ),
    ("tif", "50,000 by 50,000"): lambda _: _tif(*_SQUARE, (273, 4, 1, 100), (279, 4, 1, 9)),
    ("tif", "directories in a loop"): lambda _: _tif(*_SQUARE, following=8),
    ("tif", "a value of 4 GB"): lambda _: _tif((256, 4, 0xFFFFFFFF, 8), (270, 2, 0xFFFFFFFF, 0)),
    ("tif", "3,000 pages"): lambda _: _tif_pages(3000),
    ("tif", "30,000 by 30,000 packed"): lambda _: _large_picture(30_000, "TIFF"),
    ("doc", "sectors of 2^60000"): lambda _: _doc(30, 0xFFFFFFFF),
    ("doc", "chain in a loop"): lambda _: _doc(512 + 4, 1),
    ("doc", "directory that is nowhere"): lambda _: _doc(48, 0xFFFFFFF0),
    ("doc", "table of 4 billion sectors"): lambda _: _doc(44, 0xFFFFFFFF),
    **{(kind, "only its first bytes"): lambda _, kind=kind: sound(kind)[:9] for kind in SOUND},
    **{(kind, "a page behind it"): lambda _, kind=kind: sound(kind) + sound("html") for kind in SOUND},
    **{(kind, "a package behind it"): lambda _, kind=kind: sound(kind) + sound("docx") for kind in SOUND},
}
