"""The words of a draft: joining lines, labels, titles, contents, part 1, furniture."""

from __future__ import annotations

import pytest

from extractors.form.title.read import read_title
from extractors.form.words.leaders import has_leader, names_page, split_page
from extractors.form.words.numbered import numbered
from extractors.form.words.title import is_title_line
from extractors.front.cover import read_contents, read_cover, split_front
from extractors.front.furniture import without_furniture
from extractors.front.part_one import read_part_one
from extractors.joining import as_label, join_lines
from extractors.layouts.library import load_layouts
from extractors.pieces import Line, Piece
from extractors.reading import Reading

LAYOUT = next(layout for layout in load_layouts().known if layout.name == "hebei")
NATIONAL = next(layout for layout in load_layouts().known if layout.name == "national")


def lines(*texts: str) -> list[Line]:
    return [Line(Piece(text=text, row=row)) for row, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (["目标\n任务"], "目标任务"),
        (["13,5\n00.00"], "13,500.00"),
        (["≥\n95%"], "≥95%"),
        (["2023\n年"], "2023 年"),
        (["new\nwords"], "new words"),
        (["甲 ", "\n\n 乙"], "甲乙"),
        (["12 \u3000 人"], "12 人"),
        (["", " "], ""),
    ],
)
def test_joining(parts, joined):
    assert join_lines(parts) == joined


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("其中：财政\n资金", "财政资金"),
        ("资金支出计\n划（%）", "资金支出计划"),
        ("预 算 数：", "预算数"),
        ("３月底", "3月底"),
    ],
)
def test_labels(text, label):
    assert as_label(text) == label


def test_layout_looks_labels_up_as_written():
    assert LAYOUT.label("其中：财政\n资金（万元）") == "fiscal"
    assert LAYOUT.group("预算规模及\n资金用途") == "purpose"
    assert LAYOUT.milestone("12 月底") == "12"
    assert LAYOUT.column("指标值确\n定依据") == "basis"
    assert LAYOUT.is_level2("社会效益")
    assert LAYOUT.is_level2("社会效益指标")
    assert not LAYOUT.is_level2("社会效益指")
    assert LAYOUT.holds("效益指标", "社会效益指标")
    assert LAYOUT.level1_of("社会效益指标", "效果指标") == "效果指标"
    assert LAYOUT.level1_of("社会效益指标", "产出指标") == "效益指标"
    assert LAYOUT.level1_of("别的", "产出指标") is None
    assert load_layouts().recognise(["项目编码"]).name == LAYOUT.name


def test_title_over_several_lines():
    title = read_title(
        lines("别的话", "18.2023年补助【2022】172号绩", "效目标表", "323006 某中心", "单位：万元"), LAYOUT
    )
    assert (title.number, title.title) == (18, "2023年补助【2022】172号绩效目标表")
    assert (title.unit_code, title.unit_name, title.money_unit) == ("323006", "某中心", "万元")


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("203001-某县公安局 （单位：万元）", ("203001", "某县公安局", "万元")),
        ("某县交通局本级（361001）  单位：万元", ("361001", "某县交通局本级", "万元")),
        ("319001某区民政局 预算年度：2023 单位：万元", ("319001", "某区民政局", "万元")),
        ("单位信息：677363-某街道办事处", ("677363", "某街道办事处", "")),
        ("公开表9  某县教育局", ("", "", "")),
    ],
)
def test_the_line_of_the_unit(line: str, unit: tuple[str, str, str]) -> None:
    title = read_title(lines("培训绩效目标表", line), LAYOUT)
    assert (title.unit_code, title.unit_name, title.money_unit) == unit


def test_the_number_of_a_table_is_none_of_its_title() -> None:
    title = read_title(lines("部门整体支出绩效目标表", "财政公开9表  单位：万元"), NATIONAL)
    assert (title.title, title.money_unit) == ("部门整体支出绩效目标表", "万元")


def test_title_without_number():
    title = read_title(
        lines("第二部分", "预算项目绩效目标", "培训绩效目标表", "[173]某局    单位：元"), LAYOUT
    )
    assert (title.number, title.title, title.unit_code) == (None, "培训绩效目标表", "173")
    assert title.money_unit == "元"


def test_no_title():
    assert read_title(lines("一些话"), LAYOUT).title == ""


def test_title_lines():
    assert is_title_line("单位：万元", LAYOUT)
    assert is_title_line("1.培训绩效目标表", LAYOUT)
    assert is_title_line("323001 某局", LAYOUT)
    assert not is_title_line("绩效目标", LAYOUT)
    assert not is_title_line("产出指标", LAYOUT)


@pytest.mark.parametrize(
    ("line", "title", "page"),
    [
        ("1.培训.....\t5", "1.培训", 5),
        ("1.培训……12", "1.培训", 12),
        ("1.培训 7", "1.培训", 7),
        ("1.培训【2022】150", "1.培训【2022】150", None),
        ("1.培训", "1.培训", None),
    ],
)
def test_pages_of_the_contents(line, title, page):
    assert split_page(line) == (title, page)


def test_leaders():
    assert has_leader("1.培训....5")
    assert has_leader("1.培训\t5")
    assert not has_leader("1.培训 5")
    assert names_page("1.培训.....\t5")
    assert not names_page("1\t培训...\t5")
    assert not names_page("数量\t5")


def contents_of(*texts: str):
    _, contents, rest = split_front(lines(*texts), LAYOUT)
    return read_contents(contents, LAYOUT), [line.piece.text for line in rest]


def test_contents_with_wrapped_titles():
    entries, rest = contents_of(
        "封面", "目 录", "第一部分 部门整体绩效目标", "一、总体绩效目标.....1", "第二部分 预算项目绩效目标",
        "1.甲绩效目标表.....5", "2.2023年补助冀财社【2022】150", "号绩效目标表.....7", "第一部分", "正文",
    )  # fmt: skip
    assert [(entry.number, entry.title, entry.page) for entry in entries] == [
        (1, "甲绩效目标表", 5),
        (2, "2023年补助冀财社【2022】150 号绩效目标表", 7),
    ]
    assert rest == ["第一部分", "正文"]


def test_contents_whose_page_alone_was_wrapped():
    entries, rest = contents_of(
        "目录",
        "第二部分 预算项目绩效目标",
        "1.甲绩效目标表.....",
        "10",
        "2.乙绩效目标表.....",
        "13",
        "第一部分",
        "正文",
    )
    assert [(entry.title, entry.page) for entry in entries] == [("甲绩效目标表", 10), ("乙绩效目标表", 13)]
    assert rest == ["第一部分", "正文"]


def test_contents_without_leaders():
    entries, rest = contents_of(
        "目录", "第一部分 部门整体绩效目标", "第二部分 预算项目绩效目标", "1.甲绩效目标表", "2.乙绩效目标表",
        "第一部分 部门整体绩效目标", "正文",
    )  # fmt: skip
    assert [(entry.title, entry.page) for entry in entries] == [
        ("甲绩效目标表", None),
        ("乙绩效目标表", None),
    ]
    assert rest == ["第一部分 部门整体绩效目标", "正文"]


def test_contents_numbered_in_chinese():
    entries, _ = contents_of(
        "目录", "第一部分 部门整体绩效目标", "一、总体绩效目标.....1", "第二部分 预算项目绩效目标",
        "（一）甲绩效目标表.....5", "（二）乙及“丙”", "工程绩效目标表.....7", "第一部分", "正文",
    )  # fmt: skip
    assert [(entry.number, entry.title, entry.page) for entry in entries] == [
        (1, "甲绩效目标表", 5),
        (2, "乙及“丙”工程绩效目标表", 7),
    ]


def test_sections_numbered_in_chinese_are_no_entries():
    entries, _ = contents_of(
        "目录", "一、部门整体绩效目标.....1", "二、预算项目绩效目标.....3", "1.甲绩效目标表.....3", "一、"
    )
    assert [entry.title for entry in entries] == ["甲绩效目标表"]


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("7.甲", 7, "甲"),
        ("（四）甲", 4, "甲"),
        ("十二、甲", 12, "甲"),
        ("二十三、甲", 23, "甲"),
        ("（ 十 ）甲", 10, "甲"),
    ],
)
def test_numbers_before_titles(text, number, rest):
    assert numbered(text)[:2] == (number, rest)


@pytest.mark.parametrize("text", ["甲", "10.5%甲", "一二、甲", "第一、甲", "十十、甲", "一甲"])
def test_what_is_no_number(text):
    assert numbered(text) is None


@pytest.mark.parametrize(
    ("above", "title", "number", "unit"),
    [
        (["（四）山楂、板栗特色产业集群培育及区域公用品牌宣传", "推广资金绩效目标表（单位：万元）"],
         "山楂、板栗特色产业集群培育及区域公用品牌宣传推广资金绩效目标表", 4, "万元"),
        (["三、保障措施", "（一）严格管理", "甲绩效目标表"], "甲绩效目标表", None, ""),
        (["项目绩效目标表", "（初稿）", "填报日期：2023年11月6日  联系人：张三"], "项目绩效目标表", None, ""),
        (["2024年绩效目标表（本级）", "一、基本情况"], "2024年绩效目标表（本级）", None, ""),
    ],
)  # fmt: skip
def test_lines_around_a_title(above, title, number, unit):
    found = read_title(lines(*above), NATIONAL)
    assert (found.title, found.number, found.money_unit) == (title, number, unit)


def test_no_contents():
    assert contents_of("封面", "第一部分", "正文") == (None, ["第一部分", "正文"])


def test_cover_beside_other_text():
    cover = read_cover(
        lines(
            "某县教育局",
            "2024年部门预算绩效文本",
            "(草案)",
            "某县教育局编制",
            "某县财政局审核",
            "说明：" + "略" * 500,
        ),
        [],
        LAYOUT,
    )
    assert (cover.department_name, cover.reviewer_name, cover.fiscal_year, cover.stage) == (
        "某县教育局", "某县财政局", 2024, "草案",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "department"),
    [
        ("某某县 卫生健康局", "某某县卫生健康局"),
        ("某某县妇女联合会（本级）", "某某县妇女联合会（本级）"),
        ("甲水镇", "甲水镇"),
        ("某某县卫生健康局部门预算", "某某县卫生健康局"),
        ("某某县宣传部2024年部门预算公开", "某某县宣传部"),
        ("（公开稿）", ""),
        ("项目支出绩效目标汇编", ""),
        ("政务公开", ""),
        ("单位：万元", ""),
        ("编制单位：某某县水利局 单位：万元", "某某县水利局"),
    ],
)
def test_a_line_of_the_title_page_that_is_an_office(line, department):
    cover = read_cover(lines("某某县2024年部门预算", line), [], LAYOUT)
    assert cover.department_name == department


def test_part_one():
    targets = read_part_one(
        lines(
            "部门整体绩效目标", "一、总体绩效目标", "提高水平。", "二、分项绩效目标", "1、就业",
            "绩效目标：稳定。", "绩效指标：新增 4500 人，", "控制在 4.5%以内。", "2、社保", "绩效目标：完善。",
            "三、工作保障措施", "1、制度", "健全。",
        ),
        LAYOUT,
    )  # fmt: skip
    assert [(target.section, target.sequence, target.title, target.goal) for target in targets] == [
        ("overall", 1, "", "提高水平。"),
        ("duty", 1, "就业", "稳定。"),
        ("duty", 2, "社保", "完善。"),
        ("measure", 1, "制度", "健全。"),
    ]
    assert targets[1].indicator_text == "新增 4500 人，控制在 4.5%以内。"


def page(number: int, *texts: str) -> list[Line]:
    return [
        Line(Piece(text=text, page=number, box=(50.0, 30.0 + 20 * at, 200.0, 42.0 + 20 * at)))
        for at, text in enumerate(texts)
    ]


def kept(*pages: list[Line]) -> list[str]:
    blocks = [line for lines in pages for line in lines]
    reading = Reading(format="pdf", page_count=len(pages), blocks=blocks)
    return [block.piece.text for block in without_furniture(reading, LAYOUT) if isinstance(block, Line)]


def test_page_numbers_and_running_headers_go():
    pages = [page(at, "某县2023年绩效文本", f"第{at}段正文", f"- {at} -") for at in range(1, 6)]
    assert kept(*pages) == [f"第{at}段正文" for at in range(1, 6)]


def test_lines_of_a_few_pages_stay():
    pages = [page(at, name, "正文", f"{name}完") for at, name in enumerate("甲乙丙丁戊己", start=1)]
    assert len(kept(*pages)) == 18


def test_page_numbers_of_text_go():
    assert kept(lines("正文", "- 7 -", "第 8 页", "-7", "2024")) == ["正文", "-7", "2024"]


def test_a_page_number_in_raised_figures_goes():
    assert kept([*page(1, "题", "正文", "-¹-")]) == ["题", "正文"]


@pytest.mark.parametrize("line", ["323001 某某局", "单位：万元", "{}.培训绩效目标表"])
def test_lines_over_a_form_stay(line):
    pages = [page(at, line.format(at), f"第{'甲乙丙丁戊己'[at]}段") for at in range(1, 6)]
    assert len(kept(*pages)) == 10


def test_a_title_that_fills_its_line_of_the_contents_list_has_but_a_dot_before_its_page():
    line = "19.提前下达2024年中央城乡居民基本养老保险县级补助资金（冀财社〔2023〕82号）绩效目标表.35"
    assert has_leader(line)
    assert split_page(line)[1] == 35
    assert not has_leader("城镇调查失业率控制在5.5")
