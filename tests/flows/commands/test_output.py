"""Rows as a table: whole ids and numbers where the window holds them, else row by row."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from decimal import Decimal

import polars as pl
import pyarrow as pa
import pytest

from flows.commands import output
from flows.commands.output import write_rows

ROWS = pa.table(
    {
        "project_id": ["0123456789ab-4", "0123456789ab-12"],
        "project_name": ["县级北沟店乡农机购置补贴配套资金" * 3, "甲"],
        "purpose": ["用于乡镇卫生院业务用房建设，共需资金 226.79 万元。" * 3, None],
        "budget": [1234567.89, 1.5],
    }
)


def shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int) -> list[str]:
    monkeypatch.setattr(output, "_NOT_A_TERMINAL", width)
    write_rows(ROWS, "table")
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_ids_and_numbers_are_whole(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = shown(monkeypatch, capsys, width)
    assert any("0123456789ab-12" in line and "1.5" in line for line in lines)
    assert any("0123456789ab-4" in line and "1,234,567.89" in line for line in lines)
    assert max(map(output.cell_len, lines)) <= width


def test_where_columns_have_no_room_each_row_stands_by_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = shown(monkeypatch, capsys, 40)
    assert [line for line in lines if line.startswith(("1 ─", "2 ─"))] == ["1 " + "─" * 38, "2 " + "─" * 38]
    assert "project_id    0123456789ab-4" in [line.rstrip() for line in lines]
    assert max(map(output.cell_len, lines)) <= 40


def test_numbers_and_times_are_shown_as_people_write_them_and_exact_for_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    amount, moment = Decimal("47486.170000"), datetime(2026, 11, 29, 22, 59, 17, 81, tzinfo=UTC)
    rows = pa.table(
        {"budget": pa.array([amount]), "at": pa.array([moment]), "of": pa.array([Decimal("100.000")])}
    )
    write_rows(rows, "table")
    assert capsys.readouterr().out.split()[-5:] == ["47,486.17", "2026-11-29", "22:59:17", "UTC", "100"]
    write_rows(rows, "csv")
    assert "47486.170000,2026-11-29T22:59:17.000081" in capsys.readouterr().out


def test_a_column_that_a_query_names_twice_is_told_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = pa.Table.from_arrays([pa.array([1]), pa.array([2]), pa.array([3])], names=["id", "id", "id_2"])
    write_rows(rows, "csv")
    assert capsys.readouterr().out.splitlines() == ["\ufeffid,id_3,id_2", "1,2,3"]
    binary = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(binary))
    write_rows(rows, "parquet")
    assert pl.read_parquet(io.BytesIO(binary.getvalue())).columns == ["id", "id_3", "id_2"]
