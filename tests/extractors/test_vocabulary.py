"""The words of the layout files: plain ones and expressions agree, and compositions nobody listed land in the right field."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import extractors.layouts
from extractors.layouts.layout import Layout
from extractors.layouts.lexicon import Lexicon, compared, expression, told_apart
from extractors.layouts.library import load_layouts

SECTIONS = ("labels", "groups", "columns")
LAYOUT = next(layout for layout in load_layouts().known if layout.name == "national")


@cache
def files() -> tuple[dict[str, Any], ...]:
    folder = Path(extractors.layouts.__path__[0])
    return tuple(tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml")))


def words(section: str) -> Iterator[tuple[str, str, str]]:
    """Every (layout, field, word) of a section."""
    for file in files():
        for field, listed in file.get(section, {}).items():
            yield from ((file.get("name", file.get("extends")), field, word) for word in listed)


@pytest.mark.parametrize("section", SECTIONS)
def test_no_expression_of_a_field_takes_a_plain_word_of_another(section: str) -> None:
    terms = {name: text for file in files() for name, text in file.get("terms", {}).items()}
    plain: dict[str, set[str]] = {}
    for _, field, word in words(section):
        if not expression(word, terms):
            plain.setdefault(told_apart(word), set()).add(field)
    taken = [
        (field, pattern.pattern, word, fields)
        for _, field, text in words(section)
        if (pattern := expression(text, terms))
        for word, fields in plain.items()
        if field not in fields and pattern.fullmatch(word)
    ]
    assert taken == []


CHARACTERS = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("0123456789、")


@pytest.mark.parametrize("section", SECTIONS)
@given(data=st.data())
@settings(max_examples=60)
def test_every_expression_is_asked(section: str, data: st.DataObject) -> None:
    terms = {name: text for file in files() for name, text in file.get("terms", {}).items()}
    listed = [one for *_, one in words(section) if expression(one, terms)]
    word = data.draw(st.sampled_from(listed))
    pattern = expression(word, terms)
    assert pattern is not None
    text = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=CHARACTERS))
    assume(compared(text) == text and len(text) <= 40)
    assert Lexicon([{"its own": (word,)}, {"another": tuple(listed[:40])}], terms).find(text) == "its own"


@pytest.mark.parametrize("layout", load_layouts().known, ids=lambda layout: layout.name)
def test_every_plain_word_names_its_field_in_its_own_layout(layout: Layout) -> None:
    for section, find in (("labels", layout.label), ("groups", layout.group), ("columns", layout.column)):
        for name, field, word in words(section):
            if name == layout.name and not word.startswith("/"):
                assert find(word) == field, word


LABELS = {
    "project_code": ["项目编码（代码）", "二级项目代码", "预算项目编号"],
    "project_name": ["二级预算项目名称", "财政专项资金名称", "政府购买服务项目名称", "经费名称",
                     "本级支出项目名称", "申报项目名称"],
    "unit": ["项目资金使用单位", "专项资金申报单位", "填报单位及编码", "项目责任单位", "项目承担部门"],
    "unit_code": ["填报单位代码", "项目实施单位编码"],
    "unit_name": ["预算执行单位名称", "基层预算单位名称"],
    "department": ["项目牵头部门", "省级业务主管部门", "归口管理部门", "资金主管部门", "主管单位名称及代码"],
    "department_code": ["预算主管部门编码"],
    "budget": ["本年度项目预算", "2024年度预算金额", "项目本年预算安排数", "拟申请资金总额", "当年申请预算总额",
               "年度预算安排金额",
               "项目资金预算总额", "本年度申请资金总额", "部门年度预算总金额", "核定预算数"],
    "fiscal": ["本年度财政拨款", "年度财政性资金", "申请财政补助资金", "财政安排资金小计", "财政拨款金额"],
    "fiscal_part": ["中央财政补助资金", "本年度省级财政资金", "市本级财政拨款", "区县配套资金", "公共财政预算拨款",
                    "政府性基金预算安排",
                    "上级专项转移支付资金", "自治区财政资金", "县级及以上补助资金"],
    "other": ["年度其他资金", "其他来源资金", "单位自有资金金额"],
    "other_part": ["企业投入资金", "社会捐赠资金", "单位自筹经费", "政府专项债券资金", "银行贷款资金"],
    "fund": ["上年度结转结余资金", "去年预算数", "以前年度累计投入资金", "项目概算总投资", "实施期财政拨款",
             "上两年预算安排",
             "累计已安排资金", "下年度预算安排"],
    "whole": ["三年预算总额", "实施期资金总额", "项目总投资"],
    "purpose": ["项目建设内容", "资金主要用途", "项目基本概况", "专项资金使用方向", "项目情况简介"],
    "goals": ["项目支出绩效目标", "部门预算绩效目标", "项目预期绩效目标描述", "政策绩效目标说明"],
    "goals_annual": ["本年度项目绩效目标", "项目年度预期目标", "2024年度绩效目标", "全年工作目标", "年度绩效目标设定"],
    "goals_midterm": ["项目中期绩效目标", "实施周期总体目标", "三年滚动绩效目标", "全生命周期绩效目标", "2024—2026年总体目标"],
    "goals_overall": ["项目总体绩效目标", "政策总目标"],
    "fact": ["项目单位负责人", "财务负责人电话", "计划完工时间", "项目起止年月", "资金级次", "项目申报背景",
             "是否涉密项目", "主管部门审批意见",
             "其他需要说明的情况", "主要职能", "归口业务股室", "扶持对象", "项目有效期"],
}  # fmt: skip
COLUMNS = {
    "level1": ["一级绩效指标"],
    "level2": ["二级指标类别"],
    "level3": ["三级绩效指标名称", "考核指标名称", "末级指标", "细化指标"],
    "description": ["指标涵义", "绩效指标内涵", "指标释义及说明", "三级指标解释", "指标值含义", "考核指标说明"],
    "value": ["年度绩效指标值", "本年度计划目标值", "预计指标值", "考核目标值", "项目年度指标值", "2024年度目标值",
              "三年目标值", "指标预期数值"],
    "sign": ["指标值符号", "目标值比较符", "绩效指标符号", "指标运算符号"],
    "unit": ["指标值计量单位", "目标值单位", "数量单位"],
    "basis": ["指标值制定依据", "绩效指标设定依据", "目标值选取依据", "指标值的来源", "指标设置依据及来源"],
    "weight": ["指标分值权重", "三级指标权重", "评价分值", "权重系数"],
    "fact": ["上年目标值", "前三年完成值", "上年度实际完成情况", "本年实际值", "截至6月底完成值", "近三年平均值",
             "半年目标值", "偏差情况说明",
             "评分细则", "自评得分", "指标计算公式", "责任处室", "指标编号", "全年完成情况", "历史最好水平"],
}  # fmt: skip
GROUPS = {
    "caption": ["年度项目资金来源", "部门资金投入情况", "预算资金构成", "按资金来源分类", "项目预算安排情况"],
    "plan": ["年度资金使用计划", "项目支出进度计划", "资金拨付计划", "预算支出计划"],
    "indicators": ["部门整体绩效指标", "绩效指标设定", "支出绩效指标"],
    "indicators_annual": ["本年度绩效指标", "年度预期绩效指标"],
    "indicators_midterm": ["实施周期绩效指标", "三年绩效指标"],
    "past": ["上年度项目资金情况", "前两年预算安排情况"],
}
# What none of a form's fields is: told as a new label, never read into a field that it is not.
FOREIGN = {
    "labels": [
        "预算调整金额",
        "实际支出金额",
        "财政审定数",
        "绩效目标完成程度",
        "结算金额",
        "一级项目编码",
        "单位领导意见",
        "非税收入",
    ],
    "columns": ["绩效目标", "年度目标", "目标任务", "预算金额", "审核意见"],
}


@pytest.mark.parametrize(("field", "text"), [(field, text) for field in LABELS for text in LABELS[field]])
def test_labels_nobody_listed(field: str, text: str) -> None:
    assert LAYOUT.label(text) == field


@pytest.mark.parametrize(("field", "text"), [(field, text) for field in COLUMNS for text in COLUMNS[field]])
def test_headings_nobody_listed(field: str, text: str) -> None:
    assert LAYOUT.column(text) == field


@pytest.mark.parametrize(("field", "text"), [(field, text) for field in GROUPS for text in GROUPS[field]])
def test_labels_over_rows_nobody_listed(field: str, text: str) -> None:
    assert LAYOUT.group(text) == field


def test_what_is_no_field_stays_unknown() -> None:
    assert {text: LAYOUT.label(text) for text in FOREIGN["labels"]} == dict.fromkeys(FOREIGN["labels"])
    assert {text: LAYOUT.column(text) for text in FOREIGN["columns"]} == dict.fromkeys(FOREIGN["columns"])


@pytest.mark.parametrize(
    "rest",
    ["占比", "简介", "电话", "任务", "职责", "管理办法", "进度计划", "利率", "比例", "情况"],
)
def test_the_rest_of_a_text_that_a_page_break_cut_is_no_label(rest: str) -> None:
    assert not LAYOUT.is_label(rest)


def test_words_in_brackets_count() -> None:
    assert LAYOUT.column("指标值（上年）") == "fact"
    assert LAYOUT.column("指标值（实际完成）") == "fact"
    assert LAYOUT.column("目标值（本年度）") == "value"
    assert LAYOUT.label("资金总额（上年结转）") != "budget"
