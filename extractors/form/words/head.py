"""Words of a form's head: what a cell's text names, and what only looks as if it named something."""

from __future__ import annotations

import re

from extractors.form.entries import Entry
from extractors.form.rows import Cell, Row
from extractors.form.words.amounts import AMOUNTS, IN_WORDS, UNIT, parts_of_amount
from extractors.form.words.line_parts import said_beside
from extractors.joining import as_label, squeeze
from extractors.layouts.layout import Layout

# of a sum, with its parts or its only source behind it
_AMOUNT_BEHIND = re.compile(
    r"(?P<label>(?:其中[:：]\s*)?[\u4e00-\u9fff]{2,12}?)\s*"
    rf"(?P<amount>(?:\d[\d.,，]*\s*{UNIT}|{IN_WORDS})(?:[，,；;（(]\s*(?:其中|全部|全额|均).*)?)[。；;]?"
)
_NUMBER_BEHIND = re.compile(
    r"(?P<label>(?:其中[:：]\s*)?[\u4e00-\u9fff（）()]{2,16})(?P<gap>\s*)(?P<amount>\d[\d.,，—-]*)"
)
_NEXT_AMOUNT = re.compile(
    r"[，,；;]\s*(?=(?:其中\s*[:：]?\s*)?[\u4e00-\u9fff]{2,12}\s*[:：])"
)  # before its label
_OF_WHICH = re.compile(r"[（(，,；;]\s*其中")  # behind an amount: its parts
AMOUNT = "金额"  # of an item, or of a project in a table of many: the budget, where no other label names it
_OF_YEAR = re.compile(r"20\d\d\s*年?\s*度?")
_LABEL_END = re.compile(r"[:：]")
_UNIT_IN_BRACKETS = re.compile(
    r"[（(\[【][^（）()]{0,10}?(?P<unit>万元|亿元|千元|百元|元)[^（）()]{0,4}[）)\]】]"
)
_MOST_VALUES = 2  # behind one label
_PAIR = 2  # cells: a label and its value, over the table's width
_LONGEST_NEW_LABEL = 16  # characters; what is longer is a sentence
_NO_LABEL = re.compile(r"[。；;！？!?，,%％≥≤＞＜><=\d]")


class HeadWords:
    """A layout's look-ups, as the head of a form needs them."""

    TEXTS = frozenset(
        (
            *("project_code", "project_name", "unit", "unit_code", "unit_name"),
            *("department", "department_code", "year", "fact"),
        )
    )
    AMOUNTS = AMOUNTS

    def __init__(self, layout: Layout) -> None:
        """Take the layout of the form."""
        self.layout = layout

    def label(self, text: str) -> str | None:
        """Return the field that a label names; ``caption`` for words that name nothing by themselves."""
        return self.layout.label(text)

    def behind_colon(self, text: str) -> str | None:
        """The field of what stands behind a text and a colon; a remark is a fact."""
        return self.label(text) or ("fact" if self.layout.is_note(text) else None)

    def is_word(self, text: str) -> bool:
        """Tell whether a text is a label, a label over several rows, or a month end."""
        layout = self.layout
        return bool(layout.label(text) or layout.group(text) or layout.milestone(text))

    def is_group(self, cell: Cell, following: Cell | None) -> bool:
        """Tell whether a cell is a label over several rows; a word that may be either has a word beside it."""
        if self.layout.group(cell.text) is None:
            return False
        if self.layout.label(cell.text) in (None, "caption"):
            return True
        return following is not None and (
            self.is_word(following.text) or bool(_inline_parts(following, self))
        )

    def is_over_amounts(self, cell: Cell, following: Cell | None) -> bool:
        """Tell whether a cell over several rows only says what the amounts beside it are, and in which unit.

        It is called what an amount is, or names a unit of money, and has labels of its own beside it.
        """
        name = self.label(cell.text)
        if following is None or not (name in self.AMOUNTS or (name is None and money_unit_in(cell.text))):
            return False
        return self.is_word(following.text) or bool(_inline_parts(following, self))

    def says_of_which(self, cell: Cell) -> bool:
        """Tell whether a cell only says that the labels under it are parts (其中)."""
        return as_label(cell.text) == "" and self.layout.group(cell.text) == "caption"

    def opens_total(self, row: Row) -> bool:
        """Tell whether a row below the indicators is one of sums."""
        first = next(iter(row.written()), None)
        return first is not None and len(row.written()) > 1 and self.layout.is_total(first.text)

    def is_money_line(self, cell: Cell) -> bool:
        """Tell whether a cell says nothing but which unit money is in."""
        match = self.layout.money_unit(cell.text)
        return match is not None and len(squeeze(match[0])) >= len(squeeze(cell.text)) - 2

    def opens_head_row(self, row: Row, *, in_pairs: bool = False) -> bool:
        """Tell whether a row below the indicators is one of the head: a label in its first cell.

        ``in_pairs``: these have but a name and a target a row, as a label has a value; 完成时间 and 参加人数 are names there.
        """
        first = next(iter(row.written()), None)
        if first is None or first is not row.cells[0] or first.text.isdecimal():
            return False  # 2025 is the year of an indicator's row, in a column of years
        if any(map(self.layout.is_level, (cell.text for cell in row.written()[:2]))):
            return False  # 服务对象 is a label besides, and 绩效指标 may stand beside 产出指标
        named = self.layout.label(first.text) or self.layout.group(first.text)
        _, *others = row.written()
        if len(others) > _MOST_VALUES and not any(self.is_word(cell.text) for cell in others[:_MOST_VALUES]):
            return False  # 建设面积, an indicator with its targets in a table without levels
        if in_pairs and named in (None, "fact") and not self.layout.is_closing(first.text):
            return False
        alone = len(row.cells) == _PAIR and self.layout.label_ending(first.text) == "fact"  # 镇财政所意见
        return bool(named) or alone or bool(_inline_parts(first, self))


def without_year(text: str, layout: Layout) -> str | None:
    """The amount that a label names beside the year that it is for (2024年预算数), or None."""
    name = layout.label(_OF_YEAR.sub("", text))
    return name if name in HeadWords.AMOUNTS else None


def inline_names(cell: Cell, words: HeadWords) -> list[str]:
    """The fields that labels inside a cell name."""
    return [name for name, _, _ in _inline_parts(cell, words)]


def looks_like_label(text: str) -> bool:
    """Tell whether a text may be a label that no layout knows: short, Chinese, no sentence and no number."""
    label = as_label(text)
    if not 2 <= len(label) <= _LONGEST_NEW_LABEL or _NO_LABEL.search(label):
        return False
    return any("\u4e00" <= character <= "\u9fff" for character in label)


def money_unit_in(label: str) -> str:
    """The money unit that a label names in brackets (``预算数（万元）``), or ""."""
    match = _UNIT_IN_BRACKETS.search(squeeze(label))  # （万 元）
    return match["unit"] if match else ""


def inline_labels(cell: Cell, words: HeadWords, unit: str) -> list[Entry]:
    """Labels with their values in one cell, one a line (``资金总额：100``); none unless every line is one."""
    parts = _inline_parts(cell, words)
    return [
        Entry(
            name,
            cell,
            list(cell.pieces),
            text=_OF_WHICH.split(parts_of_amount(text, words.label)[0])[0] if name in words.AMOUNTS else text,
            unit=money_unit_in(label) or unit,
            label_text=label,
        )
        for name, label, text in parts
    ]


def _inline_parts(cell: Cell, words: HeadWords) -> list[tuple[str, str, str]]:
    lines = [line for piece in cell.pieces for line in piece.text.split("\n") if line.strip()]
    if over := _amounts_below(lines, words):
        return over
    behind = _NUMBER_BEHIND.fullmatch("\n".join(lines).strip())
    if behind and (behind["gap"] or words.label(behind["label"]) in words.AMOUNTS):
        lines = [f"{behind['label']}：{behind['amount']}"]  # 其他资金 5.00, on one line or two
    if len(lines) > 1 and not _LABEL_END.search(lines[0]):
        lines[:2] = ["".join(lines[:2])]  # 项目负责 / 人：赵某某
    parts: list[tuple[str, str, str]] = []
    for said in (
        part for line in lines for wide in said_beside(line) for part in _amounts_beside(wide, words)
    ):
        label, colon, text = _split(said)
        name = words.behind_colon(label) if colon else None
        if name and name != "caption":
            parts += [(name, label.strip(), text.strip()), *parts_of_amount(text, words.label)[1]]
        elif parts:
            before = parts[-1]
            parts[-1] = (before[0], before[1], before[2] + said.strip())
        else:
            return []
    return parts


def _amounts_beside(said: str, words: HeadWords) -> list[str]:
    """What a line says of amounts, label by label (资金总额：100，财政拨款：80，其他资金：20); else all of it."""
    parts = _NEXT_AMOUNT.split(said)
    alike = len(parts) > 1 and all(words.label(_split(part)[0]) in words.AMOUNTS for part in parts)
    return parts if alike else [said]


def _amounts_below(lines: list[str], words: HeadWords) -> list[tuple[str, str, str]]:
    """Labels of amounts side by side in one line, each over its amount in the next; none unless all lines are such."""
    labels, amounts = (line.split() for line in lines) if len(lines) == _PAIR else ([], [])
    names = [words.label(label) for label in labels]
    if len(labels) < _PAIR or len(labels) != len(amounts) or not HeadWords.AMOUNTS.issuperset(names):
        return []
    return [(str(name), label, amount) for name, label, amount in zip(names, labels, amounts, strict=True)]


def _split(line: str) -> tuple[str, str, str]:
    """Label, colon and value; a leading 其中： belongs to the label, and an amount with its unit needs no colon."""
    if amount := _AMOUNT_BEHIND.fullmatch(line.strip()):
        return amount["label"], ":", amount["amount"]
    for match in _LABEL_END.finditer(line):
        if squeeze(line[: match.start()]) != "其中":
            return line[: match.start()], match[0], line[match.end() :]
    return line, "", ""
