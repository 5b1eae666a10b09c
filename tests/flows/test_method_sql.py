"""The SQL of docs/method.md gives the rows of the marts, on a province that has everything in it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from flows.comparing import compare, compare_peers, marts_for_rules
from tests.transforms.compare.provinces import province, table
from warehouse.publishing import publish
from warehouse.query import run_query
from warehouse.schema import TABLES
from warehouse.staging import scan_staged, stage_release, write_partition, write_table
from warehouse.store import Warehouse

METHOD = Path(__file__).parents[2] / "docs" / "method.md"
SQL = {
    (re.match(r"-- (.*)", block) or [None, heading])[1]: block
    for section in re.split(r"^### ", METHOD.read_text("utf-8"), flags=re.MULTILINE)[1:]
    for heading in [section.partition("\n")[0]]
    for block in re.findall(r"```sql\n(.*?)```", section, flags=re.DOTALL)
}
# What a query leaves out: rows that take a choice, from the best pair down, which SQL cannot make.
PART = {
    "budget_per_indicator: outlier": pl.col("group_by") == "project",
    "continued_projects: code": pl.col("method") == "code",
    "year_changes: budget_wanyuan": pl.col("field") == "budget_wanyuan",
    "year_changes: target": pl.col("field") == "target",
}


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    warehouse = Warehouse(tmp_path_factory.mktemp("warehouse"))
    made = province(11, most=14)
    with warehouse.lock():
        staged = stage_release(warehouse)
        for name, rows in made._asdict().items():
            frame = table(name, rows)
            if not TABLES[name].partitioned:
                write_table(staged, name, frame)
                continue
            for (year, county), part in frame.partition_by(
                "fiscal_year", "county_code", as_dict=True
            ).items():
                write_partition(staged, name, year, county, part)
        compare(staged, marts_for_rules(scan_staged(staged, "projects"), scan_staged(staged, "documents")))
        compare_peers(staged)
        return publish(staged, warehouse, "b", "0")


def plain(frame):
    """Rows that compare: decimals and floats to nine places, in one order."""
    rows = [
        tuple(round(float(value), 9) if isinstance(value, float | Decimal) else value for value in row)
        for row in frame.rows()
    ]
    return sorted(rows, key=repr)


def rows_of(release, name, columns):
    mart = release.scan(name.partition(":")[0]).filter(PART.get(name, True))
    return mart.select(columns).collect()


def test_every_mart_has_its_sql():
    marts = list(TABLES)[list(TABLES).index("reuse") :]
    assert {name.partition(":")[0] for name in SQL} == set(marts)


@pytest.mark.parametrize("name", [name for name in SQL if name != "year_changes: target"])
def test_the_sql_gives_the_rows_of_the_mart(release, name):
    found = pl.from_arrow(run_query(release, SQL[name]))
    wanted = rows_of(release, name, found.columns)
    assert wanted.height > 3
    assert plain(found) == plain(wanted)


def test_the_sql_gives_all_targets_but_those_of_reworded_indicators(release):
    found = pl.from_arrow(run_query(release, SQL["year_changes: target"]))
    mart = release.scan("year_changes").collect()
    key = ["project_key", "year_from", "measure", "value_unit"]
    reworded = mart.filter(field="wording")
    wanted = mart.filter(field="target").join(reworded, on=key, how="anti").select(found.columns)
    assert wanted.height > 3
    assert plain(found) == plain(wanted)
