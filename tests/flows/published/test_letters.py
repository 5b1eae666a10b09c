"""Which drafts a county's letter speaks of, where some of them tell the county by its name alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from expectations.reasons import reason
from flows.errors import SeveralCounties
from flows.published.letter_scope import scope_of
from flows.published.letters import Letters, Wishes, write_letter, write_letters
from tests.warehouse.conftest import frame_of
from warehouse.publishing import publish
from warehouse.quarantine import Why, put_quarantine
from warehouse.release import Release
from warehouse.staging import stage_release, write_partition, write_table
from warehouse.store import Warehouse


def release(folder: Path, *counties: tuple[str | None, str], rules: tuple[str, ...] = ("R12",)) -> Release:
    """A release with one draft a county, each with a finding of each rule on the draft as a whole."""
    facts: list[dict[str, Any]] = [
        {"document_id": f"d{at}", "fiscal_year": 2025, "county_code": code, "county_name": name}
        | {"file_name": f"{at}.pdf", "department_name": f"部门{at}", "status": "published"}
        for at, (code, name) in enumerate(counties)
    ]
    store = Warehouse(folder)
    with store.lock():
        staged = stage_release(store)
        write_table(staged, "documents", frame_of("documents", *facts))
        for county in {code for code, _ in counties}:
            rows = [
                {name: fact[name] for name in ("document_id", "fiscal_year", "county_code")}
                | {"finding_id": f"{rule}{fact['document_id']}", "rule": rule, "status": "open"}
                for fact in facts
                for rule in rules
                if fact["county_code"] == county
            ]
            write_partition(staged, "findings", 2025, county, frame_of("findings", *rows))
        return publish(staged, store, "b", "0.1.0")


def files_told(letters: Letters) -> list[list[str]]:
    return [
        sorted(line.text for line in docx.Document(str(path)).paragraphs if line.text.startswith("文件："))
        for path in letters.paths
    ]


def test_a_draft_that_tells_the_county_by_name_is_in_the_letter_of_its_code(tmp_path: Path) -> None:
    current = release(tmp_path / "w", ("990102", "菡原县"), (None, "菡原县"))
    both = [["文件：0.pdf", "文件：1.pdf"]]
    assert files_told(write_letters(current, tmp_path / "all")) == both
    for county in ("990102", "菡原县"):
        assert files_told(write_letter(current, county, tmp_path / f"{county}.docx")) == both


def test_a_name_that_goes_with_several_codes_asks_for_one(tmp_path: Path) -> None:
    current = release(tmp_path / "w", ("990102", "菡原县"), ("990103", "菡原县"))
    with pytest.raises(SeveralCounties, match="990102、990103"):
        write_letter(current, "菡原县", tmp_path / "one.docx")
    assert files_told(write_letter(current, "990103", tmp_path / "one.docx")) == [["文件：1.pdf"]]


def test_drafts_of_a_name_without_a_code_have_a_letter_and_are_told_apart(tmp_path: Path) -> None:
    current = release(tmp_path / "w", ("130104", "桥西区"), (None, "桥西区"))
    letter = write_letter(current, "桥西区", tmp_path / "one.docx")
    assert files_told(letter) == [["文件：1.pdf"]]
    assert "130104" in letter.remarks[0]


def test_what_only_we_can_look_into_is_in_no_letter_and_the_person_is_told(tmp_path: Path) -> None:
    current = release(tmp_path / "w", ("990102", "菡原县"), rules=("R02", "R12", "R29"))
    letters = write_letter(current, "990102", tmp_path / "one.docx")
    (table,) = docx.Document(str(letters.paths[0])).tables
    assert len(table.rows) == 2
    (told,) = letters.told("990102")
    assert "另有 2 处" in told
    assert "--rule R02 --rule R29 --county 990102" in told
    (told,) = letters.told("菡原 县", " --warehouse w --release r")
    assert "--rule R02 --rule R29 --warehouse w --release r --county '菡原 县'" in told


def test_a_letter_of_doubts_alone_is_none(tmp_path: Path) -> None:
    current = release(tmp_path / "w", ("990102", "菡原县"), rules=("R29",))
    assert not write_letters(current, tmp_path / "all").paths


def test_only_the_severities_asked_for_are_told(tmp_path: Path) -> None:
    current = release(tmp_path / "w", ("990102", "菡原县"))  # of severity critical
    letters = write_letter(current, "990102", tmp_path / "one.docx", Wishes(severities=("warning",)))
    assert not letters.paths
    assert letters.slighter == 1


def test_an_earlier_letter_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    current = release(tmp_path / "w", ("990102", "菡原县"))
    target = tmp_path / "one.docx"
    target.write_bytes(b"written in by hand")
    letters = write_letter(current, "990102", target)
    (kept,) = set(tmp_path.glob("one_*.docx"))
    assert kept.read_bytes() == b"written in by hand"
    assert str(kept) in letters.remarks[0]
    assert letters.paths == [target]


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (["leftover_text"], None),
        (["leftover_text", "budget_missing"], "预算数缺失或读不出"),
        (None, "原来的说法"),
    ],
)
def test_a_county_is_told_of_reasons_that_it_can_mend(
    tmp_path: Path, codes: list[str] | None, told: str | None
) -> None:
    held = {"document_id": "d", "file_name": "一.pdf", "status": "quarantined", "status_reason": "原来的说法"}
    if codes is not None:
        reasons = tuple(reason(code, details_zh="…", details_en="…") for code in codes)
        why = Why(
            document_id="d",
            file_name="一.pdf",
            source_uri="",
            batch_id="b",
            reasons=reasons,
            at=datetime.now(UTC),
        )
        put_quarantine(tmp_path, "d", why)
    scope = scope_of(tmp_path, frame_of("documents", held), frame_of("findings").clear(), ())
    shown = scope.documents["status_reason"][0]
    assert (shown or "").split("：")[0] == (told or "")
    assert scope.held_back == (() if told else ("一.pdf",))
