from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from extractors.draft import (
    Cell,
    ContentsEntry,
    Cover,
    Detail,
    Draft,
    Indicator,
    OverallTarget,
    Project,
    Value,
)
from tests.real_files import CHENGDE_READ, needs_real_files
from transforms.normalise.document import DocumentFacts
from transforms.normalise.tables import normalise
from warehouse.schema import TABLES

FACTS = DocumentFacts(
    document_id="ab" * 32,
    batch_id="b1",
    file_name="a.pdf",
    source_uri="file:///a.pdf",
    source_modified_at=None,
    ingested_at=datetime(2023, 3, 1, tzinfo=UTC),
)
COVER = Cover(department_name="晨光县教育局", reviewer_name="晨光县财政局", fiscal_year=2023, stage="草案")


def box(page: int, top: float, **more: Any) -> Cell:
    return Cell(text="x", page=page, x0=10, top=top, x1=50, bottom=top + 20, in_form=True, **more)


def draft(*projects: Project, cells: tuple[Cell, ...] = (), **more: Any) -> Draft:
    known = {"format": "pdf", "layout": "test", "extractor_version": "1", "page_count": 4, "cover": COVER}
    return Draft.model_validate(known | more | {"projects": projects, "cells": cells})


def project(sequence: int = 1, **values: Any) -> Project:
    texts = {name: Value(text=value) if isinstance(value, str) else value for name, value in values.items()}
    return Project(sequence=sequence, **texts)


def only(frames: dict[str, pl.DataFrame], table: str) -> dict[str, Any]:
    return frames[table].row(0, named=True)


def test_frames_are_their_tables_and_valid() -> None:
    remark = Detail(kind="fact", label="备注", value=Value(text="略"))
    indicator = Indicator(
        sequence=1, level3=Value(text="培训人数"), value=Value(text="≥5人", cells=(0,)), details=(remark,)
    )
    form = project(
        project_code="13999923P00007910001D", budget="3.12", goals="1.培训。", indicators=(indicator,)
    )
    part_one = (OverallTarget(section="duty", sequence=1, indicator_text="培训人数达到 50 人"),)
    cells = (box(1, 5, field="value", project=1, indicator=1), box(1, 90), Cell(text="封面"))
    listed = (ContentsEntry(number=1, title="培训绩效目标表"),)
    frames = normalise(draft(form, cells=cells, overall_targets=part_one, contents=listed), FACTS)
    for table, frame in frames.items():
        TABLES[table].validate(TABLES[table].conform(frame))
        assert frame.height > 0, table
    assert only(frames, "documents")["leftover_cell_count"] == 1
    assert frames["cells"]["indicator_id"].to_list()[0] == only(frames, "indicators")["indicator_id"]


def test_a_draft_without_forms_gives_empty_frames() -> None:
    frames = normalise(draft(cover=Cover()), FACTS)
    assert [frames["documents"].height, frames["projects"].height, frames["indicators"].height] == [1, 0, 0]
    assert only(frames, "documents")["county_code"] is None


def test_what_the_codes_tell_of_the_document() -> None:
    codes = ["13999922P00007910001D", "13999922P00008010001H", "13000122P00008110001A", "misread"]
    forms = [project(n, project_code=code, unit_code="411002") for n, code in enumerate(codes, start=1)]
    row = only(normalise(draft(*forms, cover=Cover(department_name="晨光县教育局")), FACTS), "documents")
    assert (row["county_code"], row["fiscal_year"], row["department_code"]) == ("139999", 2022, "411")
    assert row["county_name"] == "晨光县"


def test_codes_that_disagree_tell_no_county() -> None:
    codes = ["13153621P139032862805", "13960721P583120209704", "13915321P403089080082"]
    forms = [project(n, project_code=code) for n, code in enumerate(codes, start=1)]
    row = only(normalise(draft(*forms, cover=Cover(department_name="晨光县教育局")), FACTS), "documents")
    assert (row["county_code"], row["county_name"]) == (None, "晨光县")


def test_codes_of_another_length_tell_the_county() -> None:
    forms = [project(1, project_code="13042524P907570940753405")]
    row = only(normalise(draft(*forms, cover=Cover()), FACTS), "documents")
    assert (row["county_code"], row["fiscal_year"]) == ("130425", 2024)


@pytest.mark.parametrize(
    ("units", "department"),
    [
        ([("446001", "某县生态环境分局"), ("446002", "某县监控中心"), ("446002", "某县监控中心")], "某县生态环境分局"),
        ([("401005", "某县第十七中学"), ("401001", "某县教育局机关")], "某县教育局"),
        ([("", "某县水利局本级"), ("", "某县河道管理所"), ("", "某县河道管理所")], "某县水利局"),
        ([("", "某县民政局（本级）"), ("", "某县福利院")], "某县民政局"),
        ([("323003", "某县医院"), ("323003", "某县医院"), ("323004", "某县中医院")], "某县医院"),
    ],
)  # fmt: skip
def test_the_department_among_its_units(units: list[tuple[str, str]], department: str) -> None:
    forms = [project(n, unit_code=code, unit_name=name) for n, (code, name) in enumerate(units, start=1)]
    row = only(normalise(draft(*forms, cover=Cover()), FACTS), "documents")
    assert row["department_name"] == department


def test_digits_of_other_scripts_make_no_code() -> None:
    form = project(1, project_code="٩٩٠١٠١22P00007910001D", unit_code="٤١١002")
    row = only(normalise(draft(form, cover=Cover(department_name="某局")), FACTS), "documents")
    assert (row["county_code"], row["fiscal_year"], row["department_code"]) == (None, None, None)


def test_ids_and_amounts() -> None:
    form = project(2, budget="31200", money_unit="单位：元", fiscal="-", project_name="省级培训补助")
    row = only(normalise(draft(form), FACTS), "projects")
    assert row["project_id"] == "abababababab-2"
    assert (row["budget_wanyuan"], row["fiscal_wanyuan"], row["other_wanyuan"]) == (
        Decimal("3.12"),
        None,
        None,
    )
    assert row["funding_level"] == "provincial"


@pytest.mark.parametrize(
    ("written", "convention", "cumulative"),
    [
        (["25%", "50%", "75%", "100%"], "cumulative", [25, 50, 75, 100]),
        (["25%", "25%", "25%", "25%"], "quarterly", [25, 50, 75, 100]),
        (["", "", "100%", ""], "cumulative", [None, None, 100, None]),
        (["25%", "50%", "75%", ""], "cumulative", [25, 50, 75, None]),
        (["", "", "", "100"], "cumulative", [None, None, None, 100]),
        (["10%", "", "30%", "60%"], "quarterly", [10, None, 40, 100]),
        (["80%", "20%", "10%", "5%"], "unknown", [None] * 4),
        (["", "", "", ""], "unknown", [None] * 4),
    ],
)
def test_spending_plans(written: list[str], convention: str, cumulative: list[float | None]) -> None:
    plan = {
        month: Value(text=text) for month, text in zip(("03", "06", "10", "12"), written, strict=True) if text
    }
    frames = normalise(draft(Project(sequence=1, plan=plan)), FACTS)
    assert only(frames, "projects")["plan_convention"] == convention
    assert frames["spending_plan"]["milestone"].to_list() == ["03", "06", "10", "12"]
    assert frames["spending_plan"]["percent_cumulative"].to_list() == cumulative


def test_an_indicator_over_a_page_break_has_a_box_a_page() -> None:
    cells = (
        box(2, 700, project=1, indicator=1),
        box(2, 690, project=1, indicator=1),
        box(3, 40, project=1, indicator=1, confidence=0.75),
        box(3, 60, project=1, indicator=2),
    )
    rows = (
        Indicator(sequence=1, level3=Value(text="a", cells=(0,)), value=Value(text="≥5人", cells=(1, 2))),
        Indicator(sequence=2, value=Value(text="5", cells=(3,))),
    )
    frames = normalise(draft(Project(sequence=1, indicators=rows), cells=cells), FACTS)
    first, second = frames["indicators"].rows(named=True)
    assert (first["page"], first["confidence"], second["page"], second["confidence"]) == (2, 0.75, 3, None)
    assert first["box"] == [
        {"page": 2, "x0": 10, "top": 690, "x1": 50, "bottom": 720},
        {"page": 3, "x0": 10, "top": 40, "x1": 50, "bottom": 60},
    ]
    assert (only(frames, "projects")["page_first"], only(frames, "projects")["page_last"]) == (2, 3)


def test_measurable_indicators_say_of_what() -> None:
    values = ["≥5人", "100", "100 按合同进度完成", "≥95服务对象满意", "提高", "百分比", "5人以上参加"]
    rows = tuple(Indicator(sequence=n, value=Value(text=text)) for n, text in enumerate(values, start=1))
    assert (
        only(normalise(draft(Project(sequence=1, indicators=rows)), FACTS), "projects")["measurable_count"]
        == 4
    )


def test_a_merged_label_does_not_move_an_indicator_to_the_page_before() -> None:
    cells = (box(2, 100, project=1, indicator=1), box(3, 40, project=1, indicator=2))
    merged = Value(text="产出指标", cells=(0,))
    rows = (
        Indicator(sequence=1, level1=merged),
        Indicator(sequence=2, level1=merged, value=Value(text="5人", cells=(1,))),
    )
    frames = normalise(draft(Project(sequence=1, indicators=rows), cells=cells), FACTS)
    assert frames["indicators"]["page"].to_list() == [2, 3]


@needs_real_files
def test_the_real_draft() -> None:
    forms = [real_form(form) for form in json.loads(CHENGDE_READ.read_text(encoding="utf-8"))]
    frames = normalise(draft(*forms), FACTS)
    assert frames["projects"]["budget_wanyuan"].sum() == Decimal("32229.11")
    assert only(frames, "documents")["county_code"] == "130821"
    indicators = frames["indicators"]
    kinds = dict(indicators["value_kind"].value_counts().iter_rows())
    assert (indicators.height, sum(kinds.values()), kinds["missing"]) == (223, 223, 1)
    for fingerprint, reused, distinct in (("fingerprint_full", 151, 132), ("fingerprint_wording", 172, 116)):
        spread = indicators.group_by(fingerprint).agg(pl.col("project_id").n_unique(), pl.len())
        assert spread.height == distinct
        assert spread.filter(pl.col("project_id") > 1)["len"].sum() == reused


def real_form(form: dict[str, Any]) -> Project:
    names = {"l1": "level1", "l2": "level2", "l3": "level3", "desc": "description", "value": "value"}
    rows = tuple(
        Indicator(sequence=n, **{names[key]: Value(text=row[key]) for key in names})
        for n, row in enumerate(form["indicators"], start=1)
    )
    return project(
        form["no"],
        project_code=form["code"],
        budget=form["budget"],
        money_unit=form["money_unit"],
        indicators=rows,
    )
