"""A project that only the title of its form names (``市政路灯电费项目绩效目标表``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.draft import Value
from extractors.form.title.form_title import FormTitle
from extractors.form.words.years import YEAR
from extractors.joining import squeeze
from extractors.layouts.layout import Layout

# Behind words for money 项目 is the form's (补助资金项目绩效目标表), else the name's (改造项目绩效目标表).
_FORM = re.compile(
    r"(?:(?:部门|单位)(?:预算|(?=项目)))?(?:(?<=[费金款贴险资助算）)])项目|项目(?=支出)|^项目)?(?:支出)?(?:预算)?(?:预期)?绩效目标(?:.*表)?(?:[（(][^（）()]*[）)])?$"
)
_TABLE = re.compile(r"^附?表\d{1,2}?(?=20\d\d年)|^附?表\d{1,2}(?=\D)")  # the number of the table
_YEAR = re.compile(rf"^{YEAR.pattern}年?度?")  # elsewhere it is the name's
_YEAR_BEHIND = re.compile(rf"{YEAR.pattern}年?度?(?:预算)?$")  # 某某县2023年预算
_SHORTEST = 4


def part_years(titles: Sequence[FormTitle], year: int | None) -> None:
    """Tell years that open the titles of a draft's forms as the forms' own, or as part of the projects' names.

    Forms are all for one year: where but some titles open with one, or with several, it is the projects'
    (``2020年结转资金绩效目标表``), and tells no fiscal year where the draft tells its own, ``year``.
    """
    opening = [_YEAR.match(squeeze(title.title)) for title in titles if title.title]
    if None not in opening and len({found[0] for found in opening if found}) <= 1:
        return
    for title in titles:
        title.year_is_of_name = True
        if year and not title.year_pieces and _YEAR.match(squeeze(title.title)):
            title.year = None


def names_year(title: Value) -> bool:
    """Tell whether a title names a year, as those of whole drafts do (某县2024年重点项目绩效目标表)."""
    return YEAR.search(squeeze(title.text)) is not None


def named_by_title(title: Value, layout: Layout, *, keep_year: bool) -> Value:
    """The project's name in its form's title, with the title's places; empty where the title names none.

    A title names none that is but what forms are called, or an office's name before that. A year that opens it stays
    with the name if ``keep_year``.
    """
    words = _TABLE.sub("", squeeze(title.text))
    form = _FORM.search(words)
    whole = words[: form.start()] if form else ""
    name = _YEAR.sub("", whole)
    owner = _YEAR_BEHIND.sub("", name.removesuffix("项目")).removesuffix("项目")
    of_owner = layout.is_office(owner) or layout.is_region(owner)
    if len(name) < _SHORTEST or layout.is_form_name(name) or of_owner:
        return Value()
    return Value(text=whole if keep_year else name, cells=title.cells)
