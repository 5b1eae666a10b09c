"""Tables as declared: what the contract names is there, and every form of a schema says the same."""

import re
from pathlib import Path

import polars as pl
import pytest
from pydantic import ValidationError

import warehouse.schema
from warehouse.column import ARROW_TYPES, POLARS_TYPES
from warehouse.dictionary import dictionary
from warehouse.schema import TABLES, TableSchema

CONTRACT = {
    "documents": "document_id batch_id file_name source_uri format county_name department_code "
    "department_name stage page_count toc_project_count project_count indicator_count cell_count "
    "leftover_cell_count extractor_version layout status status_reason ingested_at",
    "contents": "document_id sequence title page",  # one more than the contract names
    "projects": "project_id document_id sequence unit_code unit_name project_code project_name title "
    "budget_wanyuan fiscal_wanyuan other_wanyuan purpose funding_level funding_document "
    "plan_convention indicator_count measurable_count page_first page_last",
    "goals": "project_id sequence period text",
    "details": "project_id indicator_id document_id sequence kind label text amount_wanyuan",
    "spending_plan": "project_id milestone percent_written percent_cumulative",
    "indicators": "indicator_id project_id document_id sequence level1 level2 level3 description value_text "
    "basis comparator value_number value_upper value_unit value_kind value_note weight page box "
    "confidence fingerprint_full fingerprint_wording",
    "overall_targets": "document_id section sequence title goal indicator_text page",
    "narrative_targets": "document_id duty_sequence sequence measure comparator value_number value_unit text",
    "cells": "document_id page table row column x0 top x1 bottom text confidence field",
    "findings": "finding_id rule severity document_id project_id indicator_id field observed expected "
    "message_zh page status batch_id",
    "corrections_applied": "line document_id project_id indicator_id field old new reason author written_at "
    "status",
    "waivers_applied": "line finding_id rule project indicator_name field observed reason author written_at "
    "status",
    "expectation_results": "batch_id suite table column expectation severity success element_count "
    "unexpected_count unexpected_percent",
    "batches": "batch_id release_id started_at finished_at files_found published unchanged quarantined "
    "duplicate pages projects indicators findings_critical findings_warning findings_info code_version",
    "reuse": "scope fingerprint group_by group_code group_name indicators reused reuse_rate distinct "
    "distinct_share",
    "template_families": "family_id projects units counties budget_wanyuan indicators "
    "representative_project_id label",
    "template_members": "family_id project_id jaccard",
    "near_duplicates": "indicator_id_a indicator_id_b jaccard",
    "budget_per_indicator": "group_by group_code group_name projects indicators measurable budget_wanyuan "
    "wanyuan_per_indicator wanyuan_per_measurable median p25 p75 p90 outlier",
    "year_changes": "project_key year_from year_to field measure before after change direction",
}
PER_BATCH = {"expectation_results", "batches"}


def test_the_tables_are_the_contracts_and_each_has_its_file() -> None:
    folder = Path(warehouse.schema.__file__).parent / "schemas"
    assert set(TABLES) == {path.stem for path in folder.glob("*.toml")}
    assert set(CONTRACT) <= set(TABLES)
    assert all(name == table.name for name, table in TABLES.items())


@pytest.mark.parametrize("table", CONTRACT)
def test_every_column_of_the_contract_is_there_in_its_order(table: str) -> None:
    names = TABLES[table].polars_schema().names()
    wanted = CONTRACT[table].split()
    assert [name for name in names if name in wanted] == wanted
    if table not in PER_BATCH:
        assert {"fiscal_year", "county_code"} <= set(names)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_meaning_and_unit_travel_in_the_arrow_schema(table: TableSchema) -> None:
    for column, field in zip(table.columns, table.arrow_schema(), strict=True):
        assert field.metadata[b"description_zh"].decode() == column.zh
        assert field.metadata[b"description_en"].decode() == column.en
        assert field.metadata.get(b"unit", b"").decode() == (column.unit or "")


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_descriptions_are_sentences_in_both_languages(table: TableSchema) -> None:
    for zh, en in [(table.zh, table.en), *((column.zh, column.en) for column in table.columns)]:
        assert zh.endswith("。")
        assert en.endswith(".")
        assert re.search(r"[一-鿿]", zh)


def test_amounts_are_decimals_in_wanyuan() -> None:
    amounts = [c for table in TABLES.values() for c in table.columns if c.name.endswith("_wanyuan")]
    assert amounts
    assert all(c.type in ("decimal(18,6)", "decimal(38,6)") and c.unit == "万元" for c in amounts)


def test_polars_and_arrow_call_each_type_the_same() -> None:
    assert POLARS_TYPES.keys() == ARROW_TYPES.keys()
    for name, arrow in ARROW_TYPES.items():
        assert pl.Series([], dtype=POLARS_TYPES[name]).to_arrow().cast(arrow).type == arrow


def test_a_key_that_is_no_column_is_refused() -> None:
    column = TABLES["goals"].columns[0]
    with pytest.raises(ValidationError, match="keys that are no columns"):
        TableSchema(name="t", zh="。", en=".", keys=("other",), partitioned=False, columns=(column,))


def test_the_dictionary_has_a_row_for_every_column() -> None:
    words = dictionary()
    assert words.height == sum(len(table.columns) for table in TABLES.values())
    budget = words.row(
        by_predicate=(pl.col("table") == "projects") & (pl.col("column") == "budget_wanyuan"), named=True
    )
    assert (budget["type"], budget["nullable"], budget["unit"], budget["key"]) == (
        "decimal(18,6)",
        True,
        "万元",
        False,
    )
    assert words.filter(pl.col("table") == "goals", pl.col("key"))["column"].to_list() == [
        "project_id",
        "sequence",
    ]
