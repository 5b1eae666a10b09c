"""A whole draft out of what a format's reader delivered: its forms, and what stands before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NoReturn

from extractors.blanks.read import hold_columns, rule_columns
from extractors.blanks.signs import rule_signs
from extractors.blanks.tabs import rule_tabs
from extractors.draft import Draft, NewLabel
from extractors.errors import UnreadableDraft, spans
from extractors.form.finding.budget_table import with_budgets
from extractors.form.finding.other_tables import texts_of_forms
from extractors.form.finding.whole_department import with_departments
from extractors.form.indicators.learned_headings import learn_headings
from extractors.form.restored.copied_text import put_in_place
from extractors.form.restored.each_table import each_set_right
from extractors.form.restored.filled_cells import merge_filled
from extractors.form.restored.heading_first import head_before_heading
from extractors.form.restored.levels_over import with_levels_over
from extractors.form.restored.overleaf import each_behind_its_own
from extractors.form.restored.projects_beside import apart
from extractors.form.restored.spilled import spilled_pages
from extractors.form.restored.stranded import with_stranded_rows
from extractors.form.restored.values_anew import each_under_labels
from extractors.form.title.titled_project import part_years
from extractors.form.words.learned import LearnedWord
from extractors.form.words.misspelt import learn_misspelt
from extractors.forms_of import forms_of
from extractors.forms_read import read_forms
from extractors.front.contents_table import with_contents_as_lines
from extractors.front.cover import read_contents, read_cover, split_front, year_of
from extractors.front.cover_table import with_cover_as_lines
from extractors.front.furniture import without_furniture
from extractors.front.part_one import read_part_one
from extractors.front.two_up import put_halves_in_line
from extractors.joining import join_lines
from extractors.labelled.unread import leave_over, lines_of_indicators
from extractors.layouts.layout import Layout
from extractors.layouts.library import Layouts, load_layouts
from extractors.pieces import Grid, Line
from extractors.reading import Reading
from extractors.scan.repairs.known_names import mend_names
from extractors.scan.repairs.poor import poor_pages
from extractors.scan.repairs.read import repair_draft
from extractors.unruled.read import hold_tables, rule_tables
from extractors.unruled.told import unruled_lines, unruled_pages
from extractors.version import extractor_version

_LONGEST_QUOTE = 30  # characters


def draft_of(reading: Reading, layouts: Layouts | None = None) -> Draft:
    """Read the forms, and what stands before them, out of what a format's reader delivered."""
    layouts = layouts or load_layouts()
    first = layouts.recognise([])  # before it is known where the cells are
    unruled, parted = rule_tables(reading, first), rule_signs(reading, first) or rule_columns(reading, first)
    rule_tabs(reading, first)
    put_in_place(reading, first)
    merge_filled(reading, first)
    reading.number_pieces()
    if pages := poor_pages(reading):
        raise UnreadableDraft("poor_picture", spans(pages), pages)
    layout = layouts.recognise(texts_of_forms(reading.blocks))
    if pages := spilled_pages(reading, layout):
        raise UnreadableDraft("spilled_columns", spans(pages), pages)
    layouts, layout, learned = _learn_words(reading, layouts, layout)
    mend_names(reading, layout)
    put_halves_in_line(reading)
    blocks = with_stranded_rows(each_behind_its_own(without_furniture(reading, layout)), layout)
    blocks = each_under_labels(head_before_heading(apart(blocks, layout), layout), layout)
    blocks = with_levels_over(each_set_right(blocks, layout), layout)
    blocks = with_contents_as_lines(with_cover_as_lines(blocks, layout), layout)
    blocks, front, forms, written = forms_of(reading, blocks, layout)
    if not forms:
        _refuse(reading, unruled, parted, layout)
    year = year_of(split_front(front, layout)[0], layout)
    part_years([form.title for form in forms if not form.of_department], year)
    found = read_forms(forms, layouts, year)
    _hold(reading, unruled, parted)
    written.parted.take_words()
    front = [line for line in front if line.piece.taken_by is None]
    cover, contents, body = split_front(front, layout)
    listed = read_contents(contents, layout)
    if listed and found.departments:
        listed = tuple(entry for entry in listed if not layout.is_whole(entry.title))
    targets = read_part_one(body, layout)
    leave_over(blocks, layout)
    draft = Draft(
        format=reading.format,
        layout=", ".join(name for name, _ in Counter(one.layout for one in found.projects).most_common()),
        extractor_version=extractor_version(layouts),
        page_count=reading.page_count,
        sheets=reading.sheets,
        cover=read_cover(
            cover, found.headings or forms[0].title.title_pieces, layout, _running(reading), year
        ),
        contents=listed,
        overall_targets=with_departments(targets, found.departments),
        projects=tuple(with_budgets(found.projects, blocks, layout)),
        cells=tuple(piece.as_cell() for piece in reading.pieces()),
        new_labels=(*found.new_labels, *_learned_labels(learned, layout)),
    )
    return repair_draft(draft, layout)


def _learn_words(
    reading: Reading, layouts: Layouts, layout: Layout
) -> tuple[Layouts, Layout, list[LearnedWord]]:
    """The layouts with the words that the draft itself teaches, that of the draft among them, and these words."""
    learned: list[LearnedWord] = []
    for learn in (learn_misspelt, learn_headings):
        found = learn(reading.blocks, layout)
        if found.said:
            learned += found.said
            layouts = layouts.with_words(found.words)
            layout = layouts.recognise(texts_of_forms(reading.blocks))
    return layouts, layout, learned


def _refuse(reading: Reading, unruled: list[Grid], parted: list[Grid], layout: Layout) -> NoReturn:
    """Raise UnreadableDraft with the reason why no form is found."""
    if pages := unruled_pages(reading, layout):
        raise UnreadableDraft("unruled_tables", spans(pages), pages)
    if lines := unruled_lines(reading, layout):
        raise UnreadableDraft("unruled_text", spans(lines))
    _hold(reading, unruled, parted)
    pieces = [block.piece for block in reading.blocks if isinstance(block, Line)]
    if told := lines_of_indicators(pieces, layout):
        where = sorted({page for line in told if (page := line.pieces[0].page)})
        raise UnreadableDraft("untold_projects", told[0].text.strip()[:_LONGEST_QUOTE], tuple(where))
    raise UnreadableDraft("no_form", f"{reading.page_count or 0} pages, {_cells(reading)} table cells")


def _hold(reading: Reading, unruled: list[Grid], parted: list[Grid]) -> None:
    """Raise UnreadableDraft where words of a table that nothing rules came into no field."""
    hold_tables(unruled, reading.blocks)
    hold_columns(parted)


def _running(reading: Reading) -> list[str]:
    return [piece.text for piece in reading.pieces() if piece.taken_by == "page_header"]


def _cells(reading: Reading) -> int:
    rows = (row for block in reading.blocks if isinstance(block, Grid) for row in block.rows)
    return sum(not cell.spanned for row in rows for cell in row)


def _learned_labels(learned: list[LearnedWord], layout: Layout) -> Iterator[NewLabel]:
    """The labels and headings that the draft itself told, each with the field that it is."""
    known = {"labels": layout.label, "groups": layout.group, "columns": layout.column}
    for section, name, piece in learned:
        text = join_lines([piece.text])
        if known[section](text) == name:
            yield NewLabel(
                text=text,
                section="columns" if section == "columns" else "labels",
                cell=piece.index,
                project=piece.project or 1,
                field=name,
            )
