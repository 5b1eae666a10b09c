"""What holds for every test."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

from tests.longest_first import pytest_collection_modifyitems
from tests.prefect_api import prefect_api, prefect_home

__all__ = ["prefect_api", "prefect_home", "pytest_collection_modifyitems"]


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a batch now and then waits for its processes, for its server and for the disk."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was imported and collected stays to the end: the collector of garbage need not walk through it again and again.

    Nor need it look as often as it does by default, which is made for small programs: reading a draft makes many objects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_sessionfinish() -> None:
    """Give the collector everything back: what it never walks through, libraries call leaked at the end."""
    gc.unfreeze()


# A busy machine is no fault of the code: examples are counted, not timed. The same code gets the same examples
# on every run; `pytest --hypothesis-profile explore` looks for new ones.
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("jixiao", settings.get_profile("explore"), derandomize=True)
settings.load_profile("jixiao")
