"""From bytes to a tree: which encoding a page is in, and the pages inside a web archive (.mht)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from lxml import etree, html

from extractors.errors import UnreadableDraft
from extractors.limits import ATTRIBUTES, CHARACTERS, PARTS, UNPACKED_BYTES, hold

_HEAD_BYTES = 4096
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_CHINESE = ("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936")  # browsers read all of them as GB18030's part
_WIDE = ("utf-16", "utf16", "utf-32", "utf32", "ucs-2", "unicode")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_MULTIPART = re.compile(rb"^content-type:\s*(multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)
_MIME = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
# an element's beginning, up to its end or to where its quotes stop making sense
_ELEMENT = re.compile(r"""<[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+""")
_LONG = 20_000  # characters of an element's beginning that may have too many attributes
_TAG = re.compile(rb"<(!doctype\s+html|html|table|body|head|meta|div|p|tr)\b", re.IGNORECASE)


def is_page(head: bytes) -> bool:
    """Tell whether a file that begins so is a web page, of whatever encoding."""
    plain = head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").lstrip()
    return plain.startswith(b"<") and _TAG.search(plain) is not None


def is_archive(head: bytes) -> bool:
    """Tell whether a file that begins so is a web archive: mail headers before pages."""
    return _MIME.search(head) is not None and _MULTIPART.search(head) is not None


def trees(content: bytes) -> Iterator[html.HtmlElement]:
    """The tree of each page in a file, in order. Raises UnreadableDraft ``damaged`` or ``too_large``."""
    if not is_archive(content[:_HEAD_BYTES]):
        yield _tree(content, None)
        return
    unpacked = 0
    message = message_from_bytes(content, _class=EmailMessage, policy=policy.compat32)
    for number, part in enumerate(message.walk(), start=1):
        hold("parts of the file", number, PARTS)
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                unpacked += len(page)
                hold("bytes unpacked", unpacked, UNPACKED_BYTES)
                yield _tree(page, part.get_content_charset())


def _tree(content: bytes, charset: str | None) -> html.HtmlElement:
    text = _decoded(content, charset).replace("\x00", "")
    hold("characters", len(text), CHARACTERS)
    for element in _ELEMENT.finditer(text):
        if (
            len(element[0]) > _LONG
        ):  # libxml2 compares each attribute with each: 100,000 keep it busy for a minute
            hold("attributes of an element", len(element[0].split()), ATTRIBUTES)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError as error:
        raise UnreadableDraft("damaged", str(error)[:200]) from error
    # libxml2 mends what it can, and says fatal only where it stopped reading: what follows would be lost
    stopped = next((entry for entry in parser.error_log if entry.level == etree.ErrorLevels.FATAL), None)
    if stopped is not None:
        raise UnreadableDraft("damaged", stopped.message[:200])
    return tree


def _decoded(content: bytes, charset: str | None) -> str:
    """The page's text: by its mark, its mail header, its own word (meta charset), else what fits."""
    mark = next((name for start, name in _MARKS.items() if content.startswith(start)), None)
    said = _CHARSET.search(content[:_HEAD_BYTES])
    named = mark or charset or (said[1].decode("ascii") if said else "")
    if said and not (mark or charset) and named.lower().startswith(_WIDE):
        named = "utf-8"  # what could say so in plain letters is none of these; browsers take it so
    first = "gb18030" if named.lower() in _CHINESE else named
    for encoding in filter(None, (first, "utf-8", "gb18030")):
        try:
            return content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return content.decode("utf-8" if named.lower().startswith("utf") else "gb18030", "replace")
