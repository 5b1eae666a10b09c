"""One Prefect API for all batches of a test session, as the command line starts it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flows.prefect.server import local_api

if TYPE_CHECKING:
    from flows.releasing.summary import BatchSummary

RunBatch = Callable[..., "BatchSummary"]


@pytest.fixture(scope="session")
def prefect_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with local_api(tmp_path_factory.mktemp("prefect")) as api, api.ready():
        yield


@pytest.fixture(scope="session")
def run_batch(prefect_api: None) -> RunBatch:
    from flows.prefect.flow import batch

    numbers = itertools.count(1)

    def run(warehouse: Path, *sources: Path, **options: Any) -> BatchSummary:
        return batch(
            [str(source) for source in sources], str(warehouse), f"batch-{next(numbers):03}", 2, **options
        )

    return run
