"""A province is written whole, the same every time, with a truth for every draft."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from demo.codes import check_character
from demo.counties import counties, county_departments
from demo.layouts.layout import KEYS
from demo.province import EVERY_KIND, Arrival, write_province
from demo.truth import Province, TruthDraft


@pytest.fixture(scope="module")
def target(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("province")


@pytest.fixture(scope="module")
def province(target) -> Province:
    return write_province(target)


@pytest.fixture(scope="module")
def truths(target, province) -> list[TruthDraft]:
    paths = [target / "truth" / f"{Path(file).stem}.json" for file in province.drafts]
    return [TruthDraft.model_validate_json(path.read_text(encoding="utf-8")) for path in paths]


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_arguments_give_the_same_bytes(tmp_path):
    for name in ("once", "twice"):
        write_province(tmp_path / name, counties=2, departments=2, seed=3)
    other = write_province(tmp_path / "other", counties=2, departments=2, seed=4)
    once = _digests(tmp_path / "once")
    assert once == _digests(tmp_path / "twice")
    assert not set(other.drafts) & set(once)


def test_every_draft_has_its_truth_and_every_file_is_accounted_for(target, province, truths):
    assert [truth.file for truth in truths] == list(province.drafts)
    written = {path.relative_to(target / "drafts").as_posix() for path in (target / "drafts").rglob("*.*")}
    assert written == {*province.drafts, *province.other_files}
    assert Province.model_validate_json((target / "province.json").read_text(encoding="utf-8")) == province
    assert Counter(truth.format for truth in truths) == {"pdf": 14, "docx": 5, "text": 5}


def test_the_known_faults_are_planted(target, province, truths):
    names = Counter(fault.fault for fault in province.faults)
    assert set(names.values()) == {1}
    faulty = {truth.faults[0]: truth for truth in truths if truth.faults}
    assert any(project.budget == "待定" for project in faulty["budget-unreadable"].projects)
    more = faulty["contents-one-more"]
    assert len(more.contents) == len(more.projects) + 1
    assert sum(bool(project.leftover) for project in faulty["leftover-row"].projects) == 1
    assert any(row.value == "百分比" for p in faulty["value-without-number"].projects for row in p.indicators)
    assert any(project.plan["12"] is None for project in faulty["plan-short"].projects)
    copies = Counter(project.indicators for project in faulty["set-copied"].projects)
    assert max(copies.values()) == 2
    digests = Counter(_digests(target / "drafts").values())
    assert sorted(digests.values())[-2:] == [1, 2]


def test_sound_drafts_agree_with_themselves(truths):
    for truth in truths:
        assert [project.sequence for project in truth.projects] == list(range(1, len(truth.projects) + 1))
        assert len({project.title for project in truth.projects}) == len(truth.projects)
        if truth.faults:
            continue
        assert truth.contents == tuple(project.title for project in truth.projects)
        for project in truth.projects:
            amounts = (project.budget, project.fiscal, project.other)
            budget, fiscal, other = (float((text or "0").replace(",", "")) for text in amounts)
            texts = [str(text) for row in project.indicators for _, text in row if text]
            assert fiscal + other == pytest.approx(budget, abs=0.011)
            assert not re.search(r"\s|[{}]", "".join([project.title, project.purpose, project.goals, *texts]))


def test_codes_are_well_formed_and_go_on_through_the_years(truths):
    serials: dict[int, set[str]] = {2025: set(), 2026: set()}
    for truth in truths:
        for project in truth.projects:
            code = project.project_code
            assert re.fullmatch(rf"{truth.county_code}{truth.fiscal_year % 100}P\d{{11}}[0-9A-Y]", code)
            assert project.unit_code.startswith(truth.department_code)
            serials[truth.fiscal_year].add(f"{code[:6]}/{truth.department_code}/{code[8:20]}")
    assert len(serials[2025] & serials[2026]) > 0.7 * len(serials[2025])
    stems = {county.code: county.check_constant for county in counties(4, 7)}
    code = truths[0].projects[0].project_code
    assert code[20] == check_character(code[:20], stems[code[:6]])


def test_most_indicators_are_a_departments_own_and_some_are_shared(truths):
    found: dict[tuple[str, str], set[str]] = {}
    for truth in truths:
        for project in truth.projects:
            for row in project.indicators:
                wording = (row.level3, row.description)
                found.setdefault(wording, set()).add(truth.department_name)
    shared = sum(len(departments) > 1 for departments in found.values()) / len(found)
    assert 0.05 < shared < 0.5


def test_a_whole_province_has_names_enough():
    many = counties(170, 7)
    assert len({county.name for county in many}) == len({county.code for county in many}) == 170
    departments = list(county_departments(many[-1], 60))
    assert len({department.name for department in departments}) == 60
    assert len({department.kind.code for department in departments}) == 60


@pytest.mark.parametrize(("many", "departments"), [(0, 3), (1000, 3), (2, 0), (2, 1000)])
def test_more_than_there_are_names_is_refused(tmp_path, many, departments):
    with pytest.raises(ValueError, match="must be 1 to"):
        write_province(tmp_path, counties=many, departments=departments, faults=False)


def test_every_kind_of_draft_arrives(tmp_path):
    province = write_province(tmp_path, 6, 2, (2025, 2026), 7, arrival=EVERY_KIND)
    truths = [
        TruthDraft.model_validate_json((tmp_path / "truth" / f"{Path(file).stem}.json").read_text("utf-8"))
        for file in province.drafts
    ]
    assert {truth.layout for truth in truths} == set(KEYS)
    assert {truth.format for truth in truths} == set(EVERY_KIND.formats)
    archived = [truth for truth in truths if truth.archive]
    assert {truth.layout for truth in archived} == {KEYS[-1]}
    with zipfile.ZipFile(tmp_path / "drafts" / archived[0].archive, metadata_encoding="gb18030") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [Path(truth.file).name for truth in archived]
    assert not any((tmp_path / "drafts" / truth.file).exists() for truth in archived)
    assert all((tmp_path / "drafts" / truth.file).exists() for truth in truths if not truth.archive)


@pytest.mark.parametrize(("many", "departments", "years"), [(1, 1, 1), (1, 2, 2), (2, 1, 1), (3, 1, 2)])
def test_the_smallest_province_is_written_whole(tmp_path, many, departments, years):
    """Also one whose drafts all go into the archive: the copy of a draft is there all the same."""
    wanted = range(2027 - years, 2027)
    written = write_province(tmp_path, many, departments, wanted, arrival=EVERY_KIND)
    files = {path.relative_to(tmp_path / "drafts").as_posix() for path in tmp_path.glob("drafts/*/*.*")}
    loose = written.drafts[: (many - 1) * departments * years]
    assert {*loose, *written.other_files} < files
    (archive,) = files - {*loose, *written.other_files}
    with zipfile.ZipFile(tmp_path / "drafts" / archive) as packed:
        assert len(packed.namelist()) == departments * years


def test_a_scan_is_pages_of_pictures(tmp_path):
    arrival = Arrival(formats=("scan",))
    province = write_province(tmp_path, 1, 1, (2026,), 7, False, arrival)
    with pypdfium2.PdfDocument(tmp_path / "drafts" / province.drafts[0]) as document:
        assert len(document) > 4
        for page in document:
            assert not page.get_textpage().get_text_range()
            (picture,) = page.get_objects()
            assert 190 < min(picture.get_px_size()) / (min(page.get_size()) / 72) < 210
            levels = picture.get_bitmap().to_numpy()
            assert (levels < 25).mean() > (levels < 100).mean() / 3 > 0  # black print stays black
