"""A Prefect API of our own on loopback, for a batch run from the command line with no server configured.

Prefect can start such an API by itself, but only inside the first flow call: the program then waits for
imports and a start that could have been going on all along, and the server outlives a killed program. This
one starts in the background before Prefect is imported, runs only the service a batch needs (the one that
records task runs), and leaves with its parent. Flow and task runs are in the database under `state_dir`,
where `prefect server start` with the same PREFECT_HOME shows them.

When PREFECT_API_URL is set, the user has a server, and nothing is started.
"""

import os
import queue
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO

from flows.errors import LocalApiError
from flows.prefect import server_process
from flows.prefect.server_process import STOP_LIMIT_SECONDS

OFFLINE_AND_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # The API keeps the log of a run; the terminal is for the batch's own messages.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}
START_LIMIT_SECONDS = 180.0


class Api:
    """The Prefect API that PREFECT_API_URL names: the user's."""

    def ready(self) -> AbstractContextManager[None]:
        """Wait until the API answers (LocalApiError if it does not), then call the flow inside the block."""
        return nullcontext()


@contextmanager
def local_api(state_dir: Path) -> Iterator[Api]:
    """Set Prefect's environment and start an API, unless the user has one; enter before Prefect is imported.

    `state_dir` becomes PREFECT_HOME unless that is set; what the user set stays. Its first use migrates a
    database, which takes as long as everything else together: one folder a user is better than one a batch.
    On leaving, runs still queued are recorded, the server is gone and the environment is as it was.
    """
    with _environment({"PREFECT_HOME": str(state_dir.absolute())} | OFFLINE_AND_QUIET):
        if os.environ.get("PREFECT_API_URL"):
            yield Api()
            return
        home = Path(os.environ["PREFECT_HOME"]).expanduser()
        home.mkdir(parents=True, exist_ok=True)
        api = _LocalApi(home)
        try:
            with _environment({"PREFECT_API_URL": api.url(), "PREFECT_API_AUTH_STRING": api.password}):
                yield api
        finally:
            api.stop()


@contextmanager
def _environment(wanted: dict[str, str]) -> Iterator[None]:
    added = {name: value for name, value in wanted.items() if not os.environ.get(name)}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


class _LocalApi(Api):
    """The process of `server_process`: says its port, then `ready`; stops when its input ends."""

    def __init__(self, home: Path) -> None:
        self._log = home / "local-api.log"
        self._deadline = time.monotonic() + START_LIMIT_SECONDS
        self._said: queue.Queue[str | None] = queue.Queue()
        self.password = f"jixiao:{secrets.token_urlsafe(24)}"  # other users of the machine reach loopback too
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                # -P: neither this folder nor the user's may shadow an installed package
                [sys.executable, "-P", server_process.__file__, str(home)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=os.environ | {"PREFECT_SERVER_API_AUTH_STRING": self.password},
                # Ctrl-C on the terminal is for the batch, which must still tell the API how it ended.
                start_new_session=True,
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input, self._output = self._process.stdin, self._process.stdout
        self._listener = threading.Thread(target=_listen, args=(self._output, self._said), daemon=True)
        self._listener.start()
        self._port, self._answers = "", False

    def url(self) -> str:
        """Where the API will answer; known as soon as the process has begun."""
        self._port = self._port or self._next_word()
        return f"http://127.0.0.1:{self._port}/api"

    @contextmanager
    def ready(self) -> Iterator[None]:
        self._answers = self._answers or self._next_word() == "ready"
        from prefect.events.worker import EventsWorker
        from prefect.logging.handlers import APILogWorker
        from prefect.settings import (
            PREFECT_API_AUTH_STRING,
            PREFECT_API_URL,
            PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
            temporary_settings,
        )

        own = {PREFECT_API_URL: self.url(), PREFECT_API_AUTH_STRING: self.password}

        # Nobody listens for heartbeats here, and their thread holds up the end of a flow by up to a second.
        with temporary_settings({**own, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            try:
                yield
            finally:
                EventsWorker.drain_all(timeout=STOP_LIMIT_SECONDS)
                APILogWorker.drain_all(timeout=STOP_LIMIT_SECONDS)

    def stop(self) -> None:
        self._input.close()
        try:
            self._process.wait(STOP_LIMIT_SECONDS + 1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join()
        self._output.close()

    def _next_word(self) -> str:
        try:
            word = self._said.get(timeout=max(0.0, self._deadline - time.monotonic()))
        except queue.Empty:
            raise self._error(f"did not answer within {START_LIMIT_SECONDS:.0f} s") from None
        if word is None:
            raise self._error("ended before it answered")
        return word

    def _error(self, what: str) -> LocalApiError:
        log = self._log.read_text(encoding="utf-8", errors="replace").strip()
        return LocalApiError(f"The local Prefect API {what}. Its log, {self._log}, ends:\n{log[-2000:]}")


def _listen(output: IO[str], said: "queue.Queue[str | None]") -> None:
    for line in output:
        said.put(line.strip())
    said.put(None)
