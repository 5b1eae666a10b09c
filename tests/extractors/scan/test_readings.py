"""Several readings of one line: what is taken of them, and how sure it is."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from extractors.scan.picture import Grey, Upright
from extractors.scan.words import patches, readings
from extractors.scan.words.decoding import Recognised
from extractors.scan.words.readings import together
from extractors.scan.words.rows import Patch


def read(*said: tuple[str, float]) -> list[Recognised]:
    """Readings that say so, as surely as that, each with its characters side by side."""
    return [
        Recognised(text, sure, places=tuple((at + 0.5) / len(text) for at in range(len(text))))
        for text, sure in said
    ]


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ([("V", 0.94), ("≥", 0.83), ("≥", 0.95)], "≥"),
        ([("≥784%", 0.99), ("≥78.4%", 0.9)], "≥78.4%"),
        ([("≥78.4%", 0.9), ("≥784%", 0.99)], "≥78.4%"),
        ([("%%", 0.97), ("%", 0.8)], "%%"),  # no mark that recognition drops
        ([("6", 0.6), ("0", 0.9)], "6"),
    ],
)
def test_most_readings_decide_and_a_small_mark_was_dropped(said: list[tuple[str, float]], taken: str) -> None:
    told = together(read(*said))
    assert told.taken.text == taken
    assert not told.agree


@pytest.mark.parametrize(
    ("said", "confidence"),
    [
        ([("100%", 0.96), ("100%", 0.999)], 0.999),
        ([("100%", 0.55), ("100%", 0.999)], 0.55),  # one is at a loss
        ([("100%", 0.96), ("109%", 0.999)], 0.96),
        ([("（%）", 0.96), ("(%)", 0.999)], 0.999),  # widths are told by other means
    ],
)
def test_readings_that_agree_are_as_sure_as_the_surest(
    said: list[tuple[str, float]], confidence: float
) -> None:
    assert together(read(*said)).confidence == confidence


def line_of(*marks: tuple[int, int]) -> Grey:
    """A line of text 40 high, inked from column to column."""
    picture = np.full((40, 200), 255, np.uint8)
    for left, right in marks:
        picture[8:32, left:right] = 0
    return picture


@pytest.mark.parametrize(
    ("said", "by_ink", "doubt"),
    [
        ([("9", 0.96), ("9", 0.999), ("9", 0.97)], False, None),
        ([("9", 0.96), ("9", 0.99), ("9", 0.97)], False, "unsure"),
        ([("9", 0.96), ("8", 0.99), ("9", 0.99)], False, "disagreement"),
        ([("9", 0.999), ("9", 0.999)], True, None),  # the detector alone missed it
        ([("1", 0.95), ("1", 0.93), ("1", 0.9)], True, "unread_ink"),
        ([("≥", 0.95), ("≥", 0.84), ("≥", 0.9)], True, None),
        ([("≥", 0.95), ("≥", 0.5), ("≥", 0.9)], False, "unsure"),
    ],
)
def test_what_three_readings_leave_in_doubt(
    said: list[tuple[str, float]], by_ink: bool, doubt: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = iter(read(*said))
    monkeypatch.setattr(readings, "recognise", lambda lines: [next(queue) for _ in lines])
    page = Upright(line_of((8, 24))[:, :32], 2.0)
    (told,) = patches.read_patches(page, [Patch(page.frame, by_ink=by_ink)])
    assert told.doubt == doubt
