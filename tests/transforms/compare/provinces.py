"""Small provinces at random, as the core tables hold them: with nulls, copies, near copies and years."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from transforms.normalise.fingerprint import full, wording
from warehouse.schema import TABLES

DEPARTMENTS = ["某县人力资源和社会保障局", "人社局", "财政局", "城关镇人民政府", "神秘处", None]
NAMES = [
    "城乡居民养老保险补助",
    "2023年城乡居民养老保险补助（第一批）",
    "就业补助",
    "就业补助资金",
    "社保卡工本费",
    "",
    None,
]
LEVEL3 = ["补贴发放及时率", "补贴发放人数", "群众满意度", "培训场次", None]
WORDS = [
    "反映全年按时足额发放补贴的情况",
    "反映全年按时足额发放补贴的情况。",
    "反映群众对工作的满意程度",
    "补贴发放人数",
    "",
    None,
]
COUNTIES = [
    ("130821", "甲县"),
    (None, "甲县"),
    ("130822", "乙县"),
    (None, "丙县"),
    (None, None),
    ("130823", "乙县"),
]
Row = dict[str, Any]


class Habits(NamedTuple):
    """What the drafts of a province say: the words to choose from, and how many indicators a project has."""

    names: Sequence[str | None] = NAMES
    level3: Sequence[str | None] = LEVEL3
    words: Sequence[str | None] = WORDS
    counts: Sequence[int] = (0, 1, 3, 5)
    units: Sequence[str | None] = ("%", "人", None)


# Everything is near everything, so that many pairs compete for the same partner and many sets for one family.
ALIKE = Habits(
    [
        "城乡居民养老保险补助",
        "城乡居民养老保险补贴",
        "城乡居民养老保险补助资金",
        "城镇居民养老保险补助",
        "２０２３年城乡居民　养老保险补助",
        "城乡居民基本养老保险补助（冀财社【2022】150 号）",
        "2024年城乡居民养老保险资金（第二批）",
    ],
    ["补贴发放及时率"],
    [
        f"反映{whose}全年按时足额发放各项补贴资金到困难群众手中{end}"
        for whose in ("", "城乡", "城镇", "农村")
        for end in ("的情况", "情况")
    ],
    [9, 12, 15],
    ["%", "%", "人"],
)
SIMPLE = Habits()


class Province(NamedTuple):
    """Rows of the core tables."""

    documents: list[Row]
    projects: list[Row]
    indicators: list[Row]
    findings: list[Row]

    def frames(self, rnd: random.Random | None = None) -> dict[str, pl.LazyFrame]:
        """The tables, their rows in any order."""
        return {name: table(name, rows, rnd).lazy() for name, rows in self._asdict().items()}


def counties_of(made: Province) -> dict[str, str | None]:
    """What county each draft is from: its code, else what its county's name tells."""
    codes: dict[str, set[str]] = {}
    for row in made.documents:
        codes.setdefault(row["county_name"], set()).update({row["county_code"]} - {None})

    def by_name(name: str | None) -> str | None:
        if name is None or len(codes[name]) > 1:
            return None
        return next(iter(codes[name]), name)

    return {row["document_id"]: row["county_code"] or by_name(row["county_name"]) for row in made.documents}


def table(name: str, rows: list[Row], rnd: random.Random | None = None) -> pl.DataFrame:
    """Rows of a table that name only what matters; the rest is null, or the plainest value allowed."""
    shuffled = rnd.sample(rows, len(rows)) if rnd else rows
    filled = [{column.name: row.get(column.name) for column in TABLES[name].columns} for row in shuffled]
    return pl.DataFrame(filled, schema=TABLES[name].polars_schema(), orient="row")


def province(seed: int, most: int = 4, habits: Habits = SIMPLE) -> Province:
    """A province of up to six counties, some not known by code or at all, six departments and three years."""
    rnd = random.Random(seed)
    found = Province([], [], [], [])
    for county in COUNTIES[: rnd.randint(1, len(COUNTIES))]:
        for at, name in enumerate(DEPARTMENTS[: rnd.randint(1, 6)]):
            for year in (2023, 2024, 2025)[: rnd.randint(1, 3)]:
                _draft(
                    rnd, found, county, (f"{323 + at}" if name and at % 2 else None, name), year, most, habits
                )
    return found


def _draft(
    rnd: random.Random,
    found: Province,
    county: tuple[str | None, str | None],
    department: tuple[str | None, str | None],
    year: int,
    most: int,
    habits: Habits,
) -> None:
    document = f"d{len(found.documents)}"
    place = {"fiscal_year": year, "county_code": county[0]}
    found.documents.append(
        {
            "document_id": document,
            "department_code": department[0],
            "department_name": department[1],
            "county_name": county[1],
            "status": "published",
            "batch_id": "b",
            "file_name": f"{document}.pdf",
            "source_uri": document,
            "ingested_at": datetime(2026, 1, 2, tzinfo=UTC),
            **place,
        }
    )
    for sequence in range(1, rnd.randint(0, most) + 1):
        project = f"{document}-{sequence}"
        count = rnd.choice(habits.counts)
        found.projects.append(
            {
                "project_id": project,
                "document_id": document,
                "sequence": sequence,
                "unit_code": rnd.choice(["323001", "323002", None]),
                "unit_name": rnd.choice(["单位", None]),
                "project_code": rnd.choice(
                    [None, "短", *[f"130821{year - 2000}P{n:011}X" for n in range(most)]]
                ),
                "project_name": rnd.choice(habits.names),
                "funding_level": rnd.choice(["central", "county", None]),
                "funding_document": rnd.choice(["冀财社〔2022〕150号", None]),
                "budget_wanyuan": rnd.choice([None, Decimal(0), Decimal(rnd.randint(1, 999)) / 8]),
                "indicator_count": count,
                "measurable_count": rnd.randint(0, count),
                "plan_convention": "unknown",
                **place,
            }
        )
        found.indicators.extend(
            _indicator(rnd, habits, project, document, at, year) | place for at in range(1, count + 1)
        )
    if rnd.random() < 0.5:
        found.findings.append(
            {
                "finding_id": f"f{document}",
                "document_id": document,
                "status": rnd.choice(["open", "waived"]),
                "rule": "R03",
                "severity": "critical",
                "message_zh": "无",
                "batch_id": "b",
                **place,
            }
        )


def _indicator(
    rnd: random.Random, habits: Habits, project: str, document: str, sequence: int, year: int
) -> Row:
    level2, level3, words = (
        rnd.choice(["数量指标", "数量", "质量指标", None]),
        rnd.choice(habits.level3),
        rnd.choice(habits.words),
    )
    number = rnd.choice([None, 80.0, 90.0, 98.0, 100.0, float(rnd.randint(0, 200))])
    sign = rnd.choice([">=", "<=", None]) if number is not None else None
    unit = rnd.choice(habits.units)
    value = (
        f"{sign or ''}{number or ''}{unit or ''}"
        if number is not None
        else f"{year}年{rnd.choice('67')} 月底前"
    )
    words = words and words.replace("全年", rnd.choice(["全年", f"{year}年"]))
    return {
        "indicator_id": f"{project}-{sequence}",
        "project_id": project,
        "document_id": document,
        "sequence": sequence,
        "level2": level2,
        "level3": level3,
        "description": words,
        "value_text": value,
        "comparator": sign,
        "value_number": number,
        "value_unit": unit,
        "value_kind": "missing" if number is None else "quantitative",
        "fingerprint_full": full(level2 or "", level3 or "", words or "", value) if level3 or words else None,
        "fingerprint_wording": wording(level3 or "", words or "") if level3 or words else None,
    }
