"""The SQL of docs/comparisons.md gives the rows of the marts, on a province that has everything in it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from flows.judging.marts import marts_for_rules
from flows.releasing.comparing import compare, compare_peers
from tests.transforms.compare.provinces import ALIKE, province, table
from warehouse.publishing import publish
from warehouse.query import run_query
from warehouse.schema import TABLES
from warehouse.staging import scan_staged, stage_release, write_partition, write_table
from warehouse.store import Warehouse

COMPARISONS = Path(__file__).parents[2] / "docs" / "comparisons.md"
SQL = {
    (re.match(r"-- (.*)", block) or [None, heading])[1]: block
    for section in re.split(r"^## ", COMPARISONS.read_text("utf-8"), flags=re.MULTILINE)[1:]
    for heading in [section.partition("\n")[0]]
    for block in re.findall(r"```sql\n(.*?)```", section, flags=re.DOTALL)
}
# Another column or part of the rows of the mart that the heading names.
PART = {"budget_per_indicator: outlier": pl.col("group_by") == "project"}
PROVINCES = {
    "everything": partial(province, 11, most=14),
    "everything is alike": partial(province, 11, most=7, habits=ALIKE),
}


@pytest.fixture(scope="module", params=PROVINCES.values(), ids=PROVINCES.keys())
def releases(request, tmp_path_factory):
    """Two releases: the first year alone, then all of them."""
    warehouse, rows_of_all = Warehouse(tmp_path_factory.mktemp("warehouse")), request.param()
    first = {row["document_id"] for row in rows_of_all.documents if row["fiscal_year"] == 2023}
    published = []
    for documents in (first, {row["document_id"] for row in rows_of_all.documents}):
        with warehouse.lock():
            staged = stage_release(warehouse)
            for name, rows in rows_of_all._asdict().items():
                stage(staged, name, [row for row in rows if row["document_id"] in documents])
            marts = marts_for_rules(scan_staged(staged, "projects"), scan_staged(staged, "documents"))
            compare(staged, marts)
            compare_peers(staged)
            published.append(publish(staged, warehouse, "b", "0"))
    return published


def stage(staged, name, rows):
    frame = table(name, rows)
    if not TABLES[name].partitioned:
        write_table(staged, name, frame)
        return
    for (year, county), part in frame.partition_by("fiscal_year", "county_code", as_dict=True).items():
        write_partition(staged, name, year, county, part)


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


@pytest.mark.parametrize("name", SQL)
def test_the_sql_gives_the_rows_of_the_mart(releases, name):
    for release in releases:
        found = pl.from_arrow(run_query(release, SQL[name]))
        assert plain(found) == plain(rows_of(release, name, found.columns))
    assert found.height > 3


def test_the_sql_gives_every_column(releases):
    given = {}
    for name, query in SQL.items():
        given.setdefault(name.partition(":")[0], set()).update(run_query(releases[1], query).column_names)
    assert given == {name: {column.name for column in TABLES[name].columns} for name in given}


def test_families_keep_their_ids_in_the_second_release(releases):
    before, after = (
        release.scan("template_members").select("project_id", "family_id").collect() for release in releases
    )
    joined = before.join(after, on="project_id", suffix="_after")
    assert (joined["family_id"] == joined["family_id_after"]).any()
