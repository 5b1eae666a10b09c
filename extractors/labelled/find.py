"""Where forms written as lines begin and end: from a label that names a project to the title of the next one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.form.words.title import is_title_line, is_unit_line
from extractors.form.words.years import is_year_line
from extractors.joining import squeeze
from extractors.labelled.counted import SECTIONS, counted, heading_of
from extractors.labelled.head_labels import head_labels
from extractors.labelled.headed import headings
from extractors.labelled.level_names import LevelNames
from extractors.labelled.line_kinds import tells_indicators
from extractors.labelled.stretch import Stretch, Written
from extractors.labelled.targets import item_of
from extractors.layouts.words import NAMES_PROJECT

_MOST_TITLE_LINES = 6  # over a form: its title, unit, year, unit of money
_LONGEST_TITLE = 60  # characters
_OVER = (
    "unit",
    "unit_name",
    "unit_code",
    "department",
    "department_code",
    "year",
)  # what stands over a form besides


class Found(NamedTuple):
    """The first line of a form and the first behind it; ``headed``: the first is a heading that names the project."""

    start: int
    end: int
    headed: bool = False


def forms_among(lines: Sequence[Written], names: LevelNames, listed: frozenset[str]) -> list[Found]:
    """Each form, up to where the next one's title begins, or a part of the draft.

    ``listed``: the projects that a table of the draft lists with their budgets, without blanks.
    """
    labelled = _labelled(lines, names)
    headed = set[int]()
    for heading in headings(lines, labelled, names, listed):
        head = range(heading, _head_ends(lines, heading + 1, names))
        if not any(_names(lines[at], names) for at in head):
            headed.add(heading)
            labelled = [start for start in labelled if start not in head]  # 项目编码：…
    starts = sorted({*labelled, *headed})
    return [
        Found(
            start, _part_ends(lines, start, _title_over(lines, start, other, names), names), start in headed
        )
        for start, other in pairwise([*starts, len(lines)])
    ]


def _labelled(lines: Sequence[Written], names: LevelNames) -> list[int]:
    starts: list[int] = []
    said: set[str] = set()  # of the labels that name the project
    told = False  # indicators, since
    for at, line in enumerate(lines):
        whole = Stretch.whole(line)
        labels = head_labels(counted(whole).rest, names.layout)
        opening = {one.field for one in labels} & {*NAMES_PROJECT}
        if opening and (not starts or told or opening & said):
            starts.append(at)
            said, told = set(), False
        said |= opening
        told = told or tells_indicators(whole, names)
    return starts


def _head_ends(lines: Sequence[Written], start: int, names: LevelNames) -> int:
    """The first line of a form's indicators."""
    told = (at for at in range(start, len(lines)) if tells_indicators(Stretch.whole(lines[at]), names))
    return next(told, len(lines))


def _title_over(lines: Sequence[Written], above: int, start: int, names: LevelNames) -> int:
    """Where the title of the form that begins in a line does; ``above`` is the first line of the form before."""
    if start == len(lines):
        return start
    head = (_names(line, names) for line in lines[start : start + _MOST_TITLE_LINES])
    return above + 1 + title_of(lines[above + 1 : start], next(filter(None, head), []), names)


def title_of(lines: Sequence[Written], projects: Collection[str], names: LevelNames) -> int:
    """Where the title begins that ends lines above a form of one of some projects."""
    first = len(lines)
    while (
        first and len(lines) - first < _MOST_TITLE_LINES and _is_over_form(lines[first - 1], projects, names)
    ):
        first -= 1
    return first


def named(lines: Sequence[Written], names: LevelNames) -> list[str]:
    """What a form is named by, without blanks: its first label of a project's name, and the heading over it."""
    first = next((said for line in lines if (said := _names(line, names))), [])
    return [*first, *(squeeze(counted(Stretch.whole(line)).rest.text) for line in lines[:1])]


def _names(line: Written, names: LevelNames) -> list[str]:
    """What stands behind the labels of a line that say a project's name."""
    said = head_labels(counted(Stretch.whole(line)).rest, names.layout)
    return [squeeze(one.value.text) for one in said if one.field == "project_name"]


def _is_over_form(line: Written, projects: Collection[str], names: LevelNames) -> bool:
    """Tell whether a line may be of the title over a form, by its words."""
    layout = names.layout
    text = line.text
    if len(text) > _LONGEST_TITLE or tells_indicators(Stretch.whole(line), names):
        return False
    style, said = counted(Stretch.whole(line))
    heading = heading_of(Stretch.whole(line))
    words = squeeze(heading.name.text if heading else text)
    if any(project and words.startswith(project) for project in projects):
        return True
    if style in SECTIONS and item_of(said).target is None:
        return True
    labels = head_labels(said, layout)
    over = bool(labels) and all(one.field in _OVER for one in labels)
    part = layout.part(text) or layout.part_number(text)
    of_unit = is_unit_line(text, layout)
    return bool(over or of_unit or is_title_line(text, layout) or is_year_line(text) or part)


def _part_ends(lines: Sequence[Written], start: int, end: int, names: LevelNames) -> int:
    """The end of a form, or the line before it that opens another part of the draft."""
    layout = names.layout
    parts = (
        at
        for at in range(start + 1, end)
        if layout.part_number(lines[at].text) and not tells_indicators(Stretch.whole(lines[at]), names)
    )
    return next(parts, end)
