"""Which cells an id leads to: those of merged cells above, and those that a finding quotes."""

from __future__ import annotations

import polars as pl

from flows.published.traced_cells import traced_cells
from tests.warehouse.conftest import frame_of

CELLS = frame_of(
    "cells",
    *(
        {"document_id": "d", "field": field, "text": text, "indicator_id": indicator, "project_id": project}
        | {"in_form": project is not None}
        for field, text, indicator, project in (
            ("overall_targets", "就业人数 1200 人，城镇调查失业率控制在 4.5%以", None, None),
            ("overall_targets", "内。", None, None),
            ("overall_targets", "其他目标。", None, None),
            ("purpose", "用途", None, "p"),
            ("heading", "一级指标", None, "p"),
            ("level1", "产出指标", "p-1", "p"),
            ("level3", "人数", "p-1", "p"),
            ("level3", "次数", "p-2", "p"),
            ("level1", "效益指标", "p-3", "p"),
            ("level3", "失业率", "p-3", "p"),
            (None, "备注", None, "p"),
        )
    ),
)
INDICATORS = frame_of(
    "indicators",
    *(
        {"indicator_id": f"p-{n}", "project_id": "p", "sequence": n, "level1": level1, "level3": level3}
        for n, level1, level3 in ((1, "产出指标", "人数"), (2, "产出指标", "次数"), (3, "效益指标", "失业率"))
    ),
)


def texts(**row: str) -> list[str]:
    return traced_cells(row, CELLS, INDICATORS)["text"].to_list()


def test_an_indicator_below_a_merged_cell_has_it_too() -> None:
    assert texts(indicator_id="p-2") == ["产出指标", "次数"]
    assert texts(indicator_id="p-3") == ["效益指标", "失业率"]


def test_a_finding_that_compares_has_what_it_compared_with_too() -> None:
    quoted = {"indicator_id": "p-3", "expected": "城镇调查失业率控制在4.5%以内"}
    part_one = [CELLS["text"][0], "内。"]
    assert texts(rule="R24", **quoted) == [*part_one, "效益指标", "失业率"]
    assert texts(rule="R12", **quoted) == ["效益指标", "失业率"]
    assert texts(rule="R24", indicator_id="p-1", expected="没有这句") == ["产出指标", "人数"]


def test_a_project_has_its_head_and_a_draft_what_no_field_took() -> None:
    assert texts(project_id="p") == ["用途", "备注"]
    assert texts(document_id="d") == ["备注"]


def test_a_draft_that_cannot_be_read_has_nothing() -> None:
    nothing = [pl.DataFrame(schema=frame.schema) for frame in (CELLS, INDICATORS)]
    assert traced_cells({"indicator_id": "p-1"}, *nothing).is_empty()
