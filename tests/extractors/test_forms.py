"""Where forms begin and end, and what becomes of text around and inside them."""

from __future__ import annotations

import pytest

from extractors.draft import Draft
from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of

HEADING = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
ROW = ["产出指标", "数量指标", "培训人数", "人数", "≥50人", "计划"]


def head(code: str, name: str = "培训") -> list[str]:
    return ["项目编码", code, "", "项目名称", name, ""]


def grid(*rows: list[str]) -> Grid:
    """A table of six columns; a row of one text is one cell over all of them."""
    return Grid(
        [
            [GridCell(Piece(text=row[0]), 0, 6)]
            if len(row) == 1
            else [GridCell(Piece(text=text), at, at + 1) for at, text in enumerate(row)]
            for row in rows
        ]
    )


def line(text: str) -> Line:
    return Line(Piece(text=text))


def read(*blocks: Block) -> Draft:
    return draft_of(Reading(format="docx", page_count=None, blocks=list(blocks)))


def leftovers(draft: Draft) -> list[str]:
    return [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None]


def values(draft: Draft) -> list[list[str]]:
    return [[indicator.value.text for indicator in project.indicators] for project in draft.projects]


def test_title_in_the_table_itself():
    draft = read(grid(["1.培训绩效目标表"], ["323001 某某局"], ["单位：万元"], head("A1"), HEADING, ROW))
    project = draft.projects[0]
    assert (project.title.text, project.unit_code.text, project.money_unit.text) == (
        "培训绩效目标表", "323001", "万元",
    )  # fmt: skip
    assert leftovers(draft) == []


def test_two_forms_in_one_table():
    draft = read(
        grid(["1.甲绩效目标表"], head("A1"), HEADING, ROW, ["2.乙绩效目标表"], head("A2"), HEADING, ROW, ROW)
    )
    assert [project.title.text for project in draft.projects] == ["甲绩效目标表", "乙绩效目标表"]
    assert values(draft) == [["≥50人"], ["≥50人", "≥50人"]]


def test_forms_without_any_line_between():
    draft = read(grid(head("A1"), HEADING, ROW), grid(head("A2"), HEADING, ROW))
    assert [project.project_code.text for project in draft.projects] == ["A1", "A2"]
    assert draft.contents is None
    assert draft.overall_targets == ()


def test_title_said_again_on_the_next_page():
    tail = ["", "", "", "的说明", "", ""]
    for again in ("续表", "1.培训绩效目标表", "单位：万元", "（续）"):
        draft = read(line("1.培训绩效目标表"), grid(head("A1"), HEADING, ROW), line(again), grid(tail))
        assert draft.projects[0].indicators[0].description.text == "人数的说明"
        assert leftovers(draft) == []


def test_a_table_of_another_kind_ends_the_form():
    other = Grid([[GridCell(Piece(text="科目"), 0, 3.4), GridCell(Piece(text="金额"), 3.4, 6)]])
    draft = read(grid(head("A1"), HEADING, ROW), line("附件"), other, line("2.乙绩效目标表"),
                 grid(head("A2"), HEADING, ROW))  # fmt: skip
    assert values(draft) == [["≥50人"], ["≥50人"]]
    assert draft.projects[1].title.text == "乙绩效目标表"
    assert [cell.project for cell in draft.cells if cell.text in ("科目", "金额", "附件")] == [None] * 3


def test_a_remark_in_the_table_is_left_over():
    remark = ["指标值按年度填写"]
    draft = read(grid(head("A1"), HEADING, ROW, remark), grid(ROW))
    assert leftovers(draft) == remark
    assert values(draft) == [["≥50人", "≥50人"]]


def test_a_note_in_the_table_is_told_with_the_form():
    draft = read(grid(head("A1"), HEADING, ROW, ["注：指标值按年度填写"]), grid(ROW))
    assert leftovers(draft) == []
    assert [(detail.label, detail.value.text) for detail in draft.projects[0].details] == [
        ("注", "指标值按年度填写")
    ]
    assert values(draft) == [["≥50人", "≥50人"]]


def test_a_note_under_the_table_is_kept_as_read():
    draft = read(
        grid(head("A1"), HEADING, ROW), line("注：略"), line("2.乙绩效目标表"), grid(head("A2"), HEADING, ROW)
    )
    assert [cell.field for cell in draft.cells if cell.text == "注：略"] == [None]
    assert draft.projects[1].title.text == "乙绩效目标表"


def test_empty_rows_of_the_template():
    draft = read(
        grid(
            head("A1"),
            HEADING,
            ROW,
            ["", "质量指标", "", "", "", ""],
            [""] * 6,
            ["", "时效指标", "及时", "", "", ""],
        )
    )
    assert [indicator.level3.text for indicator in draft.projects[0].indicators] == ["培训人数", "及时"]
    assert leftovers(draft) == []


def test_level3_named_like_a_label():
    draft = read(grid(head("A1"), HEADING, ROW, ["", "", "财政资金", "到位率", "100%", "文件"]))
    assert [indicator.level3.text for indicator in draft.projects[0].indicators] == ["培训人数", "财政资金"]
    assert draft.projects[0].fiscal.text == ""


def test_unknown_columns_are_left_over():
    draft = read(
        Grid([[GridCell(Piece(text=text), at, at + 1) for at, text in enumerate(row)]
              for row in ([*HEADING, "备考"], [*ROW, "甲"])])
    )  # fmt: skip
    assert leftovers(draft) == ["备考", "甲"]


def test_spending_plan_with_shifted_columns():
    months = ["资金支出计划（%）", "3月底", "6月底", "", "10月底", "12月底"]
    for percents in (["", "25%", "", "50%", "75%", "100%"], ["", "25%", "50%", "75%", "100%", ""]):
        draft = read(grid(head("A1"), months, percents, HEADING, ROW))
        plan = {month: value.text for month, value in draft.projects[0].plan.items()}
        assert plan == {"03": "25%", "06": "50%", "10": "75%", "12": "100%"}


def test_a_page_that_ends_with_the_plan():
    goals = ["绩效目标", "1.提高", "", "", "", ""]
    months = ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", ""]
    draft = read(grid(head("A1"), months, ["", "25%", "50%", "75%", "100%", ""]), grid(goals, HEADING, ROW))
    assert draft.projects[0].goals.text == "1.提高"
    assert draft.projects[0].plan["03"].text == "25%"


def test_a_page_that_says_the_whole_head_again_goes_on_with_the_form():
    other = [*ROW[:2], "培训期数", "期数", "≥2期", "计划"]
    for title in ([], [line("1.培训绩效目标表（续表）")]):
        draft = read(
            line("1.培训绩效目标表"), grid(head("A1"), HEADING, ROW), *title, grid(head("A1"), HEADING, other)
        )
        assert values(draft) == [["≥50人", "≥2期"]]
        assert leftovers(draft) == []


def test_a_form_of_the_same_project_that_says_something_else_is_another_form():
    funds = ["预算规模及资金用途", "预算数", "2.00", "其中：财政资金", "2.00", ""]
    more = ["预算规模及资金用途", "预算数", "3.00", "其中：财政资金", "3.00", ""]
    draft = read(grid(head("A1"), funds, HEADING, ROW), grid(head("A1"), more, HEADING, [*ROW[:-1], "合同"]))
    assert [project.budget.text for project in draft.projects] == ["2.00", "3.00"]


def test_a_form_pasted_in_twice_is_two_forms():
    one = grid(head("A1"), HEADING, ROW)
    assert (
        len(
            read(
                line("1.培训绩效目标表"), one, line("1.培训绩效目标表"), grid(head("A1"), HEADING, ROW)
            ).projects
        )
        == 2
    )


def test_a_money_unit_alone_at_the_top_of_a_page_ends_the_value_above():
    cut = ["产出指标", "成本指标", "总成本", "支出", "≤609.66", "计划"]
    draft = read(grid(head("A1"), HEADING, ROW, cut), grid(["", "", "", "", "万元", ""]))
    assert values(draft) == [["≥50人", "≤609.66 万元"]]


def test_the_head_of_a_form_in_lines_over_its_table():
    goals = ["年度目标", "养护农村公路。", "", "", "", ""]
    blocks: list[Block] = [line("主要职责：养护公路。"), line("联系电话：0311-1")]
    for name in ("甲", "乙"):
        blocks += [
            line("项目支出绩效目标表"),
            line(f"项目名称：{name}项目"),
            line(f"主管部门：某县交通局　　　实施单位：某县{name}站"),
            line("预算金额：100.5万元　　　其中：财政拨款：90万元"),
            grid(goals, HEADING, ROW),
            line("填报人：张三　　　联系电话：0311-2"),
        ]
    draft = read(*blocks)
    assert [
        (one.title.text, one.project_name.text, one.department_name.text, one.unit_name.text, one.budget.text,
         one.fiscal.text) for one in draft.projects
    ] == [
        ("项目支出绩效目标表", f"{name}项目", "某县交通局", f"某县{name}站", "100.5万元", "90万元") for name in "甲乙"
    ]  # fmt: skip
    assert [one.details for one in draft.projects] == [(), ()]
    named = [cell for cell in draft.cells if cell.field == "project_name"]
    assert [(cell.text, cell.project) for cell in named] == [("项目名称：甲项目", 1), ("项目名称：乙项目", 2)]


def test_forms_that_only_a_numbered_line_over_them_names():
    first = [["填报单位", "某某局", "", "预算金额", "40", ""], HEADING, ROW]
    second = [["填报单位", "某某局", "", "预算金额", "26", ""], HEADING, ROW, ROW]
    draft = read(line("（一）法律援助"), grid(*first), line("（二）普法宣传"), grid(*second))
    told = [(project.project_name.text, project.budget.text) for project in draft.projects]
    assert told == [("法律援助", "40"), ("普法宣传", "26")]
    assert leftovers(draft) == []


def test_a_department_as_a_whole_under_the_heading_of_all_forms():
    whole = grid(["部门名称", "某某局", "", "年度总体目标", "完成任务", ""], HEADING, ROW)
    draft = read(
        line("（二）某某局2022年部门预算项目支出绩效目标情况"),
        line("部门整体支出绩效目标表"),
        whole,
        line("项目支出绩效目标表"),
        grid(head("A1"), HEADING, ROW),
    )
    assert [project.project_name.text for project in draft.projects] == ["培训"]


def test_parts_of_a_sum_are_in_its_unit():
    whole = ["项目名称", "培训", "", "预算数（元）", "5000", ""]
    draft = read(grid(whole, ["财政拨款", "4000", "", "其他资金", "1000", ""], HEADING, ROW))
    project = draft.projects[0]
    assert [amount.unit for amount in (project.budget, project.fiscal, project.other)] == ["元"] * 3


def test_forms_counted_on_by_the_lines_that_name_them():
    """The unit's row is the same over all; below the first there is but a heading."""
    head = [
        ["单位编码及名称", "[425001]某某局", "", "金额单位", "万元", ""],
        ["资金用途", "抽检。", "", "", "", ""],
    ]
    draft = read(
        line("2025年项目绩效目标表（县级）"),
        *(line("（一）食品安全抽检"), grid(*head, HEADING, ROW)),
        *(line("（二）党报党刊征订"), grid(*head, HEADING, ROW)),
        *(line("（三）机关食堂"), grid(*head, HEADING, ROW)),
    )
    assert [project.project_name.text for project in draft.projects] == [
        "食品安全抽检",
        "党报党刊征订",
        "机关食堂",
    ]
    assert leftovers(draft) == []


def test_a_project_that_sentences_over_its_indicators_tell():
    draft = read(
        line("2.校舍维修改造工程"),
        line("该项目2025年预算安排148.6万元，其中财政拨款120万元，其他资金28.6万元。"),
        line("资金用途：用于操场改造。"),
        line("绩效目标：消除隐患。"),
        line("绩效指标如下："),
        grid(HEADING, ROW),
    )
    project = draft.projects[0]
    told = (project.project_name.text, project.purpose.text, project.goals.text)
    assert told == ("校舍维修改造工程", "用于操场改造。", "消除隐患。")
    amounts = (project.budget, project.fiscal, project.other)
    assert [amount.text for amount in amounts] == ["148.6万元", "120万元", "28.6万元"]


def test_the_unit_over_the_next_form_is_its_own():
    first = [["编制单位：", "甲中心", "", "", "单位：元", ""], head("A1"), HEADING, ROW]
    second = [["编制单位：", "乙中心", "", "", "单位：元", ""], head("A2"), HEADING, ROW]
    draft = read(line("2025年度"), grid(*first), line("2025年度"), grid(*second))
    assert [project.unit_name.text for project in draft.projects] == ["甲中心", "乙中心"]


def test_a_department_as_a_whole_under_a_section_of_its_name():
    whole = grid(["部门名称", "某某局", "", "年度总体目标", "完成任务", ""], HEADING, ROW)
    draft = read(
        line("一、部门整体支出绩效目标"), whole, line("1.培训绩效目标表"), grid(head("A1"), HEADING, ROW)
    )
    assert [project.project_name.text for project in draft.projects] == ["培训"]


def test_a_units_code_and_name_in_cells_of_their_own_over_each_form():
    unit = ["303001", "某某县妇女联合会", "", "", "单位：万元", ""]
    form = [unit, ["预算数", "5", "", "资金用途", "差旅。", ""], HEADING, ROW]
    draft = read(line("（一）免费筛查"), grid(*form), line("（二）驻村经费"), grid(*form))
    told = [(one.project_name.text, one.unit_code.text, one.unit_name.text) for one in draft.projects]
    assert told == [("免费筛查", "303001", "某某县妇女联合会"), ("驻村经费", "303001", "某某县妇女联合会")]
    assert leftovers(draft) == []


def test_labels_that_a_page_says_again_beside_their_rest():
    plan = ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", ""]
    draft = read(
        line("1.培训绩效目标表"),
        grid(head("A1"), plan),
        grid(["资金支出计划（%）", "25", "50", "75", "100", ""], HEADING, ROW),
    )
    assert [value.text for value in draft.projects[0].plan.values()] == ["25", "50", "75", "100"]
    assert leftovers(draft) == []


def test_budgets_that_another_table_of_the_draft_says():
    """A project is known there by its name, where just one row has it."""
    amounts = grid(
        ["项目分类", "项目代码", "项目名称", "项目单位", "合计", "财政拨款"],
        ["其他", "5323001", "抚育", "某某局", "40,000.00", "30,000.00"],
        ["其他", "5323002", "防火", "某某局", "10,000.00", "10,000.00"],
        ["其他", "5323003", "防火", "某某局", "20,000.00", "20,000.00"],
    )
    targets = grid(
        ["项目名称", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标值"],
        ["抚育", "完成抚育。", "产出指标", "数量指标", "面积", "≥2万亩"],
        ["防火", "及时扑救。", "产出指标", "数量指标", "队员", "≥60人"],
    )
    draft = read(
        line("部门项目支出预算表"), line("单位：元"), amounts, line("部门项目支出绩效目标表"), targets
    )
    told = [
        (one.project_code.text, one.budget.text, one.budget.unit, one.fiscal.text) for one in draft.projects
    ]
    assert told == [("5323001", "40,000.00", "元", "30,000.00"), ("", "", "", "")]
    assert draft.cells[draft.projects[0].budget.cells[0]].field == "budget_wanyuan"


def test_the_unit_that_heads_several_forms():
    """Each form has a title of its own; the next heading is of another unit."""
    forms = [
        block
        for heading, code in (("（一）412001 某局本级", "A1"), ("", "A2"), ("（二）412002 某中心", "A3"))
        for block in (
            *([line(heading)] if heading else []),
            line(f"{code[1]}.培训绩效目标表"),
            line("单位：万元"),
            grid(head(code), HEADING, ROW),
        )
    ]
    draft = read(*forms)
    assert [(one.unit_code.text, one.unit_name.text) for one in draft.projects] == [
        ("412001", "某局本级"),
        ("412001", "某局本级"),
        ("412002", "某中心"),
    ]


def test_the_code_over_a_form_whose_cells_name_its_unit():
    named = ["主管部门", "某局", "", "实施单位", "某局", ""]
    draft = read(line("1.培训绩效目标表"), line("348001某局"), grid(head("A1"), named, HEADING, ROW))
    assert draft.projects[0].unit_code.text == "348001"
    assert draft.projects[0].unit_name.text == "某局"


def test_a_short_code_before_the_name_in_its_cell():
    draft = read(
        line("1.培训绩效目标表"),
        grid(["项目名称", "13062620P462093C-办公楼运行维护费", "", "预算数", "6", ""], HEADING, ROW),
    )
    project = draft.projects[0]
    assert (project.project_code.text, project.project_name.text) == ("13062620P462093C", "办公楼运行维护费")


def test_the_sum_beside_a_caption_over_amounts():
    caption = ["预算资金情况（万元）", "540.00", "", "", "", ""]
    draft = read(line("1.培训绩效目标表"), grid(head("A1"), caption, HEADING, ROW))
    budget = draft.projects[0].budget
    assert (budget.text, budget.unit) == ("540.00", "万元")
    assert leftovers(draft) == []


def test_the_spending_plan_in_a_line_over_the_form():
    draft = read(
        line("项目名称：培训"),
        line("预算数：4.4174万元"),
        line("资金支出计划：3月底5%，6月底50%，10月底80%，12月底100%"),
        grid(HEADING, ROW),
    )
    assert {month: share.text for month, share in draft.projects[0].plan.items()} == {
        "03": "5%", "06": "50%", "10": "80%", "12": "100%",
    }  # fmt: skip


def test_projects_counted_over_their_forms_with_the_code_of_their_unit():
    forms = [
        block
        for number, name in enumerate(("造林绿化", "地力补贴"), start=1)
        for block in (
            line(f"项目{number}：{name}"),
            line("单位代码：418001  单位名称：某县农牧局  金额单位：万元"),
            grid(["项目名称", name, "", "预算数", "6", ""], HEADING, ROW),
        )
    ]
    draft = read(*forms)
    assert [(one.project_name.text, one.unit_code.text) for one in draft.projects] == [
        ("造林绿化", "418001"),
        ("地力补贴", "418001"),
    ]


def test_the_form_of_the_department_in_part_one_is_no_project():
    department = ["部门（单位）名称", "某镇政府", "", "年度总体目标", "机关运转高效。", ""]
    draft = read(
        line("第一部分 整体绩效目标"),
        line("坚持稳中求进，推动各项事业高质量发展。"),
        grid(department, HEADING, ROW),
        line("第二部分 预算项目绩效目标"),
        line("1、培训"),
        grid(head("A1"), HEADING, ROW),
    )
    assert [one.project_code.text for one in draft.projects] == ["A1"]


def test_a_name_that_begins_with_a_year_behind_its_code():
    draft = read(
        line("1.培训绩效目标表"),
        grid(["项目名称", "130104202037414-2020年信号灯维护", "", "预算数", "6", ""], HEADING, ROW),
    )
    project = draft.projects[0]
    assert (project.project_code.text, project.project_name.text) == ("130104202037414", "2020年信号灯维护")


def test_forms_that_begin_with_the_number_of_their_project():
    forms = [
        grid(
            [f"项目{number}", name, "", "单位：万元", "", ""],
            ["预算数", "6", "", "绩效目标", "学会。", ""],
            HEADING,
            ROW,
        )
        for number, name in (("一", "培训"), ("二", "见习"), ("三", "低保"))
    ]
    draft = read(line("2027年部门预算项目绩效目标表"), *forms)
    assert [one.project_name.text for one in draft.projects] == ["培训", "见习", "低保"]
    assert len(values(draft)) == 3


def test_numbered_titles_in_rows_between_the_forms_of_one_table():
    draft = read(
        line("1、培训"),
        grid(head("A1"), HEADING, ROW, ["2、见习"], head("A2", "见习"), HEADING, ROW),
    )
    assert [one.title.text for one in draft.projects] == ["培训", "见习"]
    assert leftovers(draft) == []


def test_code_and_name_behind_a_label_of_both():
    draft = read(
        line("培训绩效目标表"),
        grid(["项目", "编码", "13072421P0066745823284", "名称", "农村公路养护", ""], HEADING, ROW),
    )
    project = draft.projects[0]
    assert (project.project_code.text, project.project_name.text) == (
        "13072421P0066745823284",
        "农村公路养护",
    )


def test_the_year_in_the_line_of_the_first_form_s_unit_is_the_draft_s():
    draft = read(
        line("部门：332 某县旅游局  预算年度：2020年"),
        line("1、培训"),
        grid(head("A1"), HEADING, ROW),
    )
    assert draft.cover.fiscal_year == 2020


def test_what_the_department_does_between_the_forms_of_two_units():
    """Its rows have grades as the forms have; the form before it ends, and none is left out with it."""
    activities = grid(
        ["职责活动", "年度预算数", "内容描述", "绩效目标", "优", "良"],
        ["园林管护", "80.00", "管护公园", "绿地完好", "≥95%", "≥90%"],
    )
    forms = [grid(head(f"A{number}", name), ["一级指标", "二级指标", "三级指标", "优", "良", "中"],
                  ["产出指标", "数量指标", "栽植树木", "≥500株", "≥450株", "≥400株"])
             for number, name in enumerate(("植树", "护林"), start=1)]  # fmt: skip
    draft = read(
        line("园林局"), activities, line("植树"), forms[0], line("林业局"), activities, line("护林"), forms[1]
    )
    assert [project.project_name.text for project in draft.projects] == ["植树", "护林"]
    assert leftovers(draft) == []


def test_a_unit_s_name_over_two_lines():
    draft = read(line("编制单位：山南区社会养老保险事业管理"), line("局"), line("2025年项目绩效目标表"),
                 grid(head("A1"), HEADING, ROW))  # fmt: skip
    (project,) = draft.projects
    assert (project.unit_name.text, project.title.text) == (
        "山南区社会养老保险事业管理局",
        "2025年项目绩效目标表",
    )


def test_goals_counted_in_lines_over_a_form():
    draft = read(
        *map(
            line,
            (
                "一、河道整治",
                "项目名称：河道整治",
                "年度绩效目标：目标1：疏浚河道9公里。",
                "目标2：清淤3万方。",
                "绩效指标：",
            ),
        ),
        grid(HEADING, ROW),
    )
    (project,) = draft.projects
    assert project.goals.text == "目标1：疏浚河道9公里。目标2：清淤3万方。"


def test_forms_of_one_unit_that_begin_with_its_name():
    """The row of the unit says the same over each; it is the next form's, with the numbered line over it."""
    unit = ["预算单位", "118001-山水县医疗保障局", "", "", "", ""]
    draft = read(
        line("（一）健康档案"), grid(unit, head("A1", "健康档案"), HEADING, ROW),
        line("（二）技能培训"), grid(unit, head("A2", "技能培训"), HEADING, ROW),
    )  # fmt: skip
    told = [
        (project.title.text, project.project_name.text, project.unit_code.text) for project in draft.projects
    ]
    assert told == [("健康档案", "健康档案", "118001"), ("技能培训", "技能培训", "118001")]
    assert leftovers(draft) == []


def test_forms_in_one_table_that_begin_with_their_unit():
    forms = [
        [["填报单位", f"山水县{name}", "", "", "", ""], head(f"A{name}", name), HEADING, ROW]
        for name in ("民政局", "城管局")
    ]
    draft = read(grid(*(row for form in forms for row in form)))
    assert [project.unit_name.text for project in draft.projects] == ["山水县民政局", "山水县城管局"]


def test_a_project_with_a_code_that_the_title_names():
    draft = read(
        line("法律援助经费绩效目标表"), grid(["项目编码", "A1", "", "项目级次", "部门项目", ""], HEADING, ROW)
    )
    (project,) = draft.projects
    assert (project.project_name.text, project.project_code.text) == ("法律援助经费", "A1")


def test_a_year_that_opens_some_titles_is_of_the_project_s_name():
    """And tells no fiscal year: what a project carries over is from an earlier one."""
    names = ["物业管理费", "2020年中央财政补助资金（结转）", "2021年地力保护补贴"]
    forms = [
        (
            line(f"{at}、{name}绩效目标表"),
            grid(["项目编码", f"A{at}", "", "项目级次", "本级", ""], HEADING, ROW),
        )
        for at, name in enumerate(names, start=1)
    ]
    draft = read(line("2021年部门预算绩效文本"), *(block for form in forms for block in form))
    assert [one.project_name.text for one in draft.projects] == names
    assert draft.cover.fiscal_year == 2021
    assert 2020 not in {one.fiscal_year for one in draft.projects}


def test_a_year_that_opens_every_title_is_the_forms_own():
    names = ["物业管理费", "中央财政补助资金"]
    forms = [
        (line(f"2021年{name}绩效目标表"), grid(["项目编码", name, "", "项目级次", "本级", ""], HEADING, ROW))
        for name in names
    ]
    draft = read(*(block for form in forms for block in form))
    assert [(one.project_name.text, one.fiscal_year) for one in draft.projects] == [
        ("物业管理费", 2021),
        ("中央财政补助资金", 2021),
    ]


def test_a_plan_of_a_project_without_money():
    amounts = ["预算规模及资金用途", "预算数", "0.00", "其中：财政资金", "0.00", ""]
    months = ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", ""]
    draft = read(grid(head("A1"), amounts, months, ["", "0", "0", "0", "0", ""], HEADING, ROW))
    assert {month: value.text for month, value in draft.projects[0].plan.items()} == {
        "03": "0", "06": "0", "10": "0", "12": "0",
    }  # fmt: skip


def test_goals_that_begin_below_the_plan_at_the_end_of_a_page_beside_an_empty_label():
    plan = Piece(text="资金支出计划（%）")
    months = [
        GridCell(Piece(text=text), at, at + 1)
        for at, text in enumerate(["3月底", "6月底", "10月底", "12月底"], 1)
    ]
    shares = [GridCell(Piece(text=text), at, at + 1) for at, text in enumerate(["25", "50", "75", "100"], 1)]
    above = grid(head("A1"))
    above.rows += [
        [GridCell(plan, 0, 1), *months],
        [GridCell(plan, 0, 1, spanned=True), *shares],
        [GridCell(Piece(text=""), 0, 1), GridCell(Piece(text="1.清扫道路。"), 1, 6)],
    ]
    below = grid(HEADING, ROW)
    below.rows.insert(0, [GridCell(Piece(text="绩效目标"), 0, 1), GridCell(Piece(text="2.清运垃圾。"), 1, 6)])
    (project,) = read(line("1、清扫绩效目标表"), above, below).projects
    assert "".join(project.goals.text.split()) == "1.清扫道路。2.清运垃圾。"
    assert project.plan["12"].text == "100"


def test_a_name_cut_by_a_page_in_a_narrow_column_below_a_wide_one():
    """How long a line of a column may be is told by cells as wide, not by another table of the form."""

    def row(edges: list[int], *texts: str, spanned: tuple[int, ...] = ()) -> list[GridCell]:
        return [
            GridCell(Piece(text=text), edges[at], edges[at + 1], spanned=at in spanned)
            for at, text in enumerate(texts)
        ]

    wide, narrow = [0, 50, 100, 230, 400], [0, 50, 100, 160, 400]
    headings = ("一级指标", "二级指标", "三级指标", "指标值")
    page = Grid(
        [
            row([0, 100, 400], "项目名称", "水库管护"),
            [GridCell(Piece(text="长期绩效目标表"), 0, 400)],
            row(wide, *headings),
            row(wide, "产出指标", "数量指标", "水库安全监测设施覆\n盖率", "=100%"),
            [GridCell(Piece(text="年度绩效目标表"), 0, 400)],
            row(narrow, *headings),
            row(narrow, "产出指标", "数量指标", "管护小型\n水库数量", "=42座"),
            row(narrow, "", "质量指", "水库安全", "=0%"),
        ]
    )
    below = Grid(
        [row(narrow, "", "标", "鉴定超期\n率", ""), row(narrow, "效益指标", "社会效益指标", "度汛", "无事故")]
    )
    (project,) = read(line("项目支出绩效目标申报表"), page, below).projects
    annual = project.indicators[1:]
    assert [(one.level2.text, one.level3.text, one.value.text) for one in annual] == [
        ("数量指标", "管护小型水库数量", "=42座"),
        ("质量指标", "水库安全鉴定超期率", "=0%"),
        ("社会效益指标", "度汛", "无事故"),
    ]


def test_projects_told_in_numbered_sections_over_their_indicators():
    """As ministries and some cities publish them: a heading a line, its text below, a table of indicators last."""

    def sections(name: str, unit: str, amount: str) -> list[Block]:
        told = (
            name, "（一）项目概述", "园舍老化，拟改造外墙、操场及厨房。", "（二）立项依据", "旗人民政府2023年第9次常务会议纪要。",
            "（三）实施主体", unit, "（四）实施周期", "2024年1月至2024年12月", "（五）年度预算安排", amount,
            "（六）绩效目标", "完成外墙保温。", "按期开园。", "（七）绩效指标",
        )  # fmt: skip
        return [*map(line, told), grid(HEADING, ROW)]

    draft = read(
        line("某旗教育局2024年部门预算"),
        *sections(
            "一、幼儿园改造项目",
            "某旗教育局",
            "2024年安排预算265.00万元，其中财政拨款200万元，其他资金65万元。",
        ),
        *sections(
            "二、国家助学金", "由某旗教育局会同各学校组织实施，旗财政局拨付", "2024年安排预算139.84万元。"
        ),
    )
    first, second = draft.projects
    assert (first.project_name.text, first.unit_name.text, first.goals.text) == (
        "幼儿园改造项目", "某旗教育局", "完成外墙保温。按期开园。",
    )  # fmt: skip
    assert [one.text for one in (first.budget, first.fiscal, first.other)] == [
        "265.00万元",
        "200万元",
        "65万元",
    ]
    assert {one.label: one.value.text for one in first.details} == {
        "立项依据": "旗人民政府2023年第9次常务会议纪要。", "实施周期": "2024年1月至2024年12月",
    }  # fmt: skip
    assert (second.project_name.text, second.budget.text) == ("国家助学金", "139.84万元")
    assert "会同" not in second.unit_name.text
    assert draft.cover.fiscal_year == 2024


def test_sections_that_tell_what_they_are_about_behind_a_colon():
    told = (
        "一、幼儿园改造项目", "（一）项目概况", "园舍老化，拟改造外墙。", "（二）实施单位：某旗教育局",
        "（三）实施周期：2024年1月至2024年12月",
        "（四）年度预算安排：预算总额178.00万元，其中：财政拨款143.00万元，其他资金35.00万元。",
        "（五）绩效目标", "完成外墙保温。", "项目绩效指标如下：",
    )  # fmt: skip
    (project,) = read(*map(line, told), grid(HEADING, ROW)).projects
    assert (project.project_name.text, project.unit_name.text) == ("幼儿园改造项目", "某旗教育局")
    assert (project.budget.text, project.fiscal.text, project.other.text) == (
        "178.00万元",
        "143.00万元",
        "35.00万元",
    )
    assert project.goals.text == "完成外墙保温。"


@pytest.mark.parametrize(
    "said",
    [
        "61135176625319P070076-特种设备安全监察",
        "特种设备安全监察（61135176625319P070076）",
        "特种设备安全监察（ 61135176625319P 070076）",
    ],
)
def test_codes_of_other_provinces_beside_the_name(said):
    (project,) = read(grid(["项目名称", said], HEADING, ROW)).projects
    assert project.project_name.text == "特种设备安全监察"
    assert project.project_code.text.replace(" ", "") == "61135176625319P070076"


def test_numbered_lines_that_are_no_sections_of_a_form():
    draft = read(
        line("1、培训绩效目标表"),
        *map(
            line,
            (
                "（一）提高就业水平",
                "全年培训900人。",
                "（二）稳定企业用工",
                "走访企业。",
                "（三）服务到位",
                "热线畅通。",
            ),
        ),
        grid(head("A1"), HEADING, ROW),
    )
    assert [one.project_code.text for one in draft.projects] == ["A1"]


def test_a_code_in_brackets_before_the_name():
    named = ["项目代码及名称", "（2100409）应急处置", "", "预算数", "6", ""]
    (project,) = read(line("1.应急绩效目标表"), grid(named, HEADING, ROW)).projects
    assert (project.project_code.text, project.project_name.text) == ("2100409", "应急处置")


def test_prose_that_begins_with_six_digits_names_no_unit():
    draft = read(
        line("其中：文化旅游体育与传媒支出816."),
        line("500000万元，卫生健康支出112.17万元，住房保障支出168.26万元。"),
        line("1.培训绩效目标表"),
        grid(head("A1"), HEADING, ROW),
    )
    project = draft.projects[0]
    assert (project.unit_code.text, project.unit_name.text) == ("", "")


def test_sections_of_the_draft_over_the_first_form_tell_nothing_of_its_project():
    draft = read(
        line("一、总体绩效目标"),
        line("全面完成各项目标任务。"),
        line("二、工作保障措施"),
        line("完善制度建设。"),
        line("三、预算项目绩效目标"),
        line("1.补贴绩效目标表"),
        line("314001某县水利局　　单位：万元"),
        grid(head("A1", "补贴"), ["绩效目标", "1.足额发放。", "", "", "", ""], HEADING, ROW),
    )
    (project,) = draft.projects
    assert (project.unit_code.text, project.unit_name.text, project.goals.text) == (
        "314001", "某县水利局", "1.足额发放。",
    )  # fmt: skip
