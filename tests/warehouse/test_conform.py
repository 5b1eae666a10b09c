"""Conforming changes columns, order and types, never a value; validation says everything that is wrong."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.column import EDGES, ColumnSchema
from warehouse.errors import SchemaError
from warehouse.schema import TABLES, TableSchema

FLOAT32 = st.floats(width=32, allow_nan=False, allow_infinity=False)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "string": st.text(max_size=5),
    "int16": st.integers(-(2**15), 2**15 - 1),
    "int32": st.integers(-(2**31), 2**31 - 1),
    "int64": st.integers(-(2**63), 2**63 - 1),
    "float32": FLOAT32,
    "float64": st.floats(allow_nan=False),
    "decimal(18,6)": st.integers(-(10**18) + 1, 10**18 - 1).map(lambda n: Decimal(n).scaleb(-6)),
    "decimal(38,6)": st.integers(-(10**27) + 1, 10**27 - 1).map(lambda n: Decimal(n).scaleb(-6)),
    "bool": st.booleans(),
    "timestamp_utc": st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),
    "box_list": st.lists(
        st.fixed_dictionaries({"page": st.integers(1, 9), **dict.fromkeys(EDGES, FLOAT32)}), max_size=2
    ),
}


def values_of(column: ColumnSchema) -> st.SearchStrategy[Any]:
    values = st.sampled_from(column.values) if column.values else VALUES[column.type]
    return st.none() | values if column.nullable else values


@st.composite
def tables_with_rows(draw: st.DrawFn) -> tuple[TableSchema, pl.DataFrame]:
    table = draw(st.sampled_from(list(TABLES.values())))
    row = st.fixed_dictionaries({column.name: values_of(column) for column in table.columns})
    return table, pl.DataFrame(draw(st.lists(row, max_size=3)), schema=table.polars_schema(), orient="row")


@settings(max_examples=60, deadline=None)
@given(tables_with_rows(), st.randoms(use_true_random=False))
def test_a_frame_survives_being_widened_shuffled_and_stripped_of_empty_columns(
    drawn: tuple[TableSchema, pl.DataFrame], random: Any
) -> None:
    table, frame = drawn
    wider = frame.with_columns(
        pl.col(pl.Int16, pl.Int32).cast(pl.Int64),
        pl.col(pl.Float32).cast(pl.Float64),
        pl.col(pl.Decimal).cast(pl.Decimal(38, 8)),
        pl.col(pl.Datetime).dt.convert_time_zone("Asia/Shanghai"),
    )
    empty = [c.name for c in table.columns if c.nullable and frame[c.name].null_count() == frame.height]
    names = [name for name in wider.columns if name not in empty]
    random.shuffle(names)
    again = table.conform(wider.select(names) if frame.height else frame)
    assert again.schema == table.polars_schema()
    assert again.equals(frame)


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("percent_written", pl.Series(["100"])),
        ("percent_written", pl.Series([2**53 + 1])),
        ("fiscal_year", pl.Series([40_000])),
        ("fiscal_year", pl.Series([2023.0])),
        ("fiscal_year", pl.Series([True])),
        ("county_code", pl.Series([130821])),
    ],
    ids=str,
)
def test_a_cast_that_would_change_or_reinterpret_values_is_refused(
    column: str, values: pl.Series, rows: Any
) -> None:
    frame = rows("spending_plan", {}).with_columns(values.alias(column))
    with pytest.raises(SchemaError, match=rf"spending_plan: column '{column}'"):
        TABLES["spending_plan"].conform(frame)


@pytest.mark.parametrize("amount", [0.1 + 0.2, Decimal("0.0000001")])
def test_an_amount_is_never_rounded(amount: Any, rows: Any) -> None:
    frame = rows("projects", {}).with_columns(pl.Series("budget_wanyuan", [amount]))
    with pytest.raises(SchemaError, match="budget_wanyuan"):
        TABLES["projects"].conform(frame)


def test_a_time_without_zone_is_refused_and_another_zone_is_the_same_instant(rows: Any) -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=8)))
    frame = rows("batches", {})
    there = TABLES["batches"].conform(frame.with_columns(pl.lit(noon).alias("started_at")))
    assert there["started_at"].item() == noon
    with pytest.raises(SchemaError, match="started_at"):
        TABLES["batches"].conform(frame.with_columns(pl.lit(noon.replace(tzinfo=None)).alias("started_at")))


def test_boxes_from_plain_dictionaries_fit(rows: Any) -> None:
    box = {"page": 1, "x0": 72.1, "top": 10.0, "x1": 90.25, "bottom": 20.0}
    frame = rows("indicators", {}).with_columns(pl.Series("box", [[box]]))
    assert TABLES["indicators"].conform(frame)["box"].to_list()[0][0]["x1"] == 90.25
    with pytest.raises(SchemaError, match="box"):
        TABLES["indicators"].conform(frame.with_columns(pl.Series("box", [[{"page": 1}]])))


def test_unknown_and_missing_columns_are_all_named(rows: Any) -> None:
    frame = rows("goals", {}).drop("text", "fiscal_year").with_columns(pl.lit(1).alias("extra"))
    with pytest.raises(SchemaError) as caught:
        TABLES["goals"].conform(frame)
    assert caught.value.table == "goals"
    assert caught.value.problems == (
        "unknown column 'extra'",
        "column 'fiscal_year' is missing",
        "column 'text' is missing",
    )


def test_validation_names_nulls_sets_and_keys_at_once(rows: Any) -> None:
    frame = rows("spending_plan", {"milestone": "13"}, {"milestone": "13"}, {"milestone": "03"})
    broken = frame.with_columns(pl.Series("fiscal_year", [None, 2023, 2023], pl.Int16))
    with pytest.raises(SchemaError) as caught:
        TABLES["spending_plan"].validate(broken)
    nulls, outside, repeated = caught.value.problems
    assert nulls == "column 'fiscal_year': 1 null(s)"
    assert "2 value(s) outside" in outside
    assert "'07'" in outside
    assert "2 row(s) share a key" in repeated


def test_null_is_a_value_of_a_key(rows: Any) -> None:
    twice = rows("narrative_targets", {"duty_sequence": None}, {"duty_sequence": None})
    with pytest.raises(SchemaError, match="share a key"):
        TABLES["narrative_targets"].validate(twice)
    TABLES["narrative_targets"].validate(
        rows("narrative_targets", {"duty_sequence": None}, {"duty_sequence": 1})
    )


def test_pieces_of_text_may_repeat(rows: Any) -> None:
    TABLES["cells"].validate(rows("cells", {}, {}))


def test_only_a_conformed_frame_is_validated(rows: Any) -> None:
    with pytest.raises(SchemaError, match="conform the frame first"):
        TABLES["goals"].validate(rows("goals", {}).drop("text"))
