"""Lines as Chinese is set: no word or number cut, no comma at a line's beginning."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flows.commands.folding import Folded, fold, widest_word

TEXTS = st.text(
    st.sampled_from("预算数写作待定（“《”》）、，。；：％ 12345.67,%R/-ab(é\u0301中"), max_size=60
)
WORDS = re.compile(r"[A-Za-z0-9.,%/-]*[A-Za-z0-9][A-Za-z0-9.,%/-]*")
PHRASES = st.builds(
    lambda words, around, end: around[0] + words + around[1] + end,
    st.sampled_from(["预算数", "待定", "12,345.67%", "R10", "不是 3/4", "见——下"]),
    st.sampled_from(["", "“”", "（）", "《》"]).map(lambda pair: pair or ("", "")),
    st.sampled_from(["", "，", "。", "；", "：", "、"]),
)
NEVER_FIRST = "，。、；：）》”％"
NEVER_LAST = "（《“"


@given(TEXTS, st.integers(2, 40))
def test_lines_joined_are_the_text_and_none_is_wider_than_told(text: str, width: int) -> None:
    lines = fold(text, width)
    assert "".join(lines) == text
    assert all(cell_len(line) <= width for line in lines)


@given(TEXTS, st.integers(2, 40))
def test_a_word_or_number_that_a_line_can_hold_is_not_cut(text: str, width: int) -> None:
    ends = {0}
    for line in fold(text, width):
        ends.add(max(ends) + len(line))
    for word in WORDS.finditer(text):
        if widest_word(text) <= width:
            assert not ends & set(range(word.start() + 1, word.end()))


@given(st.lists(PHRASES, max_size=12).map("".join), st.integers(16, 40))
def test_punctuation_stays_with_what_it_opens_or_closes(text: str, width: int) -> None:
    lines = fold(text, width)
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("内容与 PDF、Word、Excel、文本等", 22, ["内容与 PDF、Word、", "Excel、文本等"]),
        ("预算数写作“待定”，不是数字", 15, ["预算数写作“待", "定”，不是数字"]),
        ("共计12,345.67万元", 12, ["共计", "12,345.67万", "元"]),
        ("见附件（一）所列", 10, ["见附件", "（一）所列"]),
        ("0123456789ab", 5, ["01234", "56789", "ab"]),
        ("见——以下", 3, ["见", "——", "以", "下"]),
        ("don't stop", 6, ["don't ", "stop"]),
        ("", 5, [""]),
    ],
)
def test_where_lines_end(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width) == lines


def test_styles_go_with_their_words_and_what_steers_a_terminal_is_taken_out() -> None:
    console = Console(width=6, force_terminal=True, color_system="standard", _environ={})
    with console.capture() as shown:
        console.print(Folded(Text.assemble("甲乙丙", ("丁戊", "bold")), "己\x1b[31m庚"))
    told = shown.get()
    lines = [line.strip() for line in Text.from_ansi(told).plain.splitlines()]
    assert lines == ["甲乙丙", "丁戊", "己", "[31m庚"]
    assert "\x1b[1m丁戊\x1b[0m" in told


def test_no_paragraphs_are_measured_too() -> None:
    console = Console(width=20)
    assert Folded().__rich_measure__(console, console.options).maximum == 2
