"""What a draft as a whole tells about itself: county, department, year, counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from extractors.draft import Draft

# County 6 digits, year 2 digits, one letter, 12 characters (field guide, section 5).
_PROJECT_CODE = re.compile(r"(?P<county>\d{6})(?P<year>\d{2})[A-Z][0-9A-Z]{12}", re.ASCII)
_UNIT_CODE = re.compile(r"(?P<department>\d{3})\d{3,}", re.ASCII)
_REVIEWER = re.compile(r"(?P<county>.{1,12}?[县区市旗])财政局")
_COUNTY = re.compile(r"(?:.{1,12}?省)?(?:.{1,12}?市)?(?P<county>.{1,12}?(?:自治县|自治旗|县|区|市|旗))")
_YEARS = range(1990, 2100)
_STAGES = ("草案", "正式")
_CITY = re.compile(r"(?P<county>.{1,12}?市)")


class DocumentFacts(BaseModel):
    """What the draft does not say itself: identity, batch and origin. Times are UTC."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document_id: str
    batch_id: str
    file_name: str
    source_uri: str
    source_modified_at: datetime | None = None
    ingested_at: datetime


def county_code(draft: Draft) -> str | None:
    """The county most well-formed project codes begin with; None where there is no such code."""
    return _majority(code["county"] for code in _project_codes(draft))


def fiscal_year(draft: Draft) -> int | None:
    """The year on the cover, else that of most project codes; None where neither tells, or the cover's is absurd."""
    if draft.cover.fiscal_year is not None:
        return draft.cover.fiscal_year if draft.cover.fiscal_year in _YEARS else None
    year = _majority(code["year"] for code in _project_codes(draft))
    return 2000 + int(year) if year else None


def department_code(draft: Draft) -> str | None:
    """The first three digits that most unit codes share (field guide, section 1); None without unit codes."""
    codes = (_UNIT_CODE.fullmatch("".join(project.unit_code.text.split())) for project in draft.projects)
    return _majority(code["department"] for code in codes if code)


def county_name(draft: Draft) -> str | None:
    """The county of the finance bureau that reviewed the draft, else the county the department's name begins with."""
    if reviewer := _REVIEWER.fullmatch("".join(draft.cover.reviewer_name.split())):
        return reviewer["county"]
    department = "".join(draft.cover.department_name.split())
    found = _COUNTY.match(department) or _CITY.match(department)
    return found["county"] if found else None


def document_row(draft: Draft, facts: DocumentFacts) -> dict[str, object]:
    """The row of ``documents``. ``status`` is provisional: the gate and later drafts may change it."""
    leftovers = [cell for cell in draft.cells if cell.in_form and cell.field is None and cell.text.strip()]
    return {
        **facts.model_dump(),
        "format": draft.format,
        "fiscal_year": fiscal_year(draft),
        "county_code": county_code(draft),
        "county_name": county_name(draft),
        "department_code": department_code(draft),
        "department_name": draft.cover.department_name or None,
        "reviewer_name": draft.cover.reviewer_name or None,
        "stage": next((stage for stage in _STAGES if stage in draft.cover.stage), None),
        "page_count": draft.page_count,
        "toc_project_count": None if draft.contents is None else len(draft.contents),
        "project_count": len(draft.projects),
        "indicator_count": sum(len(project.indicators) for project in draft.projects),
        "cell_count": len(draft.cells),
        "leftover_cell_count": len(leftovers),
        "extractor_version": draft.extractor_version,
        "layout": draft.layout,
        "status": "published",
        "status_reason": None,
    }


def _project_codes(draft: Draft) -> Iterable[re.Match[str]]:
    codes = (_PROJECT_CODE.fullmatch("".join(project.project_code.text.split())) for project in draft.projects)
    return (code for code in codes if code)


def _majority(values: Iterable[str]) -> str | None:
    """The most frequent value; of equally frequent ones the smallest, so that the order of forms has no say."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
