"""Which county a name speaks of."""

from __future__ import annotations

import pytest

from transforms.normalise.county import County, county_called, county_name, county_of


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("承德县教育局", "承德县", "130821"),
        ("承德市双桥区财政局", "双桥区", "130802"),
        ("河北省承德市承德县教育局", "承德县", "130821"),
        ("河北承德县教育局", "承德县", "130821"),
        ("中共平山县委统战部", "平山县", "130131"),
        ("政协承德县委员会办公室", "承德县", "130821"),
        ("津市市教育局", "津市市", "430781"),  # 市 is part of the name
        ("北京市海淀区教育委员会", "海淀区", "110108"),
        ("丰宁满族自治县林业局", "丰宁满族自治县", "130826"),
        # a prefecture's own department
        ("承德市市场监督管理局", "承德市", "130800"),
        ("石家庄市社区教育学院", "石家庄市", "130100"),
        # not listed: by how such names end
        ("澍坞县教育局", "澍坞县", None),
        ("承德市高新区管委会", "高新区", None),
        # counties of one name in several prefectures
        ("桥西区教育局", "桥西区", None),
        ("张家口市桥西区教育局", "桥西区", "130703"),
    ],
)
def test_the_county_a_name_begins_with(text: str, name: str, code: str | None) -> None:
    assert county_of([text]) == County(name, code)


@pytest.mark.parametrize("text", ["", "教育局", "石津灌区管理局", "社区教育学院"])
def test_what_names_no_county(text: str) -> None:
    assert county_of([text]) is None


def test_another_name_tells_counties_of_one_name_apart() -> None:
    assert county_of(["桥西区教育局", "石家庄市桥西区"]) == County("桥西区", "130104")
    assert county_of(["桥西区教育局", "桥西区第一中学"]) == County("桥西区", None)
    assert county_of(["桥西区教育局", "双桥区"]) == County(
        "桥西区", None
    )  # they contradict: nothing is known


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("滦平县", "滦平县"),
        ("130824_滦平县", "滦平县"),
        ("130824滦平县", "滦平县"),
        ("1. 滦平县", "滦平县"),
        ("2025年滦平县", "滦平县"),
        ("2025年度滦平县", "滦平县"),
        ("2025滦平县", "滦平县"),
        ("3、2026年 滦平县", "滦平县"),
        ("2025_130824_滦平县", "滦平县"),
        ("全州县", "全州县"),  # listed, whatever else it may say
        ("万年县", "万年县"),
        ("2026年永年区", "永年区"),
        ("承德市双桥区", "双桥区"),
        ("承德市高新区", "高新区"),
        ("澍坞县", "澍坞县"),  # not listed
        ("990121_甲水县", "甲水县"),
        ("2026年霁川区", "霁川区"),
    ],
)
def test_the_county_a_folder_is_called_by(folder: str, name: str) -> None:
    assert county_called(folder) == name


@pytest.mark.parametrize(
    "folder",
    [
        "2026年全省各县", "各县", "全县", "市县", "第一批县", "已报送县", "未报县", "省直管县", "河北省直管县", "生活区",
        "9月份县",
        "9月滦平县", "01滦平县", "十三县", "其他县", "贫困县", "试点县", "主城区", "承德市区", "承德市", "2025年", "130824", "",
        "滦平县教育局", "滦平县2025", "退回修改区",
    ],
)  # fmt: skip
def test_a_folder_that_is_called_by_no_county(folder: str) -> None:
    assert county_called(folder) is None


def test_a_code_tells_the_name() -> None:
    assert county_name("130821") == "承德县"
    assert county_name("990121") is None
