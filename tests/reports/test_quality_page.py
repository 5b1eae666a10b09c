"""The quality page: what it counts, that hostile names stay text, and that a real browser loads nothing."""

import re
import shutil
import subprocess
import tomllib
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest
from markupsafe import escape

import reports.words
from reports.gate_words import Gate
from reports.quality_page import PageFacts, quality_page, write_quality_page
from reports.quality_summary import counties
from tests.warehouse.conftest import frame_of
from warehouse.quarantine import Reason, Why
from warehouse.schema import TABLES

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
).with_columns(
    county=pl.coalesce("county_code", "county_name"),
    format=pl.lit("xlsx"),
    sheet_names=pl.lit("封面\n目录\n水务\n水利"),
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
).with_columns(message_en=pl.lit("in English"))
FINDINGS = frame_of(
    "findings",
    *(
        {
            "finding_id": f"f{number}", "rule": rule, "severity": severity, "document_id": document,
            "county_code": county, "message_zh": message, "status": status, "observed": "0.95", "page": 3,
        }
        for number, (rule, severity, document, county, message, status) in enumerate(
            [
                ("R02", "critical", "d2", "139801", "表内 40 个单元格没有归属", "open"),
                ("R13", "warning", "d1", "139801", "第 1 项：是否应为 95%", "waived"),
                ("R13", "warning", "d3", "139802", "第 2 项：是否应为 95%", "open"),
            ],
            start=1,
        )
    ),
).join(
    DOCUMENTS.select("document_id", "county_name", "file_name", "format", "sheet_names"), on="document_id", how="left"
).with_columns(department_name=pl.lit("水务局"), project_name=pl.lit("服装费"))  # fmt: skip
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
    "unchanged": 4,
    "superseded": 1,
    "quarantined": 2,
    "duplicate": 1,
    "code_version": "0.1.0",
    "checked_again": 0,
}


def lines(table, **columns):
    """Rows of a table of the desk, the columns that are not given null, with names."""
    rows = pl.DataFrame(columns)
    missing = {name: kind for name, kind in TABLES[table].polars_schema().items() if name not in rows.columns}
    return rows.with_columns(pl.lit(None, dtype=kind).alias(name) for name, kind in missing.items())


WAIVERS = lines(
    "waivers_applied",
    line=[2, 3],
    rule=["R13", "R99"],
    county_code=["139801", "139802"],
    county_name=["青岚县", HOSTILE],
    project=["服装费", HOSTILE],
    observed=["≥0.95", "75"],
    reason=["按原合同", "已核对"],
    author=["王", None],
    written_at=["2026-02-01", None],
    findings=[1, 0],
)
CORRECTIONS = lines(
    "corrections_applied",
    line=[2, 3, 4],
    status=["applied", "expired", "unneeded"],
    county_code=["139801", "139801", None],
    county_name=["青岚县", "青岚县", None],
    file_name=["甲.pdf", HOSTILE, "丙.bin"],
    project_name=["服装费", None, None],
    indicator_name=[None, None, None],
    field=["budget_wanyuan", "purpose", "stage"],
    old=["12.5", "旧", "草案"],
    new=["21.5", None, "正式"],
    found=["12.5", "别的", "正式"],
    reason=["核实", "核实", "核实"],
    author=["李", None, None],
)


def why(document_id, file_name, message, batch_id="b1", **places):
    told = Reason(
        code="damaged", message_zh=message, message_en="", pages=(3, 4), advice_zh="请重报。", advice_en=""
    )
    return Why(
        document_id=document_id,
        file_name=file_name,
        source_uri="",
        batch_id=batch_id,
        reasons=(told,),
        how_to_close_zh="放回原处。",
        at=NOW,
        **places,
    )


QUARANTINED = [
    why("d2", "乙.pdf", "表内有文字没有归属。"),
    why("d4", HOSTILE, HOSTILE, "b0", path=f"甲水县/{HOSTILE}", folder_county="甲水县"),
]


MISSING = {
    "path": "甲水县/上.txt",
    "by_path": "甲水县/下.txt",
    "earlier": True,
    "compared": True,
    "budget_wanyuan": Decimal(449),
    "missing": [{"name": "铺管", "code": None, "budget_wanyuan": Decimal(449)}],
}
REPLACED = MISSING | {"path": "旧.txt", "by_path": "新.txt", "earlier": False, "missing": []}
GATE = Gate(
    {"critical": "quarantine", "warning": "warn", "info": "pass"},
    [("R24", "pass")],
    [("139801", "R05", "quarantine")],
    [("R02", 2, 0.01)],
)


def facts(quarantined=QUARANTINED):
    return PageFacts(
        batch=BATCH,
        documents=DOCUMENTS,
        projects=PROJECTS,
        results=RESULTS,
        findings=FINDINGS,
        quarantined=quarantined,
        replaced=[MISSING, REPLACED],
        duplicates=[{"path": "副本.pdf", "same_as": "甲.pdf"}],
        closed=["改好.pdf"],
        history=HISTORY,
        waivers=WAIVERS,
        corrections=CORRECTIONS,
        gate=GATE,
        option=" --warehouse w",
    )


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
    text = Page(quality_page(facts(), "zh")).text
    assert "收到文件10=发布2+未变4+被取代1+隔离2+重复1" in text
    assert "没有发布新版本" in text
    assert "2026-03-0110:00（北京时间）" in text
    assert (
        "乙.pdf·青岚县表内有文字没有归属。（见工作表“水务”、工作表“水利”）处理：请重报。结案：放回原处。"
        in text
    )
    assert "未识别出县（文件夹名为“甲水县”，可能是该县的，仅供参考）以前批次" in text


def test_the_release_is_shown_and_the_batch_as_a_part_of_it():
    text = Page(quality_page(facts(), "zh")).text
    assert "数据仓库现有2份草案、3个项目、9条指标，预算合计1,234.60万元；2份草案在隔离中" in text
    assert "重复1份副本.pdf，与甲.pdf内容相同" in text
    assert "被较新的文件取代1份旧.txt，现行的是新.txt" in text
    assert "本批结案1份：改好.pdf" in text
    assert "甲水县/上.txt以前批次被甲水县/下.txt取代，缺1个项目，预算合计449.00万元铺管449.00" in text
    unread = facts()._replace(replaced=[REPLACED | {"compared": False}])
    assert "现行的是新.txt；未能读出，无法核对项目" in Page(quality_page(unread, "zh")).text
    nothing = facts()._replace(replaced=[], duplicates=[], closed=[])
    assert not re.search("取代，缺|本批结案|重复1份", Page(quality_page(nothing, "zh")).text)


def test_a_check_that_had_no_row_to_look_at_has_not_passed():
    idle = RESULTS.filter(status="passed").with_columns(element_count=pl.lit(0))
    text = Page(quality_page(facts()._replace(results=idle), "zh")).text
    assert "项目：没有可检查的数据" in text
    assert "共检查0" not in text


def test_the_legend_says_what_the_gate_does():
    text = Page(quality_page(facts(), "zh")).text.split("怎样看这份报告")[1]
    assert "严重数字不可信，或者没有读完整。一般隔离" in text
    assert "R02涉及不超过2处或全部的1%（取较大者）的，只作警告" in text
    assert "R24：照常发布。139801的R05：隔离。" in text


def test_each_rule_leads_on_to_its_findings():
    page = Page(quality_page(facts(), "zh"))
    assert (
        "例如青岚县·水务局·甲.pdf·工作表“水务”·服装费" not in page.text.split("另1例")[0]
    )  # waived: the open one first
    assert "另1例青岚县·水务局·甲.pdf·工作表“水务”·服装费第1项：是否应为95%f2" in page.text
    assert "jixiaofindings--ruleR13--warehousew" in page.text
    assert "jixiaoletter--county139801--warehousew" in page.text
    ids = {attributes["id"] for tag, attributes in page.tags if "id" in attributes}
    links = {attributes["href"] for tag, attributes in page.tags if tag == "a"}
    assert links == {"#R02", "#R13"} == {f"#{one}" for one in ids}


def test_a_check_that_could_not_run_stands_apart():
    text = Page(quality_page(facts(), "zh")).text
    apart, rest = text.split("隔离中的草案（", 1)
    assert "都有预算数" in apart
    assert "columnis<missing>" in apart
    assert "都有预算数" not in rest
    assert "项目：1项检查，1项通过" in rest


def test_severity_is_said_in_words_and_small_shares_are_not_rounded_away():
    text = Page(quality_page(facts(), "zh")).text
    assert "严重残留不超限度S031333.3%" in text
    assert "提示类别在规定内S1411,000,000<0.1%" in text


def test_rules_are_named_with_their_share_and_the_batches_before():
    page = Page(quality_page(facts(), "zh"))
    assert "严重表内文字没有归属R021隔离中11隔离中10.0%" in page.text
    assert "警告百分比小于1R1321222.2%" in page.text
    assert "资金支出计划不完整" not in page.text
    labels = [attributes["aria-label"] for tag, attributes in page.tags if attributes.get("class") == "trend"]
    assert labels == ["33.3%", "44.4% → 22.2% → 11.1%"]


def test_each_county_has_its_findings_by_rule():
    text = Page(quality_page(facts(), "zh")).text
    told = text.split("各县的问题")[1].split("豁免（2）")[0]
    assert "青岚县139801严重1警告1隔离中1已豁免1每百条指标16.7处" in told
    assert "警告百分比小于1R131116.7%" in told
    assert told.index("青岚县") < told.index("evil.example")


def test_waived_findings_and_corrections_are_listed_with_who_and_why():
    text = Page(quality_page(facts(), "zh")).text
    waivers = text.split("豁免（2）")[1].split("更正（3）")[0]
    assert "青岚县第2行百分比小于1R131服装费≥0.95按原合同王2026-02-01" in waivers
    assert waivers.index("没有对应的问题") < waivers.index("青岚县第2行")
    corrections = text.split("更正（3）")[1].split("各县情况")[0]
    assert "原值已不在，没有套用1草案已改好，不再需要1已套用1" in corrections
    assert "已套用第2行青岚县服装费预算数（万元）12.521.5核实李" in corrections
    assert "旧草案中是别的（空）" in corrections
    nobody = facts()._replace(waivers=WAIVERS.clear(), corrections=CORRECTIONS.clear())
    assert not {"豁免（", "更正（"} & set(re.findall("豁免（|更正（", Page(quality_page(nobody, "zh")).text))


def test_in_english_only_the_drafts_words_are_chinese():
    html = quality_page(facts([]), "en")
    told = html.split("</style>")[1]
    assert "≥0.95" in told
    words = {
        str(value)
        for rows in (WAIVERS, CORRECTIONS, DOCUMENTS, FINDINGS)
        for row in rows.rows()
        for value in row
    }
    words |= {"改好", "副本", "甲水县", "上", "下", "铺管", "旧", "新", "水务", "封面", "…"} - {""}
    for value in sorted(words, key=len, reverse=True):
        told = told.replace(str(escape(value)), "")
    assert not re.findall("[一-鿿]+", told)
    assert 'lang="en"' in html


def test_every_text_is_told_in_both_languages_with_the_same_facts():
    folder = Path(reports.words.__file__).parent
    texts = [
        one
        for page in ("quality", "diff", "fields")
        for one in tomllib.loads((folder / f"{page}.toml").read_text("utf-8")).items()
    ]
    for key, text in texts:
        assert set(text) == {"zh", "en"}, key
        assert len({frozenset(re.findall(r"{(\w+)}", one)) for one in text.values()}) == 1, key


def test_counties_count_what_is_published_and_add_money_exactly():
    rows = {row.code: row for row in counties(DOCUMENTS, PROJECTS)}
    assert rows["139801"][2:] == (1, 2, 6, Decimal("1234.6"), 1)
    assert rows["139802"][2:] == (1, 1, 3, Decimal(0), 0)
    assert (rows[""].name, rows[""][2:]) == ("", (0, 0, 0, Decimal(0), 1))


def test_counties_without_a_code_are_told_apart_by_name():
    nameless = DOCUMENTS.with_columns(county_code=pl.lit(None, dtype=pl.String), county="county_name")
    assert [(row.name, row.drafts) for row in counties(nameless, PROJECTS)] == [
        (HOSTILE, 1),
        ("青岚县", 1),
        ("", 0),
    ]
    text = Page(quality_page(facts()._replace(documents=nameless), "zh")).text
    told = text.split("各县的问题")[1].split("豁免（")[0]
    assert "青岚县严重1警告1" in told


def test_leftovers_are_listed_worst_first_without_superseded_drafts():
    listed = Page(quality_page(facts(), "zh")).text.split("表内有残留文字的草案（")[1]
    assert listed.startswith("3）")
    assert listed.index("乙.pdf") < listed.index("甲.pdf") < listed.index("evil.example")
    assert "旧.pdf" not in listed


def test_a_long_list_ends_with_how_many_more_there_are():
    text = Page(quality_page(facts([why("d2", f"{n}.pdf", "坏了。") for n in range(700)]), "zh")).text
    assert "此处只列前500项，另有200项" in text


def test_hostile_names_stay_text():
    page = Page(quality_page(facts(), "zh"))
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert HOSTILE in page.text.replace("<imgsrc", "<img src")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_browser_opens_it_without_anything_to_load(tmp_path):
    target = write_quality_page(tmp_path / "reports" / "质量 #1.html", facts(), "zh")
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
    assert {(tag, name, value[:2]) for tag, name, value in loading} == {("a", "href", "#R")}
    assert not {"script", "link", "iframe", "img"} & {tag for tag, _ in dom.tags}
    assert "default-src 'none'" in run.stdout
    assert not re.search(r"url\(|@import", run.stdout)
