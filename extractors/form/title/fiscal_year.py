"""The fiscal year of a form: in the lines over it, in a row of its own, or in the label of the year's goals."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.form.entries import FormHead
from extractors.form.rows import Row
from extractors.form.title.form_title import FormTitle
from extractors.form.words.years import YEAR, is_year_line
from extractors.layouts.layout import Layout


def year_of_goals(rows: Sequence[Row], layout: Layout) -> int | None:
    """The year that labels of a form's yearly goals name (2025年年度目标), if it is one."""
    labels = (cell.text for row in rows for cell in row.written())
    named = {year for text in labels if layout.label(text) == "goals_annual" for year in YEAR.findall(text)}
    return int(named.pop()) if len(named) == 1 else None


def fiscal_year(title: FormTitle, head: FormHead) -> int | None:
    """The year that a form says it is for; the lines over it come first, and a label tells it if it names one alone."""
    if title.year:
        return title.year
    for entry in head.entries_of("year"):
        if said := is_year_line(entry.value().text):
            return int(said["year"])
    named = {year for entry in head.entries_of("goals_annual") for year in YEAR.findall(entry.label.text)}
    return int(named.pop()) if len(named) == 1 else None
