"""Headings that name a project told in lines: by their number or style, with money told below them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extractors.form.words.head import HeadWords
from extractors.form.words.names import is_name
from extractors.joining import squeeze
from extractors.labelled.counted import Heading, counted, heading_of
from extractors.labelled.head_labels import head_labels
from extractors.labelled.level_names import LevelNames
from extractors.labelled.line_kinds import tells_indicators
from extractors.labelled.stretch import Stretch, Written


def headings(
    lines: Sequence[Written], labelled: Collection[int], names: LevelNames, listed: frozenset[str]
) -> list[int]:
    """The headings that may name a project (（一）普法宣传, or one by its style, over 项目单位：…).

    What stands below up to the next such heading tells of money, or the budget is in a list of projects; a duty of the
    department has goals and indicators alone.
    """
    found: list[int] = []
    open_head = False  # of a form whose indicators are yet to come
    for at, line in enumerate(lines):
        whole = Stretch.whole(line)
        if tells_indicators(whole, names):
            open_head = False
        elif not open_head and (heading := _heading(whole, names)):
            listed_so = squeeze(heading.name.text) in listed
            below = lines[at + 1 :]
            money = heading.money.text or _tells_money(below, names) or _ends_with_money(line, below, names)
            if listed_so or money:
                found.append(at)
                open_head = True
        open_head = open_head or at in labelled
    return found


def _heading(line: Stretch, names: LevelNames) -> Heading | None:
    """The heading that a line is, if it may be a name."""
    heading = heading_of(line)
    return heading if heading and is_name(heading.name.text, names.layout) else None


def _tells_money(lines: Sequence[Written], names: LevelNames) -> bool:
    """Tell whether a head begins with the first line, and has an amount before its indicators."""
    for at, line in enumerate(lines):
        said = Stretch.whole(line)
        fields = {one.field for one in head_labels(said, names.layout)}
        if fields & HeadWords.AMOUNTS:
            return True
        of_part = names.layout.part_number(line.text) or names.layout.part(line.text)
        if of_part or tells_indicators(said, names) or not (at or fields):
            return False
    return False


def _ends_with_money(heading: Written, lines: Sequence[Written], names: LevelNames) -> bool:
    """Tell whether an amount stands behind the indicators below a heading, before the next one of its kind or a name."""
    kind = _kind(heading)
    told = False  # indicators
    for line in lines:
        said = Stretch.whole(line)
        if names.layout.part_number(line.text) or names.layout.part(line.text):
            return False
        if tells_indicators(said, names):
            told = True
        elif _kind(line) == kind or (_heading(said, names) and not (told and counted(said).style == "1.")):
            return False
        elif told and HeadWords.AMOUNTS & {one.field for one in head_labels(said, names.layout)}:
            return True
    return False


def _kind(heading: Written) -> str | int:
    """What makes a line a heading: its depth in the document, or how it is counted."""
    return heading.depth or counted(Stretch.whole(heading)).style
