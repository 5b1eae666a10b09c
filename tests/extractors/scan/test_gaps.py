"""Lines of a table that nothing rules are parted at their gaps, and there alone."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from extractors.scan.picture import Box, Mask
from extractors.scan.words.gaps import patches_apart, usual_height, words_apart
from extractors.scan.words.patches import Words
from extractors.scan.words.rows import Patch

SIDE, HEIGHT = 30, 54  # pixels: a character's ink, and the box of a line
POINT = 3.0  # pixels


def line(gaps: list[int], narrow: frozenset[int] = frozenset()) -> tuple[Mask, Patch, tuple[float, ...]]:
    """Characters with so much room before each; of ``narrow`` ones only the left third has ink."""
    ink = np.zeros((HEIGHT, 900), np.uint8)
    x, middles = 0, []
    for at, gap in enumerate(gaps):
        x += gap
        ink[12 : 12 + SIDE, x : x + (SIDE // 3 if at in narrow else SIDE)] = 255
        middles.append(x + (SIDE // 6 if at in narrow else SIDE // 2))
        x += SIDE
    box = Box(0, 0, x, HEIGHT)
    return ink, Patch(box), tuple(middle / box.width for middle in middles)


def test_words_are_parted_where_columns_are_hardly_further_apart_than_letters() -> None:
    ink, patch, places = line([0, 4, 4, 20, 4])
    found = list(words_apart(Words("预算数90", 0.99, None, places), patch, ink, float(SIDE), POINT))
    assert [word.text for word in found] == ["预算数", "90"]
    (first, second) = (word.box for word in found)
    assert first == pytest.approx((0, 4, 98 / POINT, 14), abs=0.5)
    assert second[0] == pytest.approx(118 / POINT, abs=0.5)
    assert {word.confidence for word in found} == {0.99}


def test_the_room_behind_a_comma_parts_nothing() -> None:
    ink, patch, places = line([0, 4, 4, 4, 4], narrow=frozenset({2}))
    (word,) = words_apart(Words("完成，全年", 0.9, "unsure", places), patch, ink, float(SIDE), POINT)
    assert (word.text, word.doubt) == ("完成，全年", "unsure")


def test_text_whose_characters_have_no_known_places_stays_whole() -> None:
    ink, patch, _ = line([0, 4, 4, 90, 4])
    assert [word.text for word in words_apart(Words("预算数90", 0.9), patch, ink, 30.0, POINT)] == [
        "预算数90"
    ]


def test_wide_gaps_are_parted_before_anything_is_read() -> None:
    ink, patch, _ = line([0, 4, 60, 4, 20])
    (first, second) = patches_apart([patch], ink, margin=5)
    assert (first.box.left, first.box.right, second.box.left) == (0, 2 * SIDE + 4 + 5, 2 * SIDE + 64 - 5)
    assert usual_height([[first, second]], ink) == SIDE
