"""What holds for every test."""

from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: examples are counted, not timed. The same code gets the same examples
# on every run; `pytest --hypothesis-profile explore` looks for new ones.
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("jixiao", settings.get_profile("explore"), derandomize=True)
settings.load_profile("jixiao")
