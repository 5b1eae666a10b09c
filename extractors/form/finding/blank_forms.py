"""Forms that nobody filled in: a template's last page, or a sheet left for another project."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.form.indicators.levels import says_none
from extractors.form.words.head import HeadWords, looks_like_label
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell


def nobody_filled_in(grids: Sequence[Grid], layout: Layout) -> bool:
    """Tell whether a form's table has nothing but the form's own words, be it labels at its left that no layout knows."""
    words = HeadWords(layout)
    rows = [row for grid in grids for row in grid.rows]
    return all(_is_of_template(at, cell, words) for row in rows for at, cell in enumerate(row))


def _is_of_template(at: int, cell: GridCell, words: HeadWords) -> bool:
    text, layout = squeeze(cell.piece.text), words.layout
    named = words.is_word(text) or words.is_word(text.rstrip(":：")) or layout.column(text) is not None
    of_form = named or layout.is_level(text) or layout.money_unit(text) is not None
    return cell.spanned or says_none(text) or of_form or (at == 0 and looks_like_label(text))
