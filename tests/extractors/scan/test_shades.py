"""Light headings on a dark fill, and headings on a shade of dots, have the cells and the letters that were printed."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from PIL import Image, ImageChops, ImageDraw, ImageFont

from extractors.scan.paper import grey_paper
from extractors.scan.picture import Picture
from extractors.scan.ruling.dark_fills import with_fills_turned
from extractors.scan.ruling.halftone import without_dots
from tests.extractors.scan.test_ruled_tables import POINT, drawn, found

HEIGHTS, WIDTHS = [80] * 4, [200] * 3
GRID = [(row, row, column, column) for row in range(4) for column in range(3)]
BLUE = (43, 90, 160)


Colour = tuple[int, int, int]


def with_heading(fill: Colour, letters: Colour, degrees: float = 0.0, lines: Colour | None = None) -> Picture:
    """A table whose first row is filled, the lines between its cells as its letters or of a colour of their own."""
    sheet = Image.fromarray(drawn(HEIGHTS, WIDTHS, GRID))
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((100, 100, 700, 180), fill=fill)
    for column in range(3):
        pen.line((100 + 200 * column, 100, 100 + 200 * column, 180), fill=lines or letters, width=2)
        pen.text((108 + 200 * column, 110), "EFHT", font=ImageFont.load_default(29), fill=letters)
    return np.asarray(sheet.rotate(degrees, fillcolor=(250, 250, 250)))


@pytest.mark.parametrize("degrees", [0.0, 0.4])
@pytest.mark.parametrize("fill", [BLUE, (0, 0, 0), (120, 120, 120), (91, 155, 213)])
def test_light_letters_on_a_fill_become_dark_ones_in_cells(
    fill: tuple[int, int, int], degrees: float
) -> None:
    picture = with_heading(fill, (255, 255, 255), degrees)
    turned = with_fills_turned(picture, POINT)
    assert found(turned) == GRID
    grey = grey_paper(turned, POINT)
    heading, row_below = grey[106:160, 108:290], grey[186:240, 108:290]
    assert np.percentile(heading, 60) > 200
    assert abs(int((heading < 128).sum()) - int((row_below < 128).sum())) < 0.3 * (row_below < 128).sum()


@pytest.mark.parametrize("degrees", [0.0, 0.4, -0.4])
@pytest.mark.parametrize("lines", [BLUE, (0, 0, 0)])
def test_lines_as_dark_as_the_fill_are_those_of_the_rows_below(lines: Colour, degrees: float) -> None:
    assert found(with_fills_turned(with_heading(BLUE, (255, 255, 255), degrees, lines), POINT)) == GRID


def cells_where_filled(
    area: tuple[int, int, int, int],
    line: tuple[int, int, int, int],
    colour: Colour,
    letters: list[tuple[int, int]],
) -> list[tuple[int, int, int, int]]:
    """The cells of a table with a blue area, one line in it and light letters at some places."""
    sheet = Image.fromarray(drawn(HEIGHTS, WIDTHS, GRID))
    pen = ImageDraw.Draw(sheet)
    pen.rectangle(area, fill=BLUE)
    pen.line(line, fill=colour, width=3)
    for place in letters:
        pen.text(place, "EFHT", font=ImageFont.load_default(29), fill=(255, 255, 255))
    return found(with_fills_turned(np.asarray(sheet), POINT))


def test_a_heading_over_two_columns_is_not_parted_where_lines_are_seen() -> None:
    seen = (500, 100, 500, 180), (255, 255, 255)
    cells = cells_where_filled((100, 100, 700, 180), *seen, [(310, 110), (508, 110)])
    assert [cell for cell in cells if cell[0] == 0] == [(0, 0, 0, 1), (0, 0, 2, 2)]


def test_a_filled_label_stands_over_rows_that_no_line_parts() -> None:
    """Lines across that can be told from the fill part it, others do not: a label may stand over several rows."""
    told = (100, 180, 300, 180), (20, 40, 80)
    cells = cells_where_filled((100, 100, 300, 420), *told, [(108, 110), (108, 270)])
    assert cells == sorted([(0, 0, 0, 0), (1, 3, 0, 0), *(cell for cell in GRID if cell[2])])


def test_a_fill_around_cells_has_their_edges_too() -> None:
    sheet = Image.fromarray(with_heading(BLUE, (255, 255, 255)))
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((100, 180, 300, 420), fill=BLUE)
    for row in range(1, 4):
        pen.line((100, 100 + 80 * row, 300, 100 + 80 * row), fill=(255, 255, 255), width=2)
        pen.text((108, 110 + 80 * row), "EFHT", font=ImageFont.load_default(29), fill=(255, 255, 255))
    assert found(with_fills_turned(np.asarray(sheet), POINT)) == GRID


def test_what_is_dark_without_light_letters_stays() -> None:
    shaded = with_heading((190, 200, 220), (0, 0, 0))
    heavy = Image.fromarray(drawn(HEIGHTS, WIDTHS, GRID))
    pen = ImageDraw.Draw(heavy)
    pen.text((100, 20), "EFHTEFHT", font=ImageFont.load_default(60), fill="black", stroke_width=1)
    pen.ellipse((20, 200, 70, 250), fill=(60, 60, 60))  # a binder's hole
    pen.rectangle((0, 0, 900, 12), fill=(70, 70, 70))  # the lid's shadow
    for picture in (shaded, np.asarray(heavy), drawn(HEIGHTS, WIDTHS, GRID)):
        assert with_fills_turned(picture, POINT) is picture


def test_a_shade_of_dots_goes_and_letters_and_points_stay() -> None:
    clean = Image.fromarray(drawn(HEIGHTS, WIDTHS, GRID))
    pen = ImageDraw.Draw(clean)
    for at in range(12):  # ……, and a decimal point
        pen.rectangle((310 + 9 * at, 250, 312 + 9 * at, 252), fill="black")
    dots = np.full((520, 800, 3), 255, dtype=np.uint8)
    dots[100:180:5, 100:700:5] = 0
    shaded = ImageChops.darker(clean, Image.fromarray(dots[: clean.height, : clean.width]))
    grey = without_dots(grey_paper(np.asarray(shaded), POINT), POINT)
    wanted = grey_paper(np.asarray(clean), POINT)
    assert (np.abs(grey.astype(int) - wanted) > 100).mean() < 0.0005
    np.testing.assert_array_equal(grey[190:], wanted[190:])
