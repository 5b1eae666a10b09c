"""Faults on demand: for each rule a way to break it in a sound draft of the demo, and where it is then broken.

Text has no confidence, so that R29 is planted in the tables (test_quality.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from demo.truth import TruthDraft, TruthIndicator, TruthProject

Places = set[str]  # "3" a form, "3:2" an indicator of it, "" the draft
Plant = Callable[[TruthDraft, int], tuple[TruthDraft, Places]]


def changed(draft: TruthDraft, place: int, **fields: Any) -> TruthDraft:
    projects = list(draft.projects)
    projects[place] = projects[place].model_copy(update=fields)
    return draft.model_copy(update={"projects": tuple(projects)})


def with_fields(**fields: Any) -> Plant:
    """Change fields of a form; a value may be worked out from the form as it was."""

    def plant(draft: TruthDraft, place: int) -> tuple[TruthDraft, Places]:
        project = draft.projects[place]
        worked_out = {name: value(project) if callable(value) else value for name, value in fields.items()}
        return changed(draft, place, **worked_out), {str(place + 1)}

    return plant


def with_row(**fields: str) -> Plant:
    """Put an indicator of its own in place of a form's first."""

    def plant(draft: TruthDraft, place: int) -> tuple[TruthDraft, Places]:
        rows = list(draft.projects[place].indicators)
        rows[0] = TruthIndicator.model_validate(
            rows[0].model_dump()
            | {"level1": "产出指标", "level2": "数量指标", "description": "按年度计划核定"}
            | fields
        )
        return changed(draft, place, indicators=tuple(rows)), {f"{place + 1}:1"}

    return plant


def _contents_one_more(draft: TruthDraft, _: int) -> tuple[TruthDraft, Places]:
    return draft.model_copy(update={"contents": (*draft.contents, "城区积水点整治绩效目标表")}), {""}


def _code_of_the_neighbour(draft: TruthDraft, place: int) -> tuple[TruthDraft, Places]:
    before = draft.projects[place - 1]
    return changed(draft, place, project_code=before.project_code), {str(place), str(place + 1)}


def _rows_of_the_neighbour(draft: TruthDraft, place: int) -> tuple[TruthDraft, Places]:
    before = draft.projects[place - 1]
    return changed(draft, place, indicators=before.indicators), {str(place), str(place + 1)}


def _goals_of_the_neighbour(draft: TruthDraft, place: int) -> tuple[TruthDraft, Places]:
    copied = "1.建成覆盖全域的监测站点并稳定运行。2.监测数据按月公布。"
    once = changed(draft, place, goals=copied)
    return changed(once, place - 1, goals=copied), {str(place), str(place + 1)}


def _cap_below_the_budget(draft: TruthDraft, place: int) -> tuple[TruthDraft, Places]:
    """In a form that states no other amount, for several are taken for parts."""
    rows = [row for row in draft.projects[place].indicators if "元" not in row.value]
    capped = rows[0].model_copy(
        update={"level1": "产出指标", "level2": "成本指标", "level3": "项目总成本", "value": "≤0.03万元"}
    )
    return changed(draft, place, indicators=(capped, *rows[1:])), {f"{place + 1}:1"}


def _by_quarter_among_others(draft: TruthDraft, place: int) -> tuple[TruthDraft, Places]:
    projects = tuple(project.model_copy(update={"plan": PLAN}) for project in draft.projects)
    accumulating = draft.model_copy(update={"projects": projects})
    return changed(accumulating, place, plan=dict.fromkeys(PLAN, "25%")), {str(place + 1)}


def _told_otherwise(draft: TruthDraft, place: int) -> tuple[TruthDraft, Places]:
    first = draft.duties[0]
    told = first.indicator_text.rstrip("。") + "，监测站点建设数量达到9座。"
    duties = (first.model_copy(update={"indicator_text": told}), *draft.duties[1:])
    planted, places = with_row(level3="监测站点建设数量", value="14座")(draft, place)
    return planted.model_copy(update={"duties": duties}), places


def _without_the_last_character(project: TruthProject) -> str:
    return project.project_code[:-1]


def other_check(project: TruthProject) -> str:
    return project.project_code[:-1] + ("1" if project.project_code[-1] != "1" else "2")


def _half(text: str) -> str:
    return f"{float(text.replace(',', '')) / 2:.2f}"


def _fewer_measurable(project: TruthProject) -> tuple[TruthIndicator, ...]:
    kept = len(project.indicators) // 3
    words = [row.model_copy(update={"value": "有所改善"}) for row in project.indicators[kept:]]
    return (*project.indicators[:kept], *words)


def _times(project: TruthProject, factor: int) -> str:
    return f"{float(project.budget.replace(',', '')) * factor:.2f}"


PLAN = {"03": "25%", "06": "50%", "10": "75%", "12": "100%"}
PLANTS: dict[str, Plant] = {
    "R01": _contents_one_more,
    "R02": lambda draft, place: (with_fields(leftover="以上数据以决算为准")(draft, place)[0], {""}),
    "R03": with_fields(budget="待定", fiscal="", other=""),
    "R04": with_fields(fiscal=lambda project: _half(project.budget), other=""),
    "R05": with_fields(project_code=_without_the_last_character),
    "R06": with_fields(project_code=other_check),
    "R07": _code_of_the_neighbour,
    "R08": with_fields(plan=PLAN | {"12": "85%"}),
    "R09": _by_quarter_among_others,
    "R10": with_fields(purpose="用于日常运行所需支出，共需资金99999.5万元。"),
    "R11": _cap_below_the_budget,
    "R12": with_row(level3="巡查整改率", value="百分比"),
    "R13": with_row(level3="巡查整改率", value="≥0.95百分比"),
    "R14": with_row(level3="巡查整改率", value="≥100百分比"),
    "R15": with_row(level3="巡查整改率", value="每月月底前"),
    "R16": with_row(level2="质量指标", level3="巡查记录数量", value="≥95份"),
    "R17": with_fields(goals="1.目标内容1"),
    "R18": with_row(level3="巡查工作", value="100按合同进度完成"),
    "R19": with_row(level3="巡查整改率", description="巡查整改率", value="≥95%"),
    "R20": with_row(level3="巡查整改率", value="≥95%", basis="j根据年度工作安排"),
    "R21": with_fields(goals="1.完成全部监测站点建设。3.按月公布监测数据。2.建立管护制度。"),
    "R22": _rows_of_the_neighbour,
    "R23": _goals_of_the_neighbour,
    "R24": _told_otherwise,
    "R25": with_fields(
        indicators=lambda project: tuple(
            row for row in project.indicators if "满意" not in row.level1 + row.level2
        )
    ),
    "R26": with_fields(indicators=_fewer_measurable),
    "R27": with_fields(
        budget=lambda project: _times(project, 1_000_000),
        fiscal=lambda project: _times(project, 1_000_000),
        other="",
    ),
    "R28": with_fields(
        budget=lambda project: _times(project, 3), fiscal=lambda project: _times(project, 3), other=""
    ),
    "R30": with_fields(title="城区积水点整治绩效目标表"),
}
