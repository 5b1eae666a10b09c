"""The marts are the same to the last bit whatever the order of rows, threads, hash seed and locale."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
DIGESTS = """
import hashlib, random, sys
from tests.transforms.compare.provinces import ALIKE, province
from tests.transforms.compare.test_any_province import marts
for made in (province(11, most=14), province(11, most=7, habits=ALIKE)):
    for name, mart in marts(made.frames(random.Random(sys.argv[1]))).items():
        print(name, mart.height, hashlib.sha256(repr(mart.rows()).encode()).hexdigest())
"""


def digests(order: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", DIGESTS, order],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_results_depend_on_nothing_but_the_drafts() -> None:
    alone = digests(
        "one", POLARS_MAX_THREADS="1", RAYON_NUM_THREADS="1", PYTHONHASHSEED="1", LC_ALL="C.UTF-8"
    )
    many = digests(
        "other", POLARS_MAX_THREADS="7", RAYON_NUM_THREADS="5", PYTHONHASHSEED="2", LC_ALL="tr_TR.UTF-8"
    )
    assert alone.splitlines() == many.splitlines()
    assert len(alone.splitlines()) == 22
