"""Batches of a test session, each with an id of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from flows.releasing.summary import BatchSummary

RunBatch = Callable[..., "BatchSummary"]


@pytest.fixture(scope="session")
def run_batch(prefect_api: None) -> RunBatch:
    from flows.prefect.flow import batch

    numbers = itertools.count(1)

    def run(warehouse: Path, *sources: Path, **options: Any) -> BatchSummary:
        return batch(
            [str(source) for source in sources], str(warehouse), f"batch-{next(numbers):03}", 2, **options
        )

    return run
