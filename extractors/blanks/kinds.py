"""What a line of a text in columns is, by its words: a heading of indicators, a line of a head, one over or below a form."""

from __future__ import annotations

import re
from collections.abc import Collection

from extractors.blanks.words import Typed
from extractors.form.column import LEVELS
from extractors.form.words.line_parts import LABEL
from extractors.form.words.names import is_name
from extractors.form.words.numbered import numbered
from extractors.form.words.title import is_unit_line, names_form
from extractors.form.words.years import is_year_line, without_date
from extractors.joining import as_label
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT, TELLING
from extractors.unruled.told import SECTION

_IN_SENTENCES = re.compile("[，,；;。]")
_OF_WHICH = re.compile(r"^其中\s*[:：]\s*")  # before the label of a part: 其中：财政拨款：90万元


def heads_parts(line: Typed, heading: Typed, layout: Layout) -> bool:
    """Tell whether a line beside a heading is one more of it: headings alone, or what these say in brackets.

    Before them a label beside the whole table may go on.
    """
    first = heading.words[0]
    words = line.words
    if words[0].start == first.start and layout.column(first.text) is None:
        words = words[1:]
    return (
        bool(words)
        and words[0].start > first.start
        and all(layout.column(word.text) is not None or not as_label(word.text) for word in words)
    )


def heads_section(line: Typed, layout: Layout) -> bool:
    """Tell whether a line within a head is the heading of a section (一、基本情况), and no label."""
    text = line.line.piece.text
    return (
        len(line.words) == 1
        and SECTION.match(text) is not None
        and _IN_SENTENCES.search(text) is None
        and not layout.is_label(text)
        and (label_before_colon(text, layout) is None)
    )


def label_before_colon(text: str, layout: Layout) -> str | None:
    """The field that the label names which a text begins with, before its colon; None where there is none."""
    label = LABEL.match(_OF_WHICH.sub("", text))
    return layout.label(label["label"]) or layout.milestone(label["label"]) if label else None


def opens_head(line: Typed, layout: Layout) -> bool:
    """Tell whether a line may be the first of a form's head: a label with a text beside it."""
    first = line.texts[0]
    if is_over(line, layout):
        return False
    return (len(line.words) > 1 and layout.is_label(first)) or label_before_colon(first, layout) in TELLING


def names_project(line: Typed, layout: Layout, fields: Collection[str] = NAMES_PROJECT) -> bool:
    """Tell whether a line has the label that names a form's project or its code."""
    return any(
        layout.label(text) in fields or label_before_colon(text, layout) in fields for text in line.texts
    )


def is_told(line: Typed, layout: Layout) -> bool:
    """Tell whether a line has a word of a form in columns, or before a single blank, and so would be lost outside one."""
    first, *rest = line.texts[0].split()
    if names_project(line, layout) or (rest and layout.label(first) and not is_over(line, layout)):
        return True
    return (
        len(line.words) > 1
        and not SECTION.match(line.texts[0])
        and any(
            layout.label(text) in TELLING or layout.column(text) in LEVELS or layout.is_level(text)
            for text in line.texts
        )
    )


def is_over(line: Typed, layout: Layout) -> bool:
    """Tell whether a line says no more than what stands over a form: its title, year, unit, unit of money."""
    return all(
        is_year_line(text) is not None
        or is_unit_line(text, layout)
        or (names_form(text, layout) and not layout.is_label(text))
        for text in line.texts
    )


def is_below(line: Typed, layout: Layout) -> bool:
    """Tell whether a line stands below a table: a remark (注：…), who signs (填表人：　　联系电话：), an office with the date."""
    text = line.line.piece.text.strip()
    office = without_date(text)
    if office != text and (not office or layout.is_office(office)):
        return True
    labels = [LABEL.match(text) for text in line.texts]
    first = line.texts[0]
    if layout.is_note(first.split("：")[0].split(":")[0]) and ("：" in first or ":" in first):
        return True
    return all(
        label is not None and (layout.is_closing(label["label"]) or layout.label(label["label"]) == "fact")
        for label in labels
    )


def is_name_over(line: Typed, layout: Layout) -> bool:
    """Tell whether a line over a table says a project's name behind a number (2、送戏下乡)."""
    counted = numbered(line.line.piece.text)
    return counted is not None and is_name(counted.rest, layout)
