"""A label before others in its row: does it stand over the amounts behind it, or has it a text of its own?"""

from __future__ import annotations

from extractors.form.head.line import NUMBER, Line
from extractors.form.rows import Cell
from extractors.form.words.head import HeadWords, inline_labels


def heads_amounts(line: Line, words: HeadWords) -> bool:
    """Tell whether the first cell of a row stands over the amounts in it, label by label (项目资金 | 年度资金总额 | 90)."""
    first, *rest = line.row.written()
    labels, amounts = rest[::2], rest[1::2]
    return (
        first is line.cells[line.at]
        and len(labels) == len(amounts)
        and all(words.label(cell.text) in words.AMOUNTS for cell in labels)
        and all(NUMBER.fullmatch(cell.text) for cell in amounts)
    )


def has_text_of_its_own(line: Line, cell: Cell, words: HeadWords) -> bool:
    """Tell whether what may stand over several rows (基本情况) has one row, and one text beside it."""
    written = line.row.written()
    return (
        words.layout.group(cell.text) == "caption"
        and len(written) == 2
        and written[0] is cell
        and not words.is_word(written[1].text)
        and not NUMBER.fullmatch(written[1].text)
        and not inline_labels(written[1], words, "")
    )
