"""Word files as converters write them: nothing that a reader of the document sees is lost."""

from __future__ import annotations

import copy

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from extractors.pieces import Grid, Line
from extractors.reader import read_draft
from extractors.word.read import read_word

HEADING = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")


@pytest.fixture
def document():
    return Document()


@pytest.fixture
def read(tmp_path, document):
    def save_and_read():
        document.save(tmp_path / "draft.docx")
        return read_word(tmp_path / "draft.docx").blocks

    return save_and_read


def lines(blocks):
    return [block.piece.text for block in blocks if isinstance(block, Line)]


def cells(blocks):
    grid = next(block for block in blocks if isinstance(block, Grid))
    return [[("^" if cell.spanned else "") + cell.piece.text for cell in row] for row in grid.rows]


def wrap(element, *tags):
    """Put an element into wrappers, the outermost first."""
    for tag in reversed(tags):
        wrapper = OxmlElement(tag)
        element.addprevious(wrapper)
        wrapper.append(element)
        element = wrapper
    return element


def test_content_controls(document, read):
    wrap(document.add_paragraph("封面")._p, "w:sdt", "w:sdtContent")
    wrap(document.add_paragraph("目录").runs[0]._r, "w:sdt", "w:sdtContent")
    table = document.add_table(1, 2)
    wrap(table.rows[0]._tr, "w:sdt", "w:sdtContent")
    wrap(table._tbl.tr_lst[0].tc_lst[0] if table._tbl.tr_lst else next(table._tbl.iter(qn("w:tc"))),
         "w:sdt", "w:sdtContent")  # fmt: skip
    for cell, text in zip(table._tbl.iter(qn("w:tc")), ("甲", "乙"), strict=True):
        cell.append(document.add_paragraph(text)._p)
    assert lines(read()) == ["封面", "目录"]
    assert cells(read()) == [["甲", "乙"]]


def test_tracked_changes(document, read):
    paragraph = document.add_paragraph("预算")
    wrap(paragraph.add_run("增加")._r, "w:ins")
    wrap(paragraph.add_run("删去")._r, "w:del")
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "留", "去"
    properties = table.rows[1]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:del"))
    assert lines(read()) == ["预算增加"]
    assert cells(read()) == [["留"]]


def test_a_merged_cell_whose_first_row_a_tracked_change_deleted(document, read):
    table = document.add_table(4, 2)
    table.cell(0, 0).text = "数量指标"
    merged = table.cell(1, 0).merge(table.cell(3, 0))
    merged.text = "质量指标"
    for at, text in enumerate(["人数", "去", "合格率", "准确率"]):
        table.cell(at, 1).text = text
    table.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    assert cells(read()) == [["数量指标", "人数"], ["质量指标", "合格率"], ["^质量指标", "准确率"]]


def test_text_boxes_are_kept_once(document, read):
    run = document.add_paragraph("正文").add_run()
    box = f"<w:txbxContent {nsdecls('w')}><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    run._r.append(
        parse_xml(
            f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            f"{nsdecls('w')}><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent>"
        )
    )
    assert lines(read()) == ["正文", "框内"]


def test_nested_tables_and_line_breaks(document, read):
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "外\n二"
    table.cell(0, 0).add_table(1, 2).cell(0, 1).text = "内"
    assert cells(read()) == [["外\n二\n内"]]


def test_a_table_that_fills_a_cell_is_rows_of_the_one_around_it(document, read):
    table = document.add_table(2, 2)
    for at, text in enumerate(["项目名称", "技能培训", "绩效指标"]):
        table.cell(at // 2, at % 2).text = text
    inside = table.cell(1, 1).add_table(2, 2)
    for at, text in enumerate(["三级指标", "指标值", "培训人数", "≥50人"]):
        inside.cell(at // 2, at % 2).text = text
    assert cells(read()) == [
        ["项目名称", "技能培训"],
        ["绩效指标", "三级指标", "指标值"],
        ["^绩效指标", "培训人数", "≥50人"],
    ]


def test_headers_and_footers_are_the_pages(document, read):
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_paragraph("正文")
    assert lines(read()) == ["正文"]


def test_a_running_header_tells_the_year_where_nothing_else_does(document, tmp_path):
    document.sections[0].header.paragraphs[0].text = "某某县人民医院2024年部门预算绩效目标"
    table = document.add_table(2, 4)
    for cell, text in zip(table.row_cells(0), ("项目名称", "培训", "预算数", "10"), strict=True):
        cell.text = text
    for cell, text in zip(table.row_cells(1), ("绩效目标", "提高", "", ""), strict=True):
        cell.text = text
    document.save(tmp_path / "draft.docx")
    draft = read_draft(tmp_path / "draft.docx")
    assert draft.cover.fiscal_year == 2024
    assert [cell.text for cell in draft.cells if cell.field == "page_header"] == [
        "某某县人民医院2024年部门预算绩效目标"
    ]


def test_merges(document, read):
    table = document.add_table(3, 3)
    for number, cell in enumerate(table._tbl.iter(qn("w:t"))):
        cell.text = str(number)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "下"
    table.cell(2, 0).merge(table.cell(2, 1)).text = "右"
    assert cells(read()) == [["下", "", ""], ["^下", "", ""], ["右", ""]]


def test_merge_that_never_began_is_a_cell(document, read):
    table = document.add_table(2, 1)
    for row, text in zip(table.rows, ("甲", "乙"), strict=True):
        row.cells[0].text = text
    for element in table._tbl.iter(qn("w:tcPr")):
        element.append(OxmlElement("w:vMerge"))
    assert cells(read()) == [["甲"], ["^甲"]]


def test_short_rows_and_columns_left_out(document, read):
    table = document.add_table(2, 3)
    for cell, text in zip(table._tbl.iter(qn("w:tc")), "甲乙丙丁戊己", strict=True):
        cell.p_lst[0].add_r().text = text
    second = table.rows[1]._tr
    second.remove(second.tc_lst[0])
    before = OxmlElement("w:gridBefore")
    before.set(qn("w:val"), "1")
    second.get_or_add_trPr().append(before)
    grid = next(block for block in read() if isinstance(block, Grid))
    assert [cell.left for cell in grid.rows[1]] == [cell.left for cell in grid.rows[0]][1:]


NUMBERING = (
    "<w:abstractNum {ns} w:abstractNumId='90'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='{kind}'/>"
    "<w:lvlText w:val='{pattern}'/></w:lvl></w:abstractNum>"
)


def number(document, kind, pattern):
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"), kind=kind, pattern=pattern)))
    numbering.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='91'><w:abstractNumId w:val='90'/></w:num>"))
    return parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='0'/><w:numId w:val='91'/></w:numPr>")


@pytest.mark.parametrize(
    ("kind", "pattern", "twelfth"),
    [("decimal", "%1.", "12."), ("chineseCounting", "%1、", "十二、"), ("bullet", "●", "")],
)
def test_automatic_numbers(document, read, kind, pattern, twelfth):
    properties = number(document, kind, pattern)
    for _ in range(12):
        document.add_paragraph("职责")._p.get_or_add_pPr().append(copy.deepcopy(properties))
    assert lines(read())[-1] == f"{twelfth}职责"


def test_a_list_that_begins_anew(document, read):
    first = number(document, "decimal", "%1.")
    override = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
    document.part.numbering_part.element.append(
        parse_xml(f"<w:num {nsdecls('w')} w:numId='92'><w:abstractNumId w:val='90'/>{override}</w:num>")
    )
    second = parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='0'/><w:numId w:val='92'/></w:numPr>")
    for properties in (first, first, second, second):
        document.add_paragraph("目标")._p.get_or_add_pPr().append(copy.deepcopy(properties))
    assert lines(read()) == ["1.目标", "2.目标", "1.目标", "2.目标"]


def test_numbers_by_style(document, read):
    style = document.styles["Normal"].element
    style.get_or_add_pPr().append(number(document, "decimal", "%1."))
    base = document.styles["Body Text"]
    document.add_paragraph("职责", base)
    document.add_paragraph("职责")
    assert lines(read()) == ["1.职责", "2.职责"]


def test_a_title_numbered_by_word_is_found(document, tmp_path):
    document.add_paragraph("培训绩效目标表")._p.get_or_add_pPr().append(number(document, "decimal", "%1."))
    table = document.add_table(3, 6)
    for row, texts in zip(
        table.rows,
        (
            ("项目名称", "培训", "", "", "", ""),
            HEADING,
            ("产出指标", "数量指标", "人数", "人数", "50", "计划"),
        ),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(tmp_path / "draft.docx")
    project = read_draft(tmp_path / "draft.docx").projects[0]
    assert project.title.text == "培训绩效目标表"
    assert project.indicators[0].value.text == "50"


def test_hidden_and_struck_text_is_kept_apart(document, tmp_path):
    paragraph = document.add_paragraph("某某县")
    paragraph.add_run("不打印").font.hidden = True
    paragraph.add_run("水利局").font.hidden = False
    paragraph.add_run("和农业局").font.strike = True
    document.save(tmp_path / "draft.docx")
    reading = read_word(tmp_path / "draft.docx")
    assert lines(reading.blocks) == ["某某县水利局"]
    assert [(piece.text, piece.taken_by) for piece in reading.hidden] == [("不打印和农业局", "hidden")]


def test_a_table_that_only_lays_out_the_page_is_walked_through(document, read):
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "项目绩效目标表"
    inner = cell.add_table(2, 2)
    for at, text in enumerate(("项目名称", "供水", "预算数", "10")):
        inner.cell(at // 2, at % 2).text = text
    blocks = read()
    assert lines(blocks) == ["项目绩效目标表"]
    assert cells(blocks) == [["项目名称", "供水"], ["预算数", "10"]]


def test_a_cell_over_more_columns_than_there_can_be(document, read):
    table = document.add_table(1, 2)
    for cell, text in zip(table.rows[0].cells, ("甲", "乙"), strict=True):
        cell.text = text
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), "1" + "0" * 30)
    next(table._tbl.iter(qn("w:tcPr"))).append(span)
    grid = next(block for block in read() if isinstance(block, Grid))
    assert [cell.right <= 1000 for cell in grid.rows[0]] == [True, True]


@pytest.mark.parametrize("tables", [0, 1], ids=["alone", "behind a table"])
def test_a_form_in_columns_that_tabs_part(document, tmp_path, tables):
    """Levels are said once, and tabs stand before the names below them."""
    for _ in range(tables):
        document.add_table(1, 2).cell(0, 0).text = "收支总表"
    lines = (
        "河套县2022年项目绩效目标", "项目名称：\t公路养护", "资金总额：\t121.40\t其中：财政拨款\t121.40",
        "一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t养护里程\t≥851公里", "\t质量指标\t好路率\t≥83%",
        "\t\t补坑及时率\t≥90%", "效益指标\t社会效益指标\t出行便捷\t提升",
    )  # fmt: skip
    for text in lines:
        document.add_paragraph(text)
    document.save(tmp_path / "tabs.docx")
    (project,) = read_draft(tmp_path / "tabs.docx").projects
    assert (project.project_name.text, project.budget.text, project.fiscal.text) == (
        "公路养护",
        "121.40",
        "121.40",
    )
    assert [(one.level1.text, one.level2.text, one.level3.text, one.value.text) for one in project.indicators] == [
        ("产出指标", "数量指标", "养护里程", "≥851公里"), ("产出指标", "质量指标", "好路率", "≥83%"),
        ("产出指标", "质量指标", "补坑及时率", "≥90%"), ("效益指标", "社会效益指标", "出行便捷", "提升"),
    ]  # fmt: skip
