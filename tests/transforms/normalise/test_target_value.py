from __future__ import annotations

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalise import vocabulary
from transforms.normalise.target_value import TargetValue, parse_target_value

# As docs/values.md, "Target values", has them: comparator, number, upper, unit, kind, note.
EXAMPLES = {
    "≥90 百分比": (">=", 90, None, "%", "quantitative", None),
    "≥98%": (">=", 98, None, "%", "quantitative", None),
    "≤5.5%": ("<=", 5.5, None, "%", "quantitative", None),
    "16000 人": (None, 16000, None, "人", "quantitative", None),
    "6所以上": (">=", 6, None, "所", "quantitative", None),
    "2起": (None, 2, None, "起", "quantitative", None),
    "40家": (None, 40, None, "家", "quantitative", None),
    "≥8 小时": (">=", 8, None, "小时", "quantitative", None),
    "≥1520万元": (">=", 1520, None, "万元", "quantitative", None),
    "11400 万元": (None, 11400, None, "万元", "quantitative", None),
    "≥0.95 百分比": (">=", 0.95, None, "%", "quantitative", None),
    "百分比": (None, None, None, "%", "missing", None),
    "100 按合同进度完成": (None, 100, None, None, "mixed", "按合同进度完成"),
    "100 仲裁结案率达到100%": (None, 100, None, None, "mixed", "仲裁结案率达到100%"),
    "≥95服务对象大多数满意": (">=", 95, None, None, "mixed", "服务对象大多数满意"),
    "每月月底前": (None, None, None, None, "qualitative", None),
    "时限内完成": (None, None, None, None, "qualitative", None),
    "提高": (None, None, None, None, "qualitative", None),
    "小于等于核定数": (None, None, None, None, "qualitative", None),
    "原则上不高于当地最低工资标准": (None, None, None, None, "qualitative", None),
    "不低于60户/人.月": (">=", 60, None, "户/人·月", "quantitative", None),
    "95%以上": (">=", 95, None, "%", "quantitative", None),
    "1600人、200人": (None, 1600, None, "人", "mixed", "200人"),
    "在规定时间结案率为95%": (None, 95, None, "%", "mixed", "在规定时间结案率为"),
    "控制在4.5%以内": ("<=", 4.5, None, "%", "quantitative", None),
}

# What other drafts hold: comparator, number, upper, unit.
NUMBERS = {
    "100%": (None, 100, None, "%"),
    "=100%": ("=", 100, None, "%"),
    "＝３次": ("=", 3, None, "次"),
    "＞＝８０％": (">=", 80, None, "%"),
    "≧80%": (">=", 80, None, "%"),
    "≦5天": ("<=", 5, None, "天"),
    "‹=5": ("<=", 5, None, None),
    "<=3 个工作日": ("<=", 3, None, "工作日"),
    "<2‰": ("<", 2, None, "‰"),
    "大于等于50个": (">=", 50, None, "个"),
    "大于100": (">", 100, None, None),
    "低于3%": ("<", 3, None, "%"),
    "超过3次": (">", 3, None, "次"),
    "不得少于12课时": (">=", 12, None, "课时"),
    "不小于0.35兆瓦": (">=", 0.35, None, "兆瓦"),
    "不超过20万元": ("<=", 20, None, "万元"),
    "不多于2台/套": ("<=", 2, None, "台"),
    "至少5人": (">=", 5, None, "人"),
    "最多3人次": ("<=", 3, None, "人次"),
    "达到 62%": (">=", 62, None, "%"),
    "达到90%以上": (">=", 90, None, "%"),
    "控制在90分以上": (">=", 90, None, "分"),
    "控制在5.5%之内": ("<=", 5.5, None, "%"),
    "不低于95%以上": (">=", 95, None, "%"),
    "10%以下": ("<=", 10, None, "%"),
    "24小时内": ("<=", 24, None, "小时"),
    "一年内": ("<=", 1, None, "年"),
    "6.2 万人": (None, 62000, None, "人"),
    "2.61万人": (None, 26100, None, "人"),
    "1.5亿元": (None, 15000, None, "万元"),
    "3百万元": (None, 300, None, "万元"),
    "5000元": (None, 5000, None, "元"),
    "5千元": (None, 5000, None, "元"),
    "2万亩": (None, 20000, None, "亩"),
    "5千瓦时": (None, 5, None, "千瓦时"),
    "5千克": (None, 5, None, "公斤"),
    "1,520.5万元": (None, 1520.5, None, "万元"),
    "16，200人": (None, 16200, None, "人"),
    "90%-95%": ("range", 90, 95, "%"),
    "90~95%": ("range", 90, 95, "%"),
    "90—95": ("range", 90, 95, None),
    "5至10人": ("range", 5, 10, "人"),
    "80%到90%": ("range", 80, 90, "%"),
    "3-5个": ("range", 3, 5, "个"),
    "5-10万人": ("range", 50000, 100000, "人"),
    "5万-10万元": ("range", 5, 10, "万元"),
    "控制在3%-5%": ("range", 3, 5, "%"),
    "2/3": (None, 2 / 3, None, None),
    "三分之二以上": (">=", 2 / 3, None, None),
    "百分之九十五点五": (None, 95.5, None, "%"),
    "百分之90": (None, 90, None, "%"),
    "千分之五": (None, 5, None, "‰"),
    "百分百": (None, 100, None, "%"),
    "百分之百": (None, 100, None, "%"),
    "3个百分点": (None, 3, None, "百分点"),
    "二十人": (None, 20, None, "人"),
    "三次": (None, 3, None, "次"),
    "三百五十户": (None, 350, None, "户"),
    "一万元": (None, 1, None, "万元"),
    "两个月": (None, 2, None, "月"),
    "-5%": (None, -5, None, "%"),
    "0": (None, 0, None, None),
    "≤12月": ("<=", 12, None, "月"),
    "12个月": (None, 12, None, "月"),
    "50㎡": (None, 50, None, "平方米"),
    "12.5公里": (None, 12.5, None, "公里"),
    "100⼈": (None, 100, None, "人"),
    "800元每人每月": (None, 800, None, "元/人·月"),
    "5000元/人/年": (None, 5000, None, "元/人·年"),
    "1.2万元/亩": (None, 1.2, None, "万元/亩"),
    "≤35微克/立方米": ("<=", 35, None, "微克/立方米"),
    "1050元/人月": (None, 1050, None, "元/人·月"),
    "720元/生·年": (None, 720, None, "元/生·年"),
    "72.5万元/站": (None, 72.5, None, "万元/站"),
    "≤1.2人/万车": ("<=", 1.2, None, "人/万车"),
    "≤10/10万": ("<=", 10, None, "/10万"),
    "0.5/十万": (None, 0.5, None, "/10万"),
    "20年一遇": (None, 20, None, "年一遇"),
}

# A number with words beside it: comparator, number, unit, note.
MIXED = {
    "100项目完成": (None, 100, None, "项目完成"),
    "100 人员到位": (None, 100, None, "人员到位"),
    "100支付及时": (None, 100, None, "支付及时"),
    "每年两次": (None, 2, "次", "每年"),
    "约100人": (None, 100, "人", "约"),
    "24小时内办结": ("<=", 24, "小时", "办结"),
    "PM2.5浓度≤35微克/立方米": ("<=", 35, "微克/立方米", "PM2.5浓度"),
    "优良率90%以上": (">=", 90, "%", "优良率"),
    "不少于5名教师": (">=", 5, "人", "教师"),
    "合格数为95": (None, 95, None, "合格数为"),
    "2023年完成3次": (None, 3, "次", "2023年完成"),
    "或不超过实际缴费额的2/3": ("<=", 2 / 3, None, "或不超过实际缴费额的"),
    "≥90%-95%": ("range", 90, "%", "≥"),
    "100元/不含税价": (None, 100, "元", "/不含税价"),
    "2小时/4小时": (None, 2, "小时", "/4小时"),
}

QUALITATIVE = [
    "2023年12月底前",
    "12月底前",
    "12月",
    "2023年",
    "2023",
    "2023-2025年",
    "2023.12.31",
    "2023/6/30",
    "每月5日前",
    "每月10日",
    "次月15日发放",
    "达到",
    "30日前",
    "6月30日",
    "23年12月",
    "十二月底前",
    "第3季度",
    "第二",
    "前10名",
    "【2016】323号",
    "冀财社〔2022〕150号",
    "323号文件",
    "1:19",
    "≤1：19",
    "7×24小时",
    "5G网络覆盖",
    "12345热线畅通",
    "1.完成任务",
    "二期",
    "达到国家一级",
    "同一天",
    "一次性",
    "统一",
    "长期",
    "130821230000791000123",
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_from_drafts(text: str) -> None:
    comparator, number, upper, unit, kind, note = EXAMPLES[text]
    assert parse_target_value(text) == TargetValue(comparator, number, upper, unit, kind, note)


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_alone(text: str) -> None:
    comparator, number, upper, unit = NUMBERS[text]
    value = parse_target_value(text)
    assert (value.comparator, value.upper, value.unit, value.kind) == (
        comparator,
        upper,
        unit,
        "quantitative",
    )
    assert value.number == pytest.approx(number)


@pytest.mark.parametrize("text", MIXED)
def test_words_beside_a_number_are_kept(text: str) -> None:
    comparator, number, unit, note = MIXED[text]
    value = parse_target_value(text)
    assert (value.comparator, value.unit, value.note, value.kind) == (comparator, unit, note, "mixed")
    assert value.number == pytest.approx(number)


@pytest.mark.parametrize("text", QUALITATIVE)
def test_numbers_that_measure_nothing_are_no_targets(text: str) -> None:
    assert parse_target_value(text) == TargetValue(kind="qualitative")


@pytest.mark.parametrize(
    ("text", "unit"),
    [("", None), (" \n", None), ("—", None), ("/", None), ("≥", None), ("≥%", "%"), ("元/人.月", "元/人·月")],
)
def test_missing_numbers(text: str, unit: str | None) -> None:
    assert parse_target_value(text) == TargetValue(unit=unit, kind="missing")


@given(
    st.text()
    | st.text(
        alphabet="0123456789.,，-~至到/%％≥≤<>=不低于高超过以上内百分之一二十万亿元人年月日号第[]【】() ：点"
    )
)
def test_no_text_makes_it_raise_and_its_parts_agree(text: str) -> None:
    value = parse_target_value(text)
    assert (value.number is not None) == (value.kind in ("quantitative", "mixed"))
    assert (value.note is not None) == (value.kind == "mixed")
    assert (value.upper is not None) == (value.comparator == "range")
    assert value.number is None or math.isfinite(value.number)


SIGNED = [(sign, bound) for sign, bound in vocabulary.comparators().items()]
BEFORE = [
    pair for pair in SIGNED if pair[0] not in {w for ws in vocabulary.bounds().after.values() for w in ws}
]
UNITS = sorted(vocabulary.unit_names().items())


@given(
    st.sampled_from(BEFORE),
    st.decimals(0, 10**9, places=2, allow_nan=False).filter(lambda number: not 1900 <= number < 2100),
    st.sampled_from([*UNITS, ("", None)]),
    st.sampled_from(["", " "]),
)
def test_sign_number_and_unit_written_out_parse_back(
    sign: tuple[str, str], number: object, unit: tuple[str, str | None], space: str
) -> None:
    value = parse_target_value(f"{sign[0]}{space}{number}{space}{unit[0]}")
    assert (value.comparator, value.unit, value.kind) == (sign[1], unit[1], "quantitative")
    assert value.number == float(str(number))


@pytest.mark.parametrize(
    "piece", ["1", "1,234", "≥", "百分之", "2023年", "3月", "1-", "a1", "不超过", "1元/", "达到100", "("]
)
def test_hostile_length_costs_no_more_than_its_length(piece: str) -> None:
    started = time.process_time()
    parse_target_value(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 3  # quadratic scanning would take minutes
