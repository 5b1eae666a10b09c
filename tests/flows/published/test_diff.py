"""`jixiao diff`: two forms in the terminal and as a page, a family, and ids that are not there."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.cli import cli
from flows.commands.localized import run
from flows.judging.marts import marts_for_rules
from flows.published.diff import compare_projects
from flows.releasing.comparing import compare
from flows.texts import choose_language
from tests.transforms.compare.provinces import table
from warehouse.publishing import publish
from warehouse.staging import scan_staged, stage_release, write_partition, write_table
from warehouse.store import Warehouse

HOSTILE = "<script>alert(1)</script>[bold]发放人数"
STEERING = "\x1b[2J\u202e<b onclick=x>"
PLACE = {"fiscal_year": 2023, "county_code": "130821"}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Projects of a draft each: two with one indicator alike but for its value, one with another, one more alike."""
    folder = tmp_path_factory.mktemp("diff")
    store = Warehouse(folder)
    projects, indicators, documents = [], [], []
    for at, (level3, value) in enumerate(
        [(HOSTILE, "≥95人"), (HOSTILE, "≥98人"), ("满意度", "≥90%"), (HOSTILE, "≥95人")]
    ):
        document, project = f"d{at}", f"p{at}"
        documents.append(
            {
                "document_id": document,
                "batch_id": "b",
                "file_name": f"{document}{STEERING}.pdf",
                "county_name": f"某县{STEERING}",
                "source_uri": document,
                "status": "published",
                "department_code": f"32{at}",
                "ingested_at": datetime(2026, 1, 2, tzinfo=UTC),
                **PLACE,
            }
        )
        projects.append(
            {
                "project_id": project,
                "document_id": document,
                "sequence": 1,
                "project_name": f"项目{at}{STEERING}",
                "unit_name": f"单位{STEERING}",
                "purpose": STEERING,
                "plan_convention": "unknown",
                "indicator_count": 1,
                "measurable_count": 1,
                **PLACE,
            }
        )
        indicators.append(
            {
                "indicator_id": f"{project}-1",
                "project_id": project,
                "document_id": document,
                "sequence": 1,
                "level1": "产出指标",
                "level2": "数量指标",
                "level3": level3,
                "value_text": value,
                "value_kind": "quantitative",
                "fingerprint_full": level3 + value,
                "fingerprint_wording": level3,
                **PLACE,
            }
        )
    with store.lock():
        staged = stage_release(store)
        write_table(staged, "documents", table("documents", documents))
        write_partition(staged, "projects", 2023, "130821", table("projects", projects))
        earlier = {"project_id": "p4", "fiscal_year": 2022}
        write_partition(staged, "projects", 2022, "130821", table("projects", [projects[1] | earlier]))
        write_partition(staged, "indicators", 2023, "130821", table("indicators", indicators))
        compare(staged, marts_for_rules(scan_staged(staged, "projects"), scan_staged(staged, "documents")))
        publish(staged, store, "b", "0")
    return folder


def diff(capsys: pytest.CaptureFixture[str], warehouse: Path, *arguments: str) -> tuple[int, str, str]:
    code = run(cli, ("diff", *arguments, "--warehouse", str(warehouse)))
    return code, *capsys.readouterr()


def test_the_terminal_marks_what_was_changed(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = diff(capsys, warehouse, "p0", "p1")
    assert code == 0
    assert "≥[95]人" in out
    assert "≥[98]人" in out
    assert "照搬 0，改动 1，左方独有 0，右方独有 0" in out


def test_the_page_holds_no_markup_of_the_draft(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "diff.html"
    assert diff(capsys, warehouse, "p0", "p2", "--html", str(page))[0] == 0
    html = page.read_text("utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "左方独有 1，右方独有 1" in html


def test_in_english_only_the_drafts_words_are_chinese(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "diff.html"
    choose_language(["--lang", "en"], {})
    try:
        told = diff(capsys, warehouse, "p0", "p1")[1]
        diff(capsys, warehouse, "p0", "p1", "--html", str(page))
    finally:
        choose_language([], {})
    assert "0 the same, 1 changed, 0 on the left only, 0 on the right only" in told
    html = page.read_text("utf-8").split("</style>")[1]
    words = {"照搬", "改动", "独有", "项目名称", "资金用途", "指标值", "年度", "万元", "对照"}
    assert not {word for word in words if word in told + html}
    assert "target value" in told
    assert "target value" in html


def test_page_and_terminal_call_a_field_the_same(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "diff.html"
    told = diff(capsys, warehouse, "p0", "p1")[1]
    diff(capsys, warehouse, "p0", "p1", "--html", str(page))
    html = page.read_text("utf-8")
    names = re.findall(r'<th scope="row">([^<]+)</th>', html)
    assert {"项目名称", "一级指标", "指标值"} <= set(names)
    assert not [name for name in names if name not in told]


def test_a_family_is_compared_with_its_representative(
    warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    families = Warehouse(warehouse).release().scan("template_families").collect()
    code, out, _ = diff(capsys, warehouse, families["family_id"][0])
    assert code == 0
    assert "p1" in out
    assert "p3" in out
    assert "p2" not in out


def test_the_page_of_a_family_begins_with_a_line_for_each_member(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    families = Warehouse(warehouse).release().scan("template_families").collect()
    page = tmp_path / "family.html"
    assert diff(capsys, warehouse, families["family_id"][0], "--html", str(page))[0] == 0
    html = page.read_text("utf-8")
    assert html.index('href="#c1"') < html.index('href="#c2"') < html.index('id="c1"') < html.index('id="c2"')


def test_nothing_that_a_draft_holds_steers_the_terminal_or_marks_up_the_page(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = diff(capsys, warehouse, "p0", "p1")
    assert "项目0" in out
    assert not {"\x1b", "\u202e"} & set(out)
    page = tmp_path / "diff.html"
    assert diff(capsys, warehouse, "p0", "p1", "--html", str(page))[0] == 0
    assert "<b onclick" not in page.read_text("utf-8")


def test_the_earlier_year_stands_on_the_left(warehouse: Path) -> None:
    release = Warehouse(warehouse).release()
    for named in (("p0", "p4"), ("p4", "p0")):
        (comparison,) = compare_projects(release, *named)
        assert (comparison.left.year, comparison.right.year) == (2022, 2023)
    (comparison,) = compare_projects(release, "p1", "p0")
    assert (comparison.left.project_id, comparison.right.project_id) == ("p1", "p0")


def test_one_project_alone_asks_for_another(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = diff(capsys, warehouse, "p0")
    assert (code, out) == (2, "")
    assert "两个项目编号" in err


def test_an_id_that_is_not_there_is_told(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("p0", "p9"), ("Fnone",)):
        code, out, err = diff(capsys, warehouse, *arguments)
        assert (code, out) == (2, "")
        assert arguments[-1] in err
