"""Part 1, the department's overall targets: the overall goal, the numbered duties, the numbered measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from extractors.draft import OverallTarget, Section
from extractors.form.numbered import Numbered, numbered
from extractors.front.paragraphs import Paragraph, paragraphs
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Line

_CHINESE_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.．]?\s*")
_ENDS_SENTENCE = ("。", "；", "！", ";", "：", ":")


@dataclass(slots=True)
class _Passage:
    section: Section
    sequence: int
    title: str = ""
    goal: str = ""
    indicator_text: str = ""
    page: int | None = None

    def add(self, text: str, into: str) -> None:
        setattr(self, into, getattr(self, into) + text)

    def as_target(self) -> OverallTarget:
        return OverallTarget(
            section=self.section,
            sequence=self.sequence,
            title=self.title,
            goal=self.goal,
            indicator_text=self.indicator_text,
            page=self.page,
        )


def read_part_one(lines: list[Line], layout: Layout) -> tuple[OverallTarget, ...]:
    """Read the passages in order; lines before the first section heading stay leftovers."""
    lines = [line for line in lines if not layout.part(line.piece.text)]
    passages: list[_Passage] = []
    section: Section | None = None
    for paragraph in paragraphs(lines, lambda text: _opens(text, layout)):
        heading = _section(paragraph.text, layout)
        if heading:
            section = heading
            _take(paragraph)
        elif section:
            _read(paragraph, section, passages, layout)
            _take(paragraph)
    return tuple(passage.as_target() for passage in passages)


def _opens(text: str, layout: Layout) -> bool:
    return bool(_section(text, layout) or _numbered(text) or _marker(text, layout))


def _numbered(text: str) -> Numbered | None:
    """The number of a duty or measure; one in Chinese is a section's, or of items inside a passage."""
    found = numbered(text)
    return found if found and not found.chinese else None


def _section(text: str, layout: Layout) -> Section | None:
    """Return the section that a heading such as 二、分项绩效目标 opens."""
    number = _CHINESE_NUMBER.match(text)
    name = squeeze(text[number.end() :] if number else text).rstrip("：:")
    sections: tuple[Section, ...] = get_args(Section)
    return next((section for section in sections if name in layout.section_words(section)), None)


def _marker(text: str, layout: Layout) -> tuple[str, str] | None:
    """(part of the passage, text after the words) of a paragraph that opens with 绩效目标： or 绩效指标：."""
    for into, section in (("goal", "goal"), ("indicator_text", "indicator")):
        for name in layout.section_words(section):
            match = re.match(rf"\s*{name}\s*[:：]\s*", text)
            if match:
                return into, text[match.end() :]
    return None


def _read(paragraph: Paragraph, section: Section, passages: list[_Passage], layout: Layout) -> None:
    own = [passage for passage in passages if passage.section == section]
    text, page = paragraph.text, paragraph.pieces[0].page
    item = _numbered(text) if section != "overall" else None
    if item and _follows(item.number, own):
        passages.append(_Passage(section, len(own) + 1, title=item.rest, page=page))
        return
    if not own:
        passages.append(_Passage(section, 1, page=page))
        own = passages[-1:]
    marker = _marker(text, layout) if section == "duty" else None
    if marker:
        own[-1].add(marker[1], marker[0])
    else:
        own[-1].add(text, "indicator_text" if own[-1].indicator_text else "goal")


def _follows(number: int, own: list[_Passage]) -> bool:
    """A numbered paragraph opens a passage if it counts on, or if the one before has come to its end."""
    if not own or number == len(own) + 1:
        return True
    last = own[-1]
    return (last.indicator_text or last.goal or last.title).endswith(_ENDS_SENTENCE)


def _take(paragraph: Paragraph) -> None:
    for piece in paragraph.pieces:
        piece.take("overall_targets")
