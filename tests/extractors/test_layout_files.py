"""Layout files: what a person may write, what is told when it is wrong, and what it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.layouts.library import BrokenLayout, load_layouts
from extractors.reading import Reading
from extractors.version import extractor_version
from extractors.whole_draft import draft_of
from tests.extractors.test_provinces import LEFT, line, read, table

FORM = (
    ["项目名称", "某项目", "指标归口", "社保股", LEFT],
    ["一级指标", "二级指标", "三级指标", "指标要旨", "指标值"],
    ["产出指标", "数量指标", "建成数", "建成几个", "3个"],
)


def folder_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / "平山.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_words_added_to_a_known_layout(tmp_path):
    added = """
extends = "hebei"
[columns]
description = ["指标要旨"]
[labels]
fact = ["指标归口"]
"""
    layouts = load_layouts(folder_with(tmp_path, added))
    draft = draft_of(Reading("docx", None, [line("项目绩效目标表"), table(*FORM)]), layouts)
    assert draft.layout == "hebei"
    assert draft.projects[0].indicators[0].description.text == "建成几个"
    assert [(one.label, one.value.text) for one in draft.projects[0].details] == [("指标归口", "社保股")]
    assert draft.new_labels == ()
    assert draft.extractor_version == extractor_version(layouts) != extractor_version(load_layouts())


def test_a_layout_of_its_own_goes_before_the_others_where_its_labels_say_so(tmp_path):
    own = """
name = "平山"
extends = "hebei"
[columns]
basis = ["指标要旨"]
[labels]
fact = ["指标归口"]
"""
    layouts = load_layouts(folder_with(tmp_path, own))
    draft = draft_of(Reading("docx", None, [line("项目绩效目标表"), table(*FORM)]), layouts)
    assert draft.projects[0].layout == "平山"
    assert draft.projects[0].indicators[0].basis.text == "建成几个"


def test_a_pattern_between_slashes(tmp_path):
    layouts = load_layouts(folder_with(tmp_path, "extends = 'hebei'\n[columns]\ndescription = ['/指标.旨/']"))
    assert layouts.recognise(["指标要旨"]).column("指标要旨") == "description"
    assert layouts.recognise(["指标要旨"]).column("指标内容") == "level3_or_description"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", "TOML"),
        ("[labels]\nbudget = ['甲']", "extends"),
        ("extends = 'hebai'", "hebei"),
        ("name = 'hebei'", "hebei"),
        ("extends = 'hebei'\n[lables]\nbudget = ['甲']", "labels"),
        ("extends = 'hebei'\n[labels]\nbugdet = ['甲']", "budget"),
        ("extends = 'hebei'\n[columns]\nvalue = '甲'", "columns > value"),
        ("extends = 'hebei'\n[columns]\nvalue = ['甲']\nbasis = ['甲：']", "value, basis"),
        ("extends = 'hebei'\n[columns]\nvalue = ['/甲(/']", "甲("),
        ("extends = 'hebei'\n[columns]\nvalue = ['/{yaer}数/']", "year"),
        ("extends = 'hebei'\nmoney_line = '('", "money_line"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(tmp_path, text, told):
    with pytest.raises(BrokenLayout) as broken:
        load_layouts(folder_with(tmp_path, text))
    assert "平山.toml" in str(broken.value)
    assert told in str(broken.value)


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / "x.toml").write_bytes("name = '布局说明'".encode("gb18030"))
    with pytest.raises(BrokenLayout, match="UTF-8"):
        load_layouts(tmp_path)


def test_layouts_that_extend_each_other(tmp_path):
    (tmp_path / "a.toml").write_text('name = "甲"\nextends = "乙"', encoding="utf-8")
    (tmp_path / "b.toml").write_text('name = "乙"\nextends = "甲"', encoding="utf-8")
    with pytest.raises(BrokenLayout, match="each other"):
        load_layouts(tmp_path)


def test_without_a_folder_the_program_s_own_are_known(tmp_path):
    assert load_layouts(tmp_path / "absent") == load_layouts()
    assert {"hebei", "national", "graded", "department"} <= {layout.name for layout in load_layouts().known}
    assert read(line("项目绩效目标表"), table(*FORM)).layout
