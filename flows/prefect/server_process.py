"""The process behind `server.local_api`: a Prefect API that records runs and does nothing else.

Run as a program with the folder of its database as the argument; it imports nothing of this project.
"""

import gc
import os
import socket
import sqlite3
import sys
import threading
import time
from contextlib import closing, suppress
from importlib.metadata import version
from pathlib import Path

_RECORDING_ONLY = {
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_EVENTS_STREAM_OUT_ENABLED": "false",
    # The recorder writes once a second, and one last batch when it stops. A batch that fills up in between
    # is written on another path, which loses rows or hangs when stopped half-way: so it never fills up.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "1000000",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
}
STOP_LIMIT_SECONDS = 30.0  # a process that cannot stop in order is ended


def serve(home: Path) -> None:
    """Answer on a free loopback port until our input ends, as it does when the parent is done or killed."""
    # TCP must be named: asyncio otherwise leaves Nagle's algorithm on, 45 ms a response.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    database, migrated = home / "prefect.db", home / "local-api.migrated"
    is_migrated = migrated.exists() and migrated.read_text() == _schema(database)
    os.environ |= _RECORDING_ONLY | {
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{database}",
        "PREFECT_SERVER_DATABASE_MIGRATE_ON_START": str(not is_migrated),
    }

    gc.disable()  # a fifth of the time these imports take
    import uvicorn
    from filelock import FileLock
    from prefect.server.api.server import create_app

    app = create_app(ephemeral=True)
    gc.freeze()
    gc.enable()

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            with FileLock(home / "local-api.lock"):  # two batches must not migrate at once
                await super().startup(sockets)
            migrated.write_text(_schema(database))
            print("ready", flush=True)

    server = Server(uvicorn.Config(app, lifespan="on", log_level="warning", timeout_graceful_shutdown=5))

    def leave_with_parent() -> None:
        sys.stdin.read()
        server.should_exit = True
        time.sleep(STOP_LIMIT_SECONDS)
        os._exit(1)

    threading.Thread(target=leave_with_parent, daemon=True).start()
    server.run([listener])


def _schema(database: Path) -> str:
    """Prefect's version and the revision its database is at; no revision as long as there is none."""
    revision = ""
    if database.exists():
        with closing(sqlite3.connect(database)) as connection, suppress(sqlite3.DatabaseError):
            revision = str(connection.execute("select version_num from alembic_version").fetchall())
    return f"{version('prefect')} {revision}"


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
