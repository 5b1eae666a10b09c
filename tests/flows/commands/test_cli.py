"""The command line: help and mistakes in both languages, results on stdout, exit codes."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

import flows.cli
from flows.cli import cli
from flows.errors import SourceNeedsPackage, explain, fault_told
from flows.texts import choose_language, say
from tests.flows.command_line import jixiao
from warehouse.desk.errors import Fault
from warehouse.errors import UnknownRelease
from warehouse.names import UnknownName

COMMANDS = sorted(cli.commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, chinese, _ = jixiao(capsys, command, "--help")
    assert code == 0
    assert "用法" in chinese
    code, english, _ = jixiao(capsys, "--lang", "en", command, "--help")
    assert code == 0
    assert not re.search("[一-鿿]", english)
    assert "Usage: jixiao" in english
    assert max(map(cell_len, (chinese + english).splitlines())) <= 80
    assert jixiao(capsys, command, "--help", "--lang", "en") == (0, english, "")


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    code, told, _ = jixiao(capsys)
    assert code == 2
    assert "jixiao demo" in told
    assert "出错" not in told


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_both_readmes(command: str) -> None:
    for name in ("README.md", "README.en.md"):
        assert f"jixiao {command}" in (Path(__file__).parents[3] / name).read_text("utf-8"), name


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("qury",), "没有这个命令：qury"),
        (("run",), "缺少参数"),
        (("tables", "--foo"), "没有这个选项：--foo"),
        (("query", "select 1", "--format", "xml"), "--format 的值不对：应为 table、csv、json、parquet 之一"),
        (("demo", "--counties", "0"), "--counties 的值不对：应为整数，1 至 200"),
        (("run", "nowhere.pdf"), "找不到来源：nowhere.pdf"),
        (("query", "select 1", "--warehouse", "nowhere"), "还没有数据"),
        (("releases", "--warehouse", "nowhere"), "还没有数据"),
        (("rollback", "x", "--warehouse", "nowhere"), "还没有数据"),
        (("prune", "--keep", "2", "--warehouse", "nowhere"), "还没有数据"),
        (("prune", "--keep", "0"), "--keep 的值不对：应为整数，至少 1"),
        (("prune", "--keep"), "--keep 后面要写值"),
        (("letter", "--all", "--year", "x"), "--year 的值不对：应为整数"),
        (("letter", "--all", "--reply-by", "x"), "--reply-by 的值不对：日期应写成"),
        (("prune",), "缺少参数：--keep"),
        (("trace", "x", "--warehouse", "nowhere"), "还没有数据"),
        (("findings", "--warehouse", "nowhere"), "还没有数据"),
        (("findings", "--severity", "grave"), "应为 critical（严重）、warning（警告）、info（提示） 之一"),
        (("findings", "--severity", "警告", "--status", "待处理", "--warehouse", "nowhere"), "还没有数据"),
        (("runn", "x"), "没有这个命令：runn。相近的有：run"),
        (("tables", "projectz"), "没有这张表：projectz。相近的有：projects"),
        (("query", "select 1", "select 2"), "多出的参数：select 2"),
        (("releases", "--chek"), "没有这个选项：--chek。相近的有：--check"),
        (("run", "nope://x/a.pdf"), "不认识这种地址：nope://x/a.pdf"),
        (("trace", "x", "--image", "."), "--image 的值不对：这是文件夹"),
        (("correct", "x", "--field", "level3", "--to", "y"), "缺少参数：--because"),
        (("letter",), "只写一个"),
        (("letter", "--all", "--county", "990101"), "只写一个"),
        (("letter", "--all", "--reply-by", "2020-01-01"), "已经过了"),
    ],
)
def test_mistakes_are_told_in_chinese_with_exit_code_2(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = jixiao(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("出错：")
    assert told in err


def test_wrong_settings_name_the_variable(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIXIAO_WORKERS", "many")
    code, _, err = jixiao(capsys, "releases")
    assert code == 2
    assert "JIXIAO_WORKERS" in err


def test_the_dictionary_names_every_column_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = jixiao(capsys, "tables", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert {"table": "projects", "column": "budget_wanyuan"} in [
        {"table": row["table"], "column": row["column"]} for row in rows
    ]
    assert all(row["zh"] and row["en"] for row in rows)
    _, chinese, _ = jixiao(capsys, "tables")
    assert "预算" in chinese


def test_the_program_starts_without_the_heavy_libraries() -> None:
    heavy = ("prefect", "great_expectations", "pandas", "pdfplumber")
    code = f"import sys, flows.cli; sys.exit(any(name in sys.modules for name in {heavy}))"
    root = str(Path(flows.cli.__file__).parents[1])
    assert (
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": root}, check=False
        ).returncode
        == 0
    )


def test_a_name_that_is_not_there_is_told_with_those_like_it() -> None:
    unknown = UnknownName("rule", "R99", ("R09", "R19", None))
    project = UnknownName("project", "供水工程", ("供水",), {"供水": ["a-1", "b-2"]})
    assert explain(project) == ("这一版数据里没有这个项目：供水工程。相近的有：供水（a-1、b-2）", 2)
    assert explain(unknown) == ("没有这条规则：R99。相近的有：R09、R19", 2)
    choose_language(["--lang", "en"], {})
    try:
        assert explain(unknown) == ("There is no rule R99. Much like it: R09, R19", 2)
        assert explain(UnknownName("county", "x", ("甲水县",))) == ("The release holds no county x", 2)
    finally:
        choose_language([], {})


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.EEXIST, "File exists", "w"), "w 用不成"),
        (OSError(errno.ENOSPC, "No space left", "w/.1f.partial"), "磁盘空间不够，写不了 w。"),
        (OSError(errno.EACCES, "Permission denied", "w"), "没有读写 w 的权限"),
        (OSError(errno.EISDIR, "Is a directory", "w"), "w 是文件夹"),
        (OSError(errno.EIO, "Input/output error", "w"), "Input/output error"),
        (SourceNeedsPackage("http://x/a.pdf", "http"), "pip install 'fsspec[http]'"),
    ],
)
def test_what_the_system_refuses_is_told_in_peoples_words(error: Exception, told: str) -> None:
    assert told in (explain(error) or ("", 0))[0]


def test_the_dictionary_of_one_table(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(jixiao(capsys, "tables", "reuse", "goals", "--format", "json")[1])
    assert {row["table"] for row in rows} == {"reuse", "goals"}


def test_names_are_listed_as_the_language_lists_them() -> None:
    told = []
    for lang in ("zh", "en"):
        choose_language(["--lang", lang], {})
        told.append(say("error.near", names=("甲县", "乙县")))
    choose_language([], {})
    assert "甲县、乙县" in told[0]
    assert "甲县, 乙县" in told[1]


def test_what_is_wrong_with_a_correction_names_columns_as_the_language_does() -> None:
    wrong = Fault("bad_number", 3, {"field": "budget_wanyuan", "value": "x"})
    assert fault_told(wrong).startswith("第 3 行：字段 预算数（万元） 要写数字")
    assert "指标值、" in fault_told(Fault("unknown_field", None, {"field": "foo"}))
    choose_language(["--lang", "en"], {})
    try:
        assert fault_told(wrong).startswith(
            "row 3: field budget_wanyuan wants a number (amounts in 10,000 yuan)"
        )
        assert "level3, description, value_text" in fault_told(Fault("unknown_field", None, {"field": "foo"}))
    finally:
        choose_language([], {})


def test_a_release_that_is_not_there_is_told_wholly_in_chinese() -> None:
    told, code = explain(UnknownRelease("x")) or ("", 0)
    assert (told, code) == ("没有这一版数据：x。有哪些见 jixiao releases。", 2)
