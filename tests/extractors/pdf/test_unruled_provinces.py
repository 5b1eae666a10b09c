"""The provinces' forms with lines across alone: each is read right or refused, never read wrong."""

from __future__ import annotations

import pytest

from extractors.errors import UnreadableDraft
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.province_sheets import lay_out_form
from tests.extractors.pdf.reading import read
from tests.extractors.pdf.sheets import Sheet
from tests.extractors.pdf.test_unruled import levels
from tests.extractors.test_unseen_forms import FORMS, check

# Forms of many kinds that lines across are enough for, wherever the names stand that are beside several rows.
READ = {
    "henan",
    "guangdong",
    "graded",
    "hunan-wide",
    "sichuan-wide",
    "half-year",
    "direction-beside-kind",
    "two-blocks",
    "list-of-a-year",
    "budget-of-a-year",
    "term-beside-three-years",
    "sums-of-many-projects",
    "short-codes-over-names",
}
# A remark below the table is a line of its own; a heading over a part of others without a line under it.
KNOWN = {
    "zhejiang",
    "signs-under-a-heading-of-their-own",
    "headings-written-into-the-first-of-those-below",
    "lines-over-the-indicators",
}


def whole_lines(canvas, sheet: Sheet) -> None:
    """Lines over the table's whole width alone: where no cell goes on below them, as between the projects of a list."""
    x0, top, x1, bottom = d.outer(sheet.cells)
    for at in {top, bottom, *(cell.bottom for cell in sheet.cells)}:
        if not any(cell.top < at < cell.bottom for cell in sheet.cells):
            canvas.line(x0, sheet.height - at, x1, sheet.height - at)


@pytest.mark.parametrize("middle", [True, False], ids=["names in the middle", "names at the top"])
@pytest.mark.parametrize("across", [d.by_edge(levels), whole_lines], ids=["lines across", "whole lines"])
def test_read_or_refused(tmp_path, across, middle, subtests):
    for at, form in enumerate(FORMS):
        if form["name"] in KNOWN or (form["name"] not in READ and at % 2 == middle):
            continue  # half of the forms tell enough
        with subtests.test(form["name"]):
            try:
                draft = read(tmp_path, d.pdf([lay_out_form(form, middle=middle)], across, d.write_all))
            except UnreadableDraft:
                assert form["name"] not in READ or across is whole_lines
            else:
                check(draft, form)
