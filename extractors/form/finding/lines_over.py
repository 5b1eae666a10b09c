"""What lines over a table say of the form that it may open: a title, a name with a number, a head in running text."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.form.column import tells_goals
from extractors.form.entries import Entry
from extractors.form.finding.parts import FormParts
from extractors.form.title.beside import entries_in, says_facts
from extractors.form.words.head import HeadWords
from extractors.form.words.line_parts import said_beside
from extractors.form.words.names import is_name
from extractors.form.words.numbered import numbered
from extractors.form.words.title import names_form
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT, TELLING
from extractors.pieces import Line


def say_again(lines: list[Line], form: FormParts) -> bool:
    """Tell whether all lines stand over the form already."""
    return all(squeeze(line.piece.text) in form.title.said for line in lines)


def are_titled(lines: list[Line], layout: Layout) -> bool:
    """Tell whether one of the lines says what forms are called."""
    return any(names_form(line.piece.text, layout) for line in lines)


def counts_on(lines: list[Line], form: FormParts, labels: set[str]) -> bool:
    """Tell whether a line between tables has the number behind that of the line that names the form (（二）普法宣传).

    The first one may stand below a table that has no more than a department's goals.
    """
    said = [found for line in lines if (found := numbered(line.piece.text))]
    own = form.title.named_by()
    if form.has_heading:
        return own is not None and any((one.number, one.style) == (own.number + 1, own.style) for one in said)
    of_goals = not form.labels.intersection(HeadWords.AMOUNTS) and any(map(tells_goals, form.labels))
    return own is None and of_goals and "budget" in labels and any(one.number == 1 for one in said)


def tell_head_anew(lines: list[Line], form: FormParts, layout: Layout) -> bool:
    """Tell whether lines over a table tell a head in running text, as those over the form do, and other values."""
    own: dict[str, str | None] = {
        entry.field: entry.text for entry in form.title.facts if entry.field in TELLING
    }
    return any(own.get(entry.field, entry.text) != entry.text for entry in _entries(lines, layout))


def name_another(lines: list[Line], form: FormParts, layout: Layout) -> bool:
    """Tell whether lines over a table name a project (项目名称：…) that is not the form's own."""
    own = {entry.text for entry in form.title.facts}
    return any(entry.field in NAMES_PROJECT and entry.text not in own for entry in _entries(lines, layout))


def end_with_name(lines: list[Line], layout: Layout) -> bool:
    """Tell whether the line over a table, or over facts and the like above it, is but a name with a number (（二）送戏下乡)."""
    texts = (line.piece.text for line in lines)
    own = [text for text in texts if not (says_facts(text, layout) or layout.money_unit(text))]
    found = numbered(own[-1]) if own else None
    return found is not None and is_name(found.rest, layout)


def _entries(lines: list[Line], layout: Layout) -> Iterator[Entry]:
    """What lines say label by label."""
    for line in lines:
        for part in said_beside(line.piece.text):
            yield from entries_in(part, layout)
