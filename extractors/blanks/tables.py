"""Which lines of a text are tables: from the first label of a head, or from a heading, to what stands below the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.blanks.head_cells import NEAR
from extractors.blanks.kinds import (
    heads_parts,
    heads_section,
    is_below,
    is_over,
    is_told,
    names_project,
    opens_head,
)
from extractors.blanks.words import Typed
from extractors.form.rows import are_headings
from extractors.form.words.title import names_form
from extractors.layouts.layout import Layout
from extractors.unruled.parts import Unclear


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of a table: its head, its heading of one row or two, the rows below."""

    head: list[Typed]
    heading: list[Typed]
    body: list[Typed]


def tables_in(lines: list[Typed], layout: Layout) -> Iterator[Stretch]:
    """The tables. Raises Unclear where lines in columns would be lost between them."""
    end = below = 0
    for at in [number for number, line in enumerate(lines) if are_headings(line.texts, layout)]:
        if at < below:
            continue  # the lower row of the heading before
        if at < end:
            raise Unclear
        first, below = _heading(lines, at, layout)
        head = next((one for one in range(end, first) if opens_head(lines[one], layout)), first)
        _hold_besides(lines[end:head], layout, beside=end > 0)
        over = lines[end:first]
        if end and not any(is_over(line, layout) or names_project(line, layout) for line in over):
            raise Unclear
        _hold_head(lines[end:head], lines[head:first], layout)
        end = _end(lines, below, lines[at], layout)
        told = [line for line in lines[head:first] if not heads_section(line, layout)]
        yield Stretch(told, lines[first:below], lines[below:end])
    _hold_besides(lines[end:], layout, beside=end > 0)


def _heading(lines: list[Typed], at: int, layout: Layout) -> tuple[int, int]:
    """The first line of a heading and the first below it; levels stand in the lower row or in both."""
    first, below = at, at + 1
    if at and heads_parts(lines[at - 1], lines[at], layout):
        first = at - 1
    elif below < len(lines) and heads_parts(lines[below], lines[at], layout):
        below += 1
    return first, below


def _end(lines: list[Typed], below: int, heading: Typed, layout: Layout) -> int:
    """The first line behind the rows."""
    starts = [word.start for word in heading.words]
    for at in range(below, len(lines)):
        line = lines[at]
        across = len(line.words) == 1 and any(line.words[0].covers(start) for start in starts)
        if (
            is_over(line, layout)
            or is_below(line, layout)
            or (names_project(line, layout) and opens_head(line, layout))
            or are_headings(line.texts, layout)
            or (across and line.after_blank)
        ):
            return at
    return len(lines)


def _hold_head(over: list[Typed], head: list[Typed], layout: Layout) -> None:
    """Raise Unclear where a head does not begin with its first line, or is that of several forms.

    A label may be centred beside its text, the first line of which stands over it then.
    """
    if not head:
        return
    names = sum(opens_head(line, layout) and names_project(line, layout, ("project_name",)) for line in head)
    named = any(names_project(line, layout) for line in head)
    whole = any(layout.is_whole(line.line.piece.text) for line in over)
    if names > 1 or not (named or whole):
        raise Unclear
    above = over[-1:] if not head[0].after_blank else []
    if any(
        abs(line.words[0].start - word.start) <= NEAR
        for line in above
        for word in head[0].words[1:2]
        if layout.money_unit(line.texts[0]) is None and not names_form(line.texts[0], layout)
    ):
        raise Unclear


def _hold_besides(lines: list[Typed], layout: Layout, *, beside: bool) -> None:
    """Raise Unclear where lines outside tables may be rows. ``beside``: a table stands before them."""
    for line in lines:
        in_columns = (
            beside and len(line.words) > 1 and not is_over(line, layout) and not is_below(line, layout)
        )
        if in_columns or is_told(line, layout):
            raise Unclear
