"""Projects are found by what a person knows of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.warehouse.conftest import frame_of
from warehouse.names import UnknownName
from warehouse.projects import WantedProjects, find_projects
from warehouse.publishing import publish
from warehouse.release import Release
from warehouse.staging import stage_release, write_partition, write_table
from warehouse.store import Warehouse

PROJECTS = {
    ("990101", 2025): {"a-1": ("农机购置补贴", "甲水县农机站"), "a-2": (None, "甲水县本级")},
    ("990101", 2026): {"b-10": ("农机购置补贴", "甲水县农机站"), "b-2": ("校舍修缮", "甲水县本级")},
    ("990102", 2026): {"c-000001": ("监察人员服装费", "乙山县监察委")},
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    store = Warehouse(tmp_path_factory.mktemp("w"))
    documents = [
        {"document_id": next(iter(projects))[0], "fiscal_year": year, "county_code": county}
        | {"county_name": "甲水县" if county == "990101" else "乙山县", "file_name": f"{year}.pdf"}
        | {"department_name": "农业 农村局"}
        for (county, year), projects in PROJECTS.items()
    ]
    with store.lock():
        staged = stage_release(store)
        write_table(staged, "documents", frame_of("documents", *documents))
        for (county, year), projects in PROJECTS.items():
            rows = [
                {"project_id": id_, "document_id": id_[0], "sequence": int(id_[2:]), "fiscal_year": year}
                | {"county_code": county, "project_name": name, "title": "无名的表", "unit_name": unit}
                | {"budget_wanyuan": Decimal("12.5")}
                for id_, (name, unit) in projects.items()
            ]
            write_partition(staged, "projects", year, county, frame_of("projects", *rows))
        return publish(staged, store, "b", "0.1.0")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (WantedProjects(), ["a-1", "a-2", "b-2", "b-10", "c-000001"]),
        (WantedProjects("农机"), ["a-1", "b-10"]),
        (WantedProjects(" 农业农村局 ", county=("甲水县",), year=2026), ["b-2", "b-10"]),
        (WantedProjects("B-10"), ["b-10"]),
        (WantedProjects("C-0000"), ["c-000001"]),
        (WantedProjects("无名的表", year=2025), ["a-1", "a-2"]),
        (WantedProjects(unit=("乙山县监察委",)), ["c-000001"]),
        (WantedProjects("农机", year=2024), []),
    ],
)
def test_projects_are_found_by_text_and_filters(
    release: Release, wanted: WantedProjects, found: list[str]
) -> None:
    assert find_projects(release, wanted)["project_id"].to_list() == found


def test_a_project_without_a_name_is_called_by_its_title(release: Release) -> None:
    row = find_projects(release, WantedProjects("a-2")).row(0, named=True)
    assert (row["project_name"], row["budget_wanyuan"], row["file_name"]) == (
        "无名的表",
        Decimal("12.5"),
        "2025.pdf",
    )


def test_what_is_not_there_is_told_with_the_ids_of_those_like_it(release: Release) -> None:
    with pytest.raises(UnknownName) as told:
        find_projects(release, WantedProjects("监察人员服装购置费"))
    assert told.value.ids == {"监察人员服装费": ("c-000001",)}
    for wanted in (
        WantedProjects(county=("丙县",)),
        WantedProjects(unit=("丙",)),
        WantedProjects("00001"),
        WantedProjects("c-000"),
    ):
        with pytest.raises(UnknownName):
            find_projects(release, wanted)
