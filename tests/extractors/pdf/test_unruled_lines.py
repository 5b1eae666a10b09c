"""Tables that nothing rules, in rows that stand as near as the lines of a text: told by what each line says."""

from __future__ import annotations

import pytest

from extractors.draft import Draft
from extractors.errors import UnreadableDraft
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.reading import read
from tests.extractors.pdf.sheets import Sheet, Words

LEFT, PITCH, SIZE = 60.0, 16.0, 10.0
HEAD = [
    "某某县2024年项目支出绩效目标表",
    "项目名称：普法宣传",
    "实施单位：某某县司法局",
    "预算数：12万元",
    "年度目标：全年组织宣讲和咨询，覆盖所有乡镇和村社区，使群众遇事找法，矛盾纠纷化解在基层，",
    "营造尊法学法守法用法的氛围。",
]


def drawn(tmp_path, rows: list[dict[float, str]], *levels: int) -> Draft:
    """A page with the head in lines and the rows below it; ``levels``: rows with a line over them."""
    words = [Words(LEFT, 60 + PITCH * at, text, SIZE) for at, text in enumerate(HEAD)]
    top = 60 + PITCH * len(HEAD)
    for at, row in enumerate(rows):
        words += [Words(x, top + PITCH * at, text, SIZE) for x, text in row.items()]

    def lines(canvas, sheet: Sheet) -> None:
        for at in levels:
            y = sheet.height - (top + PITCH * at - SIZE - 1)
            canvas.line(LEFT, y, 500, y)

    return read(tmp_path, d.pdf([Sheet(595, 842, words)], lines, d.write_all))


def told(draft: Draft) -> list[tuple[str, ...]]:
    return [
        (one.level1.text, one.level2.text, one.level3.text, one.value.text)
        for one in draft.projects[0].indicators
    ]


WANTED = [
    ("产出指标", "数量指标", "组织宣讲场次", "≥12场"),
    ("产出指标", "数量指标", "发放资料", "6000份"),
    ("产出指标", "质量指标", "宣讲计划完成率", "100%"),
    ("效益指标", "社会效益指标", "群众法治意识和素养", "较上年明显提高"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
]


def test_levels_in_lines_of_their_own(tmp_path):
    rows: list[dict[float, str]] = [{LEFT: "指标名称", 300: "指标值", 420: "分值"}]
    number = iter("一二三")
    for at, (level1, level2, level3, value) in enumerate(WANTED):
        if not at or level1 != WANTED[at - 1][0]:
            rows.append({LEFT: f"{next(number)}、{level1}"})
        if not at or level2 != WANTED[at - 1][1]:
            rows.append({LEFT + 12: level2})
        rows.append({LEFT + 24: level3, 300: value, 420: "10"})
    draft = drawn(tmp_path, rows, 0, 1, len(rows))
    assert told(draft) == WANTED
    assert draft.projects[0].project_name.text == "普法宣传"


def beside(rows: list[tuple[str, ...]]) -> list[dict[float, str]]:
    """Rows under a heading of four columns, each name in the middle of its rows."""
    xs = (LEFT, 140.0, 260.0, 420.0)
    drawn: list[dict[float, str]] = [
        dict(zip(xs, ("一级指标", "二级指标", "三级指标", "指标值"), strict=True))
    ]
    for row in rows:
        drawn.append({x: text for x, text in zip(xs, row, strict=True) if text})
    return drawn


def test_names_that_stand_as_near_as_lines(tmp_path):
    rows = beside([
        ("", "", "组织宣讲场次", "≥12场"),
        ("产出指标", "数量指标", "发放资料", "6000份"),
        ("", "", "接待咨询", "≥900人次"),
        ("效益指标", "社会效益指标", "群众法治意识和素养", "较上年明显提高"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
    ])  # fmt: skip
    assert told(drawn(tmp_path, rows, 0, 1, 6)) == [
        ("产出指标", "数量指标", "组织宣讲场次", "≥12场"),
        ("产出指标", "数量指标", "发放资料", "6000份"),
        ("产出指标", "数量指标", "接待咨询", "≥900人次"),
        *WANTED[3:],
    ]


def test_a_row_that_may_be_the_rest_of_the_one_above_is_refused(tmp_path):
    """Both texts fill their columns, no sign begins the next ones, and no name tells them apart."""
    rows = beside([
        ("产出指标", "数量指标", "组织送法下乡进村入户宣讲", "全县各乡镇各村各一次"),
        ("", "", "和法律咨询服务的场次数量", "且做到年度内全部覆盖"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
    ])  # fmt: skip
    with pytest.raises(UnreadableDraft) as refused:
        drawn(tmp_path, rows, 0, 1, 4)
    assert refused.value.code == "unruled_tables"


def test_captions_name_the_projects_of_forms_without_lines(tmp_path):
    """The head below a caption (表2　…) has no name, and begins a table of its own all the same."""
    columns = (60.0, 140.0, 240.0, 380.0)
    words = [Words(180, 50, "某某县2024年项目支出绩效目标", SIZE)]
    for at, name in enumerate(("普法宣传", "公证服务")):
        rows = [
            {60: f"表{at + 1}", 90: name},
            {60: "预算单位", 140: "某某县司法局", 380: "年度预算", 450: f"1{at}万元"},
            {60: "绩效目标", 140: f"做好{name}，覆盖所有乡镇，使群众满意，宣讲和咨询进村入户。"},
            dict(zip(columns, ("一级指标", "二级指标", "三级指标", "指标值"), strict=True)),
            dict(zip(columns, ("产出指标", "数量指标", f"{name}场次", "≥12场"), strict=True)),
            dict(zip(columns, ("效益指标", "社会效益指标", "群众知晓率", "≥90%"), strict=True)),
        ]
        for down, row in enumerate(rows):
            words += [Words(x, 90 + 220 * at + 30 * down, text, SIZE) for x, text in row.items()]
    draft = read(tmp_path, d.pdf([Sheet(595, 842, words)], d.write_all))
    assert [(one.project_name.text, one.budget.text) for one in draft.projects] == [
        ("普法宣传", "10万元"),
        ("公证服务", "11万元"),
    ]
    assert [row.level3.text for row in draft.projects[1].indicators] == ["公证服务场次", "群众知晓率"]
