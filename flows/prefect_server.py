"""A Prefect API of our own on loopback, for a batch run from the command line with no server configured.

Prefect can start such an API by itself, but only inside the first flow call: the program then waits for
imports and a start that could have been going on all along, and the server outlives a killed program. This
one starts in the background before Prefect is imported, runs only the service a batch needs (the one that
records task runs), and leaves with its parent. Flow and task runs are in the database under `state_dir`,
where `prefect server start` with the same PREFECT_HOME shows them.

When PREFECT_API_URL is set, the user has a server, and nothing is started.
"""

import gc
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Protocol

OFFLINE_AND_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
}
RECORDING_ONLY = {
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_EVENTS_STREAM_OUT_ENABLED": "false",
    # The recorder writes once a second and one last batch when it stops. A batch that fills up in between is
    # written by the consumer itself, and stopping that half-way loses rows or hangs: so it never fills up.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "1000000",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
}
START_LIMIT_SECONDS = 180.0
STOP_LIMIT_SECONDS = 20.0
LOG_NAME = "local-api.log"


class LocalApiError(RuntimeError):
    """The local Prefect API did not start in time, or died; the message says where its log is."""


class Api(Protocol):
    """A Prefect API that may still be starting."""

    def ready(self) -> AbstractContextManager[None]:
        """Wait until the API answers; call the flow inside. Raises LocalApiError."""


@contextmanager
def local_api(state_dir: Path) -> Iterator[Api]:
    """Set Prefect's environment and start an API, unless the user has one; enter it before importing Prefect.

    `state_dir` becomes PREFECT_HOME, unless that is set. Settings the user made are kept. On leaving, what
    the server still has to record is recorded, and the environment is as before.
    """
    environment = {"PREFECT_HOME": str(state_dir)} | OFFLINE_AND_QUIET
    with _environment(environment):
        if os.environ.get("PREFECT_API_URL"):
            yield _UsersApi()
            return
        home = Path(os.environ["PREFECT_HOME"]).expanduser()
        home.mkdir(parents=True, exist_ok=True)
        api = _LocalApi(home)
        try:
            with _environment({"PREFECT_API_URL": api.url}):
                yield api
        finally:
            api.stop()


@contextmanager
def _environment(wanted: dict[str, str]) -> Iterator[None]:
    """Set the variables that are not set, for the time of the block."""
    added = {name: value for name, value in wanted.items() if not os.environ.get(name)}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


class _UsersApi:
    def ready(self) -> AbstractContextManager[None]:
        return nullcontext()


class _LocalApi:
    """The server process: it writes its port to its output at once, `ready` when it answers."""

    def __init__(self, home: Path) -> None:
        self._log = home / LOG_NAME
        self._deadline = time.monotonic() + START_LIMIT_SECONDS
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                # -P: neither this folder nor the user's may shadow an installed package
                [sys.executable, "-P", __file__, str(home)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=os.environ | RECORDING_ONLY,
                # A Ctrl-C on the terminal is for the batch, which must still report how it ended.
                start_new_session=True,
            )
        self._said: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=_listen, args=(self._process.stdout, self._said), daemon=True)
        self._listener.start()
        self.url = f"http://127.0.0.1:{self._next_word()}/api"

    @contextmanager
    def ready(self) -> Iterator[None]:
        self._next_word()
        from prefect.events.worker import EventsWorker
        from prefect.logging.handlers import APILogWorker
        from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

        # Nobody listens for heartbeats here, and their thread holds up the end of a flow by up to a second.
        with temporary_settings({PREFECT_API_URL: self.url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            try:
                yield
            finally:
                EventsWorker.drain_all(timeout=STOP_LIMIT_SECONDS)
                APILogWorker.drain_all(timeout=STOP_LIMIT_SECONDS)

    def stop(self) -> None:
        """Let the server record what it has queued, then end it."""
        self._process.stdin.close()
        try:
            self._process.wait(STOP_LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join()
        self._process.stdout.close()

    def _next_word(self) -> str:
        try:
            word = self._said.get(timeout=max(0.0, self._deadline - time.monotonic()))
        except queue.Empty:
            raise LocalApiError("timeout") from None
        if not word:
            raise LocalApiError("died")
        return word


def _listen(output, said):
    for line in output:
        said.put(line.strip())
    said.put("")


def serve(home: Path) -> None:
    """The server process: answer on a free loopback port until the parent closes our input or is gone."""
    import socket

    parent = os.getppid()
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    gc.disable()
    import uvicorn
    from filelock import FileLock
    from prefect.server.api.server import create_app

    app = create_app(ephemeral=True)
    gc.freeze()
    gc.enable()

    class Server(uvicorn.Server):
        async def startup(self, sockets=None):
            with FileLock(home / "local-api.lock"):
                await super().startup(sockets)
            if self.started:
                print("ready", flush=True)

    server = Server(uvicorn.Config(app, log_level="warning", lifespan="on", timeout_graceful_shutdown=5))

    def watch():
        sys.stdin.read()
        server.should_exit = True

    threading.Thread(target=watch, daemon=True).start()
    server.run([listener])


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
