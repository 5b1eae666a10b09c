"""Projects told in more ways than one: in tables, in lines, in a list with their money, in the cells of one table."""

from __future__ import annotations

import pytest

from extractors.draft import Draft, Project
from extractors.joining import squeeze
from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of
from tests.extractors.test_unseen_forms import grid

HEADING = "一级指标|二级指标|三级指标|指标值\n"
TABLE = (
    "项目名称|水库巡查\n实施单位|青原县水库管理所\n预算数|12\n绩效目标|全年巡查。\n"
    + HEADING
    + "产出指标|数量指标|巡查水库|12座\n"
)
CLEANING = """（一）河道保洁
项目编码：13099926P00012300456A
预算安排：45.5万元，其中：财政资金45.5万元。
绩效目标：保持河道整洁。
绩效指标：1.数量指标：保洁河道≥80公里、清运垃圾3000吨。2.质量指标：达标率≥95%。
3.满意度指标：群众满意度≥90%。
"""
TESTING = """（二）水质监测
预算安排：20万元。
绩效目标：掌握水质。
绩效指标：产出指标：数量指标—监测点位30个，采样分析≥360次；质量指标—数据有效率≥98%。
效益指标—生态效益指标—饮用水安全—持续改善
"""


def lines(text: str) -> list[Block]:
    return [Line(Piece(line)) for line in text.splitlines()]


def read(*blocks: Block) -> Draft:
    return draft_of(Reading("docx", None, list(blocks)))


def head(project: Project) -> tuple[str, ...]:
    fields = (project.project_name, project.unit_name, project.budget, project.fiscal)
    return tuple(squeeze(value.text) for value in fields)


def told(project: Project) -> list[tuple[str, ...]]:
    columns = ("level2", "level3", "value")
    return [tuple(squeeze(getattr(row, name).text) for name in columns) for row in project.indicators]


def test_projects_under_numbered_headings_beside_one_in_a_table() -> None:
    draft = read(grid(TABLE), *lines("二、一般项目\n" + CLEANING + TESTING))
    assert [head(project) for project in draft.projects] == [
        ("水库巡查", "青原县水库管理所", "12", ""),
        ("河道保洁", "", "45.5万元", "45.5万元"),
        ("水质监测", "", "20万元", ""),
    ]
    assert draft.projects[1].project_code.text == "13099926P00012300456A"
    assert told(draft.projects[1]) == [
        ("数量指标", "保洁河道", "≥80公里"), ("数量指标", "清运垃圾", "3000吨"), ("质量指标", "达标率", "≥95%"),
        ("", "群众满意度", "≥90%"),
    ]  # fmt: skip
    assert told(draft.projects[2]) == [
        ("数量指标", "监测点位", "30个"), ("数量指标", "采样分析", "≥360次"), ("质量指标", "数据有效率", "≥98%"),
        ("生态效益指标", "饮用水安全", "持续改善"),
    ]  # fmt: skip
    assert not [cell.text for cell in draft.cells if cell.in_form and cell.field is None]


def test_a_list_of_projects_says_which_headings_name_one_and_whose_the_money_is() -> None:
    money = grid(
        "序号|项目名称|实施单位|预算数|财政资金|其他资金\n"
        "1|河道保洁|青原县河道管理所|45.5|40|5.5\n2|水质监测|301002-青原县监测站|20|20|0\n|合计||65.5|60|5.5\n"
    )
    text = "".join(
        f"（{number}）{name}\n绩效目标：做好{name}。\n绩效指标：\n1.数量指标：完成{name}12次。\n2.质量指标：达标率≥95%。\n"
        for number, name in (("一", "河道保洁"), ("二", "水质监测"))
    )
    draft = read(*lines("一、项目一览\n单位：万元"), money, *lines("二、绩效目标\n" + text))
    assert [(*head(one), one.other.text, one.unit_code.text) for one in draft.projects] == [
        ("河道保洁", "青原县河道管理所", "45.5", "40", "5.5", ""),
        ("水质监测", "青原县监测站", "20", "20", "0", "301002"),
    ]
    assert [len(project.indicators) for project in draft.projects] == [2, 2]


def test_a_duty_of_the_department_is_no_project_beside_forms() -> None:
    duties = "第一部分 部门整体绩效目标\n二、分项绩效目标\n（一）河道管理\n绩效目标：河道整洁。\n"
    duties += "绩效指标：数量指标：保洁≥80公里；质量指标：达标率≥95%。\n"
    draft = read(*lines(duties), grid(TABLE))
    assert [project.project_name.text for project in draft.projects] == ["水库巡查"]


def test_a_unit_named_in_one_head_of_lines_is_not_that_of_the_next() -> None:
    unit = "（一）河道保洁\n实施单位：青原县河道管理所\n"
    draft = read(*lines("单位：元\n" + CLEANING.replace("（一）河道保洁\n", unit) + TESTING))
    assert [one.unit_name.text for one in draft.projects] == ["青原县河道管理所", ""]
    over = read(*lines("实施单位：青原县河道管理所\n" + CLEANING + TESTING))
    assert [one.unit_name.text for one in over.projects] == ["青原县河道管理所"] * 2


def test_the_title_of_a_table_ends_the_lines_above_it() -> None:
    below = "绩效指标：\n【产出指标】\n· 数量指标：巡查水库12座\n【满意度指标】\n· 服务对象满意度指标：群众满意度≥90%\n"
    heads = [grid(f"项目名称|{name}\n预算数|12\n绩效目标|做好。\n") for name in ("水库巡查", "河道保洁")]
    draft = read(*lines("1.水库巡查"), heads[0], *lines(below + "2.河道保洁"), heads[1], *lines(below))
    assert [(one.project_name.text, len(one.indicators)) for one in draft.projects] == [
        ("水库巡查", 2), ("河道保洁", 2),
    ]  # fmt: skip


IN_A_CELL = (
    "数量指标：巡查水库12座；巡查频次≥4次\n质量指标：隐患整改率≥98%\n服务对象满意度指标：群众满意度≥90%"
)


def test_indicators_told_as_lines_of_a_cell_beside_their_label() -> None:
    table = grid("项目名称|水库巡查\n资金总额|12万元\n年度目标|全年巡查。\n")
    cell = Piece(IN_A_CELL, page=1, box=(100.0, 200.0, 400.0, 230.0), column=1)
    table.rows.append([GridCell(Piece("绩效指标"), 0, 1), GridCell(cell, 1, 2)])
    draft = read(*lines("项目1"), table)
    (project,) = draft.projects
    assert told(project) == [
        ("数量指标", "巡查水库", "12座"), ("数量指标", "巡查频次", "≥4次"), ("质量指标", "隐患整改率", "≥98%"),
        ("服务对象满意度指标", "群众满意度", "≥90%"),
    ]  # fmt: skip
    place = draft.cells[project.indicators[2].value.cells[0]]
    assert (place.top, place.bottom, place.column) == (210.0, 220.0, 1)
    assert not [one.text for one in draft.cells if one.in_form and one.field is None]


def test_one_row_of_labels_over_projects_with_rows_of_their_own() -> None:
    rows: list[list[GridCell]] = [cells("项目编码", "项目名称", "实施单位", "预算数")]
    for code, name in (("01", "水库巡查"), ("02", "河道保洁")):
        rows.append(cells(code, name, "青原县河道管理所", "12"))
        rows.append([GridCell(Piece("绩效目标"), 0, 1), GridCell(Piece(f"做好{name}。"), 1, 4)])
        rows.append([GridCell(Piece("绩效指标"), 0, 1), GridCell(Piece(IN_A_CELL), 1, 4)])
    draft = read(*lines("单位：万元"), Grid(rows))
    assert [(*head(one)[:3], one.goals.text, len(one.indicators)) for one in draft.projects] == [
        ("水库巡查", "青原县河道管理所", "12", "做好水库巡查。", 4),
        ("河道保洁", "青原县河道管理所", "12", "做好河道保洁。", 4),
    ]


def cells(*texts: str) -> list[GridCell]:
    return [GridCell(Piece(text), at, at + 1) for at, text in enumerate(texts)]


def test_labels_that_a_full_stop_ends() -> None:
    text = """一、河道保洁
（一）实施单位。青原县河道管理所。
（二）预算安排。2026年预算数45.5万元，其中：财政资金40万元，其他资金5.5万元。
（三）绩效目标。保持河道整洁。
（四）绩效指标。
产出指标：①数量指标：保洁河道≥80公里，清运垃圾3000吨；②质量指标：达标率≥95%。
"""
    (project,) = read(*lines(text)).projects
    assert head(project) == ("河道保洁", "青原县河道管理所", "45.5万元", "40万元")
    assert (project.goals.text, len(project.indicators)) == ("保持河道整洁。", 3)


def test_labels_side_by_side_in_a_sentence_and_in_brackets() -> None:
    text = "项目名称：河道保洁（项目编码：SW-07）。预算单位：301001 青原县河道管理所。预算数：46万元，其中财政资金46万元。\n"
    (project,) = read(*lines(text + "数量指标：保洁河道≥80公里\n质量指标：达标率≥95%\n")).projects
    assert head(project) == ("河道保洁", "青原县河道管理所", "46万元", "46万元")
    assert (project.project_code.text, project.unit_code.text) == ("SW-07", "301001")


def test_what_a_website_says_of_itself_is_no_indicator() -> None:
    text = CLEANING + "主办：青原县人民政府办公室　备案号：00000000号\n"
    (project,) = read(*lines(text)).projects
    assert told(project)[-1][1:] == ("群众满意度", "≥90%")


def test_sections_whose_lines_have_labels() -> None:
    text = """一、河道保洁
（一）项目概况
项目单位：青原县河道管理所
主要用途：用于保洁船只租赁。
预算金额：45.5万元
（二）年度绩效目标
保持河道整洁。
（三）绩效指标
"""
    table = grid("指标类别|指标名称|指标值\n数量指标|保洁河道|≥80公里\n质量指标|达标率|≥95%\n")
    (project,) = read(*lines(text), table).projects
    assert head(project)[:3] == ("河道保洁", "青原县河道管理所", "45.5万元")
    assert (project.purpose.text, project.goals.text) == ("用于保洁船只租赁。", "保持河道整洁。")


def test_a_paragraph_tells_a_project_sentence_by_sentence() -> None:
    text = (
        "1.项目名称：河道保洁。实施单位：青原县河道管理所。预算金额：76万元，其中：财政拨款26万元、其他资金50万元。"
        "年度绩效目标：改善水环境。绩效指标：产出指标：数量指标：保洁河道为80公里，清运次数≥12次；质量指标：达标率为100%。"
        "效益指标：社会效益指标：知晓率不断提升。满意度指标：服务对象满意度指标：群众满意度≥90%。"
    )
    (project,) = read(*lines(text)).projects
    assert head(project) == ("河道保洁", "青原县河道管理所", "76万元", "26万元")
    assert told(project)[:3] == [
        ("数量指标", "保洁河道", "80公里"), ("数量指标", "清运次数", "≥12次"), ("质量指标", "达标率", "100%"),
    ]  # fmt: skip
    assert [row.level2.text for row in project.indicators[3:]] == ["社会效益指标", "服务对象满意度指标"]


def test_headings_with_a_bare_number_or_with_their_money() -> None:
    text = """{0}
总体目标：做好。
（一）产出指标
数量指标：抽检批次（≥1260批次）、检测样品（≥50份）；
（二）满意度指标
群众满意度（明显提高）；
"""
    draft = read(
        *lines(text.format("一、食品抽检（预算113.4万元）") + text.format("二、设备更新（66.9万元）"))
    )
    assert [head(one)[::2] for one in draft.projects] == [("食品抽检", "113.4万元"), ("设备更新", "66.9万元")]
    assert told(draft.projects[1]) == [
        ("数量指标", "抽检批次", "≥1260批次"), ("数量指标", "检测样品", "≥50份"), ("", "群众满意度", "明显提高"),
    ]  # fmt: skip
    bare = """1 河道保洁
项目资金：168万元（财政拨款168万元）
年度总体目标
河道整洁。
产出指标
1. 保洁河道：80公里
2. 清运：不少于46次
"""
    (project,) = read(*lines(bare)).projects
    assert (*head(project), len(project.indicators)) == ("河道保洁", "", "168万元", "168万元", 2)


def test_a_sentence_names_the_unit_and_the_money() -> None:
    text = """一、河道保洁
项目单位为青原县河道管理所，2026年预算安排152.8万元，其中财政资金122.8万元，其他资金30万元。
绩效目标：河道整洁。
（一）产出指标
1.数量指标：保洁河道数量，17条
2.时效指标：检查频次，每月1次
（二）效益指标
1.生态效益指标：河道面貌，明显改善
"""
    (project,) = read(*lines(text)).projects
    assert (*head(project), project.other.text) == (
        "河道保洁", "青原县河道管理所", "152.8万元", "122.8万元", "30万元",
    )  # fmt: skip
    assert told(project) == [
        ("数量指标", "保洁河道数量", "17条"), ("时效指标", "检查频次", "每月1次"), ("生态效益指标", "河道面貌", "明显改善"),
    ]  # fmt: skip


TAGS = {
    "both": "（1）【产出指标－数量指标】{0}\n（2）【产出指标－质量指标】{1}\n",
    "behind": "1、数量指标（产出指标）：{0}；\n2、质量指标（产出指标）：{1}；\n",
    "stopped": "1.产出指标。\n数量指标：{0}。\n质量指标：{1}。\n",
}


@pytest.mark.parametrize("way", TAGS)
def test_levels_in_brackets_and_before_a_full_stop(way: str) -> None:
    text = "1．河道保洁\n预算金额：86.4万元 财政资金：86.4万元\n绩效目标：河道整洁。\n绩效指标：\n"
    (project,) = read(*lines(text + TAGS[way].format("保洁河道：≥540公里", "达标率：≥95%"))).projects
    assert [(row.level1.text, *one) for row, one in zip(project.indicators, told(project), strict=True)] == [
        ("产出指标", "数量指标", "保洁河道", "≥540公里"), ("产出指标", "质量指标", "达标率", "≥95%"),
    ]  # fmt: skip


def test_indicators_counted_over_their_labelled_columns() -> None:
    text = "1.{0}绩效目标\n367001 青原县水务局本级\n单位：万元\n项目编码：P0{1}\n项目名称：{0}\n预算数：12\n"
    text += "绩效目标：做好。\n绩效指标\n"
    text += "".join(
        f"指标{number}\n一级指标：产出指标\n二级指标：数量指标\n三级指标：次数{number}\n指标值：≥{number}次\n指标值确定依据：计划\n"
        for number in (1, 2)
    )
    draft = read(*lines(text.format("水库巡查", 1) + text.format("河道保洁", 2)))
    assert [(one.project_name.text, one.title.text) for one in draft.projects] == [
        ("水库巡查", "水库巡查绩效目标"), ("河道保洁", "河道保洁绩效目标"),
    ]  # fmt: skip
    assert [[row.basis.text for row in one.indicators] for one in draft.projects] == [["计划", "计划"]] * 2


def test_a_table_for_each_level_1_under_its_name() -> None:
    heading = "二级指标|三级指标|指标值\n"
    project = """{0}
一、实施单位：青原县河道管理所
二、资金安排：{1}万元，全部为财政拨款{1}万元。
三、年度绩效目标：做好。
四、绩效指标
"""
    blocks: list[Block] = []
    for name, amount in (("1.河道保洁", "9.5"), ("2.水库巡查", "12")):
        blocks += lines(project.format(name, amount) + "（一）产出指标")
        blocks.append(grid(heading + "数量指标|次数|≥12次\n质量指标|达标率|≥95%\n"))
        blocks += [*lines("（二）效益指标"), grid(heading + "社会效益指标|知晓率|≥90%\n")]
    draft = read(*blocks)
    assert [head(one) for one in draft.projects] == [
        ("河道保洁", "青原县河道管理所", "9.5万元", "9.5万元"), ("水库巡查", "青原县河道管理所", "12万元", "12万元"),
    ]  # fmt: skip
    assert [len(one.indicators) for one in draft.projects] == [3, 3]
    assert "效益指标" in draft.projects[1].indicators[2].level1.text


def test_rows_of_levels_beside_indicators_below_a_head() -> None:
    rows = [cells("一、产出指标"), cells("数量指标", "筛查人数：≥1900人"), cells("质量指标", "召回率：≥95%"),
            cells("二、满意度指标"), cells("服务对象满意度指标", "满意度：≥93%")]  # fmt: skip
    table = grid("项目名称：|水库巡查\n预算数（万元）：|51.3\n年度绩效目标：|做好。\n")
    (project,) = read(*lines("某县2026年项目支出绩效目标"), table, Grid(rows)).projects
    assert told(project) == [
        ("数量指标", "筛查人数", "≥1900人"), ("质量指标", "召回率", "≥95%"), ("服务对象满意度指标", "满意度", "≥93%"),
    ]  # fmt: skip


def test_a_list_of_projects_before_tables_of_their_indicators_is_no_form() -> None:
    money = grid("序号|项目名称|预算数（万元）|财政资金\n1|河道保洁|60|60\n2|水库巡查|45|40\n|合计|105|100\n")
    tables = [grid(HEADING + "产出指标|数量指标|次数|≥12次\n") for _ in range(2)]
    goals = "{0}\n绩效目标：做好。\n"
    draft = read(
        *lines("某县水务局2026年项目支出绩效目标"), money,
        *lines(goals.format("（一）河道保洁")), tables[0], *lines(goals.format("（二）水库巡查")), tables[1],
    )  # fmt: skip
    assert [(*head(one), len(one.indicators)) for one in draft.projects] == [
        ("河道保洁", "", "60", "60", 1), ("水库巡查", "", "45", "40", 1),
    ]  # fmt: skip


def test_a_signature_is_no_indicator() -> None:
    (project,) = read(*lines(CLEANING + "青原县水务局　2026年1月31日\n")).projects
    assert told(project)[-1] == ("", "群众满意度", "≥90%")


UNREAD = """另有上年结转事项，其指标见下。
有关单位按下列要求完成：
数量指标：保洁河道≥80公里
质量指标：达标率≥95%
服务对象满意度指标：群众满意度≥90%
"""


def test_lines_of_indicators_that_no_form_takes_are_left_over() -> None:
    behind = read(grid(TABLE), *lines("附：有关说明"), grid("姓名|电话\n张三|0300\n"), *lines(UNREAD))
    left = [cell.text for cell in behind.cells if cell.in_form and cell.field is None and cell.text]
    assert left == UNREAD.splitlines()[2:]
    before = read(*lines(UNREAD), grid(TABLE))  # the department's own, or what leads to the forms
    assert [one.project_name.text for one in before.projects] == ["水库巡查"]
    assert not [cell.text for cell in before.cells if cell.in_form and cell.field is None and cell.text]


def test_a_sentence_before_a_project_in_its_paragraph_is_none_of_it() -> None:
    text = (
        "本部门2026年除上述项目以外，另补充申报1个未列入目录的项目，具体如下。项目名称：河道保洁；实施单位：青原县河道管理所；"
        "预算金额：38万元；年度目标：河道整洁。绩效指标：数量指标：保洁河道≥80公里；质量指标：达标率≥95%。"
    )
    draft = read(grid(TABLE), *lines(text), *lines("2026年政府采购预算表"), grid("品目|数量\n纸|12\n"))
    assert [(*head(one)[:3], one.goals.text, len(one.indicators)) for one in draft.projects] == [
        ("水库巡查", "青原县水库管理所", "12", "全年巡查。", 1),
        ("河道保洁", "青原县河道管理所", "38万元", "河道整洁。", 2),
    ]
    left = [cell.text for cell in draft.cells if cell.in_form and cell.field is None and cell.text]
    assert left == [text.split("项目名称", maxsplit=1)[0]]


def test_names_of_two_columns_are_no_labels_of_the_head() -> None:
    rows = "完成时间|6月底前\n参加人数|≥3600人\n活动开展情况|良好\n满意度|≥90%\n"
    (project,) = read(
        grid("项目名称|河道保洁\n预算数|12\n绩效目标|做好。\n三级指标|指标值\n" + rows)
    ).projects
    assert told(project) == [("", *row.split("|")) for row in rows.splitlines()]


def test_names_and_targets_with_a_dash_between() -> None:
    text = """（一）爱心超市
预算：8.4万元
资金用途：采购货物。
绩效指标：
1. 设立超市—9家
2. 志愿者人数—≥3600人
3. 办理时间—2025年9月
4. 乡风文明程度—持续向好
"""
    (project,) = read(*lines("某县2025年项目绩效目标\n" + text)).projects
    assert [one[1:] for one in told(project)] == [
        ("设立超市", "9家"), ("志愿者人数", "≥3600人"), ("办理时间", "2025年9月"), ("乡风文明程度", "持续向好"),
    ]  # fmt: skip
    assert project.project_name.text == "爱心超市"


def test_amounts_in_the_unit_that_a_list_of_projects_names_in_its_heading() -> None:
    money = grid("项目名称|实施单位|预算金额（元）\n河道保洁|甲所|297,000.00\n水库巡查|乙所|560,000.00\n")
    tables = [grid(HEADING + "产出指标|数量指标|次数|≥12次\n") for _ in range(2)]
    draft = read(
        *lines("某县2025年项目绩效目标\n一、资金"), money, *lines("二、目标\n（一）河道保洁"), tables[0],
        *lines("（二）水库巡查"), tables[1],
    )  # fmt: skip
    assert [(one.project_name.text, one.budget.text, one.budget.unit) for one in draft.projects] == [
        ("河道保洁", "297,000.00", "元"), ("水库巡查", "560,000.00", "元"),
    ]  # fmt: skip


def test_points_for_the_execution_of_the_budget_are_no_indicator() -> None:
    head = "项目名称|河道保洁|<|<|<|<\n预算数|12|<|<|<|<\n绩效目标|做好。|<|<|<|<\n"
    head += "一级指标|二级指标|三级指标|指标值|分值|评分标准\n"
    rows = "产出指标|数量指标|次数|≥12次|50|达到得满分\n满意度指标|满意度指标|满意度|≥90%|40|\n"
    rows += "预算执行率|<|<|100%|10|按执行率计分\n"
    draft = read(grid(head + rows))
    (project,) = draft.projects
    assert [one[1] for one in told(project)] == ["次数", "满意度"]
    details = [(one.label, one.value.text) for one in project.details]
    assert details == [
        ("预算执行率·指标值", "100%"), ("预算执行率·分值", "10"), ("预算执行率·评分标准", "按执行率计分"),
    ]  # fmt: skip
    assert not [cell.text for cell in draft.cells if cell.in_form and cell.field is None and cell.text]
    own = read(grid(head + "产出指标|数量指标|次数|≥12次|50|\n^|质量指标|预算执行率|100%|10|\n"))
    assert [one[1] for one in told(own.projects[0])] == ["次数", "预算执行率"]


def test_a_level_1_beside_the_lines_of_its_indicators() -> None:
    rows = "项目名称|夜间开放|<\n资金总额（万元）|26.8|<\n年度目标|延长开放时间。|<\n"
    table = grid(rows)
    label = Piece("绩效指标")
    for at, (level, text) in enumerate({
        "产出指标": "数量指标：开放天数≥260天\n时效指标：闭馆时间不早于21:00",
        "效益指标": "社会效益指标：到馆读者≥2.4万人次\n可持续影响指标：服务能力得到改善",
    }.items()):  # fmt: skip
        table.rows.append([
            GridCell(label, 0, 1, spanned=at > 0), GridCell(Piece(level), 1, 2), GridCell(Piece(text), 2, 3),
        ])  # fmt: skip
    (project,) = read(*lines("项目一：夜间开放"), table).projects
    assert told(project) == [
        ("数量指标", "开放天数", "≥260天"), ("时效指标", "闭馆时间", "不早于21:00"),
        ("社会效益指标", "到馆读者", "≥2.4万人次"), ("可持续影响指标", "服务能力", "得到改善"),
    ]  # fmt: skip


def test_both_levels_in_rows_over_names_and_targets() -> None:
    rows = "指标|目标\n产出指标——数量指标|<\n修缮长度|≥460米\n完工时间|12月20日前\n效益指标——社会效益指标|<\n接待游客|≥35万人次\n"
    text = "一、城墙修缮\n项目单位：某所\n年度预算数：325万元\n"
    (project,) = read(*lines("2025年项目绩效目标\n" + text), grid(rows)).projects
    assert project.project_name.text == "城墙修缮"
    assert told(project) == [
        ("数量指标", "修缮长度", "≥460米"), ("数量指标", "完工时间", "12月20日前"), ("社会效益指标", "接待游客", "≥35万人次"),
    ]  # fmt: skip


def test_columns_of_levels_under_any_name() -> None:
    text = """2．项目名称：监控租赁
级别          类别                指标名称                  目标值
产出指标      数量                租用监控点位              30处
产出指标      质量                监控在线率                ≥95%
效益指标      生态效益            受害率                    ≤0.5‰
附：预算安排（单位：元）
监控租赁                    270,000.00
"""
    (project,) = read(*lines(text)).projects
    assert told(project) == [
        ("数量", "租用监控点位", "30处"), ("质量", "监控在线率", "≥95%"), ("生态效益", "受害率", "≤0.5‰"),
    ]  # fmt: skip
    table = grid(
        "级别|类别|指标名称|目标值\n产出指标|数量|点位|30处\n^|质量|在线率|≥95%\n效益指标|生态效益|受害率|≤0.5‰\n"
    )
    (project,) = read(*lines("1.监控租赁项目绩效目标表"), table).projects
    assert [row[0] for row in told(project)] == ["数量", "质量", "生态效益"]


HEAD_IN_LINES = "1.河道保洁\n预算金额：86.4万元\n绩效目标：河道整洁。\n"
ORDERS = {
    "其中": "绩效指标：一是产出指标，其中数量指标：保洁河道≥540公里；质量指标：达标率≥95%。",
    "level 1 first": "绩效指标：\n产出指标（数量指标）：保洁河道不少于540公里；\n产出指标（质量指标）：达标率不低于95%。",
    "ordinals": "绩效指标：\n第一，产出指标（数量指标）：保洁河道不少于540公里；\n第二，产出指标（质量指标）：达标率不低于95%。",
    "short": "绩效指标\n【产出·数量】保洁河道：540公里\n【产出·质量】达标率：≥95%\n",
    "cut": "绩效指标。\n（1）产出指标：数量指标：保洁河道≥540公里；质量指标：\n达标率≥95%。\n",
}


@pytest.mark.parametrize("order", ORDERS)
def test_more_ways_to_name_levels(order: str) -> None:
    (project,) = read(*lines(HEAD_IN_LINES + ORDERS[order])).projects
    found = [(row.level1.text, squeeze(row.level2.text), row.level3.text) for row in project.indicators]
    assert [tuple(name.removesuffix("指标") for name in one) for one in found] == [
        ("产出", "数量", "保洁河道"), ("产出", "质量", "达标率"),
    ]  # fmt: skip


def test_labels_in_brackets_side_by_side() -> None:
    text = "1.河道保洁\n［实施单位］青原县河道管理所\n［预算数］112万元　　［财政拨款］100万元\n"
    text += "［绩效目标］河道整洁。\n［绩效指标］\n"
    (project,) = read(*lines(text + "【产出指标·数量指标】保洁河道：≥96公里\n")).projects
    assert head(project) == ("河道保洁", "青原县河道管理所", "112万元", "100万元")


def test_goals_between_the_table_of_a_head_and_its_indicators() -> None:
    table = grid("项目名称|河道保洁\n预算总额|320\n")
    text = "中期绩效目标（2024—2026年）：三年达标。\n年度绩效目标：河道整洁。\n绩效指标\n"
    text += "（一）产出指标\n1.数量指标：保洁河道，≥12条\n"
    (project,) = read(
        *lines("1.河道保洁"), table, *lines(text + "院长：（签字）　　2026年12月20日\n")
    ).projects
    assert (project.goals.text, project.midterm_goals.text) == ("河道整洁。", "三年达标。")
    assert told(project) == [("数量指标", "保洁河道", "≥12条")]


def test_a_list_that_names_both_levels_in_each_line_of_a_cell() -> None:
    rows = "序号|项目名称|预算数|年度绩效目标|绩效指标\n"
    for number, name in ((1, "河道保洁"), (2, "水库巡查")):
        rows += f"{number}|{name}|12|做好。|产出指标-数量指标-次数：≥12次⏎满意度指标-服务对象满意度指标-满意度：≥90%\n"
    draft = read(*lines("某县2026年项目绩效目标\n单位：万元"), grid(rows))
    assert [(one.project_name.text, [row[0:3] for row in told(one)]) for one in draft.projects] == [
        (name, [("数量指标", "次数", "≥12次"), ("服务对象满意度指标", "满意度", "≥90%")])
        for name in ("河道保洁", "水库巡查")
    ]


def test_a_department_said_over_all_projects_in_lines() -> None:
    text = "1、项目名称：{0}\n预算金额：27.5\n年度目标：做好。\n产出指标\n- 数量指标\n* 次数：≥34次\n- 质量指标\n* 达标率：≥98%\n"
    draft = read(
        *lines("主管部门：青原县水务局\n金额单位：万元\n" + text.format("巡查") + text.format("保洁"))
    )
    assert [one.department_name.text for one in draft.projects] == ["青原县水务局"] * 2


def test_forms_below_unnumbered_names_with_the_same_unit() -> None:
    head = (
        "主管部门|青原县水务局|<|实施单位|甲所|<\n项目资金|总额|{0}|财政资金|{0}|<\n绩效目标|做好。|<|<|<|<\n"
    )
    rows = "一级指标|二级指标|三级指标|<|指标值|<\n产出指标|数量指标|次数|<|≥12次|<\n"
    blocks: list[Block] = lines("青原县水务局2026年部门预算\n项目绩效目标")
    for name, amount in (("城区清扫保洁", "38.3"), ("公厕维护管理", "41")):
        blocks += [*lines(f"{name}\n（单位：万元）"), grid(head.format(amount) + rows)]
    assert [(*head_of(one), len(one.indicators)) for one in read(*blocks).projects] == [
        ("城区清扫保洁", "甲所", "38.3", 1), ("公厕维护管理", "甲所", "41", 1),
    ]  # fmt: skip


def head_of(project: Project) -> tuple[str, ...]:
    return head(project)[:3]


def test_a_project_called_as_a_kind_of_funds_is() -> None:
    table = "项目名称|{0}|项目单位|甲所\n当年预算|41|其中：财政拨款|41\n绩效目标|做好。|<|<\n"
    rows = "一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|次数|≥12次\n"
    blocks: list[Block] = []
    for number, name in ((1, "招商经费"), (2, "上年结转项目资金")):
        blocks += [*lines(f"{number}. {name}"), grid(table.format(name)), *lines("绩效指标情况"), grid(rows)]
    assert [one.project_name.text for one in read(*blocks).projects] == ["招商经费", "上年结转项目资金"]


def test_the_amount_at_the_year_s_beginning_is_the_budget_where_nothing_else_is() -> None:
    table = "预算单位|甲所|项目编码|P01\n年初预算数（元）|13446000|其中：财政拨款（元）|13446000\n总体目标|做好。|<|<\n"
    rows = "序号|一级指标|二级指标|三级指标|目标值\n1|产出指标|数量指标|次数|≥12次\n"
    blocks = [
        *lines("1、辅警人员经费\n表1-1  项目基本信息"),
        grid(table),
        *lines("表1-2  项目绩效指标"),
        grid(rows),
    ]
    (project,) = read(*blocks).projects
    assert (project.project_name.text, project.budget.text, project.budget.unit) == (
        "辅警人员经费", "13446000", "元",
    )  # fmt: skip
