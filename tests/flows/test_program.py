"""The program as people run it: a process of its own, a home of its own, a small demo from start to query."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

ROOT = Path(__file__).parents[2]
STATE = Path(".local") / "state" / "jixiao" / "prefect"


@pytest.fixture(scope="module")
def folder(prefect_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's folder. Prefect's first use, which is slow, is behind it."""
    folder = tmp_path_factory.mktemp("program")
    shutil.copytree(prefect_home, folder / STATE)
    return folder


def jixiao(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JIXIAO_", "PREFECT_"))}
    environment = kept | {"HOME": str(folder), "XDG_STATE_HOME": "", "PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-c", "from flows.cli import main; main()", *arguments]
    return subprocess.run(program, cwd=folder, env=environment, capture_output=True, check=False, timeout=240)


@pytest.fixture(scope="module")
def demo(folder: Path) -> subprocess.CompletedProcess[bytes]:
    return jixiao(folder, "demo", "--counties", "2", "--departments", "1")


def test_the_demo_ends_well_and_says_what_to_try_next(
    demo: subprocess.CompletedProcess[bytes], folder: Path
) -> None:
    told = demo.stderr.decode()
    assert demo.returncode == 0, told
    assert demo.stdout == b""
    assert "本批结果" in told
    assert "被隔离的草案" in told
    assert "\x1b" not in told  # no colours and no bar where there is no terminal
    page = re.search(r"质量报告：(\S+)", told)
    assert page
    assert (folder / page[1]).is_file()
    commands = re.findall(r"jixiao (query) \"(.+)\"", told)
    assert len(commands) == 2
    for command, sql in commands:
        tried = jixiao(folder, command, sql)
        assert (tried.returncode, tried.stderr) == (0, b"")
        assert tried.stdout.count(b"\n") > 3


def test_queries_give_the_same_rows_in_every_format(
    demo: subprocess.CompletedProcess[bytes], folder: Path
) -> None:
    sql = "select county_code, sum(budget_wanyuan) as budget from projects group by 1 order by 1"
    as_json = json.loads(jixiao(folder, "query", sql, "--format", "json").stdout)
    as_csv = list(
        csv.DictReader(
            io.StringIO(jixiao(folder, "query", sql, "--format", "csv").stdout.decode("utf-8-sig"))
        )
    )
    as_parquet = pl.read_parquet(io.BytesIO(jixiao(folder, "query", sql, "--format", "parquet").stdout))
    assert [row["county_code"] for row in as_json] == ["990121", "990122"]
    assert as_csv == as_json
    assert [str(value) for value in as_parquet["budget"]] == [row["budget"] for row in as_json]


def test_a_value_leads_back_to_its_cells(demo: subprocess.CompletedProcess[bytes], folder: Path) -> None:
    sql = """select indicator_id, project_id, level3 from indicators
        join documents using (document_id) where format = 'pdf' limit 1"""
    (row,) = json.loads(jixiao(folder, "query", sql, "--format", "json").stdout)
    for wanted, named in ((row["indicator_id"], row["level3"][:2]), (row["project_id"], "项目")):
        told = jixiao(folder, "trace", wanted).stdout.decode()
        assert ".pdf" in told
        assert re.search(r"第 \d+ 页 \([\d.]+, [\d.]+\)", told)
        assert named in told


def test_a_second_batch_and_back_again(demo: subprocess.CompletedProcess[bytes], folder: Path) -> None:
    again = jixiao(folder, "run", "demo-data/drafts", "--json")
    summary = json.loads(again.stdout)
    assert again.returncode == 1
    assert summary["published"] == 0
    assert summary["unchanged"] > 0
    listed = json.loads(jixiao(folder, "releases", "--format", "json").stdout)
    assert [row["current"] for row in listed] == ["✓", ""]
    back = jixiao(folder, "rollback", listed[1]["release"])
    assert back.returncode == 0
    assert (folder / "warehouse-data" / "CURRENT").read_text().strip() == listed[1]["release"]
    pruned = jixiao(folder, "prune", "--keep", "1")
    assert (pruned.returncode, pruned.stdout) == (0, b""), "the newest stays, and the current one"
    jixiao(folder, "rollback", listed[0]["release"])
    assert jixiao(folder, "prune", "--keep", "1").stdout.decode().split() == [listed[1]["release"]]
    assert jixiao(folder, "query", "select count(*) from projects", "--format", "csv").returncode == 0
    # what Prefect keeps of its own is in the user's folder, not in the project's
    with closing(sqlite3.connect(folder / STATE / "prefect.db")) as database:
        assert database.execute("select count(*) from flow_run").fetchall() == [(2,)]
