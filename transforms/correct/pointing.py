"""Where a line of corrections points at in one draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from transforms.correct.reading import Place, Reading, same
from warehouse.desk.correctable import correctable
from warehouse.desk.corrections import Correction
from warehouse.words import plain

NewKeys = Mapping[tuple[Place, str], str]
"""Corrected values of the columns that lines point with: a person may write the code that stands in the
draft, or the one that a correction puts in its place.
"""
KEYS = ("project_code", "fiscal_year", "county_code")


def may_concern(lines: Sequence[Correction], document_id: str, codes: Iterable[str]) -> list[Correction]:
    """The lines that could be about a draft with these project codes: a quick look before the careful one."""
    recoded = (line.new for line in lines if line.field == "project_code")
    known = {bare(code) for code in (*codes, *recoded)}
    return [
        line
        for line in lines
        if (
            document_id.startswith(line.document_id)
            if line.document_id
            else bare(line.project_code or "") in known
        )
    ]


def bare(code: str) -> str:
    """A code as it is compared: however it is spaced or typed, and without the zeros that Excel takes from its front."""
    return plain(code).lstrip("0")


def speaks_of(line: Correction, reading: Reading, forms: Sequence[Place], new: NewKeys) -> bool:
    """Whether the line is about this draft; ``forms`` are those with its project code, if it names one."""
    if line.document_id and not reading.document_id.startswith(line.document_id):
        return False
    asked = {"fiscal_year": line.fiscal_year, "county_code": line.county_code}
    if any(not _is(reading, Place(), name, str(key), new) for name, key in asked.items() if key is not None):
        return False
    return bool(line.document_id or forms)


def forms_with_code(line: Correction, reading: Reading, new: NewKeys) -> list[Place]:
    """The forms that carry the line's project code."""
    code = line.project_code
    return [place for place in reading.forms() if code and _is(reading, place, "project_code", code, new)]


def _is(reading: Reading, place: Place, name: str, wanted: str, new: NewKeys) -> bool:
    return same(reading.rows[place][name], wanted) or same(new.get((place, name), ""), wanted)


def place_of(line: Correction, reading: Reading, forms: Sequence[Place]) -> Place | None:
    """The one row that the line means; None where there is none, or more than one."""
    table = correctable()[line.field].table
    if table == "documents":
        return Place()
    candidates = list(forms) if line.project_code else reading.forms()
    if line.project is not None:
        candidates = [place for place in candidates if place.project == line.project]
    form = _only(candidates)
    if form is None or table == "projects":
        return form
    return _indicator(line, reading, reading.indicators(form.project or 0))


def _indicator(line: Correction, reading: Reading, found: list[Place]) -> Place | None:
    """By name; its position decides only between indicators of one name, for it moves from draft to draft."""
    if line.indicator_name:
        found = [place for place in found if same(reading.rows[place]["level3"], line.indicator_name)]
    if line.indicator is not None and (len(found) > 1 or not line.indicator_name):
        found = [place for place in found if place.indicator == line.indicator]
    return _only(found)


def _only(places: Sequence[Place]) -> Place | None:
    return places[0] if len(places) == 1 else None
