"""Which drafts a county's letter speaks of, where some of them tell the county by its name alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from flows.errors import SeveralCounties
from flows.published.letters import Letters, write_letter, write_letters
from tests.warehouse.conftest import frame_of
from warehouse.publishing import publish
from warehouse.release import Release
from warehouse.staging import stage_release, write_partition, write_table
from warehouse.store import Warehouse


def release(folder: Path, *counties: tuple[str | None, str]) -> Release:
    """A release with one draft a county, each with one finding on the draft as a whole."""
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
                | {"finding_id": f"f{fact['document_id']}", "status": "open"}
                for fact in facts
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
    assert files_told(write_letters(current, None, None, tmp_path / "all")) == both
    for county in ("990102", "菡原县"):
        assert files_told(write_letter(current, county, None, None, tmp_path / f"{county}.docx")) == both


def test_a_name_that_goes_with_several_codes_asks_for_one(tmp_path: Path) -> None:
    current = release(tmp_path / "w", ("990102", "菡原县"), ("990103", "菡原县"))
    with pytest.raises(SeveralCounties, match="990102、990103"):
        write_letter(current, "菡原县", None, None, tmp_path / "one.docx")
    assert files_told(write_letter(current, "990103", None, None, tmp_path / "one.docx")) == [["文件：1.pdf"]]


def test_drafts_of_a_name_without_a_code_have_a_letter_and_are_told_apart(tmp_path: Path) -> None:
    current = release(tmp_path / "w", ("130104", "桥西区"), (None, "桥西区"))
    letter = write_letter(current, "桥西区", None, None, tmp_path / "one.docx")
    assert files_told(letter) == [["文件：1.pdf"]]
    assert "130104" in letter.remarks[0]
