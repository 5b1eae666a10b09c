"""``corrections.csv``: what a person knows better than a draft, each line with the value that it replaces."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from warehouse.amounts import LARGEST_WANYUAN
from warehouse.desk import written
from warehouse.desk.correctable import correctable, field_named, source_of
from warehouse.desk.errors import DeskFileError, Fault
from warehouse.desk.reading import Cells, said
from warehouse.desk.sheet import Row, read_sheet
from warehouse.words import plain

FILE = "corrections.csv"
_SAID_ONLY = {"reason", "author", "written_at", "note"}


class Correction(BaseModel):
    """One line. It points at a document, or at a project by its code and fiscal year, and further at a form
    (``project``, from 1) and an indicator (its level-3 name, or its position from 1, or both).

    ``old`` and ``new`` are as the tables hold them, amounts in 万元; "" is nothing. ``entry`` identifies the
    line by all that decides what it does: neither its place in the file, nor reason, author and date.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int
    entry: str
    document_id: str | None
    project_code: str | None
    fiscal_year: int | None
    county_code: str | None
    project: int | None
    indicator: int | None
    indicator_name: str | None
    field: str
    old: str
    new: str
    reason: str
    author: str | None
    written_at: date | None
    note: str | None


def read_corrections(root: Path) -> tuple[Correction, ...]:
    """All lines of the warehouse's file, in order; none where there is no file.

    Raises DeskFileError with every fault of every line.
    """
    return parse_corrections(root / FILE, read_sheet(root / FILE, "corrections"))


def parse_corrections(path: Path, rows: Iterable[tuple[int, Row]]) -> tuple[Correction, ...]:
    """The rows of ``read_sheet`` as corrections. Raises DeskFileError as ``read_corrections`` does."""
    found: list[Correction] = []
    faults: list[Fault] = []
    seen: Counter[str] = Counter()
    for line, row in rows:
        cells = Cells(line, row)
        facts = _facts(cells)
        if cells.faults:
            faults += cells.faults
            continue
        content = repr(sorted((name, facts[name]) for name in facts.keys() - _SAID_ONLY))
        digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        seen[digest] += 1
        found.append(Correction(line=line, entry=f"{digest}-{seen[digest]}", **facts))
    if faults:
        raise DeskFileError(path, faults)
    return tuple(found)


def _facts(cells: Cells) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "document_id": cells.take("document_id", written.document),
        "project_code": cells.take("project_code", written.code),
        "fiscal_year": cells.take("fiscal_year", written.year),
        "county_code": cells.take("county_code", written.county),
        "project": cells.take("project", written.sequence),
        "indicator": cells.take("indicator", written.sequence),
        "indicator_name": cells["indicator_name"] or None,
        "field": _field(cells),
        **said(cells),
    }
    _check_place(cells, facts)
    facts |= {name: _value(cells, name, facts["field"]) for name in ("old", "new")}
    if not cells.faults and facts["old"] == facts["new"]:
        cells.fault("nothing_changes")
    return facts


def _field(cells: Cells) -> str:
    text = cells["field"]
    name = field_named(text)
    if name is None:
        source = source_of(plain(text))
        if not text:
            cells.fault("no_field")
        elif source != plain(text):
            cells.fault("computed_field", field=text, source=source)
        else:
            cells.fault("unknown_field", field=text)
    return name or ""


def _check_place(cells: Cells, facts: dict[str, Any]) -> None:
    """A line must say enough to point at one row of the field's table."""
    table = correctable()[facts["field"]].table if facts["field"] else None
    if not facts["document_id"] and not facts["project_code"]:
        cells.fault("no_key")
    elif not facts["document_id"] and facts["fiscal_year"] is None:
        cells.fault("no_year")
    elif table == "documents" and not facts["document_id"]:
        cells.fault("wants_document", field=facts["field"])
    elif table in ("projects", "indicators") and not (facts["project_code"] or facts["project"]):
        cells.fault("wants_project", field=facts["field"])
    if table == "indicators" and not (facts["indicator"] or facts["indicator_name"]):
        cells.fault("wants_indicator", field=facts["field"])


def _value(cells: Cells, name: str, field: str) -> str:
    """A value in the one form in which it is compared and told: numbers plain, words as they stand."""
    text = cells[name]
    kind = correctable()[field].kind if field else "text"
    if kind == "text" or not text:
        return text
    if kind == "year":
        return str(cells.take(name, written.year) or "")
    if kind == "county":
        return cells.take(name, written.county) or ""
    try:
        number = Decimal((written.code(text) or "").removesuffix("%").replace(",", ""))
        if not number.is_finite() or abs(number) >= LARGEST_WANYUAN:
            raise InvalidOperation
    except (InvalidOperation, ValueError):
        cells.fault("bad_number", field=field, value=text)
        return ""
    return plain_number(number)


def plain_number(number: Decimal) -> str:
    """Digits without the zeros that a scale adds: 12.500000 → 12.5."""
    return f"{number.normalize():f}" if number else "0"
