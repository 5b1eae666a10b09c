"""What becomes of each line of corrections on one draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from transforms.correct.pointing import KEYS, NewKeys, forms_with_code, place_of, speaks_of
from transforms.correct.reading import Place, Reading, same
from warehouse.desk.corrections import Correction

Status = Literal["applied", "unneeded", "expired", "conflicting", "unknown"]


@dataclass(frozen=True)
class Outcome:
    """A line, the row that it means, the value that the draft has there, and what is done."""

    line: Correction
    place: Place | None
    found: str
    status: Status


def outcomes_of(lines: Sequence[Correction], reading: Reading) -> list[Outcome]:
    """One outcome a line that speaks of this draft, in the order of the file.

    A line is applied where the draft says its old value, and is unneeded where it says the new one. Lines that
    want different values in one place are conflicting, and none of them is applied; of lines that want the
    same the first is applied.
    """
    first = [line for line in lines if line.field in KEYS]
    new = {
        (outcome.place, outcome.line.field): outcome.line.new
        for outcome in _outcomes(first, reading, {})
        if outcome.place and outcome.status == "applied"
    }
    return _outcomes(lines, reading, new)


def _outcomes(lines: Sequence[Correction], reading: Reading, new: NewKeys) -> list[Outcome]:
    outcomes = []
    for line in lines:
        forms = forms_with_code(line, reading, new)
        if speaks_of(line, reading, forms, new):
            outcomes.append(_alone(line, reading, place_of(line, reading, forms)))
    return _settled(outcomes)


def _alone(line: Correction, reading: Reading, place: Place | None) -> Outcome:
    if place is None:
        return Outcome(line, None, "", "unknown")
    found = reading.rows[place][line.field]
    status: Status = "expired"
    if same(found, line.old):
        status = "applied"
    elif same(found, line.new):
        status = "unneeded"
    return Outcome(line, place, found, status)


def _settled(outcomes: list[Outcome]) -> list[Outcome]:
    """Two lines that would both be applied in one place."""
    rivals: dict[tuple[Place | None, str], list[int]] = defaultdict(list)
    for position, outcome in enumerate(outcomes):
        if outcome.status == "applied":
            rivals[outcome.place, outcome.line.field].append(position)
    for positions in rivals.values():
        agree = len({outcomes[position].line.new for position in positions}) == 1
        for position in positions[1:] if agree else positions:
            status: Status = "unneeded" if agree else "conflicting"
            outcomes[position] = replace(outcomes[position], status=status)
    return outcomes
