"""What holds for every test."""

from hypothesis import HealthCheck, settings

from tests.longest_first import pytest_collection_modifyitems
from tests.prefect_api import prefect_api, prefect_home

__all__ = ["prefect_api", "prefect_home", "pytest_collection_modifyitems"]

# A busy machine is no fault of the code: examples are counted, not timed. The same code gets the same examples
# on every run; `pytest --hypothesis-profile explore` looks for new ones.
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("jixiao", settings.get_profile("explore"), derandomize=True)
settings.load_profile("jixiao")
