"""Pages as pictures: upright, cropped, never larger than the limit."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.errors import UnreadableDraft
from extractors.limits import PICTURE_PIXELS
from extractors.pdf.picture import render_page
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.sheets import lay_out
from tests.extractors.pdf.test_paper import PAGES
from tests.extractors.test_hostile import HELLO, one_page


def drawn(tmp_path, content: bytes, dpi: float = 72) -> np.ndarray:
    path = tmp_path / "draft.pdf"
    path.write_bytes(content)
    return render_page(path, 0, dpi)


@pytest.mark.parametrize("name", ["turned 90", "turned 180", "turned 270", "cropped"])
def test_a_page_is_drawn_as_it_is_shown(tmp_path, name):
    plain = drawn(tmp_path, d.pdf(lay_out(), d.by_edge(d.line), d.write_all))
    other = drawn(tmp_path, PAGES[name]())
    assert other.shape == plain.shape == (842, 595, 3)
    assert np.abs(other.astype(int) - plain).mean() < 3


@pytest.mark.parametrize(
    "box", [b"0 0 14400 14400", b"0 0 99999999999 99999999999", b"0 0 14400 1", b"0 0 1000000 0.001"]
)
def test_no_picture_is_too_large(tmp_path, box):
    height, width, _ = drawn(tmp_path, one_page(HELLO, box=box), 200).shape
    assert 0 < height * width <= 1.01 * PICTURE_PIXELS


def test_a_page_that_is_not_there(tmp_path):
    path = tmp_path / "draft.pdf"
    path.write_bytes(one_page(HELLO))
    with pytest.raises(UnreadableDraft, match="damaged"):
        render_page(path, 7, 72)
