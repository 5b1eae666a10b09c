"""The tables of a draft, row by row; a row that a page cuts is seen whole."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.form.finding.cut_tables import one_row
from extractors.form.rows import Row
from extractors.form.title.beside import counted_project, is_remark, named_with_code, says_facts
from extractors.form.words.head import HeadWords
from extractors.form.words.numbered import numbered
from extractors.form.words.title import UNIT_CODE, is_annex, is_title_line, is_unit_line, names_form
from extractors.form.words.years import is_year_line
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Block, GridCell, Line

DrawnRow = tuple[list[GridCell], Row]


@dataclass(slots=True)
class Table:
    """A table's rows; ``goes_on``: its first row is the rest of the last one before it; ``opens_form``: as its grid's.

    Where its own last row is cut, the words of the whole row stand for it.
    """

    rows: list[DrawnRow]
    goes_on: bool = False
    opens_form: bool = False


def tables_of(blocks: list[Block], layout: Layout) -> list[Line | Table]:
    """The blocks with the rows of their tables, each with what its words tell."""
    found: list[Line | Table] = []
    above: Table | None = None
    titles: set[str] = set()
    for block in blocks:
        if isinstance(block, Line):
            found.append(block)
            words = squeeze(block.piece.text)
            if _opens_title(block, layout) and not any(title in words for title in titles):
                titles.add(words)
                above = None  # another form's: what a page says again is known
            continue
        table = Table([(cells, Row.of(cells, layout)) for cells in block.rows], opens_form=block.opens_form)
        found.append(table)
        if not block.opens_form and above and above.rows and table.rows:
            (cells, before), (_, row) = above.rows[-1], table.rows[0]
            titled = title_lines_of(before, layout) or _says_money_unit(row, layout)
            opens = all(title_lines_of(one, layout) or is_caption(one, layout) for _, one in above.rows[:-1])
            rows = [one for _, one in above.rows]
            begins = isinstance(found[-2], Line) and HeadWords(layout).opens_head_row(
                row
            )  # below the title of all forms
            if not (titled or begins) and (whole := one_row(rows, row, layout, opens=opens)):
                above.rows[-1], table.goes_on = (cells, whole), True
        above = table
    return found


def _says_money_unit(row: Row, layout: Layout) -> bool:
    """Tell whether a row is of a title, or has the unit of money beside what stands there."""
    said = any(
        layout.money_unit(cell.text) and not _is_bare_unit(cell.text, layout) for cell in row.written()
    )
    return said or bool(title_lines_of(row, layout))


def is_caption(row: Row, layout: Layout) -> bool:
    """Tell whether a row says nothing but what the rows below it are about (项目基本信息)."""
    said = row.written()
    return len(said) == 1 and "caption" in (layout.label(said[0].text), layout.group(said[0].text))


def title_lines_of(row: Row, layout: Layout) -> list[Line]:
    """The written cells of a row, if they may be part of a title: at the left, or its name, unit, date and money unit."""
    written = row.written()
    if len(row.cells) > len(written) and all(_is_bare_unit(cell.text, layout) for cell in written):
        return []  # the rest of a label or a target that a page cut before its unit
    if len(written) == 1:
        text = written[0].text
        alone = len(row.cells) == 1
        named = alone and (counted_project(text) or named_with_code(text, layout)) is not None
        titled = named or is_title_line(text, layout) or is_year_line(text)
        # text centres them by tab stops
        centred = layout.money_unit(text) or names_form(text, layout) or is_year_line(text)
        if not titled or (written[0] is not row.cells[0] and not centred):
            return []
    elif not all(is_unit_line(cell.text, layout) for cell in written):
        dated = all(
            is_unit_line(cell.text, layout) or is_year_line(cell.text) or says_facts(cell.text, layout)
            for cell in written
        )
        said = [cell for cell in written if layout.money_unit(cell.text)]
        office = all(
            layout.is_office(cell.text) or UNIT_CODE.fullmatch(cell.text)
            for cell in written
            if cell not in said
        )
        if not (dated or office) or not said:
            return []
    return [Line(cell.pieces[0]) for cell in written]


def lines_beside_title(row: Row, layout: Layout, *, begun: bool) -> list[Line]:
    """The one cell of a row, if a form's title may have it beside itself: an annex's number; once the title has ``begun``
    facts and a remark in brackets as well."""
    if len(row.cells) != 1:
        return []
    said = row.cells[0]
    below = begun and (says_facts(said.text, layout) or is_remark(said.text))
    return [Line(said.pieces[0])] if below or is_annex(said.text) else []


def _opens_title(line: Line, layout: Layout) -> bool:
    text = line.piece.text
    return numbered(text) is not None or is_title_line(text, layout)


def _is_bare_unit(text: str, layout: Layout) -> bool:
    money = layout.money_unit(text)
    return money is not None and money.groupdict().get("bare") is not None
