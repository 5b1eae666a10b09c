"""Ruled lines of pictures become the cells that were drawn: merged, grey, broken, doubled, tilted, over text."""

from __future__ import annotations

from io import BytesIO

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from extractors.scan.paper import grey_paper
from extractors.scan.picture import Box, Picture, Upright
from extractors.scan.ruling.broken_lines import mended_rules
from extractors.scan.ruling.broken_walls import walls_of
from extractors.scan.ruling.cells import find_tables, without_walls
from extractors.scan.ruling.lines import find_rules
from extractors.scan.ruling.streaks import without_streaks
from extractors.scan.straight.tilt import Turn, tilt_of

POINT = 200 / 72
Cell = tuple[int, int, int, int]  # first and last row, first and last column


@st.composite
def merged_tables(draw: st.DrawFn) -> tuple[list[int], list[int], list[Cell]]:
    """Row heights, column widths (pixels), and the cells: some merged over a rectangle of fields."""
    heights = draw(st.lists(st.integers(56, 140), min_size=2, max_size=6))
    widths = draw(st.lists(st.integers(80, 300), min_size=2, max_size=5))
    free = {(row, column) for row in range(len(heights)) for column in range(len(widths))}
    cells: list[Cell] = []
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        down = draw(st.integers(0, len(heights) - row - 1).map(lambda n: n if n < 3 else 0))
        across = draw(st.integers(0, len(widths) - column - 1).map(lambda n: n if n < 3 else 0))
        fields = {(r, c) for r in range(row, row + down + 1) for c in range(column, column + across + 1)}
        if not fields <= free or len(fields) == len(heights) * len(widths):
            down = across = 0
            fields = {(row, column)}
        free -= fields
        cells.append((row, row + down, column, column + across))
    return heights, widths, cells


def drawn(
    heights: list[int], widths: list[int], cells: list[Cell], ink: int = 0, words: bool = True
) -> Picture:
    sheet = Image.new("RGB", (sum(widths) + 200, sum(heights) + 200), (250, 250, 250))
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(29)
    ys = [100 + sum(heights[:row]) for row in range(len(heights) + 1)]
    xs = [100 + sum(widths[:column]) for column in range(len(widths) + 1)]
    for top, bottom, left, right in cells:
        pen.rectangle((xs[left], ys[top], xs[right + 1], ys[bottom + 1]), outline=(ink,) * 3, width=2)
        if words:
            pen.text((xs[left] + 8, ys[top] + 10), "EFHT", font=font, fill="black")
    return np.asarray(sheet)


def found(picture: Picture) -> list[Cell]:
    page = Upright(grey_paper(picture, POINT), POINT)
    tables = find_tables(page, find_rules(page))
    return sorted((*cell.rows, *cell.columns) for table in tables for cell in table.cells)


def numbered(cells: list[Cell]) -> list[Cell]:
    """The cells counted as a reader must: rows and columns in which no cell begins cannot be seen."""
    rows = sorted({cell[0] for cell in cells})
    columns = sorted({cell[2] for cell in cells})
    return sorted(
        (
            rows.index(top), sum(row <= bottom for row in rows) - 1,
            columns.index(left), sum(column <= right for column in columns) - 1,
        )
        for top, bottom, left, right in cells
    )  # fmt: skip


@given(merged_tables())
@settings(max_examples=25, deadline=None)
def test_merged_cells_come_back(table: tuple[list[int], list[int], list[Cell]]) -> None:
    assert found(drawn(*table)) == numbered(table[2])


FIELDS: list[Cell] = [(row, row, column, column) for row in range(5) for column in range(4)]
GRID: list[Cell] = [(row, row, column, column) for row in range(3) for column in range(3)]


def test_pale_and_grainy_lines_are_seen() -> None:
    clean = drawn([80] * 3, [200] * 3, GRID, ink=170)
    grain = np.random.default_rng(1).normal(0, 8, clean.shape[:2])[:, :, None]
    assert found(np.clip(clean + grain, 0, 255).astype(np.uint8)) == GRID


@pytest.mark.parametrize("end", ["above", "below"])
def test_a_table_that_goes_on_overleaf_is_closed_where_its_sides_end(end: str) -> None:
    picture = drawn([80] * 3, [200] * 3, GRID).copy()
    line = 100 if end == "above" else 340
    picture[line - 2 : line + 4] = picture[line + (20 if end == "above" else -20)]
    assert found(picture) == GRID


def test_cells_that_run_on_overleaf_beside_closed_rows_are_cells() -> None:
    picture = drawn([80] * 3, [200] * 3, GRID, words=False).copy()
    picture[336:346, 105:495] = 250  # the line below the first two columns
    picture[336:346, 98:103] = 250
    assert found(picture) == GRID


@pytest.mark.parametrize("sides", [True, False])
def test_a_page_that_begins_with_the_end_of_a_row_has_it(sides: bool) -> None:
    """The only row of the page is open above; strokes that stand on a line without reaching its ends are letters."""
    row: list[Cell] = [(0, 0, column, column) for column in range(4)]
    picture = drawn([80], [200] * 4, row, words=False).copy()
    picture[98:104] = 250  # the line above
    if not sides:
        picture[:178, 96:104] = picture[:178, 896:904] = 250
    assert found(picture) == (row if sides else [])


def test_lines_of_which_dashes_are_left_are_mended() -> None:
    heights, widths = [90, 90, 90, 90], [150, 200, 180, 240]
    cells = [
        (row, row, column, column)
        for row in range(4)
        for column in range(4)
        if (row, column) not in ((1, 0), (2, 0))
    ]
    cells.append((1, 2, 0, 0))
    picture = drawn(heights, widths, cells, words=False).copy()
    dashed = np.arange(max(picture.shape[:2])) % 70 < 40
    for y in np.cumsum([100, *heights]):
        picture[y - 3 : y + 5, dashed[: picture.shape[1]]] = 250
    for x in np.cumsum([100, *widths]):
        picture[np.ix_(dashed[: picture.shape[0]], range(x - 3, x + 5))] = 250
    page = Upright(grey_paper(picture, POINT), POINT)
    assert find_tables(page, find_rules(page)) == []
    words = [Box(120 + 30 * at, 130, 130 + 30 * at, 140) for at in range(3)] * 20
    tables = find_tables(page, mended_rules(page, words))
    assert (
        find_tables(page, mended_rules(page, words[:20])) == []
    )  # prose, or a contents list with its leaders
    across = [Box(200, 80 + at, 400, 120 + at) for at in range(60)]
    assert find_tables(page, mended_rules(page, across)) == []
    assert sorted((*cell.rows, *cell.columns) for table in tables for cell in table.cells) == numbered(cells)


def test_a_fold_along_a_line_makes_no_table_wider() -> None:
    picture = drawn(
        [80] * 6, [200] * 3, [(row, row, column, column) for row in range(6) for column in range(3)]
    )
    folded = np.pad(picture, ((0, 0), (0, 200), (0, 0)), constant_values=250)
    folded[260:263] = 90
    assert found(folded) == found(picture)


def test_a_first_column_that_a_page_leaves_open_above_is_one() -> None:
    cells = [(row, row, column, column) for row in range(4) for column in range(1, 3)]
    left = [(0, 1, 0, 0), (2, 3, 0, 0)]
    sheet = np.array(drawn([80] * 4, [200] * 3, cells + left))
    sheet[98:104, 104:298] = 250  # the line over the first column
    assert found(sheet) == numbered(cells + left)


def test_letters_as_high_as_their_row_are_no_walls() -> None:
    heights, widths = [30] * 5, [300] * 3
    cells = [(row, row, column, column) for row in range(5) for column in range(3)]
    sheet = Image.fromarray(drawn(heights, widths, cells, words=False))
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(38)
    for row, _, column, _ in cells:
        pen.text((100 + 300 * column + 20, 100 + 30 * row - 5), "EBEBEB", font=font, fill="black")
    assert found(np.asarray(sheet)) == numbered(cells)


def test_broken_and_doubled_lines_are_one() -> None:
    picture = drawn([80] * 3, [200] * 3, GRID).copy()
    picture[:, 250:258] = 250  # a scratch through every line across
    picture[184:186, 100:700] = 0  # a second line beside the first
    assert found(picture) == GRID


def test_hair_lines_that_step_from_row_to_row_are_lines() -> None:
    picture = drawn([80] * 3, [200] * 3, GRID, words=False).copy()
    picture[176:190, 110:690] = 250
    for step, left in enumerate(range(103, 698, 30)):
        picture[180 + step // 4, left : left + 30] = 0
    for left in range(103, 698, 50):  # each piece shorter than a line, one row of pixels below the last
        picture[259:264, left : left + 50] = 250
        picture[260 + (left // 50) % 2, left : left + 50] = 0
    assert found(picture) == GRID


def test_a_line_broken_between_two_walls_goes_on() -> None:
    heights = [80, 80, 160, 80]
    cells = [(row, row, column, column) for row in range(4) for column in range(3)]
    picture = drawn(heights, [200] * 3, cells, words=False).copy()
    picture[330:380, 290:310] = 250  # what is left hangs on a line at one end only
    assert found(picture) == cells
    picture[270:410, 290:310] = 250
    merged = [*((r, r, c, c) for r in (0, 1, 3) for c in range(3)), (2, 2, 0, 1), (2, 2, 2, 2)]
    assert found(picture) == sorted(merged)


@pytest.mark.parametrize("ink", [(214, 48, 48), (226, 206, 204), (60, 70, 190)])  # the second of a dry pad
def test_a_stamp_on_grey_paper_leaves_the_lines_under_it(ink: tuple[int, int, int]) -> None:
    picture = Image.fromarray((drawn([80] * 3, [200] * 3, GRID).astype(np.float64) * 0.7).astype(np.uint8))
    seal = Image.new("RGB", picture.size, "white")
    ImageDraw.Draw(seal).ellipse((200, 60, 520, 380), outline=ink, width=9)
    stamped = np.minimum(np.asarray(picture), np.asarray(seal))
    assert found(stamped) == GRID
    grey = grey_paper(stamped, POINT)
    assert np.percentile(grey, 10) > 225  # no frame around the stamp, no window in the paper
    assert (
        grey[100:340, 203:297][np.asarray(seal)[100:340, 203:297, 1] < 255].max() > 200
    )  # nor of it between the lines


def test_a_letter_in_line_with_a_wall_takes_it_not_along() -> None:
    picture = drawn([80] * 3, [200] * 3, GRID).copy()
    picture[62:98, 300:303] = 0  # the stem of a letter over the table
    picture[345:390, 500:503] = 0
    assert found(picture) == GRID


def test_a_table_without_outer_sides_has_its_outer_cells() -> None:
    picture = drawn([80] * 3, [200] * 3, GRID).copy()
    picture[103:338, 95:105] = 250
    picture[103:338, 695:705] = 250
    assert len(found(picture)) == 9


def test_words_are_no_lines_and_lose_no_ink() -> None:
    picture = drawn([80] * 3, [200] * 3, GRID)
    page = Upright(grey_paper(picture, POINT), POINT)
    rules = find_rules(page)
    blank = without_walls(page, rules, find_tables(page, rules))
    words = Upright(grey_paper(drawn([80] * 3, [200] * 3, GRID, ink=250), POINT), POINT)
    assert np.abs((blank < 128).sum() - (words.grey < 128).sum()) < 0.01 * (words.grey < 128).sum()


@pytest.mark.parametrize("ink", [0, 120])
def test_strokes_of_an_upright_watermark_are_no_lines(ink: int) -> None:
    picture = Image.fromarray(drawn([80] * 5, [200] * 4, FIELDS, ink=ink))
    for left, top, right, bottom in [
        (330, 210, 470, 216), (330, 280, 470, 286), (330, 210, 336, 420), (464, 210, 470, 420), (620, 240, 820, 247),
    ]:  # fmt: skip
        words = picture.crop((left, top, right, bottom))
        pale = Image.new("RGB", words.size, (215, 215, 215))
        picture.paste(ImageChops.darker(words, pale), (left, top))
    assert found(np.asarray(picture)) == FIELDS


def test_lines_go_on_below_the_slanting_strokes_of_a_watermark() -> None:
    picture = Image.fromarray(drawn([80] * 5, [200] * 4, FIELDS))
    letter = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(letter)
    for left in (180, 300, 420, 560):
        pen.line((left, 480, left + 260, 140), fill=(205, 205, 205), width=26)
    assert found(np.asarray(ImageChops.darker(picture, letter))) == FIELDS


def test_a_red_stamp_goes_and_black_and_red_words_stay() -> None:
    picture = Image.new("RGB", (900, 600), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((330, 290), "BLACK", font=ImageFont.load_default(40), fill="black")
    pen.text((20, 20), "RED HEADING", font=ImageFont.load_default(40), fill=(220, 20, 20))
    clean = np.asarray(picture)
    pen.ellipse((250, 150, 570, 470), outline=(220, 40, 40), width=9)
    stamped = grey_paper(np.asarray(picture), POINT)
    assert ((stamped < 150) == (grey_paper(clean, POINT) < 150)).mean() > 0.999
    assert (stamped[20:70, 20:300] < 150).any()


def test_no_edge_of_a_stamp_stays_where_its_ring_touches_its_box() -> None:
    picture = Image.new("RGB", (900, 600), "white")
    ImageDraw.Draw(picture).ellipse((250, 150, 570, 470), outline=(214, 48, 48), width=8)
    kept = BytesIO()
    picture.filter(ImageFilter.GaussianBlur(0.8)).save(kept, "JPEG", quality=75)
    assert grey_paper(np.asarray(Image.open(kept)), POINT).min() > 200


def test_thin_strokes_under_a_stamp_stay() -> None:
    picture = Image.new("RGB", (900, 600), "white")
    pen = ImageDraw.Draw(picture)
    for x in range(330, 490, 12):
        pen.line((x, 290, x, 330), fill="black", width=1)
    clean = np.asarray(picture)
    seal = Image.new("RGB", picture.size, "white")
    ImageDraw.Draw(seal).ellipse((250, 150, 570, 470), fill=(214, 48, 48))
    stamped = Image.fromarray(np.minimum(clean, np.asarray(seal))).filter(ImageFilter.GaussianBlur(0.8))
    kept = BytesIO()
    stamped.save(kept, "JPEG", quality=75)
    grey = grey_paper(np.asarray(Image.open(kept)), POINT)
    strokes = grey[305:315, 320:500]
    assert strokes[:, 10:162:12].max() < 190  # on every stroke
    assert np.percentile(strokes, 50) > 225  # between them
    assert grey.min(axis=0)[270:300].min() > 180  # the stamp is gone


@pytest.mark.parametrize("degrees", [-1.5, -0.4, 0.0, 0.13, 2.2])
def test_tilt_is_told_and_undone(degrees: float) -> None:
    level = Image.fromarray(drawn([80] * 6, [200] * 5, [(r, r, c, c) for r in range(6) for c in range(5)]))
    grey = np.asarray(level.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=(250, 250, 250)).convert("L"))
    assert tilt_of(grey) == pytest.approx(-degrees, abs=0.06)


@given(st.integers(0, 3), st.floats(-2, 2), st.integers(10, 300), st.integers(10, 200))
@settings(deadline=None)
def test_a_box_finds_back_to_the_picture_as_given(quarters: int, degrees: float, left: int, top: int) -> None:
    picture = np.full((500, 700), 255, np.uint8)
    picture[top : top + 60, left : left + 90] = 0
    turn = Turn(quarters, degrees, *picture.shape)
    rows, columns = np.nonzero(turn.upright(picture) < 128)
    box = Box(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
    back = turn.back(box)
    slack = 12 + 2 * abs(degrees) * 4
    assert back == pytest.approx((left, top, left + 90, top + 60), abs=slack)


def test_a_streak_down_the_sheet_is_no_wall() -> None:
    clean = drawn([80] * 3, [200] * 3, GRID)
    streaked = clean.copy()
    for column, dark in ((250, 120), (251, 90), (447, 200)):
        streaked[:, column] = np.minimum(streaked[:, column], dark)
    grey = cv2.cvtColor(streaked, cv2.COLOR_RGB2GRAY)
    mended = without_streaks(grey, POINT)
    assert found(np.repeat(mended[:, :, None], 3, axis=2)) == GRID
    assert np.array_equal(without_streaks(mended, POINT), mended)
    assert (
        np.abs(mended.astype(int) - cv2.cvtColor(clean, cv2.COLOR_RGB2GRAY)).mean() < 0.5
    )  # letters and lines stay


@pytest.mark.parametrize(
    ("high", "wide", "top"), [(50, 360, 60), (50, 300, 80), (60, 420, 40), (70, 300, 20)]
)
def test_a_grey_stamp_between_walls_parts_no_cell(high: int, wide: int, top: int) -> None:
    cells = [(row, row, column, column) for row in range(5) for column in range(2)]
    picture = Image.fromarray(drawn([high] * 5, [300] * 2, cells))
    seal = Image.new("RGB", picture.size, "white")
    ImageDraw.Draw(seal).ellipse((170, top, 170 + wide, top + wide), outline=(110, 110, 110), width=6)
    assert found(np.minimum(np.asarray(picture), np.asarray(seal))) == cells


@pytest.mark.parametrize("beside", [False, True])
def test_letters_in_line_are_a_wall_only_where_one_is_drawn_on_their_course(beside: bool) -> None:
    page = Upright(np.full((40, 600), 255, np.uint8), POINT)
    drawn, clear, seen = np.zeros((3, 600), dtype=np.bool_)
    drawn[:300] = beside
    seen[300:] = (
        np.arange(300) % 10 != 0
    )  # strokes of letters all along the second field, with ink beside them
    assert walls_of(page, drawn, seen | drawn, clear, [0, 300, 599]) == [beside, beside]
