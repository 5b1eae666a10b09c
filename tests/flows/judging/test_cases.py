"""Which newer file closes which open case, and which never does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from flows.judging.cases import close_cases, closed_cases, owner_unread
from warehouse.schema import TABLES


def document(name: str, day: int, status: str, **facts: Any) -> dict[str, Any]:
    return {
        "document_id": f"{name}-{day}",
        "batch_id": "b",
        "fiscal_year": 2025,
        "county_code": "990101",
        "department_code": "323",
        "file_name": name,
        "source_uri": f"file:///inbox/{name}",
        "status": status,
        "status_reason": "缺预算数" if status == "quarantined" else None,
        "source_modified_at": datetime(2025, 1, day, tzinfo=UTC),
        "ingested_at": datetime(2025, 2, day, tzinfo=UTC),
    } | facts


UNREAD: dict[str, Any] = {"fiscal_year": None, "county_code": None, "department_code": None}


def frame(*documents: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(documents, schema=TABLES["documents"].polars_schema(), orient="row")


CLOSED_BY = {
    "same department and year": (document("a.pdf", 1, "quarantined"), document("b.docx", 2, "published"), True),
    "older than the case": (document("a.pdf", 3, "quarantined"), document("b.docx", 2, "published"), False),
    "another year": (
        document("a.pdf", 1, "quarantined"), document("b.docx", 2, "published", fiscal_year=2026), False,
    ),
    "held back too": (document("a.pdf", 1, "quarantined"), document("b.docx", 2, "quarantined"), False),
    "in its place": (document("a.pdf", 1, "quarantined", **UNREAD), document("a.pdf", 2, "published"), True),
    "in its place, of an earlier time": (
        document("a.pdf", 3, "quarantined", **UNREAD),
        document("a.pdf", 2, "published", ingested_at=datetime(2025, 2, 9, tzinfo=UTC)),
        True,
    ),
    "beside it with another ending": (
        document("草案.doc", 1, "quarantined", **UNREAD), document("草案.docx", 2, "published"), True,
    ),
    "of the same name elsewhere": (
        document("a.pdf", 1, "quarantined", **UNREAD),
        document("a.pdf", 2, "published", source_uri="file:///other/a.pdf"),
        False,
    ),
    "another file, nothing known": (
        document("a.pdf", 1, "quarantined", **UNREAD), document("b.pdf", 2, "published", **UNREAD), False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLOSED_BY)
def test_what_closes_a_case(name: str) -> None:
    case, other, closes = CLOSED_BY[name]
    before = frame(case)
    after = close_cases(frame(case, other))
    assert after.columns == before.columns
    status, why = after.select("status", "status_reason").row(0)
    assert status == ("superseded" if closes else "quarantined")
    assert "缺预算数" in why
    assert (other["file_name"] in why) is closes
    assert closed_cases(before, after).height == closes


def test_nothing_quarantined_stays_as_it_is() -> None:
    documents = frame(
        document("a.pdf", 1, "published"), document("b.pdf", 2, "superseded", department_code="9")
    )
    assert close_cases(documents).equals(documents)


FOUND_THERE = [("m-2", "file:///inbox/a.pdf")]


@pytest.mark.parametrize("day", [1, 9], ids=["published before", "published after"])
def test_a_file_published_from_elsewhere_closes_the_case_once_it_is_found_at_its_address(day: int) -> None:
    case = document("a.pdf", 5, "quarantined", **UNREAD)
    mended = document("m", 2, "published", ingested_at=datetime(2025, 2, day, tzinfo=UTC))
    found = pl.DataFrame(FOUND_THERE, schema=["document_id", "source_uri"], orient="row")
    assert close_cases(frame(case, mended))["status"][0] == "quarantined"
    closed = close_cases(frame(case, mended), found).row(0, named=True)
    assert (closed["status"], closed["superseded_by"]) == ("superseded", "m-2")


def test_a_case_names_what_of_its_owner_was_not_read() -> None:
    assert owner_unread(document("a.pdf", 1, "quarantined")) == ()
    assert owner_unread(document("a.pdf", 1, "quarantined", fiscal_year=None)) == ("fiscal_year",)
    assert owner_unread({}) == ("county", "department", "fiscal_year")
