from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalise.goals import split_goals

GOALS = [
    ("", []),
    ("  ", []),
    ("保障工作正常开展", ["保障工作正常开展"]),
    ("1.保障工作。2.维护稳定。", ["1.保障工作。", "2.维护稳定。"]),
    ("1、保障工作2、维护稳定", ["1、保障工作", "2、维护稳定"]),
    ("（1）保障工作（2）维护稳定", ["（1）保障工作", "（2）维护稳定"]),
    ("①保障工作②维护稳定", ["①保障工作", "②维护稳定"]),
    ("一、保障工作二、维护稳定", ["一、保障工作", "二、维护稳定"]),
    ("<p>1.保障</p><p>2.维护</p>", ["<p>1.保障</p>", "<p>2.维护</p>"]),
    ("1.目标内容 1、及时补助2.目标内容 2、准时补助", ["1.目标内容 1、及时补助", "2.目标内容 2、准时补助"]),
    ("1.目标内容1", ["1.目标内容1"]),
    ("1.支付1.6万元，2.5%用于维护2.支付0.5万元", ["1.支付1.6万元，2.5%用于维护", "2.支付0.5万元"]),
    ("1.2023年完成 2.2024年维护", ["1.2023年完成", "2.2024年维护"]),
    ("1、新建2、3号楼。2、验收", ["1、新建2、3号楼。", "2、验收"]),
    ("1.及时。3.稳定。2.运行。2.再次", ["1.及时。", "3.稳定。", "2.运行。", "2.再次"]),
    ("总体目标：1.保障工作。2.维护稳定", ["总体目标：1.保障工作。", "2.维护稳定"]),
]


@pytest.mark.parametrize(("text", "goals"), GOALS)
def test_one_goal_a_number(text: str, goals: list[str]) -> None:
    assert split_goals(text) == goals


@given(st.text() | st.text(alphabet="123456789.、（）()①②一二 。<p>/目标\n"))
def test_nothing_is_lost(text: str) -> None:
    assert "".join("".join(split_goals(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("piece", ["1.", "<p>", "<", "1、", "("])
def test_hostile_length_costs_no_more_than_its_length(piece: str) -> None:
    started = time.process_time()
    split_goals(piece * 30_000)
    assert time.process_time() - started < 3  # quadratic scanning would take minutes
