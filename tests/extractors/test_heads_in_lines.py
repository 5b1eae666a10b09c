"""Projects named by a line over a head in running text, over a table of sums, or in the first row of their table."""

from __future__ import annotations

import pytest

from extractors.draft import Draft, Project
from extractors.joining import squeeze
from extractors.pieces import Block, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of
from tests.extractors.test_unseen_forms import grid

INDICATORS = {
    "普法宣传": "产出指标|数量指标|宣讲场次|≥12场\n效益指标|社会效益指标|法治意识|明显提高",
    "送戏下乡": "产出指标|数量指标|演出场次|≥60场\n满意度指标|服务对象满意度指标|观众满意度|≥90%",
    "河道清淤": "产出指标|数量指标|清淤长度|≥3公里\n效益指标|生态效益指标|行洪能力|有所改善",
}
HEADING = "一级指标|二级指标|三级指标|指标值\n"


def indicators(name: str) -> Block:
    return grid(HEADING + INDICATORS[name])


def lines(*texts: str) -> list[Block]:
    return [Line(Piece(text)) for text in texts]


def read(*blocks: Block) -> Draft:
    return draft_of(Reading("docx", None, list(blocks)))


def told(project: Project) -> tuple[str, ...]:
    fields = (project.project_name, project.unit_name, project.budget, project.fiscal, project.other)
    return tuple(squeeze(value.text) for value in fields)


def head_in_lines(name: str, amount: str) -> list[Block]:
    return lines(
        name, "实施单位：某某县服务中心", f"年度预算：{amount}万元，其中财政拨款{amount}万元。",
        f"年度绩效目标：做好{name}工作。",
    )  # fmt: skip


def test_a_line_over_a_head_in_lines_names_the_project() -> None:
    draft = read(
        *lines("某某县2024年部门预算项目支出绩效目标表"),
        *head_in_lines("普法宣传", "12"), indicators("普法宣传"),
        *head_in_lines("送戏下乡", "30.5"), indicators("送戏下乡"),
    )  # fmt: skip
    unit = "某某县服务中心"
    assert [told(project) for project in draft.projects] == [
        ("普法宣传", unit, "12万元", "12万元", ""), ("送戏下乡", unit, "30.5万元", "30.5万元", ""),
    ]  # fmt: skip
    assert [len(project.indicators) for project in draft.projects] == [2, 2]
    assert draft.projects[1].goals.text == "做好送戏下乡工作。"


def test_a_numbered_name_over_lines_and_a_table_that_they_lead_to() -> None:
    """Each with a year before its sum, and the title naming nothing but the office."""
    blocks = lines("某某县水利局2024年部门预算项目绩效目标", "项目单位：某某县水利局")
    for number, (name, amount) in zip("一二", (("普法宣传", "12"), ("河道清淤", "30")), strict=True):
        blocks += lines(
            f"{number}、{name}",
            f"预算安排：2024年预算安排资金{amount}万元，其中：财政拨款{amount}万元，其他资金0万元。",
            f"绩效目标：做好{name}工作。",
            "绩效指标如下：",
        )
        blocks.append(indicators(name))
    assert [told(project) for project in read(*blocks).projects] == [
        ("普法宣传", "某某县水利局", "12万元", "12万元", "0万元"),
        ("河道清淤", "某某县水利局", "30万元", "30万元", "0万元"),
    ]


def test_a_table_of_sums_under_each_projects_name() -> None:
    def sums(*amounts: str) -> Block:
        return grid("项目资金（万元）|其中：财政拨款|其他资金\n" + "|".join(amounts))

    draft = read(
        *lines("某某县商务局2024年部门预算项目绩效目标", "编报单位：某某县商务局", "（一）普法宣传"),
        sums("12", "10", "2"), *lines("年度绩效目标：做好普法宣传工作。"), indicators("普法宣传"),
        *lines("（二）河道清淤", "编报单位：某某县商务局　　主管部门：某某县商务局"),
        sums("30", "30", "0"), *lines("年度绩效目标：做好河道清淤工作。"), indicators("河道清淤"),
    )  # fmt: skip
    assert [told(project) for project in draft.projects] == [
        ("普法宣传", "某某县商务局", "12", "10", "2"), ("河道清淤", "某某县商务局", "30", "30", "0"),
    ]  # fmt: skip
    assert {project.budget.unit for project in draft.projects} == {"万元"}


def test_a_first_row_with_the_name_before_the_code() -> None:
    def form(name: str, code: str) -> Block:
        return grid(
            f"{name}　　项目代码：{code}|<|<|<\n预算单位|某某县委党校|<|<\n"
            f"资金总额|20万元（其中：财政拨款15万元；其他资金5万元）|<|<\n年度目标|做好{name}工作。|<|<\n"
            + HEADING
            + INDICATORS[name]
        )

    draft = read(
        *lines("某某县2024年预算项目绩效目标表"),
        form("普法宣传", "13072323P00001"),
        form("送戏下乡", "13072323P00002"),
    )
    sums = ("某某县委党校", "20万元", "15万元", "5万元")
    assert [told(project) for project in draft.projects] == [("普法宣传", *sums), ("送戏下乡", *sums)]
    assert [project.project_code.text for project in draft.projects] == ["13072323P00001", "13072323P00002"]


@pytest.mark.parametrize(
    ("amount", "parts"),
    [
        ("296万元（其中：财政拨款 196万元；其他资金 100万元）", ("296万元", "196万元", "100万元")),
        ("296万元，其中财政拨款196万元、其他资金100万元", ("296万元", "196万元", "100万元")),
        ("项目资金总额296万元，其中：财政拨款196万元，其他资金100万元。", ("296万元", "196万元", "100万元")),
        ("296（财政拨款196，其他资金100）", ("296", "196", "100")),
        ("2024年安排296万元", ("296万元", "", "")),
        ("296万元（含税）", ("296万元（含税）", "", "")),
        (
            "296万元，其中：财政拨款196万元，另有物资若干",
            ("296万元，其中：财政拨款196万元，另有物资若干", "", ""),
        ),
    ],
)
def test_a_sum_and_its_parts_in_one_cell(amount: str, parts: tuple[str, ...]) -> None:
    head = f"项目名称|普法宣传|<|<\n资金总额|{amount}|<|<\n年度目标|做好普法宣传工作。|<|<\n"
    draft = read(*lines("项目支出绩效目标表"), grid(head + HEADING + INDICATORS["普法宣传"]))
    assert told(draft.projects[0])[2:] == tuple(map(squeeze, parts))


def test_the_kind_of_funds_under_its_label_beside_amounts_is_a_value() -> None:
    head = "项目名称|普法宣传|<|<\n项目预算（元）|年度资金总额|其中：财政拨款|资金性质\n^|120,000|100,000|一般公共预算\n"
    draft = read(*lines("项目支出绩效目标表"), grid(head + HEADING + INDICATORS["普法宣传"]))
    assert told(draft.projects[0]) == ("普法宣传", "", "120,000", "100,000", "")
    assert [(one.label, one.value.text) for one in draft.projects[0].details] == [
        ("资金性质", "一般公共预算")
    ]


def test_the_unit_of_money_under_a_label_beside_amounts() -> None:
    """Drawn in a cell of its own, the label's second line."""
    head = "项目名称|普法宣传|<|<\n年度预算申请|资金总额|财政拨款|其他资金\n（万元）|12.5|10|2.5\n"
    draft = read(*lines("项目支出绩效目标表"), grid(head + HEADING + INDICATORS["普法宣传"]))
    assert told(draft.projects[0]) == ("普法宣传", "", "12.5", "10", "2.5")
    assert draft.projects[0].budget.unit == "万元"


@pytest.mark.parametrize("heading", ["三级指标", "三级指标及指标值", "指标名称及目标值"])
def test_names_and_targets_in_one_column(heading: str) -> None:
    rows = "产出指标|数量指标|宣讲场次≥12场\n^|质量指标|验收合格率100%\n^|时效指标|2024年12月底前完成率\n"
    head = f"项目名称|普法宣传|<\n预算数|12|<\n年度目标|做好普法宣传工作。|<\n一级指标|二级指标|{heading}\n"
    draft = read(*lines("项目支出绩效目标表"), grid(head + rows))
    assert [(one.level3.text, one.value.text) for one in draft.projects[0].indicators] == [
        ("宣讲场次", "≥12场"), ("验收合格率", "100%"), ("2024年12月底前完成率", ""),
    ]  # fmt: skip


def test_sums_below_the_rows_of_another_table_open_no_form() -> None:
    """A contents list over it names the forms; the department's own indicators stand behind it."""
    draft = read(
        *lines("某某县应急管理局", "2024年部门预算", "目　录", "一、收支情况\t3", "二、项目支出绩效目标\t5"),
        *lines("一、收支情况"),
        grid("项目|预算数|项目|预算数\n一、一般公共预算拨款|90.61|一、公共安全支出|\n收入总计|90.61|支出总计|90.61"),
        grid("功能分类科目|<|合计|基本支出\n^|^|90.61|90.61\n208|社会保障支出|90.61|90.61"),
        *lines("五、部门整体支出绩效目标"),
        grid("部门名称|某某县应急管理局|<|<\n总体目标|守住安全底线。|<|<\n" + HEADING + INDICATORS["普法宣传"]),
        *lines("项目支出绩效目标表"),
        grid("项目名称|送戏下乡|<|<\n预算数|30|<|<\n年度目标|做好送戏下乡工作。|<|<\n" + HEADING + INDICATORS["送戏下乡"]),
    )  # fmt: skip
    assert [told(project)[0] for project in draft.projects] == ["送戏下乡"]
