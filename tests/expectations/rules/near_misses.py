"""Near misses on demand: for each rule changes to a sound draft of the demo that look like its fault and are none."""

from __future__ import annotations

from demo.codes import check_character
from demo.faults.forms import wanyuan
from demo.truth import TruthDraft, TruthIndicator, TruthProject
from tests.expectations.rules.planting import (
    PLAN,
    Places,
    Plant,
    changed,
    other_check,
    with_fields,
    with_row,
)

ODD_PLAN = dict(zip(PLAN, ("0%", "0%", "60%", "100%"), strict=True))


def _contents(*texts: tuple[str, str]) -> Plant:
    """Rewrite the contents list's first line."""

    def plant(draft: TruthDraft, _: int) -> tuple[TruthDraft, Places]:
        first = draft.contents[0]
        for old, new in texts:
            first = first.replace(old, new)
        return draft.model_copy(update={"contents": (first, *draft.contents[1:])}), set()

    return plant


def _told(part_one: str, level3: str, value: str) -> Plant:
    """Part 1 with a clause more, and an indicator that comes near it."""

    def plant(draft: TruthDraft, place: int) -> tuple[TruthDraft, Places]:
        first = draft.duties[0]
        told = first.model_copy(update={"indicator_text": first.indicator_text.rstrip("。") + part_one})
        planted, places = with_row(level3=level3, value=value)(draft, place)
        return planted.model_copy(update={"duties": (told, *draft.duties[1:])}), places

    return plant


def _of_the_neighbour(but: int) -> Plant:
    """The indicators of the form before, but for ``but`` of them."""

    def plant(draft: TruthDraft, place: int) -> tuple[TruthDraft, Places]:
        before = draft.projects[place - 1].indicators
        own = [row.model_copy(update={"level3": f"{row.level3}（本项目）"}) for row in before[:but]]
        return changed(draft, place, indicators=(*own, *before[but:])), set()

    return plant


def _some_in_words(project: TruthProject) -> tuple[TruthIndicator, ...]:
    words = len(project.indicators) // 4
    kept = project.indicators[words:]
    return (*(row.model_copy(update={"value": "有所改善"}) for row in project.indicators[:words]), *kept)


def _with_satisfaction(level1: str) -> Plant:
    """Satisfaction stands as an indicator of another first level."""
    return with_fields(
        indicators=lambda project: tuple(
            row.model_copy(update={"level1": level1}) if "满意" in row.level2 else row
            for row in project.indicators
        )
    )


def _share(part: float) -> Plant:
    """Funds from two sources that add up."""

    def fiscal(project: TruthProject) -> str:
        return f"{_written(project) * part:.6f}"

    return with_fields(
        fiscal=fiscal, other=lambda project: f"{_written(project) - float(fiscal(project)):.6f}"
    )


def _budget(factor: float) -> Plant:
    def times(project: TruthProject) -> str:
        return f"{_written(project) * factor:.2f}"

    return with_fields(budget=times, fiscal=times, other="")


def _another_code(serial: str) -> Plant:
    """A code of another serial number, whose check character is right."""

    def written(project: TruthProject) -> str:
        own = project.project_code
        constant = next(n for n in range(31) if check_character(own[:20], n) == own[20])
        stem = own[:9] + serial + own[15:20]
        return stem + check_character(stem, constant)

    return with_fields(project_code=written)


def _written(project: TruthProject) -> float:
    """The budget in the form's own unit."""
    return float(project.budget.replace(",", ""))


def _purpose(text: str) -> Plant:
    """``text`` with the budget and parts of it written in."""
    return with_fields(
        purpose=lambda project: text.format(
            budget=f"{wanyuan(project):.6f}",
            part=f"{wanyuan(project) * 3:.2f}",
            yuan=f"{wanyuan(project) * 1e4:.2f}",
        )
    )


def _cost(level3: str, value: str) -> Plant:
    """A form whose one amount is this."""

    def plant(draft: TruthDraft, place: int) -> tuple[TruthDraft, Places]:
        rows = [row for row in draft.projects[place].indicators if "元" not in row.value]
        cost = {"level1": "产出指标", "level2": "成本指标", "level3": level3, "value": value}
        rows[0] = rows[0].model_copy(update=cost)
        return changed(draft, place, indicators=tuple(rows)), set()

    return plant


NEAR: dict[str, tuple[Plant, ...]] = {
    "R01": (_contents(("绩效目标表", "")), _contents(("绩效", "绩 效"))),
    "R02": (with_fields(goals="1.备注：以上数据以决算为准。2.按期完成。"), with_fields(purpose="说明：本表由业务科室填报。")),
    "R03": (with_fields(budget="0", fiscal="0", other=""), with_fields(budget=lambda one: f"{wanyuan(one) * 1e4:.2f}元")),
    "R04": (_share(0.6), _share(0.05)),
    "R05": (with_fields(project_code=other_check), _another_code("887766")),
    "R06": (_another_code("887766"), _another_code("665544")),
    "R07": (_another_code("887766"), with_fields(project_code=other_check)),
    "R08": (with_fields(plan=ODD_PLAN), with_fields(plan=dict.fromkeys(PLAN, "25%"))),
    "R09": (with_fields(plan=ODD_PLAN), with_fields(plan=PLAN)),
    "R10": (
        _purpose("保洁员工资合计{part}万元，用于弥补运转支出{budget}万元。"),
        _purpose("项目总投资{part}万元，分三年安排，本年安排{budget}万元。"),
        _purpose("全年需资金{yuan}元，其中：人员补助每人每月500元。"),
        _purpose("主要用于购置设备{part}万元，维修0.01万元。"),
    ),
    "R11": (
        _cost("处均维修成本", "≤0.0004万元"),
        _cost("项目总投资", "9999999万元"),
        _cost("燃油费用", "≤0.0002万元"),
        _cost("站均运行经费", "0.0003万元/站"),
    ),
    "R12": (with_row(level3="保障水平", value="达到"), with_row(level3="供水保证率", value="100")),
    "R13": (with_row(level3="市场占有率", value="0.8%"), with_row(level3="巡查差错率", value="0.5%")),
    "R14": (with_row(level3="产值增长率", value="≥120%"), with_row(level3="巡查整改率", value="100%")),
    "R15": (with_row(level3="政策覆盖面", value="22个乡镇"), with_row(level3="巡查频率", value="≥4次")),
    "R16": (
        with_row(level2="质量指标", level3="执法瑕疵件数", value="0件"),
        with_row(level2="质量指标", level3="返修台数", value="≤2台"),
        with_row(level2="成本指标", level3="贷款贴息率", value="2.5%"),
    ),
    "R17": (with_row(level3="巡查值守情况", value="7×24小时"), with_fields(goals="1.目标1完成。2.购置XXL号工装。")),
    "R18": (with_row(level3="巡查工作", value="100"), with_row(level3="巡查工作", value="3羊单位")),
    "R19": (
        with_row(level3="巡查整改率", description="已整改数占发现数的比例", value="≥95%"),
        with_row(level3="巡查整改率", description="巡查整改率（%）的年度值", value="≥95%"),
    ),
    "R20": (
        with_row(level3="o型密封圈", value="≥95套"),
        with_row(level3="B超检查人次", value="≥95人次", description="A级标准"),
    ),
    "R21": (
        with_fields(goals="1.总体：（1）完成甲；（2）完成乙。2.其他：（1）完成丙；（2）完成丁。"),
        with_fields(goals="一、完成全部监测站点建设。二、按月公布监测数据。三、建立管护制度。"),
    ),
    "R22": (_of_the_neighbour(1), _of_the_neighbour(2)),
    "R23": (with_fields(purpose="用于支出"), with_fields(goals="1.按期完成")),
    "R24": (
        _told("，到2035年监测站点建设数量达到90座。", "监测站点建设数量", "14座"),
        _told("，工程验收合格率达到95%。", "工程验收合格率", "100%"),
    ),
    "R25": (_with_satisfaction("效益指标"), _with_satisfaction("满意度")),
    "R26": (with_fields(indicators=_some_in_words), with_row(level3="巡查工作", value="有所改善")),
    "R27": (_budget(1.4), _budget(0.7)),
    "R28": (_budget(1.3), _budget(0.7)),
    "R30": (
        with_fields(title=lambda project: f"2026年{project.project_name}项目支出绩效目标表"),
        with_fields(title=lambda project: project.project_name),
    ),
}  # fmt: skip
