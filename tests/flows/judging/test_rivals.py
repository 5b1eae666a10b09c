"""Which draft stands where several are of one county, department and fiscal year."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl

from flows.judging.rivals import settle
from warehouse.schema import TABLES


def document(name: str, day: int, **facts: Any) -> dict[str, Any]:
    return {
        "document_id": name,
        "batch_id": "b",
        "fiscal_year": 2025,
        "county_code": "990101",
        "department_code": "323",
        "file_name": f"{name}.pdf",
        "source_uri": f"file:///{name}.pdf",
        "status": "published",
        "source_modified_at": datetime(2025, 1, day, tzinfo=UTC),
        "ingested_at": datetime(2025, 2, 1, tzinfo=UTC),
    } | facts


def settled(*documents: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
    frame = settle(pl.DataFrame(documents, schema=TABLES["documents"].polars_schema(), orient="row"))
    return {row["document_id"]: (row["status"], row["status_reason"]) for row in frame.iter_rows(named=True)}


def test_the_newest_file_stands_whatever_the_order() -> None:
    old, new = document("old", 1), document("new", 2)
    for pair in ((old, new), (new, old)):
        assert settled(*pair) == {
            "new": ("published", None),
            "old": ("superseded", "已被较新的文件取代：new.pdf"),
        }


def test_other_years_departments_and_counties_stand_beside() -> None:
    assert {
        status
        for status, _ in settled(
            document("a", 1),
            document("b", 2, fiscal_year=2026),
            document("c", 3, department_code="324"),
            document("d", 4, county_code="990102"),
        ).values()
    } == {"published"}


def test_a_quarantined_draft_replaces_nothing() -> None:
    bad = document("bad", 9, status="quarantined", status_reason="why")
    assert settled(document("good", 1), bad) == {"good": ("published", None), "bad": ("quarantined", "why")}


def test_a_superseded_draft_does_not_come_back() -> None:
    gone = document("gone", 9, status="superseded", status_reason="x")
    assert settled(gone, document("other", 1, department_code="999"))["gone"] == ("superseded", "x")


def test_drafts_of_an_unknown_department_replace_nothing() -> None:
    nobody = {"department_code": None, "department_name": None}
    assert {
        status for status, _ in settled(document("a", 1, **nobody), document("b", 2, **nobody)).values()
    } == {"published"}


NAMED: dict[str, Any] = {"county_code": None, "county_name": "菡原县"}


def test_a_county_told_by_name_alone_is_that_of_the_namesake_with_a_code() -> None:
    coded = document("coded", 1, county_name="菡原县")
    assert settled(coded, document("named", 2, **NAMED))["coded"][0] == "superseded"


def test_a_name_that_goes_with_two_codes_tells_neither() -> None:
    one, two = (
        document("one", 1, county_name="菡原县"),
        document("two", 1, county_code="990102", county_name="菡原县"),
    )
    old, new = document("old", 1, **NAMED), document("new", 2, **NAMED)
    assert {name: status for name, (status, _) in settled(one, two, old, new).items()} == {
        "one": "published", "two": "published", "old": "superseded", "new": "published",
    }  # fmt: skip


def test_a_name_that_several_places_have_replaces_nothing_of_the_only_one_with_a_code() -> None:
    coded = document("coded", 1, county_code="130104", county_name="桥西区")
    named = document("named", 2, county_code=None, county_name="桥西区")
    assert {status for status, _ in settled(coded, named).values()} == {"published"}
