"""What is known of the draft as a whole: where it came from, and what its contents say of county and year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict

from extractors.draft import Draft
from transforms.normalise.county import county_name, county_of
from warehouse.schema import TABLES

# As docs/values.md, "Codes", tells: county 6 digits, year 2 digits, one letter, 12 characters or some more or fewer.
_PROJECT_CODE = re.compile(r"(?P<county>[0-9]{6})(?P<year>[0-9]{2})[A-Z][0-9A-Z]{6,16}")
_UNIT_CODE = re.compile(r"(?P<department>[0-9]{3})[0-9]{3}")
_STAGES = TABLES["documents"].values_of("stage")
_OPENING_YEAR = re.compile(r"\s*(20[0-9]{2})\s*年")
_ITSELF = re.compile(r"[（(]?(?:本级|机关)[）)]?$")  # the department among its own units: 某县水利局本级


class DocumentFacts(BaseModel):
    """What the batch knows of a file without looking into it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document_id: str
    batch_id: str
    file_name: str
    source_uri: str
    source_modified_at: datetime | None
    ingested_at: AwareDatetime


@dataclass(frozen=True)
class Place:
    """Which county, department and fiscal year a draft speaks for; None where it does not tell."""

    fiscal_year: int | None
    county_code: str | None
    county_name: str | None
    department_code: str | None


def place_of(draft: Draft) -> Place:
    """Read county and year from the codes of most projects, the names from the title page.

    The cover's year wins, and the titles' of most forms, over the codes': a project that goes on keeps the code
    of its first year; where neither says one, it is the year that the goals of part 1 begin with (2024年，…). Where no unit
    has a code, a department's own code is taken as written; where no project has one, or they name several counties and
    none of them mostly, the county's is known by its name.
    """
    codes = [
        match for project in draft.projects if (match := _PROJECT_CODE.fullmatch(project.project_code.text))
    ]
    units = [match for project in draft.projects if (match := _UNIT_CODE.fullmatch(project.unit_code.text))]
    departments = [unit["department"] for unit in units]
    departments += [code for one in draft.projects if not units and (code := one.department_code.text)]
    year = _most(match["year"] for match in codes)
    years = [one.fiscal_year for one in draft.projects if one.fiscal_year]
    # of equals the latest: a copy of last year's forms may stand beside this year's
    titled = max(years, key=lambda one: (years.count(one), one), default=None)
    county = county_of(_places_named(draft))
    coded = _mostly([match["county"] for match in codes])
    return Place(
        fiscal_year=draft.cover.fiscal_year or _year(titled, year) or _year_of_goals(draft),
        county_code=coded or (county and county.code),
        county_name=county.name if county else coded and county_name(coded),
        department_code=_most(departments),
    )


def document_row(draft: Draft, facts: DocumentFacts, place: Place) -> dict[str, object]:
    """The draft's row of table documents, provisionally published."""
    leftover = [cell for cell in draft.cells if cell.in_form and cell.field is None and cell.text.strip()]
    return {
        "document_id": facts.document_id,
        "batch_id": facts.batch_id,
        "fiscal_year": place.fiscal_year,
        "county_code": place.county_code,
        "county_name": place.county_name,
        "file_name": facts.file_name,
        "source_uri": facts.source_uri,
        "format": draft.format,
        "department_code": place.department_code,
        "department_name": _department_name(draft),
        "reviewer_name": draft.cover.reviewer_name or None,
        "stage": draft.cover.stage if draft.cover.stage in _STAGES else None,
        "page_count": draft.page_count,
        "sheet_names": "\n".join(" ".join(name.split()) for name in draft.sheets) or None,
        "toc_project_count": None if draft.contents is None else len(draft.contents),
        "project_count": len(draft.projects),
        "indicator_count": sum(len(project.indicators) for project in draft.projects),
        "cell_count": sum(1 for cell in draft.cells if cell.in_form and cell.text.strip()),
        "leftover_cell_count": len(leftover),
        "extractor_version": draft.extractor_version,
        "layout": draft.layout,
        "status": "published",
        "status_reason": None,
        "source_modified_at": facts.source_modified_at,
        "ingested_at": facts.ingested_at,
    }


def _year(titled: int | None, coded: str | None) -> int | None:
    if titled:
        return titled
    return 2000 + int(coded) if coded else None


def _year_of_goals(draft: Draft) -> int | None:
    said = (_OPENING_YEAR.match(one.goal) for one in draft.overall_targets)
    year = _most(found[1] for found in said if found)
    return int(year) if year else None


def _department_name(draft: Draft) -> str | None:
    """The compiling department of the title page, else that which most forms name, else the one among their units."""
    named = _most(text for one in draft.projects if (text := one.department_name.text))
    return draft.cover.department_name or named or _department_among_units(draft)


def _department_among_units(draft: Draft) -> str | None:
    """The unit that is the department itself, called so (某县水利局本级) or first by its code (446001); else most forms'."""
    units = [(one.unit_code.text, one.unit_name.text) for one in draft.projects if one.unit_name.text]
    itself = _most(_ITSELF.sub("", name) for _, name in units if len(_ITSELF.sub("", name)) < len(name))
    first = _most(name for code, name in units if code.endswith("001"))
    return itself or first or _most(name for _, name in units)


def _places_named(draft: Draft) -> list[str]:
    """Names that begin with the county's: the finance bureau that reviewed, the department, most forms' unit."""
    unit = _most(text for one in draft.projects if (text := one.unit_name.text))
    reviewer = draft.cover.reviewer_name.removesuffix("财政局")
    named = reviewer if reviewer != draft.cover.reviewer_name else None
    return [text for text in (named, _department_name(draft), unit) if text]


def _mostly(values: Sequence[str]) -> str | None:
    """The value of more than half of all; None where there is none."""
    most = _most(values)
    return most if most and 2 * values.count(most) > len(values) else None


def _most(values: Iterable[str]) -> str | None:
    """The commonest value; of equals the smallest, so that the order of projects does not matter."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
