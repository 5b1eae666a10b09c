"""Small drafts as published text, made to measure for tests of batches."""

from __future__ import annotations

from pathlib import Path


def draft_text(
    department: str = "324",
    county: str = "990101",
    year: int = 2025,
    budgets: tuple[str, ...] = ("12.50", "300.00"),
    listed: int | None = None,
    remark: str = "",
    first: int = 1,
) -> str:
    """A draft with one form a budget, numbered from ``first``; ``listed`` forms in the contents list; ``remark`` as
    rows that fit nowhere.
    """
    numbers = range(first, first + (listed or len(budgets)))
    titles = [f"{department}号业务经费{number}" for number in numbers]
    lines = [
        "甲水县水务局", f"{year}年部门预算绩效文本", "（草案）", "甲水县水务局编制", "甲水县财政局审核", "目 录",
        "第一部分 部门整体绩效目标", "第二部分 预算项目绩效目标",
        *(f"{number}.{title}绩效目标表......{number + 3}" for number, title in enumerate(titles, start=1)),
        "第一部分 部门整体绩效目标", "一、总体绩效目标", "管好水。", "二、分项绩效目标", "1、供水",
        "绩效目标：供水稳定。", "绩效指标：全年供水 1200 户，漏损率控制在 9%以内。", "三、工作保障措施", "1、抓落实",
        "第二部分 预算项目绩效目标",
    ]  # fmt: skip
    for number, budget in enumerate(budgets, start=first):
        code = f"{county}{year % 100:02}P{int(department):08}{number:03}A"
        lines += [
            f"{number}.{department}号业务经费{number}绩效目标表",
            f"{department}001 甲水县水务局本级",
            "单位：万元",
            f"项目编码\t{code}\t\t项目名称\t{department}号业务经费{number}\t\t",
            f"预算规模及资金用途\t预算数\t{budget}\t其中：财政资金\t{budget}\t其他资金\t",
            "\t用于供水。\t\t\t\t\t",
            "资金支出计划（%）\t3月底\t\t6月底\t10月底\t12月底\t",
            "\t25%\t\t50%\t75%\t100%\t",
            "绩效目标\t1.供水稳定。\t\t\t\t\t",
            "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据",
            "产出指标\t数量指标\t供水户数\t供水的户数\t≥1200户\t工作计划",
            f"\t质量指标\t水质合格率{number}\t合格水样占比\t≥98%\t国家标准",
            "满意度指标\t服务对象满意度指标\t用户满意度\t用户的满意程度\t≥90%\t问卷",
            *(f"{remark}{row}\t\t\t\t\t" for row in range(5 if remark else 0)),
            "",
        ]
    return "\n".join(lines)


def write_draft(path: Path, **facts: object) -> Path:
    """Write such a draft in UTF-8; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(draft_text(**facts), encoding="utf-8")  # type: ignore[arg-type]
    return path
