"""Pictures of traced values: boxes in their fields' colours, everything else dimmed, pages below one another."""

from __future__ import annotations

import numpy as np
import pytest

import reports.traced_pages
from reports.traced_pages import TracedBox, TracedPage, draw_pages


def page(number: int, *boxes: TracedBox) -> TracedPage:
    return TracedPage(number, np.full((1400, 1000, 3), 60, np.uint8), 2.0, boxes)


BOX = TracedBox("value_text", 100, 100, 200, 150)


def test_a_box_is_bright_in_its_frame_and_the_rest_is_dimmed() -> None:
    one = np.asarray(draw_pages([page(3, BOX)], {"value_text": 1}, "zh"))
    sheet = one[-1412:-12]
    assert tuple(sheet[250, 350]) == (60, 60, 60)
    assert sheet[600, 600].min() > 100
    frame = sheet[200 - 2, 250:380]
    assert (frame == frame[0]).all()
    assert tuple(frame[0]) not in {(60, 60, 60), tuple(sheet[600, 600])}


def test_fields_have_colours_of_their_own_and_pages_follow_one_another() -> None:
    other = TracedBox("basis", 300, 100, 400, 150)
    one = draw_pages([page(3, BOX, other)], {"value_text": 1, "basis": 2}, "zh")
    two = draw_pages([page(3, BOX), page(4, other)], {"value_text": 1, "basis": 2}, "en")
    pixels = np.asarray(one)[-1412:-12]
    assert tuple(pixels[198, 300]) != tuple(pixels[198, 700])
    assert two.height - one.height >= 1400


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_chinese_font_numbers_stay(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reports.traced_pages._font.cache_clear()
    monkeypatch.setitem(reports.traced_pages._SETTINGS, "font_folders", [])
    drawn = np.asarray(draw_pages([page(3, BOX)], {"value_text": 1}, lang))
    reports.traced_pages._font.cache_clear()
    assert len(np.unique(drawn[:30].reshape(-1, 3), axis=0)) > 1


def test_boxes_at_and_beyond_the_edge_do_no_harm() -> None:
    edge = TracedBox("goals", 0, 0, 500, 700)
    beyond = TracedBox("goals", 480, 690, 900, 1200)
    assert draw_pages([page(1, edge, beyond)], {"goals": 1}, "zh").width == 1000
