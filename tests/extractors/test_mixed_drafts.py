"""Projects told in more ways than one: in tables, in lines, in a list with their money, in the cells of one table."""

from __future__ import annotations

from extractors.pieces import Block, Grid, GridCell, Piece
from tests.extractors.drafts_in_blocks import (
    CLEANING,
    HEADING,
    TABLE,
    TESTING,
    cells,
    head,
    lines,
    read,
    told,
)
from tests.extractors.test_unseen_forms import grid


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


def test_labels_above_their_values_over_a_table_of_indicators() -> None:
    text = "一、{0}\n项目名称\n{0}\n实施单位\n青原县水务局\n预算数\n1530万元\n绩效目标\n做好{0}。\n"
    table = HEADING + "产出指标|数量指标|次数|≥12次\n满意度指标|服务对象满意度指标|满意度|≥90%\n"
    blocks: list[Block] = []
    for name in ("旧区改造", "路灯维护"):
        blocks += [*lines(text.format(name)), grid(table)]
    assert [(*head(one)[:3], one.goals.text, len(one.indicators)) for one in read(*blocks).projects] == [
        (name, "青原县水务局", "1530万元", f"做好{name}。", 2) for name in ("旧区改造", "路灯维护")
    ]


def test_money_in_a_sentence_and_a_caption_over_each_table() -> None:
    text = "{0}．{1}\n2026年预算安排{2}万元，其中财政资金{2}万元，其他资金0万元。\n年度绩效目标：做好{1}。\n表3-{0} {1}绩效指标\n"
    blocks: list[Block] = []
    for number, name, amount in ((1, "健康服务", "1910"), (2, "奖励扶助", "246.7")):
        blocks += [
            *lines(text.format(number, name, amount)),
            grid(HEADING + "产出指标|数量指标|次数|≥12次\n"),
        ]
    assert [(*head(one), one.goals.text, len(one.indicators)) for one in read(*blocks).projects] == [
        ("健康服务", "", "1910万元", "1910万元", "做好健康服务。", 1),
        ("奖励扶助", "", "246.7万元", "246.7万元", "做好奖励扶助。", 1),
    ]


def test_parts_of_the_budget_in_a_line_of_their_own_over_a_table() -> None:
    text = "项目一\n项目名称：水源地建设\n预算金额：205万元\n其中：财政资金 200万元；其他资金 5万元\n绩效目标：做好。\n"
    table = grid("指标类别|指标名称|目标值|指标说明\n数量指标|界碑|≥180个|情况\n质量指标|达标率|100%|情况\n")
    (project,) = read(*lines(text), table).projects
    assert (*head(project)[2:], project.other.text) == ("205万元", "200万元", "5万元")
