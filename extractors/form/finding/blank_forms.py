"""Forms that nobody filled in: a template's last page, a sheet left for another project, or the example of an instruction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.form.indicators.levels import says_none
from extractors.form.words.head import HeadWords, looks_like_label
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell

_EXAMPLE = re.compile(
    r"[（(【\[](?:填写|填报)?(?:示例|样例|举例|例)[)）】\]：:]|(?:填写|填报)?(?:示例|样例|举例)[：:]"
)


def nobody_filled_in(grids: Sequence[Grid], layout: Layout) -> bool:
    """Tell whether a form's table has nothing but the form's own words, be it labels at its left that no layout knows.

    Rows that call themselves an example (（示例）培训人次) say nothing of a project.
    """
    words = HeadWords(layout)
    rows = [row for grid in grids for row in grid.rows if not any(map(_is_example, row))]
    return all(_is_of_template(at, cell, words) for row in rows for at, cell in enumerate(row))


def _is_example(cell: GridCell) -> bool:
    return _EXAMPLE.match(cell.piece.text.strip()) is not None


def _is_of_template(at: int, cell: GridCell, words: HeadWords) -> bool:
    text, layout = squeeze(cell.piece.text), words.layout
    named = words.is_word(text) or words.is_word(text.rstrip(":：")) or layout.column(text) is not None
    of_form = named or layout.is_level(text) or layout.money_unit(text) is not None
    return cell.spanned or says_none(text) or of_form or (at == 0 and looks_like_label(text))
