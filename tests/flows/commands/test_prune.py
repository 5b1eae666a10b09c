"""What prune would remove is told, and a person is asked; a script is not."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest

from flows.cli import cli
from flows.commands.localized import run
from warehouse.publishing import publish
from warehouse.staging import stage_release
from warehouse.store import Warehouse


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    store = Warehouse(tmp_path)
    for batch in ("b1", "b2"):
        with store.lock():
            publish(stage_release(store), store, batch, "0.1.0")
    return store


@pytest.mark.parametrize(
    ("terminal", "arguments", "answer", "left"),
    [(True, (), False, 2), (True, (), True, 1), (True, ("--yes",), None, 1), (False, (), None, 1)],
)
def test_only_a_person_is_asked(
    warehouse: Warehouse, terminal: bool, arguments: tuple[str, ...], answer: bool | None, left: int,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def asked(*_: object, **__: object) -> bool:
        assert answer is not None
        return answer

    monkeypatch.setattr(click, "confirm", asked)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: terminal)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    oldest = warehouse.releases()[-1].release_id
    assert run(cli, ("prune", "--keep", "1", *arguments, "--warehouse", str(warehouse.root))) == 0
    assert f"将删除 {oldest}" in capsys.readouterr().err
    assert len(warehouse.releases()) == left


def test_a_release_that_nobody_agreed_to_remove_stays(warehouse: Warehouse) -> None:
    assert warehouse.prune(1, agreed=()) == []


def test_people_read_the_pages_time_and_programs_utc(
    warehouse: Warehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    made = warehouse.releases()[0].manifest.created_at
    run(cli, ("releases", "--warehouse", str(warehouse.root)))
    assert "生成时间（北京时间）" in capsys.readouterr().out
    run(cli, ("releases", "--format", "csv", "--warehouse", str(warehouse.root)))
    assert f"{made:%Y-%m-%d %H:%M:%S}" in capsys.readouterr().out
