"""Which lines of a text are tables: from the first label of a head, or from a heading, to what stands below the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractors.blanks.head_cells import NEAR
from extractors.blanks.kinds import (
    heads_parts,
    heads_section,
    is_below,
    is_name_over,
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
    """The lines of a table: its head, its heading of one row or two, the rows below; the one right over it, if any; and
    the headings of sections between those of its head.
    """

    head: list[Typed]
    heading: list[Typed]
    body: list[Typed]
    over: Typed | None = None
    sections: Sequence[Typed] = ()


def tables_in(
    lines: list[Typed], layout: Layout, may_be_row: Callable[[Typed], bool] = lambda line: len(line.words) > 1
) -> Iterator[Stretch]:
    """The tables. Raises Unclear where lines that may be rows would be lost between them."""
    end = below = 0
    for at in [number for number, line in enumerate(lines) if _is_heading(line, layout)]:
        if at < below:
            continue  # the lower row of the heading before
        if at < end:
            raise Unclear
        first, below = _heading(lines, at, layout)
        head = _head_start(lines, end, first, layout)
        _hold_besides(lines[end:head], layout, may_be_row if end else None)
        over = lines[end:first]
        if end and not any(_may_open(line, layout) for line in over):
            raise Unclear
        _hold_head(lines[end:head], lines[head:first], layout)
        end = _end(lines, below, lines[at], layout)
        right_over = lines[head - 1] if head and not lines[head].after_blank else None
        told, sections = _without_sections(lines[head:first], layout)
        yield Stretch(told, lines[first:below], lines[below:end], right_over, sections)
    _hold_besides(lines[end:], layout, may_be_row if end else None)


def _may_open(line: Typed, layout: Layout) -> bool:
    """Tell whether a line may open a form behind another."""
    return is_over(line, layout) or names_project(line, layout) or is_name_over(line, layout)


def _head_start(lines: list[Typed], end: int, heading: int, layout: Layout) -> int:
    """The first line of a head, behind the title over its project's name; that of the heading where it has none."""
    named = next((at for at in range(end, heading) if names_project(lines[at], layout)), heading)
    title = max((at for at in range(end, named) if is_over(lines[at], layout)), default=end - 1)
    opening = (at for at in (*range(title + 1, heading), *range(end, title)) if opens_head(lines[at], layout))
    return next(opening, heading)


def _without_sections(head: list[Typed], layout: Layout) -> tuple[list[Typed], list[Typed]]:
    """The lines of a head without the headings of its sections, which begin where its labels do; and these."""
    left = min((line.words[0].start for line in head), default=0)
    sections = [line for line in head if heads_section(line, layout) and line.words[0].start <= left + NEAR]
    return [line for line in head if line not in sections], sections


def _is_heading(line: Typed, layout: Layout) -> bool:
    """Tell whether a line has the headings of indicators; ends of months and quarters may be those of the plan."""
    return are_headings([text for text in line.texts if layout.milestone(text) is None], layout)


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
            or _is_heading(line, layout)
            or (across and line.after_blank)
            or _is_over_head(line, lines[at + 1 : at + 2], layout)
        ):
            return at
    return len(lines)


def _is_over_head(line: Typed, below: list[Typed], layout: Layout) -> bool:
    """Tell whether a line is but a name behind its number over the head of the next form, or any text apart over its name."""
    head = any(opens_head(one, layout) for one in below)
    named = any(names_project(one, layout) for one in below)
    alone = len(line.words) == 1
    return alone and head and (is_name_over(line, layout) or (line.after_blank and named))


def _hold_head(over: list[Typed], head: list[Typed], layout: Layout) -> None:
    """Raise Unclear where a head does not begin with its first line, or is that of several forms.

    A label may be centred beside its text, the first line of which stands over it then.
    """
    if not head:
        return
    names = sum(opens_head(line, layout) and names_project(line, layout, ("project_name",)) for line in head)
    named = any(names_project(line, layout) for line in head) or any(
        is_name_over(line, layout) for line in over
    )
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


def _hold_besides(lines: list[Typed], layout: Layout, may_be_row: Callable[[Typed], bool] | None) -> None:
    """Raise Unclear where lines outside tables may be rows. ``may_be_row``: asked below a table."""
    for line in lines:
        below = may_be_row and not is_over(line, layout) and not is_below(line, layout)
        if (below and may_be_row and may_be_row(line)) or is_told(line, layout):
            raise Unclear
