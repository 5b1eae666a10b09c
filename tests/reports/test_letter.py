"""The letter to a county: hostile text stays text, and of a draft's versions the newest is spoken of."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest

from reports.letter_content import Letter, letter
from reports.letter_file import write_letter_file
from tests.warehouse.conftest import frame_of

HOSTILE = "=cmd|'x'!A0 <w:p/>&amp; \x00\x0b\x1b[31m\u202e\ud800 ]]> " + "长" * 100_000
SURENESS = {"R13": "guess", "R28": "comparison"}
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def letter_of(findings: list[dict[str, object]], *documents: dict[str, object]) -> Letter:
    plain = {"fiscal_year": 2026, "county_code": "990101", "status": "published", "department_code": "324"}
    return letter(
        frame_of("documents", *(plain | document for document in documents)),
        frame_of("projects", {"project_id": "p", "sequence": 4, "project_name": "供水", "fiscal_year": 2026}),
        frame_of("indicators", *({"indicator_id": f"p-{n}", "level3": f"指标{n}"} for n in range(1, 6))),
        frame_of("findings", *({"fiscal_year": 2026, "status": "open"} | finding for finding in findings)),
        frame_of("corrections_applied").clear(),
        SURENESS,
        date(2026, 3, 9),
        date(2026, 3, 31),
    )


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    hostile = HOSTILE.encode("utf-8", "replace").decode()
    finding = {
        "document_id": "d",
        "project_id": "p",
        "message_zh": hostile,
        "expected": hostile,
        "severity": "info",
    }
    content = letter_of(
        [finding],
        {"document_id": "d", "county_name": hostile, "department_name": hostile, "file_name": hostile},
    )
    path = write_letter_file(tmp_path / "letter.docx", content)
    (table,) = docx.Document(str(path)).tables
    number, project, page, problem, advice = (cell.text for cell in table.rows[1].cells)
    assert (number, project, page) == ("1", "4. 供水", "—")
    assert problem.startswith("【供参考】=cmd|'x'!A0 <w:p/>&amp; ")
    assert len(problem) < 1000
    assert advice.startswith("应为：=cmd")
    assert "\u202e" not in problem
    with zipfile.ZipFile(path) as parts:
        assert b"Hyperlink" not in parts.read("word/document.xml")


@pytest.mark.parametrize(
    ("older", "newer", "told"),
    [
        ("quarantined", "published", ["新.pdf"]),
        ("published", "quarantined", ["新.pdf"]),
        ("superseded", "published", ["新.pdf"]),
    ],
)
def test_only_the_newest_version_of_a_draft_is_spoken_of(older: str, newer: str, told: list[str]) -> None:
    versions = [
        {"document_id": "d1", "file_name": "旧.pdf", "status": older, "ingested_at": MONDAY},
        {"document_id": "d2", "file_name": "新.pdf", "status": newer, "ingested_at": MONDAY.replace(day=3)},
    ]
    content = letter_of([{"document_id": "d1"}, {"document_id": "d2"}], *versions)
    files = [draft.file for department in content.departments for draft in department.drafts]
    assert files == [f"文件：{name}" for name in told]


def test_what_is_waived_or_corrected_is_not_asked_again() -> None:
    findings = [
        {"document_id": "d", "finding_id": status, "status": status}
        for status in ("open", "waived", "corrected")
    ]
    content = letter_of(findings, {"document_id": "d", "county_name": "甲水县"})
    assert content.findings == 1
    assert (content.greeting, content.answer_by) == ("甲水县财政局：", "请在 2026 年 3 月 31 日前答复。")


def test_what_is_for_reading_only_and_found_often_is_one_row_with_all_its_places() -> None:
    copied = [
        {
            "document_id": "d",
            "project_id": "p",
            "indicator_id": f"p-{n}",
            "rule": "R19",
            "finding_id": f"c{n}",
        }
        | {"severity": "info", "message_zh": f"指标{n}的描述与名称相同", "page": n, "fiscal_year": 2026}
        for n in range(1, 6)
    ]
    asked = [
        one | {"severity": "warning", "rule": "R12", "finding_id": f"w{n}", "message_zh": "没有指标值"}
        for n, one in enumerate(copied[:3])
    ]
    content = letter_of([*copied, *asked], {"document_id": "d", "county_name": "甲水县"})
    ((draft,),) = (department.drafts for department in content.departments)
    (together,) = (line for line in draft.lines if line.findings > 1)
    apart = [line for line in draft.lines if line != together]
    assert (together.findings, together.page) == (5, "第 1、2、3、4 等页")
    assert together.problem.splitlines() == [
        "【供参考】同类问题 5 处，例如：",
        "指标1的描述与名称相同",
        "指标2的描述与名称相同",
        "另有指标：“指标3”、“指标4”、“指标5”",
    ]
    assert [(line.number, line.problem) for line in apart] == [(n, "【请核实】没有指标值") for n in (1, 2, 3)]
    assert content.findings == 8


def test_two_of_a_kind_stay_two_rows() -> None:
    finding = {"document_id": "d", "project_id": "p", "rule": "R19", "severity": "info", "message_zh": "照抄"}
    content = letter_of([finding | {"finding_id": "a"}, finding | {"finding_id": "b"}], {"document_id": "d"})
    assert len(content.departments[0].drafts[0].lines) == 2


def test_the_gravest_comes_first_and_the_whole_draft_before_its_projects() -> None:
    where = {"info": None, "warning": "p", "critical": "p"}
    findings = [
        {"document_id": "d", "finding_id": f"{severity}{project}", "rule": "R12", "severity": severity}
        | {"project_id": project, "message_zh": "写错"}
        for severity, project in (*where.items(), ("warning", None))
    ]
    content = letter_of(findings, {"document_id": "d"})
    told = [
        (line.problem[1:4], line.project.split("\n")[0]) for line in content.departments[0].drafts[0].lines
    ]
    assert told == [
        ("须改正", "4. 供水"),
        ("请核实", "整份草案"),
        ("请核实", "4. 供水"),
        ("供参考", "整份草案"),
    ]
    assert "共 4 处（须改正 1 处、请核实 2 处、供参考 1 处）" in content.opening
    assert content.steps[-1].startswith("标为“供参考”")


@pytest.mark.parametrize(
    ("rule", "advice"),
    [
        ("R12", "应为：95%"),
        ("R13", "可能应为：95%（系统推测，请按实际情况核定）"),
        ("R28", "对照：95%。请核实，改正或说明情况。"),
    ],
)
def test_a_guess_is_told_as_a_guess(rule: str, advice: str) -> None:
    finding = {"document_id": "d", "rule": rule, "severity": "warning", "expected": "95%"}
    content = letter_of([finding], {"document_id": "d"})
    assert content.departments[0].drafts[0].lines[0].advice == advice
    assert not any("供参考" in step for step in content.steps)
