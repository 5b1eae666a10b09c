"""Several columns for one field: which of them is it, and which only tell besides."""

from __future__ import annotations

from extractors.form.column import GROUP, LEVEL3_OR_DESCRIPTION, TARGETS, Column
from extractors.form.words.years import YEAR
from extractors.joining import as_label
from extractors.layouts.layout import Layout

_AIM = "目标"
_CONTENT = "值内容"
_SEVERAL = 2


def name_regions(columns: list[Column], layout: Layout) -> None:
    """Targets of several places, a column each, tell besides; that of one place is the target."""
    places = [
        column for column in columns if column.field in (None, "value") and layout.is_region(column.cell.text)
    ]
    if len(places) > 1:
        for column in places:
            column.field = "fact"
    elif not any(column.field in TARGETS for column in columns):
        for column in places:
            column.field = "value"


def keep_year(columns: list[Column], year: int | None) -> None:
    """Of values for several years, a column each, the fiscal year's is the target; the others tell besides.

    Where the year is not known, it is the one that is called an aim (2021年预计, 2022年目标).
    """
    said = [(column, YEAR.search(column.heading)) for column in columns if column.field == "value"]
    ranks = [column.rank for column, found in said if found]
    if len(ranks) < _SEVERAL or any(not found and column.rank <= max(ranks) for column, found in said):
        return  # one year alone, or a better heading than theirs; the term's (实施期指标值) is none
    of_year = [column for column, found in said if found and int(found[0]) == year]
    chosen = of_year if year else [column for column, _ in said if _AIM in column.cell.text]
    if len(chosen) == 1:
        for column, _ in said:
            column.field = "value" if column is chosen[0] else "fact"


def describe_contents(columns: list[Column]) -> None:
    """What the value contains (指标值内容) explains the indicator where the value itself has a column beside it."""
    for column in columns:
        beside = [other for other in columns if other.block == column.block and other is not column]
        if column.field == "value" and as_label(column.cell.text).endswith(_CONTENT):
            fields = [other.field for other in beside]
            column.field = "description" if "value" in fields and "description" not in fields else "value"


def measure_contents(columns: list[Column], layout: Layout) -> None:
    """What stands beside a sign or a unit (运算符号 | 指标内容 | 度量单位) is the value, where no other column is.

    So is a second column that is called after indicators, behind that of their names (三级指标 | 考核指标).
    """
    for block in {column.block for column in columns}:
        own = [column for column in columns if column.block == block]
        if any(column.field in TARGETS for column in own):
            continue
        for before, column, behind in zip([None, *own], own, [*own[1:], None], strict=False):
            told = layout.column(column.cell.text) == LEVEL3_OR_DESCRIPTION and column.field == "description"
            if told and ((before and before.field == "sign") or (behind and behind.field == "unit")):
                column.field = "value"
        named = [column for column in own if column.field == "level3"]
        if not any(column.field in TARGETS for column in own) and len(named) == _SEVERAL:
            name, target = named
            if own.index(target) == own.index(name) + 1 and target.rank > name.rank:
                target.field = "value"


def choose_among_equals(columns: list[Column]) -> None:
    """Of several columns for one field, the one whose word comes first in the layout is the field.

    Of two targets that only what stands in brackets tells apart (``目标值（甲类）``, ``目标值（乙类）``) neither is
    taken: which one counts is not said.
    """
    best: dict[tuple[int, bool, str], Column] = {}
    equal: list[tuple[Column, Column]] = []
    for column in columns:
        if column.field is None or column.field in (GROUP, "grade"):
            continue
        if column.field == "fact":
            column.detail = True
            continue
        key = (column.block, column.of_project, column.field)
        if key not in best or column.rank < best[key].rank:
            if key in best:
                best[key].detail = True
            best[key] = column
        elif column.rank == best[key].rank and column.field in TARGETS and column.unlike(best[key]):
            equal.append((column, best[key]))
        else:
            column.detail = True
    for one, other in equal:
        if best.get((other.block, other.of_project, other.field or "")) is other:
            one.field = other.field = None
    for column in columns:
        column.detail = column.detail or column.field == "grade"
