"""Where forms written as lines begin and end: from a label that names a project to the title of the next one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.form.title.chosen import is_name
from extractors.form.words.head import HeadWords
from extractors.form.words.numbered import numbered
from extractors.form.words.title import is_title_line
from extractors.form.words.years import is_year_line
from extractors.joining import squeeze
from extractors.labelled.counted import SECTIONS, counted
from extractors.labelled.head_labels import head_labels
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


def forms_among(lines: Sequence[Written], names: LevelNames) -> list[tuple[int, int]]:
    """The first line of each form, and the first behind it: where the next one's title begins, or a part of the draft."""
    starts = _starts(lines, names) or _below_headings(lines, names)
    bounds = [(one, _title_of(lines, one, other, names)) for one, other in pairwise([*starts, len(lines)])]
    return [(start, _part_ends(lines, start, end, names)) for start, end in bounds]


def _starts(lines: Sequence[Written], names: LevelNames) -> list[int]:
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


def _below_headings(lines: Sequence[Written], names: LevelNames) -> list[int]:
    """The first line of each form that but a numbered heading names (（一）普法宣传, over 项目单位：…): the one below it.

    Its head tells of money; a duty of the department has goals and indicators alone.
    """
    starts: list[int] = []
    told = False  # indicators, since
    for at, (above, line) in enumerate(pairwise(lines), start=1):
        style, name = counted(Stretch.whole(above))
        heading = style in SECTIONS and is_name(name.text, names.layout) and (told or not starts)
        if heading and _tells_money(lines[at:], names):
            starts.append(at)
            told = False
        told = told or tells_indicators(Stretch.whole(line), names)
    return starts


def _tells_money(lines: Sequence[Written], names: LevelNames) -> bool:
    """Tell whether a head begins with the first line, and has an amount before its indicators."""
    for at, line in enumerate(lines):
        said = Stretch.whole(line)
        fields = {one.field for one in head_labels(said, names.layout)}
        if fields & HeadWords.AMOUNTS:
            return True
        if tells_indicators(said, names) or not (at or fields):
            return False
    return False


def _title_of(lines: Sequence[Written], above: int, start: int, names: LevelNames) -> int:
    """Where the title over a form begins; ``above`` is the first line of the form before."""
    if start == len(lines):
        return start
    project = [
        squeeze(one.value.text)
        for one in head_labels(counted(Stretch.whole(lines[start])).rest, names.layout)
        if one.field in NAMES_PROJECT
    ]
    first = start
    while first - 1 > above and start - first < _MOST_TITLE_LINES:
        if not _is_over_form(lines[first - 1], project, names):
            break
        first -= 1
    return first


def _is_over_form(line: Written, project: list[str], names: LevelNames) -> bool:
    """Tell whether a line may be of the title over a form, by its words."""
    layout = names.layout
    text = line.text
    if len(text) > _LONGEST_TITLE or tells_indicators(Stretch.whole(line), names):
        return False
    style, said = counted(Stretch.whole(line))
    item = numbered(text)
    if squeeze(item.rest if item else text) in project:
        return True
    if style in SECTIONS and item_of(said).target is None:
        return True
    labels = head_labels(said, layout)
    over = bool(labels) and all(one.field in _OVER for one in labels)
    part = layout.part(text) or layout.part_number(text)
    return bool(over or is_title_line(text, layout) or is_year_line(text) or part)


def _part_ends(lines: Sequence[Written], start: int, end: int, names: LevelNames) -> int:
    """The end of a form, or the line before it that opens another part of the draft."""
    layout = names.layout
    parts = (
        at
        for at in range(start + 1, end)
        if layout.part_number(lines[at].text) and not tells_indicators(Stretch.whole(lines[at]), names)
    )
    return next(parts, end)
