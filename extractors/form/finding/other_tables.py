"""Tables of the budget that are no form (部门收支总表, 三公经费支出表), which a draft has before its forms and behind them.

They name projects, units and funds as forms do, so the line over them tells: what it calls the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, takewhile

from extractors.form.column import tells_goals
from extractors.form.finding.going_on import has_columns_of
from extractors.form.finding.parts import FormParts
from extractors.form.finding.tables import DrawnRow
from extractors.form.title.beside import says_facts
from extractors.form.words.title import is_annex, is_unit_line, names_form
from extractors.form.words.years import is_year_line
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, Line

_OF_FORMS = ("绩效", "指标")
_COUNTED = ("序号", "编号")  # head the column of an index's numbers
_OF_INDEX = frozenset((
    *("project_name", "project_code", "unit", "unit_name", "unit_code"),
    *("department", "department_code"),
))  # fmt: skip
_LONGEST_WORD = 20  # characters; a text may speak of them in any table


def is_other_table(rows: list[DrawnRow], lines: list[Line], form: FormParts | None, layout: Layout) -> bool:
    """Tell whether a table is called another one of the budget, by the lines over it or its own first rows, and holds no
    word of a form; nor are its columns those of the form that may go on in it, below a line that heads every page.
    """
    called = next(_names(rows, lines, layout), "")
    if not layout.is_other_table(called) or names_form(called, layout):
        return False
    texts = [cell.text for _, row in rows for cell in row.written()]
    if speak_of_form(texts, layout):
        return False
    on_paper = any(line.piece.box is not None for line in lines)
    return not (form and on_paper and has_columns_of(form, rows))


def is_index(grid: Grid, layout: Layout) -> bool:
    """Tell whether a table only lists projects: their names with codes and units below one row of labels, nothing of money
    or of what they are for.
    """
    heading, *rows = [[cell.piece.text for cell in row] for row in grid.rows]
    named = [layout.label(text) for text in heading if text.strip() not in _COUNTED]
    of_project = "project_name" in named and len(named) > 1 and all(map(_OF_INDEX.__contains__, named))
    same = all(len(row) == len(heading) and not any(map(layout.is_label, row)) for row in rows)
    return of_project and len(rows) > 1 and same


def texts_of_forms(blocks: list[Block]) -> list[str]:
    """The texts of the tables that speak of performance, or of all where none does: by them a draft's layout is known."""
    tables = [
        [cell.piece.text for row in block.rows for cell in row if not cell.spanned]
        for block in blocks
        if isinstance(block, Grid)
    ]
    speaking = [texts for texts in tables if _speak_of_performance(texts)]
    return list(chain.from_iterable(speaking or tables))


def speak_of_form(texts: list[str], layout: Layout) -> bool:
    """Tell whether the texts of a table speak of performance or indicators, or name goals."""
    return _speak_of_performance(texts) or any(tells_goals(layout.label(text) or "") for text in texts)


def _speak_of_performance(texts: list[str]) -> bool:
    return any(word in text for text in texts if len(text) <= _LONGEST_WORD for word in _OF_FORMS)


def _names(rows: list[DrawnRow], lines: list[Line], layout: Layout) -> Iterator[str]:
    """What may name the table, the nearest first: lines that say neither a fact, nor the unit of money, nor the year."""
    own = takewhile(lambda written: len(written) == 1, (row.written() for _, row in rows))
    texts = [*(line.piece.text for line in lines), *(cell.text for (cell,) in own)]
    for text in reversed(texts):
        beside = (
            is_unit_line(text, layout) or is_year_line(text) or says_facts(text, layout) or is_annex(text)
        )
        if not beside:
            yield text
