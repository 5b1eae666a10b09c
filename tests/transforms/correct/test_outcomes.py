"""Lines of corrections on one draft: what they point at, what comes of them, and what follows from a new value."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from extractors.draft import Draft
from extractors.reader import read_draft
from tests.flows.drafts import write_draft
from transforms.correct.findings import settle_findings
from transforms.correct.reading import same
from transforms.correct.tables import normalise_corrected
from transforms.normalise.document import DocumentFacts
from warehouse.desk.corrections import Correction
from warehouse.desk.waivers import Waiver

FACTS = DocumentFacts(
    document_id="a" * 64, batch_id="b", file_name="a.txt", source_uri="file:///a.txt", source_modified_at=None,
    ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
)  # fmt: skip
SAID = {"reason": "核实", "author": None, "written_at": None, "note": None}


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    return read_draft(write_draft(tmp_path_factory.mktemp("draft") / "a.txt"))


def line(field: str, old: str, new: str, **more: Any) -> Correction:
    key = {"document_id": "a" * 12, "project_code": None, "fiscal_year": None, "county_code": None}
    place = {"project": 1, "indicator": None, "indicator_name": None}
    said = {"line": 2, "entry": f"{field}{new}", "field": field, "old": old, "new": new}
    return Correction(**key | place | said | SAID | more)


def corrected(draft: Draft, *lines: Correction) -> dict[str, pl.DataFrame]:
    return normalise_corrected(draft, FACTS, lines)


@pytest.mark.parametrize(
    ("pointing", "status"),
    [
        ({"indicator": 2}, "applied"),
        ({"indicator_name": "水质合格率1"}, "applied"),
        ({"indicator_name": "水质合格率 1", "indicator": 7}, "applied"),  # its position has moved
        ({"indicator_name": "水质合格率1", "project": None}, "unknown"),  # which form?
        ({"indicator_name": "没有这个", "indicator": 2}, "unknown"),
        ({"indicator": 2, "project": 9}, "unknown"),
        (
            {"indicator": 2, "document_id": None, "project_code": "99010125P00000324001A", "project": None},
            "applied",
        ),
    ],
)
def test_a_line_points_at_one_indicator_or_at_none(
    draft: Draft, pointing: dict[str, Any], status: str
) -> None:
    (row,) = corrected(draft, line("value_text", "≥98%", "≥97%", **pointing))[
        "corrections_applied"
    ].to_dicts()
    assert row["status"] == status


@pytest.mark.parametrize(
    "key",
    [
        {"document_id": "b" * 12},
        {"fiscal_year": 2024},
        {"county_code": "990109"},
        {"document_id": None, "project_code": "99010125P00000324009A"},
    ],
)
def test_a_line_for_another_draft_leaves_no_trace(draft: Draft, key: dict[str, Any]) -> None:
    tables = corrected(draft, line("budget_wanyuan", "12.5", "13", **key), line("stage", "草案", "正式"))
    assert tables["corrections_applied"]["field"].to_list() == ["stage"]
    assert str(tables["projects"]["budget_wanyuan"][0]) == "12.500000"


def test_a_corrected_code_moves_the_draft_and_is_known_by_both(draft: Draft) -> None:
    codes = [
        line("project_code", f"99010125P0000032400{n}A", f"99010925P0000032400{n}A", project=n)
        for n in (1, 2)
    ]
    by_new = {
        "document_id": None,
        "project_code": "99010925P00000324001A",
        "fiscal_year": 2025,
        "project": None,
    }
    tables = corrected(
        draft, *codes, line("stage", "草案", "正式"), line("unit_code", "324001", "1", **by_new)
    )
    assert tables["corrections_applied"]["status"].to_list() == ["applied"] * 4
    assert tables["documents"].select("county_code", "stage").row(0) == ("990109", "正式")
    assert set(tables["cells"]["county_code"]) == {"990109"}
    assert tables["projects"]["unit_code"].to_list() == ["000001", "324001"]  # Excel had dropped the zeros


def test_what_is_corrected_to_nothing_is_nothing(draft: Draft) -> None:
    tables = corrected(draft, line("budget_wanyuan", "12.5", ""), line("percent_written_12", "100", ""))
    assert tables["projects"]["budget_wanyuan"][0] is None
    plan = tables["spending_plan"].filter(project_id=f"{'a' * 12}-1")
    assert plan["percent_written"].to_list() == [25, 50, 75, None]


@pytest.mark.parametrize(
    ("found", "given", "expected"),
    [
        ("001001", "1001", True), ("1001", "001001", False), ("≥ 95%", "≥95％", True), ("12.5", "125", False),
        ("", "", True), ("0", "", False),
    ],
)  # fmt: skip
def test_values_are_the_same_but_for_spacing_width_and_lost_zeros(
    found: str, given: str, expected: bool
) -> None:
    assert same(found, given) == expected


def test_findings_are_waived_by_words_and_corrected_by_their_field() -> None:
    words = {
        "fiscal_year": 2025, "county_code": "990101", "department_name": "水务局", "project": "P1", "indicator_name": "水质",
    }  # fmt: skip
    plain = words | {"document_id": "d", "project_id": "d-1", "indicator_id": "d-1-1"}
    found = [
        plain | {"finding_id": "f1", "rule": "R13", "field": "value_text", "observed": "≥0.95"},
        plain | {"finding_id": "f2", "rule": "R13", "field": "value_text", "observed": "≥0.96"},
        plain | {"finding_id": "f3", "rule": "R12", "field": "value_number", "observed": None},
        plain | {"finding_id": "f4", "rule": "R19", "field": "description", "observed": None},
    ]
    waiver = Waiver(
        line=2,
        finding_id="of an earlier version",
        rule="R13",
        field="value_text",
        observed="≥ 0.95",
        **words,
        **SAID,
    )
    stale = waiver.model_copy(update={"line": 3, "finding_id": "f2", "observed": "≥0.97"})
    corrected = pl.DataFrame([plain | {"field": "value_text", "reason": "来函"}])
    settled, counts = settle_findings(pl.DataFrame(found), [waiver, stale], corrected)
    assert settled.select("status", "status_reason").rows() == [
        ("waived", "核实"), ("corrected", "来函"), ("corrected", "来函"), ("open", None),
    ]  # fmt: skip
    assert counts == {2: 1, 3: 0}
