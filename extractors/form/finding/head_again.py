"""The head of a form said again above a page's piece of its table, as Word and Excel do with title rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.form.rows import Row
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT

MOST_ROWS = 40  # of a head, and what may follow it

Texts = tuple[str, ...]


@dataclass(slots=True)
class HeadRows:
    """What a form's rows say down to the heading of its indicator table, and in the first row below that."""

    above: list[Texts] = field(default_factory=list)
    ended: bool = False
    below: Texts | None = None

    def add(self, row: Row) -> None:
        """Go on with the form's next row."""
        if not self.ended and len(self.above) < MOST_ROWS:
            self.above.append(_texts(row))
            self.ended = row.is_heading
        elif self.ended and self.below is None:
            self.below = _texts(row)

    def said_again_by(self, rows: Sequence[Row], layout: Layout) -> int:
        """How many of the rows, from the first, only say the head again; 0 where they open another form.

        Another form differs in some row that has labels. A form that was pasted in twice says its first
        indicator again as well: that is no continuation. Where the page before ended within the head, the rows that
        name the project are enough.
        """
        count = 0
        while count < min(len(rows), len(self.above)) and _texts(rows[count]) == self.above[count]:
            count += 1
        if not self.ended:
            return count if any(_names_project(row, layout) for row in rows[:count]) else 0
        after = [row for row in rows[count:] if not row.is_heading][:1]
        if not after or not count:
            return count
        if _texts(after[0]) == self.below or any(layout.label(cell.text) for cell in after[0].written()):
            return 0
        return count


def _names_project(row: Row, layout: Layout) -> bool:
    return any(layout.label(cell.text) in NAMES_PROJECT for cell in row.written())


def _texts(row: Row) -> Texts:
    return tuple(squeeze(cell.text) for cell in row.written())
