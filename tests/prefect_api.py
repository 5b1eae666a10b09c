"""One Prefect API for all batches of a worker's tests, started as the command line starts it.

What its first use takes longest for, making the database, is done once for all workers: the others get a copy.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from flows.prefect.server import local_api


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Prefect home as its first use leaves it; to be copied, not used."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    home, done = shared / "prefect-home", shared / "prefect-home.done"
    with FileLock(shared / "prefect-home.lock"):
        if not done.exists():
            with local_api(home) as api, api.ready():
                pass
            done.touch()
    return home


@pytest.fixture(scope="session")
def prefect_api(prefect_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    home = shutil.copytree(prefect_home, tmp_path_factory.mktemp("prefect") / "home")
    with local_api(home) as api, api.ready():
        yield
