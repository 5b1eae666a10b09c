"""A short run of the hostile files: a sample of the attacks, and some mutations of every kind of file."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import pytest

from tests.fuzz.plan import Hostile, attacks, mutations
from tests.fuzz.sound import SOUND
from tests.fuzz.trial import run_trial

SEED = 20261123
SETTINGS = {
    "JIXIAO_DRAFT_SECONDS": "10",
    "JIXIAO_DRAFT_MEMORY_MIB": "3072",
    "JIXIAO_WORKERS": "2",
    "JIXIAO_FILE_MIB": "64",
}


def short_plan(canary: str) -> list[Hostile]:
    return [*attacks(canary, slow=False, every=20), *islice(mutations(SEED, canary), len(SOUND))]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes in /proc")
def test_hostile_files_hurt_nobody(prefect_api: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert os.environ["PREFECT_API_URL"]
    trial = run_trial(tmp_path_factory.mktemp("f"), short_plan, SETTINGS, seconds=240)
    assert len(trial.hostile) > 45
    assert trial.verdict.wrong == []
