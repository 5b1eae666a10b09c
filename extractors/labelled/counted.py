"""What counts a line of a form: ``一、``, ``（一）``, ``1.``, ``1.2.3``, ``①``, a dash or a star."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.labelled.stretch import Stretch

_CHINESE = "一二三四五六七八九十"
_STYLES = (
    ("一、", re.compile(rf"[{_CHINESE}]{{1,3}}\s*[、.．]")),
    ("一是", re.compile(rf"[{_CHINESE}]是(?=[\u4e00-\u9fff])|第[{_CHINESE}]{{1,2}}[，,、]")),
    ("（一）", re.compile(rf"[（(]\s*[{_CHINESE}]{{1,3}}\s*[)）][、.．]?")),
    ("1.1", re.compile(r"\d{1,2}(?:[.．]\d{1,2}){1,3}(?:[.．、\s]|(?=[\u4e00-\u9fff])(?![百千万亿元个人次]))")),
    ("1.", re.compile(r"\d{1,3}\s*(?:[.．](?!\d)|、)|0\d(?=\s)")),
    ("（1）", re.compile(r"[（(]\s*\d{1,3}\s*[)）][、.．]?|\d{1,2}[)）]")),
    ("①", re.compile(r"[①-⑳㈠-㈩⑴-⒇⒈-⒛]")),
    ("-", re.compile(r"[*★☆▲△●○◆◇■□※•·▪►‣◦]+|[-—–]+(?=\s*[^\d\s])")),
)  # fmt: skip
SECTIONS = ("一、", "（一）")  # of prose are counted so, and so are forms


class Counted(NamedTuple):
    """How a line is counted (empty where it is not), and what stands behind the number."""

    style: str
    rest: Stretch


_BARE = re.compile(r"\d{1,2}\s+(?=[^\d\s.．、)）])")
_AMOUNT_BEHIND = re.compile(r"[（(](?P<said>[^（）()\d]{0,20}\d[^（）()]{0,60}?元[^（）()]{0,60})[)）]$")


class Heading(NamedTuple):
    """A heading's words, and what a bracket behind them says of money (empty where there is none)."""

    name: Stretch
    money: Stretch


def heading_of(line: Stretch) -> Heading | None:
    """The heading that a line may be by its number (一、, （一）, 1., or 1 before a blank) or style; None without one."""
    style, said = counted(line)
    if not style and (bare := _BARE.match(line.text)):
        style, said = "1.", line.part(bare.end())
    if not (line.line.depth or style in (*SECTIONS, "1.")) or "：" in said.text or ":" in said.text:
        return None
    name = said if "，" in said.text else said.part(0, without="。")
    if found := _AMOUNT_BEHIND.search(name.text):
        return Heading(name.part(0, found.start()), name.part(*found.span("said")))
    return Heading(name, name.part(len(name.text)))


def counted(said: Stretch) -> Counted:
    """Part a line from the number that it begins with."""
    for style, number in _STYLES:
        if found := number.match(said.text):
            rest = said.part(found.end())
            return Counted(style, rest) if rest.text else Counted("", said)
    return Counted("", said)
