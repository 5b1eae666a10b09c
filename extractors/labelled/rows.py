"""What the lines of a form say, row by row, before it is laid out as a table."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.labelled.stretch import Stretch

Text = list[Stretch]  # the lines of one text


@dataclass(slots=True)
class HeadRow:
    """A label with its value, and more of them where a line says several side by side.

    ``over``: without a value, the label is one over the rows below. ``field``: what a value without a label is of (the name
    in the heading over a form).
    """

    cells: list[Text]
    over: bool = False
    field: str = ""


@dataclass(slots=True)
class Remark:
    """A line that says nothing of the form: it is left over."""

    cells: list[Text]


@dataclass(slots=True)
class Indicator:
    """An indicator's texts by column."""

    cells: dict[str, Text]


@dataclass(slots=True)
class Section:
    """Indicators under one heading; ``headings``: what labels call their columns, where they do."""

    rows: list[Indicator | Remark] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)

    def indicators(self) -> list[Indicator]:
        """The rows that are indicators."""
        return [row for row in self.rows if isinstance(row, Indicator)]


Row = HeadRow | Remark | Section
