"""Forms as provinces draw them: which cell ends in which field."""

from __future__ import annotations

import pytest

from extractors.draft import Draft, Project
from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of

UP, LEFT = "^", "<"  # the cell goes on from the row above, or from the column before


def table(*rows: list[str]) -> Grid:
    """A ruled table; UP and LEFT are merged with what stands there."""
    grid: list[list[GridCell]] = []
    above: list[GridCell | None] = [None] * len(rows[0])
    for number, row in enumerate(rows):
        cells: list[GridCell] = []
        for column, text in enumerate(row):
            if text == LEFT:
                cells[-1].right = column + 1
                above[column] = cells[-1]
                continue
            over = above[column] if text == UP else None
            if over and cells and cells[-1].piece is over.piece:
                cells[-1].right = column + 1
            else:
                piece = over.piece if over else Piece(text=text, table=0, row=number, column=column)
                cells.append(GridCell(piece, column, column + 1, spanned=over is not None))
            above[column] = cells[-1]
        grid.append(cells)
    return Grid(grid)


def read(*blocks: Block) -> Draft:
    return draft_of(Reading(format="docx", page_count=None, blocks=list(blocks)))


def line(text: str) -> Line:
    return Line(Piece(text=text))


def left_over(draft: Draft) -> list[str]:
    return [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None]


def told(project: Project) -> dict[str, str]:
    return {detail.label: detail.value.text for detail in project.details}


def targets(project: Project) -> list[tuple[str, str, str, str]]:
    return [(one.level1.text, one.level2.text, one.level3.text, one.sign.text + one.value.text + one.unit.text)
            for one in project.indicators]  # fmt: skip


def test_many_projects_in_one_table():
    heading = ["单位名称", "项目名称", "预算数", "年度目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值",
               "度量单位", "权重"]  # fmt: skip
    pay, books = "51000021R000000015853-工资性支出", "51000022T000000412345-图书购置"
    first = table(
        heading,
        ["314-某某局", LEFT, "110.00", "", "", "", "", "", "", "", ""],
        [
            "314001-某某局机关",
            pay,
            "100.00",
            "足额发放工资。",
            "产出指标",
            "数量指标",
            "发放人数",
            "≥",
            "35",
            "人",
            "30",
        ],
        [UP, UP, UP, UP, UP, "质量指标", "准确率", "＝", "100", "%", "30"],
        [UP, UP, UP, UP, "效益指标", "社会效益指标", "运转", "定性", "优良中低差", "", "30"],
        [UP, books, "10.00", "购置图书。", "产出指标", "数量指标", "图书册数", "≥", "500", "册", "40"],
    )
    second = table(
        heading,
        ["", "", "", "", "", "时效指标", "完成时间", "≤", "12", "月", "50"],
        [
            "314002-某某学校",
            "培训费",
            "5.00",
            "培训。",
            "产出指标",
            "数量指标",
            "培训人次",
            "≥",
            "60",
            "人次",
            "90",
        ],
    )
    draft = read(line("部门预算项目绩效目标表（2023年度）"), line("金额单位：万元"), first, second)
    read_as = [
        (
            one.project_code.text,
            one.project_name.text,
            one.unit_code.text,
            one.unit_name.text,
            one.budget.text,
        )
        for one in draft.projects
    ]
    assert read_as == [
        ("51000021R000000015853", "工资性支出", "314001", "某某局机关", "100.00"),
        ("51000022T000000412345", "图书购置", "314001", "某某局机关", "10.00"),
        ("", "培训费", "314002", "某某学校", "5.00"),
    ]
    assert [one.goals.text for one in draft.projects] == ["足额发放工资。", "购置图书。", "培训。"]
    assert targets(draft.projects[0]) == [
        ("产出指标", "数量指标", "发放人数", "≥35人"),
        ("产出指标", "质量指标", "准确率", "＝100%"),
        ("效益指标", "社会效益指标", "运转", "定性优良中低差"),
    ]
    assert targets(draft.projects[1])[1] == ("产出指标", "时效指标", "完成时间", "≤12月")
    assert left_over(draft) == []
    fields = {cell.text: cell.field for cell in draft.cells}
    assert (fields["314-某某局"], fields["110.00"]) == ("department_name", "subtotal")


def test_goals_and_indicators_of_the_term_beside_those_of_the_year():
    draft = read(
        line("项目支出绩效目标申报表"), line("（2022年度）"),
        table(
            ["项目名称", "某项目", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT],
            ["项目资金（元）", "中期资金总额：", "300", LEFT, "年度资金总额：", LEFT, "100", LEFT],
            [UP, "其中：财政拨款", "240", LEFT, "其中：财政拨款", LEFT, "80", LEFT],
            [UP, "其他资金", "60", LEFT, "其他资金", LEFT, "20", LEFT],
            ["总体目标", "中期目标（2022年—2024年）", LEFT, LEFT, "年度目标", LEFT, LEFT, LEFT],
            [UP, "目标1：三年建成", LEFT, LEFT, "目标1：今年动工", LEFT, LEFT, LEFT],
            ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"],
            [UP, "产出指标", "数量指标", "三年建成数", "30个", "数量指标", "今年动工数", "10个"],
            [UP, UP, "质量指标", "合格率", "100%", "", "", ""],
            [UP, "效益指标", "社会效益指标", "受益人数", "9万人", "社会效益指标", "受益人数", "3万人"],
        ),
    )  # fmt: skip
    project = draft.projects[0]
    assert (project.goals.text, project.goals_period, project.midterm_goals.text) == (
        "目标1：今年动工", "annual", "目标1：三年建成",
    )  # fmt: skip
    assert [(one.period, one.level2.text, one.level3.text, one.value.text) for one in project.indicators] == [
        ("midterm", "数量指标", "三年建成数", "30个"),
        ("midterm", "质量指标", "合格率", "100%"),
        ("midterm", "社会效益指标", "受益人数", "9万人"),
        ("annual", "数量指标", "今年动工数", "10个"),
        ("annual", "社会效益指标", "受益人数", "3万人"),
    ]
    assert (project.budget.text, project.budget.unit, project.title.text, project.fiscal_year) == (
        "100", "元", "项目支出绩效目标申报表", 2022,
    )  # fmt: skip
    assert left_over(draft) == []


def test_indicators_of_the_term_over_those_of_the_year():
    draft = read(
        line("某县财政支出项目绩效目标申报表"),
        table(
            ["项目名称", "某项目", "联系电话", "123", "", ""],
            ["项目绩效目标", "长期目标", LEFT, "年度目标", LEFT, LEFT],
            [UP, "建成", LEFT, "动工", LEFT, LEFT],
            ["长期绩效指标", "一级指标", "二级指标", "指标内容", "指标值", "备注"],
            [UP, "产出指标", "数量指标", "建成数", "30个", "略"],
            ["年度绩效指标", "一级指标", "二级指标", "指标内容", "指标值", "备注"],
            [UP, "产出指标", "数量指标", "动工数", "10个", ""],
            ["其他说明的问题", "无", LEFT, LEFT, LEFT, LEFT],
        ),
    )
    project = draft.projects[0]
    assert [(one.period, one.level3.text, one.value.text) for one in project.indicators] == [
        ("midterm", "建成数", "30个"),
        ("annual", "动工数", "10个"),
    ]
    assert told(project) == {"联系电话": "123", "其他说明的问题": "无"}
    assert left_over(draft) == []


def test_a_form_with_self_evaluation():
    draft = read(
        line("2023年项目支出绩效自评表"),
        table(
            ["项目名称", "某项目", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT],
            ["主管部门", "某局", LEFT, LEFT, "实施单位", "某所", LEFT, LEFT],
            ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
            [UP, "年度资金总额", "100", "90", "85", "10", "94.4%", "9.4"],
            [UP, "其中：当年财政拨款", "80", "70", "65", "—", "92.9%", "—"],
            [UP, "上年结转资金", "20", "20", "20", "—", "100%", "—"],
            ["年度总体目标", "预期目标", LEFT, LEFT, "实际完成情况", LEFT, LEFT, LEFT],
            [UP, "完成培训", LEFT, LEFT, "已完成", LEFT, LEFT, LEFT],
            ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            [UP, "产出指标", "数量指标", "培训人数", "≥50人", "52人", "50", "50"],
            ["总分", LEFT, LEFT, LEFT, LEFT, LEFT, "100", "99"],
        ),
    )
    project = draft.projects[0]
    assert (project.budget.text, project.fiscal.text, project.goals.text) == ("100", "80", "完成培训")
    assert told(project)["年度资金总额·全年执行数"] == "85"
    assert told(project)["实际完成情况"] == "已完成"
    indicator = project.indicators[0]
    assert (indicator.value.text, indicator.weight.text) == ("≥50人", "50")
    assert {one.label: one.value.text for one in indicator.details} == {"实际完成值": "52人", "得分": "50"}
    assert (project.department_name.text, project.unit_name.text) == ("某局", "某所")


def test_amounts_for_several_years():
    draft = read(
        line("2024年项目绩效目标表"),
        table(
            ["项目名称", "某项目", LEFT, LEFT],
            ["资金情况（万元）", "2023年", "2024年", "2025年"],
            ["资金总额", "10", "20", "30"],
            ["财政拨款", "10", "20", "30"],
            ["绩效目标", "建成", LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "建成数", "3"],
        ),
    )
    project = draft.projects[0]
    assert (project.budget.text, project.fiscal.text) == ("20", "20")
    assert told(project)["资金总额·2025年"] == "30"
    assert left_over(draft) == []


def test_an_unknown_label_is_left_over_with_its_value_and_moves_nothing():
    draft = read(
        line("项目绩效目标表"),
        table(
            ["项目名称", "某项目", "项目的管护主体们", "社保股", ""],
            ["资金总额", "10", "其中：财政拨款", "10", LEFT],
            ["绩效目标", "建成", LEFT, LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", "指标要旨", "指标值"],
            ["产出指标", "数量指标", "建成数", "建成几个", "3个"],
        ),
    )
    project = draft.projects[0]
    assert (project.project_name.text, project.budget.text) == ("某项目", "10")
    assert targets(project) == [("产出指标", "数量指标", "建成数", "3个")]
    assert left_over(draft) == ["项目的管护主体们", "社保股", "指标要旨", "建成几个"]
    assert [(new.text, new.section, new.field) for new in draft.new_labels] == [
        ("项目的管护主体们", "labels", "fact"), ("指标要旨", "columns", "description"),
    ]  # fmt: skip


def test_forms_of_two_layouts_in_one_draft():
    hebei = table(
        ["项目编码", "13082123P00007910001D", "项目名称", "培训", LEFT, LEFT],
        ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
        ["产出指标", "数量指标", "人数", "培训人数", "5人", "计划"],
    )
    graded = table(
        ["项目名称", "修路", LEFT, LEFT, LEFT, LEFT, LEFT],
        ["绩效指标", LEFT, LEFT, "评价标准", LEFT, LEFT, LEFT],
        ["一级指标", "二级指标", "三级指标", "优", "良", "中", "差"],
        ["产出指标", "数量指标", "里程", "≥10公里", "≥8公里", "≥6公里", "＜6公里"],
    )
    draft = read(line("1.培训绩效目标表"), hebei, line("2.修路绩效目标表"), graded)
    assert [project.layout for project in draft.projects] == ["hebei", "graded"]
    grades = draft.projects[1].indicators[0].details
    assert draft.projects[1].indicators[0].value.text == "≥10公里"
    assert [(grade.kind, grade.label, grade.value.text) for grade in grades] == [
        ("grade", "优", "≥10公里"), ("grade", "良", "≥8公里"), ("grade", "中", "≥6公里"), ("grade", "差", "＜6公里"),
    ]  # fmt: skip
    assert left_over(draft) == []


@pytest.mark.parametrize(
    ("budget", "plan", "shares"),
    [
        ("250.00", ["25", "50", "75", "100"], ["25", "50", "75", "100"]),  # they add to the budget by chance
        ("100.00", ["25", "25", "25", "25"], ["25", "25", "25", "25"]),
        ("250.00", ["50", "60", "70", "70"], []),
        ("250.00", ["50%", "60%", "70%", "70%"], ["50%", "60%", "70%", "70%"]),
    ],
)
def test_a_plan_in_money_is_told_from_one_in_percent(budget: str, plan: list[str], shares: list[str]) -> None:
    draft = read(
        line("2024年项目绩效目标表"),
        table(
            ["项目名称", "某项目", LEFT, "预算数", budget],
            ["资金支出计划", "3月底", "6月底", "10月底", "12月底"],
            [UP, *plan],
            ["绩效目标", "建成", LEFT, LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", "指标值", LEFT],
            ["产出指标", "数量指标", "建成数", "3", LEFT],
        ),
    )
    project = draft.projects[0]
    assert [value.text for value in project.plan.values()] == shares
    assert [told(project).get(month) for month in ("3月底", "12月底")] == (
        [None, None] if shares else ["50", "70"]
    )


def test_what_a_department_does_is_no_project_beside_forms_of_projects():
    duties = table(
        ["职责活动", "年度预算数", "内容描述", "绩效目标", "绩效指标", "优", "良", "中", "差"],
        [
            "教育管理",
            "98.50",
            "指导教育工作",
            "促进均衡发展",
            "义务教育巩固率",
            "≥97%",
            "≥95%",
            "≥93%",
            "＜93%",
        ],
    )
    form = table(
        ["项目名称", "校舍维修", "预算数", "98.50"],
        ["绩效目标", "改善办学条件", LEFT, LEFT],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "维修校舍", "≥3所"],
    )
    over = [line("部门职责及工作活动绩效目标"), line("单位：万元")]
    both = read(*over, duties, line("1.校舍维修绩效目标表"), form)
    assert [one.project_name.text for one in both.projects] == ["校舍维修"]
    assert [one.project_name.text for one in read(*over, duties).projects] == ["教育管理"]


def test_a_caption_over_its_first_label_is_of_the_next_form():
    def form(name: str) -> Grid:
        return table(
            ["项目基本信息", LEFT, LEFT, LEFT],
            ["项目名称", name, "年度资金总额", "100"],
            ["绩效指标", LEFT, LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", "目标值"],
            ["产出指标", "数量指标", "新建监测站", "10个"],
        )

    title = [line("预算项目绩效目标申报表"), line("（2024年度）"), line("金额单位：元")]
    draft = read(*title, form("监测站建设"), *title, form("在线监控运维"))
    assert [(one.title.text, one.project_name.text, one.fiscal_year) for one in draft.projects] == [
        ("预算项目绩效目标申报表", "监测站建设", 2024), ("预算项目绩效目标申报表", "在线监控运维", 2024),
    ]  # fmt: skip
    assert left_over(draft) == []


def test_goals_on_lines_of_their_own_in_text():
    head = table(
        ["项目名称", "京津风沙源治理"], ["预算数", "420.00"], ["绩效目标", "1.完成人工造林2.1万亩；"]
    )
    indicators = table(
        ["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "造林", "2.1万亩"]
    )
    draft = read(
        line("1.某项目绩效目标表"), head, line("2.改善区域生态环境；"), line("3.减少风沙危害。"), indicators
    )
    assert [one.goals.text for one in draft.projects] == [
        "1.完成人工造林2.1万亩； 2.改善区域生态环境； 3.减少风沙危害。"
    ]
    assert left_over(draft) == []


def test_codes_of_units_stand_in_rows_over_their_projects():
    heading = ["单位名称", "项目名称", "预算数", "一级指标", "二级指标", "三级指标", "指标值"]
    draft = read(
        line("部门预算项目绩效目标表"),
        line("部门：叙永县林业和竹业局　　金额单位：万元"),
        table(
            heading,
            ["332-叙永县林业和竹业局部门", LEFT, "298.40", "", "", "", ""],
            ["332001-叙永县林业和竹业局", LEFT, "298.40", "", "", "", ""],
            [
                "叙永县林业和竹业局",
                "5105242200000412890-病疫木除治",
                "298.40",
                "产出指标",
                "数量指标",
                "普查",
                "82万亩",
            ],
            [UP, UP, UP, UP, UP, "除治", "3万株"],
        ),
    )
    assert [(one.unit_code.text, one.project_code.text, one.project_name.text) for one in draft.projects] == [
        ("332001", "5105242200000412890", "病疫木除治")
    ]
    assert left_over(draft) == []


@pytest.mark.parametrize("at", range(6))
def test_a_row_without_cells_is_passed_over(at: int):
    def form() -> Grid:
        return table(
            ["项目名称", "校舍维修", "预算数", "98.50"],
            ["绩效目标", "1.改善办学条件；", LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "维修校舍", "≥3所"],
            ["效益指标", "社会效益指标", "受益学生", "≥900人"],
        )

    odd = form()
    odd.rows.insert(at, [])
    title = [line("1.校舍维修绩效目标表"), line("2024年度")]
    draft, whole = read(*title, odd, *title, odd), read(*title, form(), *title, form())
    assert [targets(one) for one in draft.projects] == [targets(one) for one in whole.projects]


def test_levels_over_columns_of_names_and_targets():
    """A heading of three rows; the last level 1 has but one level 2."""
    draft = read(
        line("2020年县级重点项目绩效目标汇总表"),
        table(
            ["预算单位", "项目名称", "预算数（万元）", "年度绩效目标", "产出指标", LEFT, LEFT, LEFT, "满意度指标", LEFT],
            [UP, UP, UP, UP, "数量指标", LEFT, "成本指标", LEFT, "服务对象满意度指标", LEFT],
            [UP, UP, UP, UP, "指标名称", "指标值", "指标名称", "指标值", "指标名称", "指标值"],
            ["某县水利", "河道清淤", "49.10", "河道畅通。", "清淤长度", "≥12公里", "每公里费用", "≤4万元", "群众满意度", "≥90%"],
            ["某县教育局", "校车运行", "28.00", "接送安全。", "校车数量", "=8辆", "每车费用", "≤3.5万元", "家长满意度", "≥95%"],
        ),
    )  # fmt: skip
    assert [one.project_name.text for one in draft.projects] == ["河道清淤", "校车运行"]
    assert targets(draft.projects[1]) == [
        ("产出指标", "数量指标", "校车数量", "=8辆"),
        ("产出指标", "成本指标", "每车费用", "≤3.5万元"),
        ("满意度指标", "服务对象满意度指标", "家长满意度", "≥95%"),
    ]
    assert left_over(draft) == []


def test_a_unit_with_its_sum_over_the_numbers_and_names_of_its_projects():
    draft = read(
        line("部门：某县教育局"),
        table(
            ["序号", "项目名称", "预算金额", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标值"],
            ["205009-某县第一中学", LEFT, "294.75", "", "", "", "", ""],
            ["1", "高考考务", "294.75", "考务零差错。", "产出指标", "数量指标", "考试场次", "≥4次"],
        ),
    )
    (project,) = draft.projects
    assert (project.unit_code.text, project.unit_name.text) == ("205009", "某县第一中学")
    assert (project.project_name.text, project.budget.text) == ("高考考务", "294.75")
    assert {cell.field for cell in draft.cells if cell.text == "294.75"} == {"subtotal", "budget_wanyuan"}


@pytest.mark.parametrize(
    ("headings", "year", "budget"),
    [
        (["年初预算", "调整后预算"], "年度绩效目标", "120.00"),
        (["年初预算", "预算执行数"], "年度绩效目标", "150.00"),
        (["2024年（上年）", "2025年（本年）"], "2025年年度目标", "120.00"),
    ],
)
def test_which_of_two_amounts_is_the_budget(headings: list[str], year: str, budget: str):
    draft = read(
        line("项目支出绩效目标表"),
        table(
            ["项目名称", "河道清淤", LEFT, LEFT],
            ["项目资金（万元）", "资金来源", *headings],
            [UP, "年度资金总额", "150.00", "120.00"],
            [UP, "其中：财政拨款", "150.00", "120.00"],
            [year, "河道畅通。", LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "清淤长度", "≥12公里"],
        ),
    )
    (project,) = draft.projects
    assert (project.budget.text, project.fiscal.text) == (budget, budget)
    assert project.goals.text == "河道畅通。"


def test_an_adjusted_budget_alone():
    draft = read(
        line("项目支出绩效目标表"),
        table(
            ["项目名称", "河道清淤", LEFT, LEFT],
            ["调整后预算数", "2150", "其中：财政资金", "2100"],
            ["绩效目标", "河道畅通。", LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "清淤长度", "≥12公里"],
        ),
    )
    assert (draft.projects[0].budget.text, draft.projects[0].fiscal.text) == ("2150", "2100")


def test_the_year_whose_row_of_funds_is_the_budget_and_the_sum_of_all_years():
    """No line over the form says the year: the label of the goals does."""
    draft = read(
        line("项目支出绩效目标申报表"),
        table(
            ["项目名称", "实验室建设", LEFT, LEFT, LEFT],
            ["项目资金（万元）", "年度", "合计", "财政拨款", "自筹（其他）资金"],
            [UP, "2024年", "1500.0", "1200.0", "300.0"],
            [UP, "2025年", "750.0", "600.0", "150.0"],
            [UP, "两年合计", "2250.0", "1800.0", "450.0"],
            ["2024年度目标", "建成平台。", LEFT, LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "分值"],
            ["产出指标", "数量指标", "论文数", "≥40篇", "10"],
        ),
    )
    (project,) = draft.projects
    assert project.fiscal_year == 2024
    assert [one.text for one in (project.budget, project.fiscal, project.other)] == [
        "1500.0",
        "1200.0",
        "300.0",
    ]
    assert left_over(draft) == []


def test_indicator_tables_without_a_heading():
    """The lines over each say the rest; the heading's words are no cells of the draft."""
    forms = [
        block
        for name, rows in (("河道清淤", ["清淤长度", "≥12公里"]), ("校车运行", ["校车数量", "8辆"]))
        for block in (
            line(f"一、项目名称：{name}"),
            line("预算资金：118.5万元"),
            line("年度目标：如期完成。"),
            table(
                ["产出指标", "数量指标", *rows],
                [UP, "质量指标", "验收合格率", "100%"],
                ["效益指标", "社会效益指标", "群众生活", "明显改善"],
            ),
        )
    ]
    draft = read(line("某乡2022年预算项目绩效目标"), *forms)
    assert [(one.project_name.text, one.budget.text) for one in draft.projects] == [
        ("河道清淤", "118.5万元"),
        ("校车运行", "118.5万元"),
    ]
    assert targets(draft.projects[1]) == [
        ("产出指标", "数量指标", "校车数量", "8辆"),
        ("产出指标", "质量指标", "验收合格率", "100%"),
        ("效益指标", "社会效益指标", "群众生活", "明显改善"),
    ]
    assert "一级指标" not in [cell.text for cell in draft.cells]


def test_a_list_for_each_unit_under_a_line_with_the_unit_of_money():
    heading = ["项目名称", "预算金额", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"]
    lists = [
        block
        for unit, name in (("某区教育局", "学生资助"), ("某区卫生局", "设备购置"))
        for block in (
            line(f"单位名称：{unit}单位：万元"),
            table(heading, [name, "9.5", "办好。", "产出", "数量", "人数", "2630人"]),
        )
    ]
    draft = read(line("项目支出绩效目标公开表"), *lists)
    assert [(one.unit_name.text, one.project_name.text) for one in draft.projects] == [
        ("某区教育局", "学生资助"),
        ("某区卫生局", "设备购置"),
    ]


def test_a_column_of_signs_below_the_sum_of_a_unit():
    draft = read(
        line("项目支出绩效目标表"),
        table(
            ["单位（专项）名称", "资金总额", "绩效目标", "绩效指标", LEFT, LEFT, LEFT, LEFT, LEFT],
            [UP, UP, UP, "一级指标", "二级指标", "三级指标", "指标值类型", "指标值", "度量单位"],
            ["某市商务局", "132.00", "", "", "", "", "", "", ""],
            ["招商经费", "132.00", "引进项目。", "产出指标", "数量指标", "招商批次", "≥", "60", "批次"],
            [UP, UP, UP, UP, "质量指标", "开工率", "≥", "60", "%"],
            [UP, UP, UP, UP, "时效指标", "完成时间", "定性", "12月底", ""],
        ),
    )
    assert targets(draft.projects[0])[:2] == [
        ("产出指标", "数量指标", "招商批次", "≥60批次"),
        ("产出指标", "质量指标", "开工率", "≥60%"),
    ]


def test_a_list_of_projects_below_the_form_of_one():
    draft = read(
        line("（一）奖励补助类"),
        table(
            ["项目名称", "参保奖补", LEFT, LEFT],
            ["项目单位", "某县医保局", "资金总额（万元）", "75"],
            ["年度目标", "巩固参保率。", LEFT, LEFT],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "参保人数", "≥68.5万人"],
        ),
        line("（二）信息化建设类"),
        line("填报单位：某县医保信息中心"),
        table(
            ["项目名称", "项目资金（万元）", LEFT, "年度目标", "绩效指标", LEFT, LEFT, LEFT],
            [UP, "小计", "财政拨款", UP, "一级指标", "二级指标", "三级指标", "指标值"],
            ["接口开发", "39.8", "39.8", "完成改造。", "产出指标", "数量指标", "改造医院数", "12家"],
            [UP, UP, UP, UP, UP, "质量指标", "验收合格率", "100%"],
        ),
    )
    assert [(one.project_name.text, one.budget.text, len(one.indicators)) for one in draft.projects] == [
        ("参保奖补", "75", 1),
        ("接口开发", "39.8", 2),
    ]


def test_an_office_at_the_end_of_a_page_is_over_the_projects_of_the_next():
    heading = ["单位名称、项目名称", "项目年度绩效目标", "一级指标", "二级指标", "三级指标", "指标值"]
    draft = read(
        line("项目支出绩效目标表"),
        table(
            heading,
            ["某县人民法院", "", "", "", "", ""],
            ["办案经费", "审好案件。", "产出指标", "数量指标", "受理案件数", "≥6800件"],
            [UP, UP, "满意度指标", "服务对象满意度指标", "当事人满意度", "≥85%"],
            ["某县司法局", "", "", "", "", ""],
        ),
        table(heading, ["援助补贴", "办好援助。", "产出指标", "数量指标", "援助案件数", "≥447件"]),
    )
    assert [(one.unit_name.text, one.project_name.text) for one in draft.projects] == [
        ("某县人民法院", "办案经费"),
        ("某县司法局", "援助补贴"),
    ]


def test_names_under_the_headings_of_the_term_and_the_year():
    draft = read(
        line("项目支出绩效目标申报表"),
        line("（2022年度）"),
        table(
            ["项目名称", "文化活动", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT],
            ["总体目标", "实施期目标（2022年—2024年）", LEFT, LEFT, LEFT, "年度目标", LEFT, LEFT],
            [UP, "三年办好。", LEFT, LEFT, LEFT, "今年办好。", LEFT, LEFT],
            ["绩效指标", "一级指标", "二级指标", "实施期指标", "指标值", "二级指标", "年度指标", "指标值"],
            [UP, "产出指标", "数量指标", "累计场次", "≥138场", "数量指标", "活动场次", "≥46场"],
        ),
    )
    assert [(one.period, one.level3.text, one.value.text) for one in draft.projects[0].indicators] == [
        ("midterm", "累计场次", "≥138场"),
        ("annual", "活动场次", "≥46场"),
    ]


def test_an_amount_written_in_one_with_its_label():
    draft = read(
        line("项目绩效目标表"),
        table(
            ["项目名称", "公卫服务", LEFT, LEFT],
            ["预算金额", "1069.70", "其中：财政资金708.32", "其他资金361.38"],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "建档率", "≥90%"],
        ),
    )
    assert draft.projects[0].other.text == "361.38"
    assert left_over(draft) == []
