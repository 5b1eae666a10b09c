"""The fiscal year of a form: in the lines over it, in a row of its own, or in the label of the year's goals."""

from __future__ import annotations

from extractors.form.entries import FormHead
from extractors.form.form_title import FormTitle
from extractors.form.year_lines import YEAR, is_year_line


def fiscal_year(title: FormTitle, head: FormHead) -> int | None:
    """The year that a form says it is for; the lines over it come first, and a label tells it if it names one alone."""
    if title.year:
        return title.year
    for entry in head.entries_of("year"):
        if said := is_year_line(entry.value().text):
            return int(said["year"])
    named = {year for entry in head.entries_of("goals_annual") for year in YEAR.findall(entry.label.text)}
    return int(named.pop()) if len(named) == 1 else None
