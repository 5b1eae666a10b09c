"""A project that only the title of its form names (``市政路灯电费项目绩效目标表``)."""

from __future__ import annotations

import re

from extractors.draft import Value
from extractors.form.words.years import YEAR
from extractors.joining import squeeze
from extractors.layouts.layout import Layout

# Behind words for money 项目 is the form's (补助资金项目绩效目标表), else the name's (改造项目绩效目标表).
_FORM = re.compile(
    r"(?:(?:部门|单位)预算)?(?:(?<=[费金款贴险资助算）)])项目|项目(?=支出)|^项目)?(?:支出)?(?:预算)?(?:预期)?绩效目标(?:.*表)?(?:[（(][^（）()]*[）)])?$"
)
_YEAR = re.compile(rf"^{YEAR.pattern}年?度?")  # elsewhere it is the name's
_SHORTEST = 4


def named_by_title(title: Value, layout: Layout) -> Value:
    """The project's name in its form's title, with the title's places; empty where the title names none.

    A title names none that is but what forms are called, or an office's name before that.
    """
    words = squeeze(title.text)
    form = _FORM.search(words)
    name = _YEAR.sub("", words[: form.start()]) if form else ""
    of_office = layout.is_office(name.removesuffix("项目"))
    if len(name) < _SHORTEST or layout.is_form_name(name) or of_office or layout.is_region(name):
        return Value()
    return Value(text=name, cells=title.cells)
