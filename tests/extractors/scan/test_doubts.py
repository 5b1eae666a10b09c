"""What the recogniser is sure of and has wrong: dropped characters, widths that no picture tells, odd texts."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from extractors.scan.confusions import confusions
from extractors.scan.picture import Upright
from extractors.scan.words import patches, readings
from extractors.scan.words.decoding import Alphabet, Recognised, decode
from extractors.scan.words.odd_text import is_odd, with_minus
from extractors.scan.words.patches import Words, run_together
from extractors.scan.words.rows import Patch
from extractors.scan.words.widths import paired, with_widths

ALPHABET = Alphabet(["", "7", "9", "2", ".", ",", "，", "%", " "])


def likely(*columns: dict[str, float]) -> NDArray[np.float32]:
    """Likelihoods of the characters that columns name; the rest is that of none."""
    rows = np.zeros((len(columns), len(ALPHABET.characters)), np.float32)
    for row, column in zip(rows, columns, strict=True):
        for character, share in column.items():
            row[ALPHABET.characters.index(character)] = share
        row[0] = 1 - row.sum()
    return rows


NONE: dict[str, float] = {}
LIMIT = confusions().dropped


def test_a_point_that_was_nearly_said_is_told() -> None:
    said = [{"7": 0.999}, NONE, {"9": 0.999}, NONE, {".": 0.02}, NONE, {"2": 0.999}, NONE, {"%": 0.999}]
    read = decode(likely(*said), ALPHABET, 10)
    assert (read.text, round(read.confidence, 3)) == ("792%", 0.999)
    assert read.dropped == pytest.approx(0.02)
    assert read.dropped > LIMIT
    assert read.places == (0.05, 0.25, 0.65, 0.85)


def test_a_character_that_fades_is_not_dropped() -> None:
    read = decode(likely({"7": 0.999}, {"7": 0.4}, NONE, {" ": 0.4}, NONE, {"9": 0.999}), ALPHABET, 6)
    assert read.text == "79"
    assert read.dropped < LIMIT


def test_widths_are_no_doubt_of_a_character() -> None:
    read = decode(likely({"，": 0.6, ",": 0.399}, {",": 0.3}, NONE), ALPHABET, 3)
    assert (read.text, round(read.confidence, 3)) == ("，", 0.999)
    assert read.dropped < LIMIT


@pytest.mark.parametrize(
    ("text", "confidence", "doubt"),
    [("＞人次", 0.985, "unsure"), ("＞人次", 0.995, None), ("≥人次", 0.985, None)],
)
def test_a_strict_sign_is_doubted_sooner(
    text: str, confidence: float, doubt: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Recognised(text, confidence, places=(0.1, 0.4, 0.7))
    monkeypatch.setattr(readings, "recognise", lambda lines: [read] * len(lines))
    page = Upright(line((2, 24), (32, 54), (62, 84))[:, :90], 2.0)
    (said,) = patches.read_patches(page, [Patch(page.frame)])
    assert said.doubt == doubt


def test_nothing_read_is_not_sure() -> None:
    assert decode(likely(NONE, NONE), ALPHABET, 2).confidence == 0


def line(*marks: tuple[int, int]) -> NDArray[np.uint8]:
    """A line of text 40 high, inked from column to column."""
    picture = np.full((40, 200), 255, np.uint8)
    for left, right in marks:
        picture[8:32, left:right] = 0
    return picture


@pytest.mark.parametrize(
    ("text", "marks", "told"),
    [
        ("计，划", [(2, 26), (30, 33), (34, 60)], "计，划"),
        ("计,划", [(2, 26), (30, 33), (58, 84)], "计，划"),
        ("1，986", [(2, 12), (15, 17), (30, 40), (43, 53), (56, 66)], "1,986"),
        ("<96", [(2, 26), (32, 42), (46, 56)], "＜96"),
        ("＜96", [(2, 12), (18, 28), (32, 42)], "<96"),
    ],
)
def test_a_mark_is_as_wide_as_drawn_and_fits_its_neighbours(
    text: str, marks: list[tuple[int, int]], told: str
) -> None:
    places = tuple((left + right) / 400 for left, right in marks)
    assert with_widths(text, places, line(*marks)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("项目（专项)名称", "项目（专项）名称"),
        ("(澜财教\n[2024]57号）", "（澜财教\n[2024]57号）"),
        ("资金支出计划\n(%)", "资金支出计划\n（%）"),
        ("A(1)（甲）)", "A(1)（甲）)"),
        ("澜财教〔\n2024]75号", "澜财教〔\n2024〕75号"),
    ],
)
def test_brackets_of_a_pair_are_alike(text: str, told: str) -> None:
    assert paired(text) == told


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("1全面落实政策。2.做好宣传。", True),
        ("12个月内完成。2.做好宣传。", False),
        ("（计划成本一实际成本）÷计划成本×100%", True),
        ("统一配备终端数÷应配备数×100%", False),
        ("第一季度完成率达到100%", False),
        ("进一步增强", False),
        ("1.完成任务。2建立健全制度。", True),
        ("1.完成任务。2.建立健全制度。", False),
        ("1.完成任务。3月底前验收。", False),
        ("完成培训。2025年组织5期。", False),
        ("V", True),
        ("二", True),
        ("≥784%", True),
        ("≥120%", False),
        ("≤489元/m2", True),
        ("≤489元/m²", False),
    ],
)
def test_what_nobody_writes_is_odd(text: str, odd: bool) -> None:
    assert is_odd(text) == odd
    assert run_together([[Words(text, 1.0)]]).doubt == ("implausible" if odd else None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("（计划成本一实际成本）÷计划成本×100%", "（计划成本－实际成本）÷计划成本×100%"),
        ("统一配备终端数÷应配备数×100%", "统一配备终端数÷应配备数×100%"),
        ("进一步增强", "进一步增强"),
    ],
)
def test_a_minus_of_a_formula_is_no_numeral(text: str, told: str) -> None:
    assert with_minus(text) == told
    assert run_together([[Words(text, 1.0)]]).text == told


@pytest.mark.parametrize(("usual", "told"), [(28.0, "="), (20.0, "＝"), (0.0, "=")])
def test_a_lone_sign_is_measured_by_the_page(usual: float, told: str) -> None:
    sign = np.full((40, 30), 255, np.uint8)
    sign[[16, 17, 24, 25], 8:21] = 0  # 13 wide
    assert with_widths("＝", (0.5,), sign, usual) == told


def test_a_sign_close_to_its_figures_is_measured_alone() -> None:
    drawn = line((12, 23), (25, 36), (38, 50), (60, 86))
    assert with_widths("＝94处", (17 / 200, 30 / 200, 44 / 200, 73 / 200), drawn, 28.0) == "=94处"
