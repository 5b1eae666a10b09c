"""Facts in lines over a form that run on over several of them: goals, an item a line, a text or a unit's name that is wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.form.column import tells_goals
from extractors.form.entries import Entry
from extractors.form.title.beside import captions_indicators, entries_in, is_remark, says_facts
from extractors.form.words.line_parts import LABEL, said_beside
from extractors.form.words.title import is_annex, is_title_line
from extractors.form.words.years import is_year_line
from extractors.joining import join_lines
from extractors.layouts.layout import Layout
from extractors.pieces import Line, Piece

_NEXT_GOAL = re.compile(r"目标\s*(?:[2-9]|1\d|[二三四五六七八九十])\s*[:：、.．]")  # behind 目标1：…
_LONGEST_END = 6  # characters, of a unit's name that is wrapped
_WRAPPED = 20  # characters: a shorter fact ends with its line


def lines_going_on(lines: Sequence[Line], layout: Layout) -> dict[int, list[Piece]]:
    """By id of a fact's piece: those of the lines below that go on with its text."""
    found: dict[int, list[Piece]] = {}
    fact: Piece | None = None
    above: Piece | None = None
    for piece in (line.piece for line in lines):
        if above and _ends_unit(above.text, piece.text, layout):
            found[id(above)] = [piece]
        elif _says_more(piece.text, layout) and not (fact and _NEXT_GOAL.match(piece.text)):
            fact = piece if _runs_on(piece.text, layout) else None
        elif fact:
            found.setdefault(id(fact), []).append(piece)
        above = piece
    return found


def with_lines(entry: Entry, lines: list[Piece]) -> Entry:
    """The fact with the lines that go on with it."""
    text = join_lines([entry.text or "", *(piece.text for piece in lines)])
    return replace(entry, pieces=[*entry.pieces, *lines], text=text)


def _says_more(text: str, layout: Layout) -> bool:
    """Tell whether a line begins something of its own: a fact, the title, the unit, the year, a part of the draft."""
    labelled = any(map(LABEL.match, said_beside(text)))
    beside = is_annex(text) or is_remark(text) or is_year_line(text) is not None or captions_indicators(text)
    return (
        labelled
        or beside
        or says_facts(text, layout)
        or is_title_line(text, layout)
        or bool(layout.part(text))
    )


def _ends_unit(above: str, text: str, layout: Layout) -> bool:
    """Tell whether a short line is the end of the unit's name over it, which is an office's only with it (…管理 / 局)."""
    name = next((match["name"] for pattern in layout.unit_lines if (match := pattern.match(above))), None)
    return (
        name is not None
        and len(text) <= _LONGEST_END
        and not layout.is_office(name)
        and layout.is_office(join_lines([name, text]))
    )


def _runs_on(text: str, layout: Layout) -> bool:
    """Tell whether a line is one fact alone, and one that may be longer than a line."""
    entries = entries_in(text, layout)
    if len(said_beside(text)) != 1 or len(entries) != 1:
        return False
    field = entries[0].field
    wrapped = len(text) >= _WRAPPED and not text.rstrip().endswith("。")
    return tells_goals(field) or field == "purpose" or (field == "fact" and wrapped)
