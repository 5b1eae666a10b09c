"""One form reader for all formats: stitched rows → a Project, every cell taken by a field or left over."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.draft import LabelSection, Project, Value
from extractors.form.entries import Entry, FormHead
from extractors.form.finding.parts import FormParts
from extractors.form.head.read import read_head
from extractors.form.head.spending_plan import date_named
from extractors.form.indicators.columns import Columns
from extractors.form.indicators.read import read_indicators
from extractors.form.many.across import Across
from extractors.form.many.across_projects import read_across
from extractors.form.many.read import read_many
from extractors.form.page_breaks.stitch import stitch
from extractors.form.project import build_project
from extractors.form.rows import Cell, value_of
from extractors.form.title.chosen import is_heading, is_marked, name_as_title, name_below_title, title_by_name
from extractors.form.title.fiscal_year import year_of_goals
from extractors.form.title.form_title import FormTitle, says_again, title_value, unit_of
from extractors.form.title.titled_project import named_by_title, names_year
from extractors.form.words.head import HeadWords, inline_labels
from extractors.form.words.line_parts import LEADS_TO_TABLE
from extractors.form.words.numbered import numbered
from extractors.form.words.title import names_form
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Piece, take_all

_LONGEST_HEADER = 40  # characters


@dataclass(frozen=True, slots=True)
class NewText:
    """A label or heading that no layout knows. ``taken`` are the fields that others of the form are of.

    ``read_as`` is the field that its words or its place leave, if any.
    """

    section: LabelSection
    piece: Piece
    taken: frozenset[str]
    read_as: str = ""


@dataclass(slots=True)
class FormRead:
    """The projects of a form (one, but where a table holds many), and labels that no layout knows."""

    projects: list[Project]
    new_labels: list[NewText]
    heading: list[Piece]  # a title over many projects: the draft's own


def read_form(parts: FormParts, sequence: int, layout: Layout, year: int | None) -> FormRead:
    """Read one form; its pieces are marked with the field and the project that took them.

    ``sequence`` is the number of its first project, ``year`` the draft's fiscal year, for a form that says none.
    """
    rows = stitch(parts.grids, layout)
    across = Across.of(rows, layout)
    year = parts.title.year or year_of_goals(rows, layout) or year
    head = FormHead() if across else read_head(rows, layout, year)
    headings = [Columns(row, layout, year=year) for row in rows if row.is_heading]
    for columns in headings:
        columns.take_headings()
    over_many = across is not None or bool(headings and headings[0].holds_projects)
    title = title_value(parts.title)
    heading: list[Piece] = []
    if over_many:
        heading, parts.title.title_pieces = parts.title.title_pieces, []
    _take_title(parts.title, sequence)
    _take_between(parts, parts.title, sequence, layout)
    if over_many:
        parts.title.title = ""
    head.entries += [fact for fact in parts.title.facts if fact.field != "plan"] + _said_between(
        parts, layout
    )
    _add_plan(head, parts.title, layout)
    money = head.money or [piece for piece in parts.between if layout.money_unit(piece.text)][:1]
    if money and not parts.title.money_unit:
        _money_from_cell(parts.title, money, layout, sequence)
    new_labels = _new_labels(head, headings)
    if across:
        projects = read_across(across, parts.title, sequence, layout)
    elif over_many:
        projects = read_many(rows, parts.title, head, sequence, layout, year)
        if len(projects) == 1 and not headings[0].names_projects:  # of a department as a whole
            projects = [projects[0].model_copy(update={"title": title})]
    else:
        indicators = read_indicators(rows, sequence, layout, head, year)
        project = build_project(head, parts.title, indicators, sequence, layout)
        projects = [_with_title(project, parts, title, layout)]
    _mark_form(parts, sequence, projects)
    return FormRead(projects, new_labels, heading)


def _with_title(project: Project, parts: FormParts, title: Value, layout: Layout) -> Project:
    """A project with the form's title, which names it where no cell does; or titled by its own name where the form has none."""
    if "project_name" in parts.labels or project.project_name.text or layout.is_whole(title.text):
        if title.text:
            return project
        name_as_title(parts.title, project.project_name.text)
        _take_title(parts.title, project.sequence)
        own = title_value(parts.title)
        if not own.text and parts.apart:
            own = project.project_name  # a form in lines has no other title
        return project.model_copy(update={"title": own})
    named = named_by_title(title, layout, keep_year=parts.title.year_is_of_name)
    of_draft = not named.text or names_year(title)  # 2024年农业专项经费项目绩效目标
    unnamed = not title.text or (of_draft and name_below_title(parts.title, layout))
    if unnamed and parts.has_heading:
        title_by_name(parts.title, layout, tells_money=not HeadWords.AMOUNTS.isdisjoint(parts.labels))
        _take_title(parts.title, project.sequence)
        named = title = title_value(parts.title)
    elif is_heading(parts.title) and not is_marked(parts.title.title_pieces, layout):
        named = title  # （二）普法宣传教育
    return project.model_copy(update={"title": title, "project_name": named})


def _add_plan(head: FormHead, title: FormTitle, layout: Layout) -> None:
    """Take the spending plan that a line over the form tells, where the form has none itself."""
    if not head.plan:
        shares = [(date_named(fact.label_text, layout), fact) for fact in title.facts if fact.field == "plan"]
        head.plan.update({month: share for month, share in shares if month})


def _new_labels(head: FormHead, headings: list[Columns]) -> list[NewText]:
    said = frozenset(entry.field for entry in head.entries) - {"fact", "fund", "whole", "caption"}
    new = [NewText("labels", piece, said, head.read_as.get(id(piece), "")) for piece in head.new_labels]
    for columns in headings:
        named = frozenset(field for field in columns.fields() if field and field != "fact")
        unknown = [column for column in columns.all if not column.field or column.placed]
        new += [
            NewText("columns", column.cell.pieces[0], named, column.field or "")
            for column in unknown
            if column.cell.pieces[0].text.strip() and not columns.layout.is_level(column.cell.pieces[0].text)
        ]
    return new


def _money_from_cell(title: FormTitle, pieces: list[Piece], layout: Layout, sequence: int) -> None:
    match = layout.money_unit(value_of(pieces).text)
    if match:
        title.money_unit, title.money_pieces = unit_of(match), pieces
    elif layout.names_money(pieces[-1].text):  # 金额单位, and 元 in the cell beside it
        title.money_unit, title.money_pieces = squeeze(pieces[-1].text), pieces
    for piece in pieces:
        piece.taken_by, piece.project = "money_unit", sequence


def _take_title(title: FormTitle, sequence: int) -> None:
    for name, pieces in title.taken():
        take_all(pieces, name, sequence)
    for piece in title.pieces():
        piece.in_form, piece.project = True, sequence


def _take_between(parts: FormParts, title: FormTitle, sequence: int, layout: Layout) -> None:
    """Lines between the pieces of the table: title and units may be said again; the rest is left over.

    So may the whole head. A label (二、绩效目标) may stand in a line of its own. Where the table goes on over a page's end, what
    stands there and is no title is a running header or footer, be it on few pages.
    """
    take_all(parts.again, "heading", sequence)
    for piece in parts.again:
        piece.in_form, piece.project = True, sequence
    for piece in parts.between:
        if says_again(piece.text, title, layout) or layout.is_label(
            LEADS_TO_TABLE.sub("", piece.text.rstrip())
        ):
            piece.take("heading", sequence)
        elif _stands_at_page_end(piece, parts) and not _may_be_title(piece.text, layout):
            piece.take("page_header")
        piece.in_form, piece.project = True, sequence


def _stands_at_page_end(piece: Piece, parts: FormParts) -> bool:
    """Tell whether a line is the last of a page, or the first of the next, over which the form's table goes on."""
    first = ((cell.piece.page for row in grid.rows for cell in row) for grid in parts.grids)
    pages = [next(found, None) for found in first]
    there = [page for page in pages if page is not None and page == piece.page]
    return piece.box is not None and len(there) == 1 and len(set(pages)) > 1


def _may_be_title(text: str, layout: Layout) -> bool:
    return len(text) > _LONGEST_HEADER or names_form(text, layout) or numbered(text) is not None


def _said_between(parts: FormParts, layout: Layout) -> list[Entry]:
    """Labels with their values in a line between the pieces of the table: in text, a cell over its whole width."""
    left = [piece for piece in parts.between if piece.taken_by is None]
    words = HeadWords(layout)
    return [entry for piece in left for entry in inline_labels(Cell(0, 0, [piece]), words, "")]


def _mark_form(parts: FormParts, sequence: int, projects: list[Project]) -> None:
    for grid in parts.grids:
        for row in grid.rows:
            for cell in row:
                cell.piece.in_form = True
                if len(projects) == 1 or cell.piece.project is None:
                    cell.piece.project = sequence
