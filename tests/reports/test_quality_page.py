"""The quality page: what it counts, that hostile names stay text, and that a real browser loads nothing."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser

import polars as pl
import pytest

from reports.quality_page import BatchFacts, quality_page, write_quality_page
from reports.quality_summary import counties
from warehouse.quarantine import Reason, Why

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
)
HOSTILE = "<script>document.title='owned'</script><img src=https://evil.example/x.png>\"'县"
NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)

DOCUMENTS = pl.DataFrame(
    [
        ("d1", "139801", "青岚县", "甲.pdf", "published", 2, 6, 100, 1),
        ("d2", "139801", "青岚县", "乙.pdf", "quarantined", 3, 9, 100, 40),
        ("d3", "139802", HOSTILE, HOSTILE + ".pdf", "published", 1, 3, 5000, 1),
        ("d4", None, None, "丙.bin", "quarantined", None, None, None, None),
        ("d5", "139801", "青岚县", "旧.pdf", "superseded", 2, 6, 100, 9),
    ],
    schema=[
        "document_id",
        "county_code",
        "county_name",
        "file_name",
        "status",
        "project_count",
        "indicator_count",
        "cell_count",
        "leftover_cell_count",
    ],
    orient="row",
)
PROJECTS = pl.LazyFrame(
    {
        "document_id": ["d1", "d1", "d2", "d3"],
        "budget_wanyuan": pl.Series(
            [Decimal("0.1"), Decimal("1234.5"), Decimal("7"), None], dtype=pl.Decimal(18, 6)
        ),
    }
)
RESULTS = pl.DataFrame(
    [
        ("documents", "documents", "critical", "S03", "failed", 3, 1, 33.333, "残留不超限度", None),
        ("projects", "projects", "warning", "S08", "passed", 6, 0, 0.0, "编码二十一位", None),
        (
            "projects",
            "projects",
            "critical",
            "S09",
            "error",
            None,
            None,
            None,
            "都有预算数",
            "column is <missing>",
        ),
        ("indicators", "indicators", "info", "S14", "failed", 1_000_000, 1, 0.0001, "类别在规定内", None),
        ("rules", "documents", "critical", "R02", "failed", 3, 1, 33.333, "表内文字没有归属", None),
        ("rules", "indicators", "warning", "R13", "failed", 18, 2, 11.111, "百分比小于 1", None),
        ("rules", "projects", "warning", "R08", "passed", 8, 0, 0.0, "资金支出计划不完整", None),
    ],
    schema=[
        "suite",
        "table",
        "severity",
        "rule",
        "status",
        "element_count",
        "unexpected_count",
        "unexpected_percent",
        "message_zh",
        "error",
    ],
    orient="row",
)
FINDINGS = pl.DataFrame(
    [
        ("R02", "critical", "d2", "139801", "表内 40 个单元格没有归属"),
        ("R13", "warning", "d1", "139801", "第 1 项：是否应为 95%"),
        ("R13", "warning", "d3", "139802", "第 2 项：是否应为 95%"),
    ],
    schema=["rule", "severity", "document_id", "county_code", "message_zh"],
    orient="row",
)
HISTORY = pl.DataFrame(
    [("b-2", "R13", 44.444), ("b-1", "R13", 22.222), ("b-1", "R08", 3.0)],
    schema=["batch_id", "rule", "unexpected_percent"],
    orient="row",
)
BATCH = {
    "batch_id": "b1",
    "release_id": None,
    "finished_at": NOW,
    "files_found": 10,
    "published": 2,
    "unchanged": 5,
    "quarantined": 2,
    "duplicate": 1,
    "code_version": "0.1.0",
}


def why(document_id, file_name, message):
    told = Reason(
        code="damaged", message_zh=message, message_en="", pages=(3, 4), advice_zh="请重报。", advice_en=""
    )
    return Why(
        document_id=document_id, file_name=file_name, source_uri="", batch_id="b1", reasons=(told,), at=NOW
    )


QUARANTINED = [why("d2", "乙.pdf", "表内有文字没有归属。"), why("d4", HOSTILE, HOSTILE)]


def facts(quarantined=QUARANTINED):
    return BatchFacts(BATCH, DOCUMENTS, PROJECTS, RESULTS, FINDINGS, quarantined, HISTORY)


class Page(HTMLParser):
    """The tags with their attributes, and the visible text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words, self.inside = [], [], ""
        self.feed(html)
        self.text = re.sub(r"\s+", "", "".join(self.words))

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.inside != "style":
            self.words.append(data)


def test_counts_add_up_and_reasons_are_told():
    text = Page(quality_page(facts())).text
    assert "收到文件10=发布2+未变5+隔离2+重复1" in text
    assert "没有发布新版本" in text
    assert "2026-03-0110:00（北京时间）" in text
    assert "乙.pdf·青岚县表内有文字没有归属。（见第3、4页）处理：请重报。" in text


def test_a_check_that_could_not_run_stands_apart():
    text = Page(quality_page(facts())).text
    apart, rest = text.split("被隔离的草案（", 1)
    assert "都有预算数" in apart
    assert "columnis<missing>" in apart
    assert "都有预算数" not in rest
    assert "项目：1项检查，1项通过" in rest


def test_severity_is_said_in_words_and_small_shares_are_not_rounded_away():
    text = Page(quality_page(facts())).text
    assert "严重残留不超限度S031333.3%" in text
    assert "提示类别在规定内S1411,000,000<0.1%" in text


def test_rules_are_named_with_their_share_and_the_batches_before():
    page = Page(quality_page(facts()))
    assert "严重表内文字没有归属R021133.3%" in page.text
    assert "警告百分比小于1R132211.1%" in page.text
    assert "资金支出计划不完整" not in page.text
    labels = [attributes["aria-label"] for tag, attributes in page.tags if attributes.get("class") == "trend"]
    assert labels == ["33.3%", "44.4% → 22.2% → 11.1%"]


def test_each_county_has_its_findings_by_rule():
    text = Page(quality_page(facts())).text
    told = text.split("各县的问题")[1].split("各县情况")[0]
    assert "青岚县139801严重1警告1每百条指标13.3处" in told
    assert "警告百分比小于1R1316.7%" in told
    assert told.index("青岚县") < told.index("evil.example")


def test_counties_count_what_is_published_and_add_money_exactly():
    rows = {row.code: row for row in counties(DOCUMENTS, PROJECTS)}
    assert rows["139801"][2:] == (1, 2, 6, Decimal("1234.6"), 1)
    assert rows["139802"][2:] == (1, 1, 3, Decimal(0), 0)
    assert (rows[""].name, rows[""][2:]) == ("未识别出县", (0, 0, 0, Decimal(0), 1))


def test_leftovers_are_listed_worst_first_without_superseded_drafts():
    listed = Page(quality_page(facts())).text.split("表内有残留文字的草案（")[1]
    assert listed.startswith("3）")
    assert listed.index("乙.pdf") < listed.index("甲.pdf") < listed.index("evil.example")
    assert "旧.pdf" not in listed


def test_a_long_list_ends_with_how_many_more_there_are():
    text = Page(quality_page(facts([why("d2", f"{n}.pdf", "坏了。") for n in range(700)]))).text
    assert "此处只列前500项，另有200项" in text


def test_hostile_names_stay_text():
    page = Page(quality_page(facts()))
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert HOSTILE in page.text.replace("<imgsrc", "<img src")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_browser_opens_it_without_anything_to_load(tmp_path):
    target = write_quality_page(tmp_path / "reports" / "质量 #1.html", facts())
    run = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", target.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    dom = Page(run.stdout)
    assert "预算绩效文本质量报告b1" in dom.text
    assert "owned" in dom.text  # the hostile name is shown, its script did not become the title
    loading = [
        (tag, name, value)
        for tag, attributes in dom.tags
        for name, value in attributes.items()
        if name in {"src", "href", "srcset", "action", "data", "poster"}
    ]
    assert loading == []
    assert not {"script", "link", "iframe", "img"} & {tag for tag, _ in dom.tags}
    assert "default-src 'none'" in run.stdout
    assert not re.search(r"url\(|@import", run.stdout)
