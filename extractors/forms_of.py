"""Where a draft has its forms: in tables, in tables without a heading, or in lines of text."""

from __future__ import annotations

from typing import NamedTuple

from extractors.form.finding.forms import find_forms
from extractors.form.finding.parts import FormParts
from extractors.form.indicators.unheaded import with_headings
from extractors.joining import squeeze
from extractors.labelled.read import LaidOut, lay_out_lines
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Line
from extractors.reading import Reading


class Found(NamedTuple):
    """The blocks with the forms in them as tables, the lines before the first, and what lines the forms were written in."""

    blocks: list[Block]
    front: list[Line]
    forms: list[FormParts]
    written: LaidOut


def forms_of(reading: Reading, blocks: list[Block], layout: Layout) -> Found:
    """Find the forms in tables and in lines between them; where no table is one, in tables without headings, or in lines.

    Where tables hold but the heads of forms, their indicators may be in lines below them.
    """
    written = LaidOut()
    front, forms = find_forms(blocks, layout)
    if forms:
        texts = (text for form in forms if not form.of_department for text in form.texts())
        written = lay_out_lines(reading, blocks, layout, frozenset(map(squeeze, texts)))
        blocks = written.blocks or blocks
        front, forms = find_forms(blocks, layout) if written.blocks else (front, forms)
    if not forms:
        if headed := with_headings(blocks, layout):
            blocks = headed
        elif (written := lay_out_lines(reading, blocks, layout)).blocks:
            blocks = written.blocks
        else:
            return Found(blocks, front, forms, written)
        front, forms = find_forms(blocks, layout)
    return Found(blocks, front, forms, written)
