"""Indicators told in a list in one cell: what parts them, and where a level 2 stands before them."""

from __future__ import annotations

import pytest

from extractors.form.many.listed_items import listed_in
from extractors.form.rows import Cell
from extractors.layouts.library import load_layouts
from extractors.pieces import Piece

LAYOUT = next(one for one in load_layouts().known if one.name == "many_in_one")
BOX = (0.0, 0.0, 1.0, 1.0)


def listed(text: str, *, drawn: bool = False) -> list[tuple[str, str, str]]:
    cell = Cell(0, 1, [Piece(text=text, box=BOX if drawn else None)])
    return [(one.level2.text, one.name.text, one.target.text) for one in listed_in(cell, LAYOUT)]


@pytest.mark.parametrize("drawn", [False, True])
@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("保洁长度：≥40公里\n打捞垃圾≥60吨", [("", "保洁长度", "≥40公里"), ("", "打捞垃圾", "≥60吨")]),
        (
            "保洁长度：≥40\n公里\n年度打捞河道垃\n圾总量：≥60吨",
            [("", "保洁长度", "≥40 公里"), ("", "年度打捞河道垃圾总量", "≥60吨")],
        ),
        ("数量指标：\n培训≥3期\n人数≥50人", [("数量指标", "培训", "≥3期"), ("数量指标", "人数", "≥50人")]),
        (
            "数量指标：培训≥3期；人数≥50人\n质量指标：合格率≥9%",
            [("数量指标", "培训", "≥3期"), ("数量指标", "人数", "≥50人"), ("质量指标", "合格率", "≥9%")],
        ),
        (
            "【数量指标】\n①培训：≥3期\n②人数：≥50人\n【质量指标】\n①合格率：≥9%",
            [("数量指标", "培训", "≥3期"), ("数量指标", "人数", "≥50人"), ("质量指标", "合格率", "≥9%")],
        ),
        ("", []),
        (
            "产出指标\n数量指标：泵站36座；绿化120亩",
            [("数量指标", "泵站36座", ""), ("数量指标", "绿化120亩", "")],
        ),
        ("满意度指标：1.群众满意度≥9%", [("满意度指标", "群众满意度", "≥9%")]),
        ("时效指标：完工时间11月底前", [("时效指标", "完工时间", "11月底前")]),
        ("时效指标：春秋两季免疫6月、11月底前完成", [("时效指标", "春秋两季免疫", "6月、11月底前完成")]),
        ("社会效益指标：群众法治意识 逐步增强", [("社会效益指标", "群众法治意识", "逐步增强")]),
        ("时效指标：完工时间：11月底前", [("时效指标", "完工时间", "11月底前")]),
        ("群众满意度：≥85%", [("", "群众满意度", "≥85%")]),
        ("群众满意度：较高", [("", "群众满意度", "较高")]),
        ("服务对象满意度：群众满意度：较高", [("服务对象满意度", "群众满意度", "较高")]),
        ("1.保洁长度：≥40公里\n2.打捞垃圾：≥60吨", [("", "保洁长度", "≥40公里"), ("", "打捞垃圾", "≥60吨")]),
        ("1.泵站≥36\n2.绿化≥120", [("", "泵站", "≥36"), ("", "绿化", "≥120")]),
        ("生活垃圾无害\n化处理率：≥99%", [("", "生活垃圾无害化处理率", "≥99%")]),
        (
            "数量指标\n1.泵站：36座；\n2.绿化：120亩；\n服务对象满意度指\n标\n1.居民满意度：≥9%；",
            [
                ("数量指标", "泵站", "36座"),
                ("数量指标", "绿化", "120亩"),
                ("服务对象满意度指标", "居民满意度", "≥9%"),
            ],
        ),
        ("社会效益指标：区域内年\n度垃圾清运率=97%", [("社会效益指标", "区域内年度垃圾清运率", "=97%")]),
        (
            "服务对象满意度指\n标：居民及沿线商户\n满意度≥91%",
            [("服务对象满意度指标", "居民及沿线商户满意度", "≥91%")],
        ),
    ],
)
def test_items_of_a_list(text: str, items: list[tuple[str, str, str]], drawn: bool) -> None:
    assert listed(text, drawn=drawn) == items


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("泵站：≥36座\n绿化面积：≥120万平方米", [True, True]),
        ("维护泵站数：≥36\n座城区绿化养护面\n积：≥120万", [False, True]),  # 36座, most likely
        ("公厕：35座，其\n余点位：20个", [False, True]),
        ("1.泵站≥36\n2.绿化≥120", [True, True]),
    ],
)
def test_a_line_that_is_drawn_may_be_the_rest_of_the_one_above(text: str, sure: list[bool]) -> None:
    cell = Cell(0, 1, [Piece(text=text, box=BOX)])
    assert [one.sure for one in listed_in(cell, LAYOUT)] == sure
