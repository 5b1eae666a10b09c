"""Values beside labels that no layout knows: given to the field that the label's words speak of, where that is empty.

A word that nobody foresaw then costs nothing, and is told as a new label all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from extractors.form.column import tells_goals
from extractors.form.entries import Entry, FormHead
from extractors.form.head.line import NUMBER
from extractors.form.rows import Cell
from extractors.form.words.head import money_unit_in
from extractors.joining import join_lines, squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import take_all

_AMOUNTS = ("budget", "whole", "budget_part")
_OFFICES = ("unit", "department")
_OF_WHICH = "其中"

Pair = tuple[Cell, Cell]  # a label and its value


def take_by_endings(head: FormHead, layout: Layout) -> None:
    """Take them; facts besides the fields all, a field's value where the form says it under no other label.

    Of several such labels for one field none is it. The budget is an amount and an office one by name.
    """
    named: dict[str, list[Pair]] = defaultdict(list)
    for label, value in head.new_values:
        field = layout.label_ending(label.text)
        if field and _may_be(field, label, value, layout):
            named[field].append((label, value))
    said = [entry.field for entry in head.entries]
    for field, pairs in named.items():
        if field == "fact" or (len(pairs) == 1 and not _is_said(field, said)):
            head.entries += [_entry(field, label, value) for label, value in pairs]
            head.read_as |= {id(label.pieces[0]): field for label, _ in pairs}
    beside = {id(label.pieces[0]) for label, _ in head.new_values}
    for piece in head.new_labels:  # with nothing beside it: room for what may be said (主管领导意见)
        if id(piece) not in beside and layout.label_ending(join_lines([piece.text])) == "fact":
            piece.take("label")
            head.read_as[id(piece)] = "fact"


def _may_be(field: str, label: Cell, value: Cell, layout: Layout) -> bool:
    if field == "budget":
        return bool(NUMBER.fullmatch(value.text)) and not squeeze(label.text).startswith(_OF_WHICH)
    return field not in _OFFICES or layout.is_office(value.text)


def _is_said(field: str, said: Iterable[str]) -> bool:
    """Tell whether a form says a field, or what is taken for it (goals of any time for those of none)."""
    if field == "budget":
        return any(one in _AMOUNTS for one in said)
    if tells_goals(field):
        return any(one == field or (tells_goals(one) and "goals" in (one, field)) for one in said)
    return any(one == field or one.startswith(f"{field}_name") for one in said)


def _entry(field: str, label: Cell, value: Cell) -> Entry:
    take_all(label.pieces, "label")
    return Entry(field, label, list(value.pieces), unit=money_unit_in(label.text))
