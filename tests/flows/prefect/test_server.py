"""The local Prefect API, started for real: it records runs, stays on loopback and leaves with its parent."""

import os
import select
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from flows.errors import LocalApiError
from flows.prefect.server import local_api

PATIENCE_SECONDS = 180

RUN_A_FLOW = """
import sys
from pathlib import Path
from flows.prefect.server import local_api

with local_api(Path(sys.argv[1])) as api:
    from prefect import flow, get_run_logger, task

    @task
    def double(number):
        return 2 * number

    @flow(name="tiny")
    def tiny():
        get_run_logger().info("a line for the record")
        return sum(double(number) for number in range(7))

    with api.ready():
        print(tiny())
"""
START_AND_WAIT = """
import os, sys
from pathlib import Path
from flows.prefect.server import local_api

with local_api(Path(sys.argv[1])) as api, api.ready():
    print(os.environ["PREFECT_API_URL"], flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def no_prefect_settings(monkeypatch):
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="module")
def home(prefect_home, tmp_path_factory):
    """A Prefect home as its first use leaves it: that is slow, and was waited for when ``prefect_home`` was made."""
    return shutil.copytree(prefect_home, tmp_path_factory.mktemp("state") / "prefect")


def test_flow_and_task_runs_are_recorded_when_the_program_ends(home):
    program = [sys.executable, "-c", RUN_A_FLOW, str(home)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "42\n", "")
    with closing(sqlite3.connect(home / "prefect.db")) as database:
        flow_runs = "select flow.name, state_type from flow_run join flow on flow.id = flow_id"
        assert database.execute(flow_runs).fetchall() == [("tiny", "COMPLETED")]
        task_runs = "select state_type, count(*) from task_run group by 1"
        assert database.execute(task_runs).fetchall() == [("COMPLETED", 7)]
        assert ("a line for the record",) in database.execute("select message from log").fetchall()


@pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="waits for a process that is not a child: Linux only"
)
def test_a_killed_program_leaves_no_server_behind(home):
    program = [sys.executable, "-c", START_AND_WAIT, str(home)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        port = int(parent.stdout.readline().split(":")[2].split("/")[0])
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        servers = [os.pidfd_open(int(child)) for child in children]
        socket.create_connection(("127.0.0.1", port)).close()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", port))
        asked = Request(
            f"http://127.0.0.1:{port}/api/flow_runs/filter", b"{}", {"Content-Type": "application/json"}
        )
        with pytest.raises(HTTPError, match="401"):
            urlopen(asked)  # other users of the machine reach loopback too

        parent.kill()

        assert len(servers) == 1
        assert select.select(servers, [], [], PATIENCE_SECONDS)[0] == servers
        os.close(servers[0])


def test_a_server_that_cannot_start_says_why(tmp_path):
    (tmp_path / "prefect.db").write_text("no database at all, but a file in its place" * 100)

    with (
        local_api(tmp_path) as api,
        pytest.raises(LocalApiError, match="file is not a database"),
        api.ready(),
    ):
        pytest.fail("it cannot have answered")


def test_the_users_own_server_is_used_and_nothing_is_started(tmp_path, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")

    with local_api(tmp_path) as api, api.ready():
        assert os.environ["PREFECT_API_URL"] == "http://127.0.0.1:4200/api"
        assert os.environ["PREFECT_HOME"] == str(tmp_path)

    assert "PREFECT_HOME" not in os.environ
    assert not list(tmp_path.iterdir())
