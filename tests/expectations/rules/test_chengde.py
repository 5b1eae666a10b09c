"""The real draft: every finding on it was looked at and is right, and there are no others."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import UTC, datetime

import polars as pl
import pytest

from extractors.reader import read_draft
from flows.judging.marts import marts_for_rules
from tests.expectations.rules.conftest import found
from tests.real_files import CHENGDE, needs_real_files
from transforms.normalise.document import DocumentFacts
from transforms.normalise.tables import normalise

DRAFT = CHENGDE.with_suffix(".pdf")

pytestmark = needs_real_files

# Form numbers, with the numbers of the indicators where single ones are meant.
FINDINGS = {
    "R08": "1 4 8 15",
    "R09": "2 3",
    "R10": "4",
    "R11": "14:6 19:2",
    "R12": "15:3",
    "R13": "17:3,9 18:3,6,9 19:3,9 20:1,3,6,9 22:3,9 23:3,9",
    "R14": "15:2",
    "R15": "1:1 17:4 18:4 19:4 20:1,4 22:4 23:4",
    "R16": "3:4 4:2 7:3 8:3 9:3 10:3 17:6 19:6 21:2 22:6 23:6",
    "R17": "1 3 15 16 17 18 19 20 21 22 23",
    "R18": "1:7 2:1,2,3,4,5,6,7,11 3:1,2,3,4,5,6,7,8,9,10",
    "R19": "1:9 3:5,7,8,9,10 4:4,5,6,7 5:1,4,7,9 6:1,3,4,5,6,7,8,9 7:7,8,9 8:7,8,9 9:7,8,9 10:7,9 11:2,3,7,8,9 "
    "12:1,2,3,7,8,9,10,11,12,13 13:1,2,3,7,8,9,10,11,12,13 14:2,3,7,8,9 15:1,2,3,7 16:2,3,7 17:7,8 "
    "18:1,3,4,5,6,7,8,9 19:7,8 20:1,3,4,5,6,7,8,9 21:4,5,6,7 22:7,8 23:7,8",
    "R20": "1:6 9 12 13",
    "R21": "21",
    "R22": "4 7 8 9 11 12 13 14 17 19 21 22 23",
    "R23": "7 10 11 14 19 22 23",
    "R24": "12:10,11 13:10,11",
    "R26": "1 2 3 15",
}


@pytest.fixture(scope="module")
def findings() -> pl.DataFrame:
    content = DRAFT.read_bytes()
    now = datetime(2026, 1, 1, tzinfo=UTC)
    facts = DocumentFacts(
        document_id=hashlib.sha256(content).hexdigest(), batch_id="b", file_name=DRAFT.name, source_uri="x",
        source_modified_at=None, ingested_at=now,
    )  # fmt: skip
    tables = normalise(read_draft(DRAFT), facts)
    return found(tables | marts_for_rules(tables["projects"].lazy(), tables["documents"].lazy()))


def test_the_findings_are_these_and_no_others(findings: pl.DataFrame) -> None:
    by_rule: dict[str, dict[int, list[int]]] = defaultdict(dict)
    for row in findings.iter_rows(named=True):
        number = int(row["project_id"].rpartition("-")[2])
        place = by_rule[row["rule"]].setdefault(number, [])
        if row["indicator_id"]:
            place.append(int(row["indicator_id"].rpartition("-")[2]))
    told = {
        rule: " ".join(
            f"{number}:{','.join(map(str, sorted(rows)))}" if rows else str(number)
            for number, rows in sorted(places.items())
        )
        for rule, places in sorted(by_rule.items())
    }
    assert told == FINDINGS


@pytest.mark.parametrize(
    "message",
    [
        "第 19 项：财政补贴数额指标为 ≥1520 万元，与预算数 2700.00 万元不符，疑似复制自第 22 项",
        "第 14 项：就业创业调查经费缩紧指标为 ≤2 万元，低于预算数 210.00 万元，疑似复制自第 11 项",
        "第 4 项：资金用途列出的金额合计 2.1 万元（1.6 + 0.5），与预算数 2.00 万元不符",
        "第 12 项：指标“就业困难人员就业人数”为 700人，第一部分整体目标写的是“就业困难人员就业人数 560 人”",
        "第 21 项：绩效目标的序号 1、3、2，次序颠倒",
    ],
)
def test_findings_are_told_in_plain_words(findings: pl.DataFrame, message: str) -> None:
    row = findings.filter(message_zh=message)
    assert row.height == 1
    assert row["page"].item() > 6
