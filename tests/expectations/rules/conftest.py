"""Small drafts to break rules with: a sound one of three forms, and what a test changes in it."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

import polars as pl

from expectations.rules.apply import apply
from expectations.rules.registry import rules
from expectations.rules.tables import prepare
from extractors.draft import Cell, ContentsEntry, Cover, Draft, Indicator, OverallTarget, Project, Value
from flows.judging.marts import marts_for_rules
from transforms.normalise.document import DocumentFacts
from transforms.normalise.tables import normalise

PLAN = {"03": "25", "06": "50", "10": "75", "12": "100"}
# level 1, level 2, level 3, description, value
ROWS = {
    1: [
        ("产出指标", "数量指标", "培训班举办场次", "全年举办的培训班", "≥12场"),
        ("产出指标", "质量指标", "学员考核合格率", "考核合格人数占参训人数的比例", "≥90%"),
        ("产出指标", "成本指标", "项目总成本", "全部支出", "≤20万元"),
        ("效益指标", "社会效益指标", "学员就业率", "结业后就业人数占比", "≥60%"),
        ("满意度指标", "服务对象满意度指标", "学员满意度", "问卷调查的满意比例", "≥95%"),
    ],
    2: [
        ("产出指标", "数量指标", "修缮校舍面积", "完成修缮的建筑面积", "3000平方米"),
        ("产出指标", "质量指标", "工程验收合格率", "一次验收合格的比例", "100%"),
        ("产出指标", "时效指标", "完工时间", "竣工验收日期", "2026年8月底前"),
        ("效益指标", "社会效益指标", "受益学生人数", "在校学生", "≥850人"),
        ("满意度指标", "服务对象满意度指标", "师生满意度", "问卷调查结果", "≥90%"),
    ],
    3: [
        ("产出指标", "数量指标", "发放补贴人数", "领取补贴的农户", "430人"),
        ("产出指标", "数量指标", "财政补贴数额", "补贴资金总量", "86万元"),
        ("产出指标", "质量指标", "补贴对象差错率", "错发人数占比", "≤0.5%"),
        ("效益指标", "经济效益指标", "农户增收比例", "户均收入较上年增长", "≥0.8%"),
        ("满意度指标", "服务对象满意度指标", "农户满意度", "电话回访结果", "≥92%"),
    ],
}
NAMES = {1: "技能培训经费", 2: "校舍修缮工程", 3: "农户种粮补贴"}
BUDGETS = {1: "20.00", 2: "150.00", 3: "86.00"}
CODES = {1: "990101", 2: "990101", 3: "990101"}
PURPOSES = {
    1: "举办技能培训班12场，每场补助1.5万元。",
    2: "修缮三所学校的校舍，包括屋面防水和外墙保温。",
    3: "按照每亩120元的标准，向种粮农户发放补贴。",
}
GOALS = {
    1: "1.完成年度培训任务。2.提高学员的就业能力。",
    2: "1.按期完成修缮工程。2.改善办学条件。",
    3: "1.补贴及时足额发放。2.调动农户种粮积极性。",
}
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FIELDS = ("title", "unit_code", "unit_name", "money_unit", "project_code", "project_name", "budget", "fiscal",
          "other", "purpose", "goals")  # fmt: skip


def code(number: int, county: str = "990101", year: str = "26") -> str:
    """A project code whose check character is right for the constant 30."""
    stem = f"{county}{year}P{number:07d}0001"
    total = sum(pow(3, i, 31) * ALPHABET.index(letter) for i, letter in enumerate(stem))
    return stem + ALPHABET[(30 - total) % 31]


def form(number: int, **changed: Any) -> dict[str, Any]:
    """Form ``number`` of the sound draft (1 to 3; others are like 2), with fields changed."""
    like = number if number in NAMES else 2
    name = NAMES[like] if number in NAMES else f"{NAMES[like]}第{number}期"
    return {
        "title": f"{name}绩效目标表",
        "unit_code": "401001",
        "unit_name": "某局本级",
        "money_unit": "单位：万元",
        "project_code": code(number * 7 + 1),
        "project_name": name,
        "budget": BUDGETS[like],
        "fiscal": BUDGETS[like],
        "other": "",
        "purpose": PURPOSES[like],
        "goals": GOALS[like],
        "plan": PLAN,
        "rows": ROWS[like],
    } | changed


def with_row(number: int, place: int, *row: str, **changed: Any) -> dict[str, Any]:
    """Form ``number`` with its indicator at ``place`` (from 1) replaced."""
    rows = list(ROWS[number])
    rows[place - 1] = row
    return form(number, rows=rows, **changed)


def draft(*forms: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """A draft of ``forms`` (1 to 3 where none are given)."""
    chosen = forms or (form(1), form(2), form(3))
    return {
        "id": "d1",
        "year": 2026,
        "forms": chosen,
        "contents": [one["title"] for one in chosen],
        "part_one": "培训班举办场次不低于12场，城镇新增就业 4500 人。",
        "leftover": (),
        "cells": (),
        "department": "某县某局",
        "format": "pdf",
    } | changed


def tables_of(*drafts: dict[str, Any]) -> dict[str, pl.DataFrame]:
    """The drafts as core tables, with the marts that rules read."""
    frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for one in drafts:
        for table, frame in normalise(_as_read(one), _facts(one)).items():
            frames[table].append(frame)
    tables = {table: pl.concat(parts) for table, parts in frames.items()}
    return tables | marts_for_rules(tables["projects"].lazy(), tables["documents"].lazy())


def found(tables: dict[str, pl.DataFrame], *ids: str) -> pl.DataFrame:
    """What the rules (all, or those named) find in the tables."""
    prepared = prepare(lambda table: tables[table].lazy())
    return pl.concat([apply(rule, prepared) for rule in rules() if not ids or rule.file.id in ids])


def places(findings: pl.DataFrame) -> set[str]:
    """Findings as draft/project:indicator, with the draft left out where it is d1."""
    return {
        f"{'' if row['document_id'].startswith('d1') else row['document_id'].strip('x') + '/'}"
        f"{(row['project_id'] or '-').partition('-')[2]}"
        f"{':' + row['indicator_id'].rpartition('-')[2] if row['indicator_id'] else ''}"
        for row in findings.iter_rows(named=True)
    }


def _facts(one: dict[str, Any]) -> DocumentFacts:
    return DocumentFacts(
        document_id=f"{one['id']:x<64}", batch_id="b", file_name="a.pdf", source_uri="a.pdf",
        source_modified_at=None, ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


def _as_read(one: dict[str, Any]) -> Draft:
    taken = [Cell(text="文字", in_form=True, field="purpose") for _ in range(100)]
    left = [Cell(text=text, in_form=True, page=9) for text in one["leftover"]]
    contents = one["contents"]
    return Draft(
        format=one["format"],
        layout="x",
        extractor_version="0",
        page_count=9,
        cover=Cover(department_name=one["department"], fiscal_year=one["year"], stage="草案"),
        contents=None
        if contents is None
        else tuple(ContentsEntry(number=n, title=title) for n, title in enumerate(contents, start=1)),
        overall_targets=(OverallTarget(section="duty", sequence=1, indicator_text=one["part_one"]),),
        projects=tuple(_project(number, fields) for number, fields in enumerate(one["forms"], start=1)),
        cells=(*taken, *left, *one["cells"]),
    )


def _project(number: int, fields: dict[str, Any]) -> Project:
    names = ("level1", "level2", "level3", "description", "value")
    return Project(
        sequence=number,
        **{name: Value(text=fields[name]) for name in FIELDS},
        plan={month: Value(text=percent) for month, percent in fields["plan"].items()},
        indicators=tuple(
            Indicator(
                sequence=place, **{name: Value(text=text) for name, text in zip(names, row, strict=False)},
                basis=Value(text=row[5] if len(row) > 5 else "年度工作计划"),
            )
            for place, row in enumerate(fields["rows"], start=1)
        ),
    )  # fmt: skip
