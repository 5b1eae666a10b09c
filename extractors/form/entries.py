"""What the head of a form says, label by label, and which of it is the value of a field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import cast

from extractors.draft import Detail, DetailKind, Milestone, Value
from extractors.form.rows import Cell, value_of
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Piece, take_all

_KINDS = {
    **{name: name for name in ("budget_part", "fiscal_part", "other_part", "fund")},
    **{"budget": "fund", "fiscal": "fund", "other": "other_part", "whole": "fund"},
}

_COUNT = re.compile(r"\d{1,2}$")
_NOTHING = re.compile(r"0(?:\.0+)?|[—–－/／\\-]+|无")


@dataclass(slots=True)
class Entry:
    """A label and one value. ``text`` is set where the value is but part of its pieces.

    ``caption`` is a heading over the value (2024年, 全年执行数); ``aside``: it is another year's; ``of_year``: it is
    the fiscal year.
    """

    field: str
    label: Cell
    pieces: list[Piece]
    text: str | None = None
    unit: str = ""
    caption: Cell | None = None
    aside: bool = False
    of_year: bool = False
    label_text: str = ""

    def value(self) -> Value:
        """The words, where they stand, and their money unit."""
        found = value_of(self.pieces)
        text = found.text if self.text is None else self.text
        return Value(text=text, cells=found.cells, unit=self.unit if self.tells_money() else "")

    def tells_money(self) -> bool:
        """Tell whether the value is a sum of money."""
        return self.field in _KINDS

    def is_part(self) -> bool:
        """Tell whether the label says that the value is part of another (其中：财政拨款)."""
        return squeeze(self.label_text or self.label.text).startswith("其中")

    def named(self) -> str:
        """The label as written, with the heading over the value."""
        label = bare_label(self.label_text or self.label.text)
        return f"{label}·{self.caption.text}" if self.caption else label


def _counted_alike(one: Cell, other: Cell) -> bool:
    """Tell whether two labels are one word, counted."""
    texts = [squeeze(label.text) for label in (one, other)]
    return all(_COUNT.search(text) for text in texts) and len({_COUNT.sub("", text) for text in texts}) == 1


def bare_label(text: str) -> str:
    """A label as written, without the colon behind it and the star before it."""
    return text.strip(" :：*★")


@dataclass(slots=True)
class FormHead:
    """Entries in reading order; the spending plan by month end; labels that no layout knows, and what is beside such."""

    entries: list[Entry] = field(default_factory=list)
    plan: dict[Milestone, Entry] = field(default_factory=dict)
    money: list[Piece] = field(default_factory=list)
    new_labels: list[Piece] = field(default_factory=list)
    # By id of a new label's piece: the field of its value.
    read_as: dict[int, str] = field(default_factory=dict)
    new_values: list[tuple[Cell, Cell]] = field(default_factory=list)
    last_label: Cell | None = None

    def best(self, name: str, layout: Layout, under: Cell | None = None) -> Entry | None:
        """Of a field's entries the one whose label comes first in the layout; of equals, the one ``under`` a cell.

        A label that says 其中 is part of one that does not; but the year's amount is part of the whole project's.
        """
        of_year = under is not None and layout.names_year(under.text)
        return min(
            (entry for entry in self.entries_of(name) if entry.value().text),
            key=lambda entry: (
                not entry.of_year,
                entry.is_part() and not layout.names_year(entry.label_text or entry.label.text),
                of_year and not layout.names_year(entry.label_text or entry.label.text),
                layout.labels.rank(entry.label_text or entry.label.text),
                under is not None and not entry.label.stands_under(under),
            ),
            default=None,
        )

    def entries_of(self, name: str) -> list[Entry]:
        """A field's entries, but those of another year."""
        return [entry for entry in self.entries if entry.field == name and not entry.aside]

    def take(self, name: str, layout: Layout, column: str, project: int, under: Cell | None = None) -> Value:
        """Take a field's value, that of its best entry; values of one label (a text over several rows) are one.

        So are those of labels that are counted (年度目标1, 年度目标2).
        """
        best = self.best(name, layout, under)
        return self._take_with_alike(best, column, project) if best else Value()

    def _take_with_alike(self, best: Entry, column: str, project: int) -> Value:
        own = self.entries_of(best.field)
        alike = [one for one in own if one.label is best.label or _counted_alike(one.label, best.label)]
        single = best.unit or best.caption or (best.text is not None and best.field in _KINDS)
        chosen = [best] if single else alike
        self.entries = [entry for entry in self.entries if all(entry is not one for one in chosen)]
        pieces = [piece for entry in chosen for piece in entry.pieces]
        take_all(pieces, column, project)
        return best.value() if len(chosen) == 1 else value_of(pieces)

    def take_only(self, name: str, column: str, project: int, *, unless_nothing: bool) -> Value:
        """Take a field's value if it stands by the field's only label, or the only one with more than nothing.

        With a label unknown, in words that tell nothing either, there may be more. ``unless_nothing``: that one
        source gives nothing does not tell that none does.
        """
        said = [entry for entry in self.entries_of(name) if entry.value().text]
        some = [entry for entry in said if not _NOTHING.fullmatch(entry.value().text)]
        labels = {id(entry.label): entry for entry in some or ([] if unless_nothing else said)}
        unknown = any(id(piece) not in self.read_as for piece in self.new_labels)
        if unknown or len(labels) != 1:
            return Value()
        return self._take_with_alike(next(iter(labels.values())), column, project)

    def has(self, name: str) -> bool:
        """Tell whether a field has a value that is not taken yet."""
        return any(entry.field == name and entry.value().text for entry in self.entries)

    def take_details(self, project: int) -> tuple[Detail, ...]:
        """Take everything else that has a label."""
        details = []
        for entry in self.entries:
            value = entry.value()
            take_all(entry.pieces, "details", project)
            if value.text:
                kind = cast(DetailKind, _KINDS.get(entry.field, "fact"))
                kind = "fund" if entry.aside and kind != "fact" else kind
                kind = "fact" if value.text.endswith(("%", "％")) else kind  # its share of a sum
                details.append(Detail(kind=kind, label=entry.named(), value=value))
        return tuple(details)
