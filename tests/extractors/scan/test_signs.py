"""Signs told by their strokes."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from extractors.scan.picture import Grey
from extractors.scan.words.signs import with_strokes

ARMS = [((8, 10), (28, 20)), ((28, 20), (8, 30))]
SLANTED = [*ARMS, ((28, 24), (8, 34))]
LEVEL = [*ARMS, ((8, 35), (28, 35))]
Strokes = list[tuple[tuple[int, int], tuple[int, int]]]


def drawn(strokes: Strokes, *, mirrored: bool = False) -> Grey:
    """A sign, 36 wide and 44 high."""
    picture = Image.new("L", (36, 44), 250)
    pen = ImageDraw.Draw(picture)
    for start, end in strokes:
        pen.line((*start, *end), fill=30, width=2)
    grey = np.asarray(picture)
    return np.ascontiguousarray(grey[:, ::-1]) if mirrored else grey


@pytest.mark.parametrize(
    ("said", "strokes", "told", "unclear"),
    [
        (">", ARMS, ">", False),
        ("＞", ARMS, "＞", False),
        (">", SLANTED, "≥", True),
        ("＞", LEVEL, "≥", True),
        ("V", SLANTED, "≥", True),
        ("≥", SLANTED, "≥", False),
    ],
)
def test_a_stroke_below_makes_it_at_least(said: str, strokes: Strokes, told: str, unclear: bool) -> None:
    assert with_strokes(said, (0.5,), drawn(strokes)) == (told, unclear)
    if said in "<>＞":
        mirror = {">": "<", "＞": "＜", "≥": "≤"}
        assert with_strokes(mirror[said], (0.5,), drawn(strokes, mirrored=True)) == (mirror[told], unclear)


def test_a_letter_stays_one() -> None:
    assert with_strokes("V", (0.5,), drawn([((8, 10), (18, 34)), ((18, 34), (28, 10))])) == ("V", True)


def test_a_sign_before_a_figure_is_looked_at_alone() -> None:
    line = np.hstack([drawn(SLANTED), drawn([((8, 10), (8, 34))])])
    assert with_strokes(">1", (0.25, 0.61), line) == ("≥1", True)


@pytest.mark.parametrize(
    ("said", "shorter", "told"),
    [("二", 0, "="), ("二二", 1, "="), ("==", 0, "="), ("二", 6, "二")],
)
def test_two_strokes_as_wide_as_one_another_are_a_sign(said: str, shorter: int, told: str) -> None:
    line = drawn([((8 + shorter, 16), (28 - shorter, 16)), ((8, 26), (28, 26))])
    places = tuple((at + 0.5) / len(said) for at in range(len(said)))
    assert with_strokes(said, places, line) == (told, True)
