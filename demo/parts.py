"""The lines of a draft around its forms, the same for every format: cover, contents list, part 1."""

from __future__ import annotations

from collections.abc import Iterator

from demo.truth import TruthDraft

CONTENTS = "目 录"
PARTS = (("第一部分", "部门整体绩效目标"), ("第二部分", "预算项目绩效目标"))
SECTIONS = ("一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施")


def cover_lines(draft: TruthDraft) -> Iterator[tuple[str, float]]:
    """The cover's lines with their font sizes in points."""
    yield draft.department_name, 22
    yield f"{draft.fiscal_year}年部门预算绩效文本", 22
    yield f"（{draft.stage}）", 16
    yield "", 60
    yield f"{draft.department_name}编制", 15
    yield f"{draft.reviewer_name}审核", 15


def contents_lines(draft: TruthDraft) -> Iterator[tuple[str, bool]]:
    """The lines of the contents list, and whether a page number follows: part headings have none."""
    yield " ".join(PARTS[0]), False
    for section in SECTIONS:
        yield section, True
    yield " ".join(PARTS[1]), False
    for number, title in enumerate(draft.contents, start=1):
        yield f"{number}.{title}", True


def part_one(draft: TruthDraft) -> Iterator[str]:
    """The paragraphs of part 1, section headings among them."""
    yield SECTIONS[0]
    yield draft.overall
    yield SECTIONS[1]
    for number, duty in enumerate(draft.duties, start=1):
        yield f"{number}、{duty.title}"
        yield f"绩效目标：{duty.goal}"
        yield f"绩效指标：{duty.indicator_text}"
    yield SECTIONS[2]
    for number, measure in enumerate(draft.measures, start=1):
        yield f"{number}、{measure.title}"
        yield measure.text
