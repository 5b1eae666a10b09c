"""Part 1, the department's overall targets: the overall goal, the numbered duties, the numbered measures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.draft import OverallTarget, Section
from extractors.form.words.numbered import Numbered, numbered
from extractors.form.words.title import is_annex
from extractors.front.paragraphs import Paragraph, paragraphs
from extractors.layouts.layout import Layout
from extractors.pieces import Line, take_all

_COUNTED = r"(?:\d[.．、]|[（(][\d一二][)）]|[①②])?\s?"  # 1.绩效目标：…2.绩效指标：…
_STYLES = ("一、", "（一）", "1.", "（1）")  # of numbers, from the outermost inwards
_ENDS_SENTENCE = ("。", "；", "！", ";", "：", ":")
_LONGEST_HEADING = 30  # characters
_WITH_TEXT = re.compile(
    rf"(?P<title>[^。：:]{{2,{_LONGEST_HEADING}}}(?:。|(?=[：:])))[：:]?\s*(?P<text>\S.*)", re.DOTALL
)


@dataclass(slots=True)
class _Passage:
    section: Section
    sequence: int
    title: str = ""
    style: str = ""
    goal: str = ""
    indicator_text: str = ""
    page: int | None = None

    def add(self, text: str, into: str) -> None:
        setattr(self, into, getattr(self, into) + text)

    def as_target(self) -> OverallTarget:
        return OverallTarget(
            section=self.section,
            sequence=self.sequence,
            title=self.title.rstrip("。：:；;"),
            goal=self.goal,
            indicator_text=self.indicator_text,
            page=self.page,
        )


def read_part_one(lines: list[Line], layout: Layout) -> tuple[OverallTarget, ...]:
    """Read the passages in order; lines outside the sections stay leftovers."""
    lines = [line for line in lines if numbered(line.piece.text) or not layout.part(line.piece.text)]
    lines = [line for line in lines if not is_annex(line.piece.text)]
    passages: list[_Passage] = []
    section: Section | None = None
    style = ""  # in which the sections are numbered
    for paragraph in paragraphs(lines, lambda text: _opens(text, layout)):
        text = paragraph.text
        item = numbered(text)
        if (heading := _section(text, layout)) or layout.is_activity(text):
            section, style = heading, item.style if item else ""
        elif layout.part_number(text) or (item and _is_over(item.style, style) and _is_heading(text)):
            section = None
        elif section:
            _read(paragraph, section, passages, layout)
        else:
            continue
        _take(paragraph)
    return tuple(passage.as_target() for passage in passages)


def _opens(text: str, layout: Layout) -> bool:
    return bool(_section(text, layout) or numbered(text) or _parts(text, layout)[0][0])


def _is_over(style: str, sections: str) -> bool:
    """Tell whether a number is written as those of the sections are, or of what these stand under."""
    return bool(sections) and _STYLES.index(style) <= _STYLES.index(sections)


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.rstrip().endswith(_ENDS_SENTENCE)


def _section(text: str, layout: Layout) -> Section | None:
    """Return the section that a heading such as 二、分项绩效目标 opens."""
    item = numbered(text)
    return layout.section(item.rest if item else text)


def _parts(text: str, layout: Layout) -> list[tuple[str, str]]:
    """(part of the passage, its text) for what stands before, and behind each of, 绩效目标： and 绩效指标：."""
    parts = {
        word: into
        for into, paragraph in (("goal", "goal"), ("indicator_text", "indicator"))
        for word in layout.duty_words(paragraph)
    }
    words = "|".join(map(re.escape, sorted(parts, key=len, reverse=True)))
    before, *marked = re.split(rf"(?:^\s*|(?<=[。；;\s])){_COUNTED}({words})\s?[:：]\s*", text)
    found = [(parts[word], said) for word, said in zip(marked[::2], marked[1::2], strict=True)]
    return [("", before), *found] if before.strip() or not found else found


def _read(paragraph: Paragraph, section: Section, passages: list[_Passage], layout: Layout) -> None:
    own = [passage for passage in passages if passage.section == section]
    text, page = paragraph.text, paragraph.pieces[0].page
    item = numbered(text) if section != "overall" else None
    opens = item is not None and _follows(item, own) and not _parts(item.rest, layout)[0][0]
    if opens or not own:
        style = item.style if item and opens else ""
        own.append(_Passage(section, len(own) + 1, style=style, page=page))
        passages.append(own[-1])
    said_here = item.rest if item and opens else text
    parts = _parts(said_here, layout) if section == "duty" else [("", said_here)]
    for into, said in parts:
        if opens and not into:
            titled = _WITH_TEXT.match(said)
            own[-1].title = titled["title"] if titled else said
            own[-1].goal = titled["text"] if titled else ""
        else:
            own[-1].add(said, into or ("indicator_text" if own[-1].indicator_text else "goal"))


def _follows(item: Numbered, own: list[_Passage]) -> bool:
    """A numbered paragraph opens a passage if it counts on, or if the one before has come to its end.

    Its number is written as that of the section's first passage; those written otherwise count what stands inside one.
    """
    if item.style != next((passage.style for passage in own if passage.style), item.style):
        return False
    if not own or item.number == len(own) + 1:
        return True
    last = own[-1]
    return (last.indicator_text or last.goal or last.title).endswith(_ENDS_SENTENCE)


def _take(paragraph: Paragraph) -> None:
    take_all(paragraph.pieces, "overall_targets")
