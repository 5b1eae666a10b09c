"""Queries see every table, typed, and reach nothing else: no file, no setting, no variable, no write."""

import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from warehouse.errors import QueryError, QueryRefused
from warehouse.publishing import publish
from warehouse.query import run_query
from warehouse.release import Release
from warehouse.schema import TABLES
from warehouse.staging import stage_release, write_table
from warehouse.store import Warehouse


def test_every_table_is_there_with_its_columns_and_types(first: Release) -> None:
    for name, table in TABLES.items():
        found = run_query(first, f'SELECT * FROM "{name}"')
        assert found.schema.names == table.polars_schema().names()
        for column, field in zip(found.schema, table.arrow_schema(), strict=True):
            assert pa.types.is_list(column.type) or column.type == field.type


def test_rows_come_from_all_partitions_and_codes_keep_their_zeros(first: Release) -> None:
    found = run_query(first, "SELECT county_code, count(*) AS n FROM goals GROUP BY 1 ORDER BY 1")
    assert found.to_pydict() == {"county_code": ["013082", "130822"], "n": [2, 1]}


def test_a_query_reads_the_release_it_was_given(first: Release, warehouse: Any, batch: Any) -> None:
    batch(warehouse, "b2", c130822=())
    assert run_query(first, "SELECT count(*) AS n FROM goals")["n"].to_pylist() == [3]
    assert run_query(warehouse.release(), "SELECT count(*) AS n FROM goals")["n"].to_pylist() == [2]


@pytest.mark.parametrize(
    "sql",
    [
        "SHOW TABLES",
        "DESCRIBE goals",
        "SUMMARIZE goals",
        "EXPLAIN SELECT 1",
        "FROM goals",
        "WITH a AS (SELECT 1) FROM a",
        "PIVOT goals ON county_code USING count(*)",
        "SELECT 1; -- done",
        "VALUES (1)",
        "FROM query('SELECT 1')",
    ],
)
def test_what_reads_is_allowed(first: Release, sql: str) -> None:
    assert run_query(first, sql).num_rows > 0


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELECT nothing FROM goals", "nothing"),
        ("SELEKT 1", "syntax error"),
        ("SELECT * FROM nowhere", "nowhere"),
        ("SELECT text::INTEGER FROM goals", "Conversion"),
    ],
)
def test_wrong_sql_says_what_is_wrong(first: Release, sql: str, words: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        run_query(first, sql)
    assert not isinstance(caught.value, QueryRefused)


NOT_READING = [
    "CREATE TABLE t (a INTEGER)",
    "CREATE VIEW v AS SELECT 1",
    "CREATE MACRO m() AS 1",
    "INSERT INTO goals SELECT 1",
    "DELETE FROM goals",
    "UPDATE goals SET text = ''",
    "DROP VIEW goals",
    "ATTACH '{out}'",
    "DETACH memory",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PRAGMA version",
    "PRAGMA memory_limit = '1GB'",
    "SET threads = 1",
    "RESET threads",
    "USE memory",
    "EXPORT DATABASE '{out}'",
    "IMPORT DATABASE '{out}'",
    "CALL pragma_version()",
    "CHECKPOINT",
    "VACUUM",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "BEGIN",
    "COPY goals TO '{out}'",
    "COPY (SELECT 1 AS a) TO '{file}' (FORMAT parquet, USE_TMP_FILE false)",
    "COPY goals FROM '{other}'",
    "COPY FROM DATABASE memory TO memory",
]

REACHING_OUT = [
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('{other}')",
    "SELECT * FROM read_parquet('{other}')",
    "FROM parquet_metadata('{other}')",
    "SELECT * FROM read_parquet('{file}')",
    "SELECT * FROM read_json('{other}')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM read_duckdb('{other}')",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{out}'",
    "EXPLAIN (ANALYZE) COPY (SELECT 1) TO '{out}'",
    "WITH t AS (COPY (SELECT 1 AS a) TO '{out}') SELECT * FROM t",
    "WITH t AS (COPY (SELECT 1 AS a) TO '{file}' (FORMAT parquet, USE_TMP_FILE false)) SELECT * FROM t",
    "EXPLAIN ANALYZE COPY (SELECT 1 AS a) TO '{file}' (FORMAT parquet, USE_TMP_FILE false)",
]

UNKNOWN_HERE = [
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM '{other}'",
    "SELECT * FROM frame",
    "SELECT * FROM release",
    "SELECT getenv('HOME')",
    "FROM enable_logging(storage = 'file', storage_path = '{out}')",
    "FROM query('DROP VIEW goals')",
    "WITH t AS (INSERT INTO goals SELECT 1) SELECT * FROM t",
    "FROM query('WITH t AS (COPY (SELECT 1) TO ''{out}'') SELECT * FROM t')",
    "FROM read_parquet('https://127.0.0.1:9/x.parquet')",
]


@pytest.fixture
def places(first: Release, tmp_path: Path) -> dict[str, str]:
    other = tmp_path / "other.parquet"
    other.write_bytes((first.folder / "batches/part.parquet").read_bytes())
    file = first.folder / "goals/year=2023/county=013082/part.parquet"
    return {"other": str(other), "file": str(file), "out": str(tmp_path / "out")}


def everything_under(folder: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def refusal_of(release: Release, sql: str, folder: Path) -> QueryError:
    before, settings = everything_under(folder), dict(os.environ)
    with pytest.raises(QueryError) as caught:
        run_query(release, sql)
    assert everything_under(folder) == before
    assert dict(os.environ) == settings
    return caught.value


@pytest.mark.parametrize("sql", NOT_READING)
def test_what_does_not_read_is_refused(
    sql: str, first: Release, places: dict[str, str], tmp_path: Path
) -> None:
    error = refusal_of(first, sql.format(**places), tmp_path)
    assert isinstance(error, QueryRefused)
    assert error.why == "not_a_select"


@pytest.mark.parametrize("sql", REACHING_OUT)
def test_what_reaches_out_is_refused(
    sql: str, first: Release, places: dict[str, str], tmp_path: Path
) -> None:
    error = refusal_of(first, sql.format(**places), tmp_path)
    assert isinstance(error, QueryRefused)
    assert error.why == "outside_the_warehouse"


@pytest.mark.parametrize("sql", UNKNOWN_HERE)
def test_what_is_not_a_table_is_not_found(
    sql: str, first: Release, places: dict[str, str], tmp_path: Path
) -> None:
    frame = pa.table({"secret": [1]})
    refusal_of(first, sql.format(**places), tmp_path)
    assert frame.num_rows == 1


@pytest.mark.parametrize("sql", ["", "-- nothing", "SELECT 1; SELECT 2", "SELECT 1; DROP VIEW goals"])
def test_one_statement_is_wanted(sql: str, first: Release) -> None:
    with pytest.raises(QueryRefused) as caught:
        run_query(first, sql)
    assert caught.value.why == "not_one_statement"


def test_a_release_without_newer_columns_can_be_queried(first: Release) -> None:
    file = first.folder / "batches" / "part.parquet"
    pl.read_parquet(file).drop("release_id").write_parquet(file)
    found = run_query(first, "SELECT batch_id, release_id FROM batches")
    assert found.to_pydict() == {"batch_id": ["b1"], "release_id": [None]}


def test_sums_of_a_release_that_had_fewer_digits_are_the_same(
    warehouse: Warehouse, batch: Any, rows: Any
) -> None:
    budgets = rows("budget_per_indicator", {"budget_wanyuan": Decimal("12.5")})
    with warehouse.lock():
        staged = stage_release(warehouse)
        write_table(staged, "budget_per_indicator", budgets)
        release = publish(staged, warehouse, "b1", "0.1.0")
    (file,) = release.files("budget_per_indicator")
    budgets.with_columns(pl.col("budget_wanyuan").cast(pl.Decimal(18, 6))).write_parquet(file)
    assert release.scan("budget_per_indicator").collect().equals(budgets)
    found = run_query(release, "SELECT budget_wanyuan FROM budget_per_indicator")
    assert found.to_pydict() == {"budget_wanyuan": [Decimal("12.5")]}
