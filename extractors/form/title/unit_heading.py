"""A heading that names the unit of all the forms below it (（一）412001 某局本级), each with a title of its own."""

from __future__ import annotations

from extractors.form.title.chosen import named_by_heading, opens_title
from extractors.form.title.form_title import FormTitle
from extractors.form.title.read import read_unit
from extractors.form.words.numbered import numbered
from extractors.layouts.layout import Layout
from extractors.pieces import Line, Piece


def unit_heading(lines: list[Line], layout: Layout) -> Piece | None:
    """The lowest of the lines over a form that names a unit by its code, above the form's title; None where none does."""
    titled = next((at for at, line in reversed(list(enumerate(lines))) if _is_title(line, layout)), 0)
    return next((line.piece for line in reversed(lines[:titled]) if _unit_in(line, layout).unit_code), None)


def stand_under(title: FormTitle, heading: Piece, layout: Layout) -> None:
    """Give a form whose own lines name no unit that of the heading."""
    read_unit(title, _words(heading), heading, layout)


def _is_title(line: Line, layout: Layout) -> bool:
    titled = opens_title(line.piece, layout) or named_by_heading(line.piece, layout) is not None
    return titled and not _unit_in(line, layout).unit_code


def _unit_in(line: Line, layout: Layout) -> FormTitle:
    found = FormTitle()
    read_unit(found, _words(line.piece), line.piece, layout)
    return found


def _words(piece: Piece) -> str:
    """What a heading says behind its number; a code is no number."""
    found = numbered(piece.text)
    return found.rest if found else piece.text
