"""Web pages: tables with spans, tables that lay out a page, encodings, what is hidden, archives, hostile pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import UnreadableDraft
from extractors.formats import detect_format
from extractors.html.read import read_html
from extractors.pieces import Grid, Line
from extractors.reader import read_draft
from extractors.reading import Reading

FORM = (
    "<p>1.就业补助资金绩效目标表</p><p>323001 某某局 <span>单位：万元</span></p><table border=1>"
    "<tr><td>项目编码<td colspan=3>13082123P001</tr>"
    "<tr><td>项目名称<td colspan=3><p>就业&nbsp;补助</p><p>资金</p></tr>"
    "<tr><td>预算数<td>500.00<td>其中：财政资金<td>500.00</tr>"
    "<tr><td>绩效目标<td colspan=3>1.甲<br>2.乙</tr></table>"
    "<table><tr><th>一级指标<th>二级指标<th>三级指标<th>指标值</tr>"
    "<tr><td rowspan=2>产出指标<td>数量指标<td>人数<td>≥50人</tr>"
    "<tr><td>质量指标<td>合格率<td>&ge;95%</tr></table>"
)


def saved(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "page.xls"
    path.write_bytes(text.encode(encoding))
    return path


def read(tmp_path: Path, body: str) -> Reading:
    return read_html(saved(tmp_path, f"<html><body>{body}"))


def rows(reading: Reading) -> list[list[str]]:
    return [
        [("^" if cell.spanned else "") + cell.piece.text for cell in row]
        for block in reading.blocks
        if isinstance(block, Grid)
        for row in block.rows
    ]


def lines(reading: Reading) -> list[str]:
    return [block.piece.text for block in reading.blocks if isinstance(block, Line)]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ('<meta http-equiv=Content-Type content="text/html; charset=gbk">', "gb18030"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="utf-8">', "gb18030"),  # a page that does not know its own encoding
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("", "gb18030"),
    ],
)
def test_a_form_in_any_encoding(tmp_path: Path, head: str, encoding: str) -> None:
    page = saved(tmp_path, f"<html><head>{head}<title>公开</title></head><body>{FORM}", encoding)
    assert detect_format(page) == "html"
    project = read_draft(page).projects[0]
    assert (project.project_code.text, project.project_name.text) == ("13082123P001", "就业 补助资金")
    assert (project.unit_code.text, project.money_unit.text) == ("323001", "万元")
    assert [(one.level1.text, one.value.text) for one in project.indicators] == [
        ("产出指标", "≥50人"),
        ("产出指标", "≥95%"),
    ]


def test_a_page_laid_out_by_tables_is_walked_through(tmp_path: Path) -> None:
    plain, wrapped = (
        read(tmp_path, FORM),
        read(tmp_path, f"<table><tr><td>{FORM}</td><td>导航</td></tr></table>"),
    )
    assert rows(wrapped) == rows(plain)
    assert lines(wrapped) == [*lines(plain), "导航"]


def test_spans_are_cells_that_go_on(tmp_path: Path) -> None:
    table = "<table><tr><td rowspan=0>甲<td colspan=2 rowspan=2>乙</tr><tr></tr><tr><td>丙<td>丁</tr></table>"
    assert rows(read(tmp_path, table)) == [["甲", "乙"], ["^甲", "^乙"], ["^甲", "丙", "丁"]]


def test_a_table_inside_a_cell_is_rows_of_the_one_around_it(tmp_path: Path) -> None:
    inner = "<table><tr><td>三月<td>六月</tr><tr><td>25%<td>50%</tr></table>"
    table = f"<table><tr><td>资金支出计划（按月份累计）<td>累计：{inner}</tr><tr><td>预算数<td>5</tr></table>"
    plan = "资金支出计划（按月份累计）"
    assert rows(read(tmp_path, table)) == [
        [plan, "累计："],
        [f"^{plan}", "三月", "六月"],
        [f"^{plan}", "25%", "50%"],
        ["预算数", "5"],
    ]


def test_a_hidden_table_inside_a_cell_is_kept_apart(tmp_path: Path) -> None:
    inner = "<table style='display: none'><tr><td>三月<td>六月</tr></table>"
    reading = read(tmp_path, f"<table><tr><td>预算数<td>5{inner}</tr><tr><td>编码<td>7</tr></table>")
    assert rows(reading) == [["预算数", "5"], ["编码", "7"]]
    assert [piece.text for piece in reading.hidden] == ["三月六月"]


def test_a_table_of_many_rows_beside_many_cells_is_too_large(tmp_path: Path) -> None:
    inner = f"<table>{'<tr><td>甲<td>乙</tr>' * 1_500}</table>"
    own = "<tr><td>丁<td>戊</tr>" * 2
    with pytest.raises(UnreadableDraft) as refused:
        read(tmp_path, f"<table><tr><td>{inner}{'<td>丙' * 150}</tr>{own}</table>")
    assert refused.value.code == "too_large"


def test_the_indicators_of_a_form_in_a_table_of_their_own(tmp_path: Path) -> None:
    inner = (
        "<table><tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>"
        "<tr><td>产出指标<td>数量指标<td>培训人数<td>≥50人</tr></table>"
    )
    table = f"<table><tr><td>项目名称<td>技能培训</tr><tr><td>预算数<td>5</tr><tr><td>绩效指标<td>{inner}</tr></table>"
    path = tmp_path / "form.html"
    path.write_text(f"<p>项目绩效目标表</p>{table}", encoding="utf-8")
    (project,) = read_draft(path).projects
    assert project.project_name.text == "技能培训"
    assert [(one.level2.text, one.level3.text, one.value.text) for one in project.indicators] == [
        ("数量指标", "培训人数", "≥50人")
    ]


def test_what_is_not_shown_is_left_out_or_kept_apart(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "<script>脚本</script><style>样式</style><!-- 注释 --><p>看得见<span style='display: none'>藏</span></p>"
        "<table><tr><td>甲<td>乙</tr><tr hidden><td>丙<td>丁</tr></table><del>删</del>"
        "<p>留<s>去</s><span style='text-decoration: line-through'>掉</span></p>",
    )
    assert (lines(reading), rows(reading)) == (["看得见", "留"], [["甲", "乙"]])
    assert [piece.text for piece in reading.hidden] == ["藏", "丙丁", "删", "去", "掉"]
    assert {piece.taken_by for piece in reading.hidden} == {"hidden"}


def test_fields_and_lists_read_as_they_look(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "<ol start=3><li>甲<li>乙</ol><p>金额<input value=12.50><input type=hidden value=x>"
        "<select><option>万元<option selected>元</select></p>",
    )
    assert lines(reading) == ["3. 甲", "4. 乙", "金额12.50元"]


ARCHIVE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
    'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: base64\r\n\r\n{page}\r\n--B\r\n'
    "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--B--\r\n"
)


def test_a_web_archive(tmp_path: Path) -> None:
    import base64

    page = base64.b64encode(f"<html><body>{FORM}".encode("gb18030")).decode()
    path = saved(tmp_path, ARCHIVE.format(page=page))
    assert detect_format(path) == "html"
    assert read_draft(path).projects[0].budget.text == "500.00"


HOSTILE = {
    "elements in one another": ("<div>" * 5000 + "x", "damaged"),
    "tables in one another": ("<table><tr><td>" * 60 + "x", "too_large"),
    "one long text": ("<p>" + "x" * 11_000_000, "damaged"),
    "long line": ("<p>" + "x" * 30_000, "too_large"),
    "lines of a cell": ("<table><tr><td>" + "<br>" * 600_000, "too_large"),
    "cells": ("<table>" + "<tr>" + "<td>x" * 300 + "</table>", "too_large"),
    "spans": (
        "<table><tr>" + "<td rowspan=65534 colspan=9>x" * 150 + "<tr>" * 2000 + "</table>",
        "too_large",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages(tmp_path: Path, name: str) -> None:
    body, code = HOSTILE[name]
    with pytest.raises(UnreadableDraft) as refused:
        read(tmp_path, body)
    assert refused.value.code == code


def test_entities_and_outside_files_stay_out(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    head = f'<!DOCTYPE html [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b "展开">]>'
    reading = read_html(
        saved(tmp_path, f"{head}<html><p>&a;&b;</p><iframe src='{secret.as_uri()}'></iframe>")
    )
    text = "".join(piece.text for piece in reading.pieces())
    assert "秘密" not in text
    assert "展开" not in text


@given(
    st.lists(
        st.sampled_from(
            ["<table>", "</table>", "<tr>", "<td rowspan=3>", "<td colspan=2>", "<p>", "甲", "</td>"]
        )
    )
)
def test_any_soup_keeps_its_words(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    path = tmp_path_factory.mktemp("soup") / "page.html"
    path.write_text("<html><body>开" + "".join(parts), encoding="utf-8")
    text = "".join(piece.text for piece in read_html(path).pieces())
    assert text.count("甲") == parts.count("甲")


def test_tables_that_styles_draw_of_other_elements(tmp_path: Path) -> None:
    style = "<style>/* .x{display:table} */.tb{width:9px;display:table}.tr , p.row{display: table-row;}"
    style += "@media print{.no{display:table-cell}}.td{DISPLAY:table-cell}</style>"
    body = (
        "<div class='tb wide'><div class=tr><div class=td>项目名称</div><span class=td>普法</span></div>"
        "<p class=row><b style='color:red;display:table-cell'>预算数</b><span class=td>5.00</span></p></div><p class=no>注</p>"
    )
    reading = read(tmp_path, style + body)
    assert rows(reading) == [["项目名称", "普法"], ["预算数", "5.00"]]
    assert [block.piece.text for block in reading.blocks if isinstance(block, Line)] == ["注"]


def test_tables_drawn_by_what_elements_are_in(tmp_path: Path) -> None:
    style = (
        "<style>#f{display:table}#f > p{display:table-row}.wide p > b{display:table-cell}u p{display:table}"
    )
    style += "i:hover{display:table}</style>"
    body = (
        "<div class=wide><div id=f><p><b>项目名称</b><b>普法</b></p><p><b>预算数</b><b>5.00</b></p></div></div>"
        "<p><b>注</b></p>"
    )
    reading = read(tmp_path, style + body)
    assert rows(reading) == [["项目名称", "普法"], ["预算数", "5.00"]]
    assert lines(reading) == ["注"]


GRID = "<style>.g{display:grid;grid-template-columns:%s}.w3{grid-column:span 3}</style>"


@pytest.mark.parametrize(
    ("tracks", "body"),
    [
        # each behind the one before, as many columns and rows as it spans
        (
            "80px minmax(0, 1fr) repeat(2, [a] 1fr)",
            "<div class=g><b>项目名称</b><p class=w3>普法</p><b style='grid-row: span 2'>产出</b><b>数量</b><b>人数</b><b>≥5</b>"
            "<b>质量</b><b>比例</b><b>≥9%</b></div>",
        ),
        # by lines, in any order
        (
            "repeat(4, 1fr)",
            "<dl class=g><dd style='grid-area: 1 / 2 / 2 / -1'>普法</dd><dt style='grid-row:1'>项目名称</dt>"
            "<dt style='grid-row: 2 / span 2; grid-column: 1'>产出</dt><dd>数量</dd><dd>人数</dd><dd>≥5</dd>"
            "<dd style='grid-column-start:2'>质量</dd><dd>比例</dd><dd>≥9%</dd></dl>",
        ),
        # rows inside wrappers that draw no box; what is hidden has no place
        (
            "auto auto auto auto",
            "<ul class=g><div style='display:contents'><li>项目名称</li><li hidden>藏</li><li class=w3>普法</li></div>"
            "<div style='display:contents'><li style='grid-row-end: span 2'>产出</li><li>数量</li><li>人数</li><li>≥5</li></div>"
            "<div style='display:contents'><li>质量</li><li>比例</li><li>≥9%</li></div></ul>",
        ),
    ],
)
def test_tables_that_styles_draw_as_grids(tmp_path: Path, tracks: str, body: str) -> None:
    reading = read(tmp_path, GRID % tracks + "<p>上</p>" + body + "<p>下</p>")
    assert rows(reading) == [
        ["项目名称", "普法"],
        ["产出", "数量", "人数", "≥5"],
        ["^产出", "质量", "比例", "≥9%"],
    ]
    grid = next(block for block in reading.blocks if isinstance(block, Grid))
    assert [(cell.left, cell.right) for cell in grid.rows[0]] == [(0, 1), (1, 4)]
    assert lines(reading) == ["上", "下"]


def test_a_grid_for_each_row_is_one_table(tmp_path: Path) -> None:
    body = "<div class=g style='grid-template-columns:%s'>%s</div>\n"
    table = body % ("1fr 3fr", "<b>项目名称</b><b>普法</b>")
    table += body % ("1fr 1fr 1fr 1fr", "<b>预算数</b><b>5.00</b><b>其中：财政资金</b><b>5.00</b>")
    reading = read(tmp_path, GRID % "1fr" + table + "<p>下</p>" + body % ("2fr 1fr", "<b>注</b><b>甲</b>"))
    assert rows(reading) == [["项目名称", "普法"], ["预算数", "5.00", "其中：财政资金", "5.00"]]
    grid = next(block for block in reading.blocks if isinstance(block, Grid))
    assert [(cell.left, cell.right) for cell in grid.rows[0]] == [(0, 1), (1, 4)]
    assert lines(reading) == ["下", "注甲"]


@pytest.mark.parametrize(
    ("tracks", "body"),
    [
        ("200px 1fr", "<nav>首页</nav><main>正文</main><aside>甲</aside><div>乙</div>"),
        (
            "1fr 1fr",
            "<div><h3>甲</h3><p>一</p></div><div><h3>乙</h3><p>二</p></div><p>丙</p><div><p>丁</p><p>三</p></div>",
        ),
        ("repeat(auto-fill, 9em)", "<p>甲</p><p>乙</p><p>丙</p><p>丁</p>"),
        ("1fr 1fr", "<p style='grid-area: head'>甲</p><p>乙</p><p>丙</p><p>丁</p>"),
        ("1fr 1fr", "<p style='grid-column: span 3'>甲</p><p>乙</p><p>丙</p><p>丁</p>"),
        ("1fr 1fr; grid-auto-flow: column", "<p>甲</p><p>乙</p><p>丙</p><p>丁</p>"),
        ("1fr 1fr", "<p>甲</p><p>乙</p>"),
        ("1fr 1fr", "<p>甲</p>戊<p>乙</p><p>丙</p><p>丁</p>"),
    ],
)
def test_grids_that_are_no_tables_or_of_unknown_places(tmp_path: Path, tracks: str, body: str) -> None:
    reading = read(tmp_path, GRID % tracks + f"<div class=g>{body}</div>")
    assert rows(reading) == []
    assert "甲" in "".join(lines(reading))


@pytest.mark.parametrize("charset", ["utf-16", "undefined", "ucs-2"])
def test_a_page_that_says_an_encoding_it_cannot_be_in(tmp_path: Path, charset: str) -> None:
    page = saved(tmp_path, f"<html><head><meta charset={charset}></head><body>{FORM}")
    assert read_draft(page).projects[0].project_name.text == "就业 补助资金"
