"""Heads of forms in running text, each field behind its label and a colon, over a table that has the indicators alone.

They are laid out as the rows of a table, a label's cell beside its value's, which the form's reader reads as any head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.form.page_breaks.text_ends import least_length
from extractors.form.rows import Row
from extractors.form.words.head import HeadWords
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT, TELLING
from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reading import Word
from extractors.unruled.spacing import around, as_sure

_FEWEST = 3  # of a form's own labels
_LABELLED = re.compile(r"(?P<label>[^:：，。；]{2,20}[:：])(?P<text>.*)", re.DOTALL)
_SHORT = 24  # characters: a line of its own with a label that no layout knows; a longer one is of a text
_SUM = r"\s*\d+(?:[,，]\d{3})*(?:\.\d+)?\s*[千万亿]?元"
_FIRST_AMOUNT = re.compile(rf"(?P<label>){_SUM}")
_AMOUNT = re.compile(rf"(?P<label>[，,；;、]?\s*(?:其中[:：])?[\u4e00-\u9fff]{{2,10}}[:：]?){_SUM}")
_ENDS = " 。；;"

Said = tuple[int | None, Word]  # with its page


def lay_out_heads(
    blocks: list[Block], made: set[int], words: dict[int, list[Word]], layout: Layout
) -> Iterator[Block]:
    """The blocks, with the lines that are the head of a table as a table of their own.

    ``made``: the tables, and ``words`` the words of each line, by their ids.
    """
    lines: list[Line] = []  # since the last table
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
            continue
        if id(block) in made and block.rows and Row.of(block.rows[0], layout).is_heading:
            yield from _with_head(lines, words, layout)
        else:
            yield from lines
        lines = []
        yield block
    yield from lines


@dataclass(slots=True)
class _Field:
    """A label and its value, word by word."""

    name: str | None
    label: Said
    values: list[Said]


def _with_head(lines: list[Line], words: dict[int, list[Word]], layout: Layout) -> Iterator[Block]:
    said = [
        (at, (line.piece.page, word))
        for at, line in enumerate(lines)
        if not line.piece.taken_by
        for word in words.get(id(line), ())
    ]
    named = [_named(word, layout) for _, (_, word) in said]
    opening = [[at for at, name in enumerate(named) if name == label] for label in NAMES_PROJECT]
    first = next((found[-1] for found in opening if found), len(said))
    if len({*named[first:]}.intersection(TELLING)) < _FEWEST:
        yield from lines
        return
    while first and named[first - 1]:
        first -= 1
    start = said[first][0]
    fields: list[_Field] = []
    for _, one in said[first:]:
        _add(fields, one, layout)
    yield from lines[:start]
    yield Grid([row for one in fields for row in _rows(one)])
    yield from (line for line in lines[start:] if line.piece.taken_by or id(line) not in words)


def _named(word: Word, layout: Layout) -> str | None:
    """The field or the group of fields that a word's label names."""
    labelled = _LABELLED.match(word.text)
    return layout.label(labelled["label"]) or layout.group(labelled["label"]) if labelled else None


def _add(fields: list[_Field], said: Said, layout: Layout) -> None:
    """Add a word: a label with what stands behind it, or more of the value before it."""
    page, word = said
    labelled, name = _LABELLED.match(word.text), _named(word, layout)
    short = fields and fields[-1].name in (*HeadWords.TEXTS, *HeadWords.AMOUNTS)
    if labelled and (name or short or len(word.text) <= _SHORT):
        label, value = _cut(word, labelled.end("label"))
        fields.append(_Field(name, (page, label), [(page, value)] if value.text else []))
    else:
        fields[-1].values.append(said)


def _cut(word: Word, at: int) -> tuple[Word, Word]:
    """A word's first characters and the others, each with its share of the box: figures are half as wide."""
    x0, top, x1, bottom = word.box
    middle = x0 + (x1 - x0) * least_length(word.text[:at]) / least_length(word.text)
    first = replace(word, text=word.text[:at], box=(x0, top, middle, bottom))
    return first, replace(word, text=word.text[at:], box=(middle, top, x1, bottom))


def _rows(one: _Field) -> Iterator[list[GridCell]]:
    """The rows of a field: one, or one for each page that its value stands on."""
    label = _cell([one.label])
    if parts := _amounts(one):
        yield [label, *(_cell([said]) for said in parts)]
        return
    pages = dict.fromkeys(page for page, _ in one.values)
    for at, page in enumerate(pages):
        value = _cell([said for said in one.values if said[0] == page])
        value.left, value.right = label.right, max(value.right, label.right + 1)
        yield [GridCell(label.piece, label.left, label.right, spanned=at > 0), value]
    if not pages:
        yield [label]


def _amounts(one: _Field) -> list[Said]:
    """What stands behind an amount's label where other amounts follow, each with its label; else nothing."""
    if one.name not in HeadWords.AMOUNTS or len(one.values) != 1:
        return []
    page, rest = one.values[0]
    found: list[Said] = []
    pattern = _FIRST_AMOUNT
    while rest.text.strip(_ENDS):
        if (match := pattern.match(rest.text)) is None:
            return []
        for end in (match.end("label"), match.end() - match.end("label")):
            part, rest = _cut(rest, end)
            found.append((page, part))
        pattern = _AMOUNT
    return found[1:]


def _cell(said: list[Said]) -> GridCell:
    words = [word for _, word in said]
    box = around(words)
    piece = as_sure(Piece("\n".join(word.text for word in words), said[0][0], box=box), words)
    return GridCell(piece, box[0], box[2])
