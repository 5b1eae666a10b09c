"""The READMEs' commands name counties, units and ids of the demo, so that a newcomer can type them as they stand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from demo.province import EVERY_KIND, write_province
from flows.commands.desk import findings_command
from tests.flows.conftest import RunBatch
from warehouse.findings import Wanted, find
from warehouse.release import Release
from warehouse.store import Warehouse

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.en.md")
# Of the demo's drafts those of counties and departments that the examples name: the others would only take time.
DRAFTS = ("990121_361_*", "990122_360_*", "栩陂县*.zip")
BLOCKS = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(?:\$ )?jixiao (?:--lang en )?(?P<name>\w+)(?P<rest>.*)$", re.MULTILINE)
COUNTY_OF_GATE = re.compile(r"^\[counties\.(\d+)\]", re.MULTILINE)
NAMED_BY_ID = ("trace", "correct", "waive", "diff")


def blocks(readme: str) -> list[str]:
    return BLOCKS.findall((ROOT / readme).read_text("utf-8"))


def commands(readme: str) -> list[tuple[str, list[str]]]:
    """Each command of the examples with its arguments."""
    found = [match for block in blocks(readme) for match in COMMAND.finditer(block)]
    return [(match["name"], shlex.split(match["rest"].partition(" > ")[0])) for match in found]


def wanted(arguments: list[str]) -> Wanted:
    """What `jixiao findings` is asked for, which takes Chinese names of severities and statuses too."""
    filters = findings_command.make_context("findings", list(arguments)).params
    return Wanted(**{field: filters[field] for field in Wanted.__dataclass_fields__})


@pytest.fixture(scope="module")
def release(run_batch: RunBatch, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """What `jixiao demo` publishes of these drafts."""
    folder = tmp_path_factory.mktemp("demo")
    write_province(folder, 6, 2, (2025, 2026), 7, arrival=EVERY_KIND)
    run_batch(folder / "warehouse", *(path for name in DRAFTS for path in (folder / "drafts").rglob(name)))
    return Warehouse(folder / "warehouse").release()


@pytest.mark.parametrize("readme", READMES)
def test_ids_of_the_examples_are_the_demos(release: Release, readme: str) -> None:
    named = [
        argument
        for name, arguments in commands(readme)
        if name in NAMED_BY_ID
        for argument in arguments
        if re.fullmatch(r"[0-9a-f]{12}(-\d+)+|[0-9a-f]{20}|F[0-9a-f]{12}", argument)
    ]
    known = {
        row
        for table, column in (
            ("projects", "project_id"),
            ("indicators", "indicator_id"),
            ("findings", "finding_id"),
            ("template_families", "family_id"),
        )
        for row in release.scan(table).select(column).collect()[column]
    }
    assert len(named) >= len(NAMED_BY_ID)
    assert set(named) <= known


@pytest.mark.parametrize("readme", READMES)
def test_findings_and_letters_of_the_examples_have_something_to_show(release: Release, readme: str) -> None:
    asked = [
        wanted(arguments)
        for name, arguments in commands(readme)
        if name == "findings" or (name == "letter" and "--county" in arguments)
    ]
    assert len(asked) >= 3
    for one in asked:
        assert find(release, one).collect().height > 0, one


@pytest.mark.parametrize("readme", READMES)
def test_counties_of_the_gates_example_are_the_demos(release: Release, readme: str) -> None:
    named = {code for block in blocks(readme) for code in COUNTY_OF_GATE.findall(block)}
    assert named
    assert named <= set(release.scan("documents").collect()["county_code"])
