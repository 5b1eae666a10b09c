"""What holds for every test."""

from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: examples are counted, not timed.
settings.register_profile("jixiao", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jixiao")
