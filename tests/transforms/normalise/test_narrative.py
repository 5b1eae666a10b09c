from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalise.narrative import narrative_targets

PROSE = [
    (
        "2023 年力争实现全年城镇新增就业 4500 人，失业人员再就业人数 1200 人，调查失业率控制在 4.5%以内。",
        [
            ("城镇新增就业", None, 4500, "人"),
            ("失业人员再就业人数", None, 1200, "人"),
            ("调查失业率", "<=", 4.5, "%"),
        ],
    ),
    ("2023 年末参加职工养老保险人数达到 6.2 万人", [("参加职工养老保险人数", ">=", 62000, "人")]),
    (
        "其中：新增取得技师、高级技师资格证书的达到 73 人",
        [("新增取得技师、高级技师资格证书", ">=", 73, "人")],
    ),
    ("开展职业技能培训人数达3180人次", [("开展职业技能培训人数", ">=", 3180, "人次")]),
    (
        "1.调解成功率不低于 62%；2.结案率达到92%",
        [("调解成功率", ">=", 62, "%"), ("结案率", ">=", 92, "%")],
    ),
    (
        "新建5个社区服务站，培训3期200人",
        [("新建社区服务站", None, 5, "个"), ("培训", None, 3, "期"), ("培训", None, 200, "人")],
    ),
    (
        "新建公路 10 公里改造公路20公里",
        [("新建公路", None, 10, "公里"), ("改造公路", None, 20, "公里")],
    ),
    ("粮食产量 16,200 吨", [("粮食产量", None, 16200, "吨")]),
    ("义务教育巩固率，达到98%以上", [("义务教育巩固率", ">=", 98, "%")]),
    ("2023年12月底前按冀财社【2022】150号和第3条完成，12345热线畅通，1、规范管理", []),
    ("", []),
]


@pytest.mark.parametrize(("prose", "targets"), PROSE)
def test_numbers_of_the_prose(prose: str, targets: list[tuple[str, str | None, float, str]]) -> None:
    found = narrative_targets(prose)
    assert [(target.measure, target.comparator, target.number, target.unit) for target in found] == targets


def test_the_clause_is_kept_as_written() -> None:
    (_, second) = narrative_targets("2023 年 就业 450 人， 失业率控制在 ４.5％以内。")
    assert second.text == "失业率控制在 ４.5％以内"


@given(st.text() | st.text(alphabet="0123456789,，。；、 %人次万不低于达到年月培训新建第①()"))
def test_no_text_makes_it_raise(prose: str) -> None:
    assert all(target.unit or target.comparator for target in narrative_targets(prose))
