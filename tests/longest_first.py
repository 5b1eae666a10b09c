"""The files that take longest go first: begun last, one of them would keep a single worker busy at the end."""

from __future__ import annotations

import pytest

# Seconds of two workers' time, not numbers of tests, which is what xdist would sort by.
_LONGEST = (
    "flows/judging/test_gating.py",
    "expectations/rules/test_quality.py",  # needs no Prefect: the other worker makes its home meanwhile
    "demo/test_read_back.py",
    "flows/test_batch.py",
    "flows/published/test_desk.py",
    "fuzz/test_fuzz.py",
    "flows/test_program.py",
    "flows/judging/test_rechecking.py",
    "demo/test_formats.py",
    "flows/test_killed.py",
    "flows/prefect/test_server.py",
    "extractors/test_round_trip.py",
    "flows/test_chengde.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(_LONGEST)}

    def place_of(item: pytest.Item) -> int:
        return places.get(item.path.as_posix().rpartition("/tests/")[2], len(places))

    items.sort(key=place_of)
