"""Targets in columns of their own, and amounts that a form gives in parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.draft import Detail, DetailKind, Indicator, Project, Value
from transforms.normalise.details import detail_rows, sum_of_parts
from transforms.normalise.target_value import join_target, parse_target_columns


@pytest.mark.parametrize(
    ("sign", "value", "unit", "joined", "understood"),
    [
        ("≥", "90", "%", "≥90%", (">=", 90, "%", "quantitative")),
        ("", "90", "%", "90%", (None, 90, "%", "quantitative")),
        ("＝", "35", "人", "＝35人", ("=", 35, "人", "quantitative")),
        ("≥", "≥90%", "%", "≥90%", (">=", 90, "%", "quantitative")),
        ("不低于", "60", "户", "不低于60户", (">=", 60, "户", "quantitative")),
        ("≤", "3", "标准航次", "≤3标准航次", ("<=", 3, "标准航次", "quantitative")),
        ("定性", "优良中低差", "", "优良中低差", (None, None, None, "qualitative")),
        ("正向", "80", "%", "80%", (None, 80, "%", "quantitative")),
        ("≥", "", "%", "%", (None, None, "%", "missing")),
        ("", "", "", "", (None, None, None, "missing")),
    ],
)
def test_targets_in_columns_of_their_own(sign, value, unit, joined, understood):
    read = parse_target_columns(sign, value, unit)
    assert join_target(sign, value, unit) == joined
    assert (read.comparator, read.number, read.unit, read.kind) == understood


def fund(kind: DetailKind, label: str, text: str, unit: str = "") -> Detail:
    return Detail(kind=kind, label=label, value=Value(text=text, unit=unit))


def project(*details: Detail) -> Project:
    return Project(sequence=1, money_unit=Value(text="万元"), details=details)


def test_funds_given_by_level_alone_are_added():
    form = project(fund("fiscal_part", "中央资金：", "5000", "元"), fund("fiscal_part", "省级资金", "1.5"))
    assert sum_of_parts(form, "fiscal_part", Decimal(2)) == ("中央资金 5000；省级资金 1.5", Decimal(2))


@pytest.mark.parametrize("second", ["1.5", "待定"])
def test_parts_of_parts_and_parts_without_a_number_are_not_added(second):
    form = project(fund("fiscal_part", "财政资金", "1.5"), fund("fiscal_part", "省级资金", second))
    assert sum_of_parts(form, "fiscal_part", Decimal("1.5")) == (None, None)


def test_parts_that_come_to_more_than_any_county_has_are_not_added():
    form = project(*(fund("fiscal_part", "中央资金", "6" + "0" * 8) for _ in range(2)))
    assert sum_of_parts(form, "fiscal_part", None) == (None, None)


def test_no_parts():
    assert sum_of_parts(project(fund("fund", "上年结转", "3")), "fiscal_part", None) == (None, None)


def test_rows_of_the_project_come_before_those_of_its_indicators():
    grade = Detail(kind="grade", label="优", value=Value(text="≥95%"))
    form = project(fund("fund", "上年结转", "30000", "元"), fund("fact", "联系电话", "123")).model_copy(
        update={"indicators": (Indicator(sequence=4, details=(grade,)),)}
    )
    assert [tuple(row.values()) for row in detail_rows(form)] == [
        (1, None, "fund", "上年结转", "30000", Decimal(3)),
        (2, None, "fact", "联系电话", "123", None),
        (3, 4, "grade", "优", "≥95%", None),
    ]
