"""Tables of a province that never was, as large as wanted, for benchmarks of what works on tables.

Everything hangs on one seed. A department's type has templates; a project fills one of them in, and of its ten
indicators some are left out, reworded or a county's own. The next year has nine projects in ten again, most of their
indicators as they were.
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import polars as pl

from transforms.normalise.fingerprint import wording

COUNTIES = 170
TYPES = ["人社局", "财政局", "教育局", "卫健局", "医保局", "民政局", "农业局", "水利局", "林业局", "环保局",
         "住建局", "城管局", "交通局", "公安局", "司法局", "发改局", "科工局", "商务局", "应急局", "文旅局",
         "审计局", "统计局", "信访局", "残联", "妇联", "总工会", "团县委", "供销社", "气象局", "档案馆"]  # fmt: skip
PER_PROJECT = 10
TEMPLATES = 60  # of a department's type
OWN = 150_000  # wordings of no template
VARIANTS = 4  # in which a wording goes round
WHAT = [
    "补贴",
    "培训",
    "养老保险",
    "救助",
    "道路",
    "绿化",
    "农田",
    "校舍",
    "医疗",
    "就业",
    "巡查",
    "档案",
    "宣传",
    "设备",
]
WHOSE = [
    "城乡居民",
    "困难群众",
    "农村",
    "县直单位",
    "乡镇",
    "学生",
    "退役军人",
    "企业",
    "残疾人",
    "老年人",
    "儿童",
    "职工",
]
DONE = ["发放", "建设", "维护", "检查", "购置", "改造", "实施", "完成", "开展", "组织", "落实", "整治"]
SAID = ["人数", "及时率", "合格率", "数量", "覆盖率", "成本", "次数", "满意度", "完成时间", "达标率"]
WHY = ["反映", "考核", "体现", "用于衡量", "按照计划"]
END = ["的情况", "的程度", "的工作成效", "是否达到年度要求", "占全部的比例", "与上年相比的变化"]
LEVEL2 = ["数量指标", "质量指标", "时效指标", "成本指标", "社会效益指标"]
LETTERS = [chr(0x4E00 + at) for at in range(0, 6000, 7)]


def write_tables(folder: Path, indicators: int, seed: int = 20230101) -> Path:
    """Write indicators, projects, documents and findings as Parquet; return the folder."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(seed)
    projects = _projects(rng, indicators // PER_PROJECT)
    rows = _indicators(rng, projects)
    documents = projects.select(
        "document_id",
        "fiscal_year",
        "county_code",
        "department_code",
        "department_name",
        county_name="county_code",
    ).unique(maintain_order=True)
    projects.drop("county").write_parquet(folder / "projects.parquet")  # the table has no such column
    rows.write_parquet(folder / "indicators.parquet")
    documents.write_parquet(folder / "documents.parquet")
    rows.gather_every(20).select("document_id", status=pl.lit("open")).write_parquet(
        folder / "findings.parquet"
    )
    return folder


def _projects(rng: np.random.Generator, count: int) -> pl.DataFrame:
    half = count // 2
    county, kind = rng.integers(COUNTIES, size=half), rng.integers(len(TYPES), size=half)
    template = np.minimum(rng.geometric(0.05, size=half) - 1, TEMPLATES - 1)
    first = pl.DataFrame(
        {
            "county": county,
            "kind": kind,
            "template": template,
            "unit": rng.integers(1, 5, size=half),
            "serial": np.arange(half),
            "budget": np.round(rng.lognormal(4, 1.5, size=half), 2),
        }
    )
    again = rng.random(half) < 0.9
    other = first.with_columns(
        template=pl.Series(np.where(again, template, rng.integers(TEMPLATES, size=half))),
        serial=pl.Series(np.where(again, np.arange(half), half + np.arange(half))),
        budget=(pl.col("budget") * pl.Series(rng.choice([0.4, 0.9, 1.0, 1.1, 2.0], size=half))).round(2),
    )
    both = pl.concat([first.with_columns(year=2023), other.with_columns(year=2024)]).sort(
        "year", "county", "kind", "serial"
    )
    code = pl.format("13{}", (pl.col("county") + 1000).cast(pl.String).str.zfill(4))
    document = pl.format("{}-{}-{}", "year", "county", "kind")
    names = np.array(
        [
            f"{rng.choice(WHOSE)}{rng.choice(WHAT)}{rng.choice(DONE)}项目"
            for _ in range(len(TYPES) * TEMPLATES)
        ]
    )
    known = both["serial"].to_numpy() % 3 > 0  # a third has no code, and is found again by its name
    return both.with_columns(
        document_id=document,
        project_id=pl.format("{}-{}", document, pl.int_range(pl.len()).over("year", "county", "kind") + 1),
        fiscal_year=pl.col("year").cast(pl.Int16),
        county_code=code,
        department_code=(pl.col("kind") + 300).cast(pl.String),
        department_name=pl.Series(np.array(TYPES)[both["kind"].to_numpy()]),
        unit_code=pl.format("{}00{}", pl.col("kind") + 300, "unit"),
        unit_name=pl.format("单位{}", "unit"),
        project_name=pl.Series(names[both["kind"].to_numpy() * TEMPLATES + both["template"].to_numpy()]),
        project_code=pl.when(pl.Series(known)).then(
            pl.format("{}{}P{}X", code, pl.col("year") - 2000, pl.col("serial").cast(pl.String).str.zfill(11))
        ),
        funding_level=pl.Series(rng.choice(["central", "provincial", "county"], size=both.height)),
        funding_document=pl.format("冀财社〔{}〕{}号", "year", pl.col("serial") % 400),
        budget_wanyuan=pl.col("budget").cast(pl.Decimal(18, 6)),
        indicator_count=pl.lit(PER_PROJECT, dtype=pl.Int32),
        measurable_count=pl.lit(PER_PROJECT - 2, dtype=pl.Int32),
    )


def _indicators(rng: np.random.Generator, projects: pl.DataFrame) -> pl.DataFrame:
    all_wordings = wordings()
    count = projects.height * PER_PROJECT
    place = np.repeat(np.arange(projects.height), PER_PROJECT)
    sequence = np.tile(np.arange(PER_PROJECT), projects.height)
    kind, template, serial = (projects[name].to_numpy()[place] for name in ("kind", "template", "serial"))
    base = (kind * TEMPLATES + template) * PER_PROJECT + sequence
    own = len(TYPES) * TEMPLATES * PER_PROJECT * (1 + VARIANTS)
    luck = _luck(serial, sequence)  # the same from year to year
    variant = np.where(luck < 0.75, 0, 1 + (luck * 1e6).astype(np.int64) % VARIANTS)
    number = np.where(
        luck < 0.92,
        base * (1 + VARIANTS) + variant,
        own + (serial * PER_PROJECT + sequence) % (len(all_wordings) - own),
    )
    changed = rng.random(count) < 0.05
    number = np.where(changed, rng.integers(len(all_wordings), size=count), number)
    value = np.round(rng.choice([60, 80, 90, 95, 98, 100, 120, 500], size=count) * 1.0, 1)
    said = all_wordings[number]
    return pl.concat(
        [
            projects[place].select("project_id", "document_id", "fiscal_year", "county_code"),
            said,
            pl.DataFrame({"sequence": sequence + 1, "value_number": value}),
        ],
        how="horizontal",
    ).with_columns(
        indicator_id=pl.format("{}-{}", "project_id", "sequence"),
        level2=pl.Series(np.array(LEVEL2)[sequence % len(LEVEL2)]),
        value_text=pl.format("≥{}%", "value_number"),
        comparator=pl.lit(">="),
        value_unit=pl.lit("%"),
        fingerprint_full=pl.concat_str("fingerprint_wording", pl.col("value_number").cast(pl.String)),
    )


def _luck(serial: np.ndarray, sequence: np.ndarray) -> np.ndarray:
    mixed = (serial.astype(np.uint64) * np.uint64(PER_PROJECT) + sequence.astype(np.uint64)) * np.uint64(
        0x9E3779B97F4A7C15
    )
    return (mixed >> np.uint64(11)).astype(np.float64) / 2**53


def wordings() -> pl.DataFrame:
    """Level 3 and description of every wording: those of the templates with their variants, then the others."""
    rnd = random.Random(20230101)
    level3, description = [], []
    for _ in range(len(TYPES) * TEMPLATES * PER_PROJECT):
        whose, what, done, said, why, end = map(rnd.choice, (WHOSE, WHAT, DONE, SAID, WHY, END))
        mark = "".join(rnd.choices(LETTERS, k=6))
        for variant in range(1 + VARIANTS):
            text = list(f"{why}{whose}{mark}{what}{done}{said}{end}{why}{mark}")
            for _ in range(variant):
                at = rnd.choice((0, len(text) - 1, rnd.randrange(len(text))))
                text[at] += rnd.choice(LETTERS)
            level3.append(f"{what}{done}{said}")
            description.append("".join(text))
    for _ in range(OWN):
        level3.append(rnd.choice(WHAT) + rnd.choice(SAID))
        description.append("".join(rnd.choices(LETTERS, k=rnd.randrange(6, 24))))
    return pl.DataFrame(
        {
            "level3": level3,
            "description": description,
            "fingerprint_wording": [wording(*both) for both in zip(level3, description, strict=True)],
        }
    )
