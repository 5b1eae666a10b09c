"""Where something stands: pages, or the sheets of a workbook by name."""

import pytest

from reports.places import place


@pytest.mark.parametrize(
    ("form", "names", "pages", "zh", "en"),
    [
        ("pdf", None, [None], "", ""),
        ("pdf", None, [3, 3, None], "第 3 页", "page 3"),
        ("pdf", None, [4, 3], "第 3、4 页", "page 3, 4"),
        ("pdf", None, [4, 3, 5], "第 3、4 等页", "pages 3, 4 and others"),
        (None, None, [2], "第 2 页", "page 2"),
        ("xlsx", "封面\n水务", [2], "工作表“水务”", "sheet “水务”"),
        ("xlsx", "封面\n水务", [3], "第 3 张工作表", "sheet 3"),
        ("xlsx", None, [1, 2], "第 1 张工作表、第 2 张工作表", "sheet 1, sheet 2"),
        ("xlsx", "甲\n乙\n丙", [3, 2, 1], "工作表“甲”、工作表“乙”等", "sheet “甲”, sheet “乙” and others"),
    ],
)
def test_a_place_is_told_as_its_format_has_it(form, names, pages, zh, en):
    assert place(form, names, *pages, lang="zh", most=2) == zh
    assert place(form, names, *pages, lang="en", most=2) == en
