"""The head over a heading: labels with their texts beside them, parted by blanks or a colon, and what goes on below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.blanks.head_cells import NEAR, CellKind, HeadCell, HeadRow, in_line, stands_below
from extractors.blanks.kinds import label_before_colon
from extractors.blanks.words import Typed, Word
from extractors.joining import as_label, join_lines
from extractors.layouts.layout import Layout
from extractors.unruled.parts import Unclear

_NARROW = 2  # characters: a label is broken to be no narrower (年度 / 总体 / 目标)
_BLANK = re.compile(r"\s")
_MOST_LINES = 5  # of such a label
_ENDS = "。；;，,、：:！!"
_SHORT = 16  # places: a line of a text that is no longer may be a heading


@dataclass(slots=True)
class Head:
    """Reads the lines of a head. ``left``: where the first column begins; ``widest``: how wide its labels are."""

    layout: Layout
    left: int
    widest: int = 0
    rows: list[HeadRow] = field(default_factory=list)
    rests: set[int] = field(default_factory=set)
    ends: dict[int, int] = field(default_factory=dict)  # by place: how wide the texts are that end a line
    column: HeadCell | None = None  # the last label of the first column

    def read(self, lines: list[Typed], heading: Typed) -> list[HeadRow]:
        """The rows. Raises Unclear."""
        first = [
            line.words[0].width for line in lines if len(line.words) > 1 and self._is_left(line.words[0])
        ]
        self.widest = max(first, default=0)
        self.rests = self._narrow_rests(lines)
        for word in (line.words[-1] for line in lines):
            self.ends[word.start] = max(self.ends.get(word.start, 0), word.width)
        for line in lines:
            self._add(line, line.words)
        if lines and not heading.after_blank:
            self._hold_no_heading(lines[-1], heading)
        return self.rows

    def _add(self, line: Typed, words: list[Word]) -> None:
        told = len(words) == 1 and label_before_colon(words[0].text, self.layout) is not None
        if told and self.rows:
            self._begin(line.number, words)  # 财政拨款：90, further in than the sum of which it is
            return
        if self._is_left(words[0]) and not self._are_under_labels(words):
            if not self._ends_label(line.number, words):
                if len(words) > 1 or not self._goes_on(line, words):
                    self._begin(line.number, words)
                return
            words = words[1:]
        if words and not (self._take_under_colon(line, words) or self._goes_on(line, words)):
            self._begin_below(line.number, words)

    def _are_under_labels(self, words: list[Word]) -> bool:
        """Tell whether texts stand below a row of labels alone, each under one (预算总额 and 财政拨款 over 25.2 and 18)."""
        above = self.rows[-1].cells if self.rows else []
        return (
            len(words) > 1
            and all(one.kind == "label" for one in above)
            and all(self._kind(word) == "text" for word in words)
            and all(any(in_line(one.first, word) for one in above) for word in words)
        )

    def _begin(self, number: int, words: list[Word]) -> None:
        """A row that begins with a label. Raises Unclear where two texts stand side by side in it."""
        cells = [HeadCell(word, self._kind(word)) for word in words]
        if cells[0].kind == "text" and len(cells) > 1 and not _BLANK.search(cells[0].first.text):
            cells[0].kind = "label"  # which no layout knows
        if cells[0].kind == "text" or _has_texts_side_by_side(cells):
            raise Unclear
        self.rows.append(HeadRow(number, cells))
        self.column = cells[0]

    def _begin_below(self, number: int, words: list[Word]) -> None:
        """A row beside a label that stands above: labels with their texts, or texts under labels. Raises Unclear."""
        above = self.rows[-1].cells if self.rows else []
        words = [self._in_line_again(word, above) for word in words]
        cells = [HeadCell(word, self._kind(word)) for word in words]
        under = [one for word in words for one in above if in_line(one.first, word)]
        if len(under) < len(words) or under[0].kind != "label":
            raise Unclear
        below_labels = cells[0].kind == "text"
        if below_labels:
            beside = above[above.index(under[0]) :]
            across = any(word.covers(one.first.start) for word in words for one in beside)
            labels_alone = all(one.kind == "label" for one in beside)
            lone = len(words) == 1 and not _BLANK.search(words[0].text)
            if any(one.kind != "label" for one in under) or (
                across if labels_alone else not (across and lone)
            ):
                raise Unclear
            cells = _with_empty(cells, beside) if labels_alone else cells
        elif _has_texts_side_by_side(cells) or any(
            one.kind == "text" and cell.kind == "label" for one, cell in zip(under, cells, strict=True)
        ):
            raise Unclear
        self.rows.append(HeadRow(number, cells, below_labels))

    def _in_line_again(self, word: Word, above: list[HeadCell]) -> Word:
        """A label that stands further in, below the words of another (其他资金 below 其中：财政拨款), where that begins."""
        over = (one.first for one in above if one.kind == "label" and one.first.covers(word.start))
        label = next(over, None) if self._kind(word) == "label" else None
        return replace(word, start=label.start) if label else word

    def _take_under_colon(self, line: Typed, words: list[Word]) -> bool:
        """Take a line of the text that stands, further in, below a label with a colon (年度目标：)."""
        row = self.rows[-1] if self.rows else None
        if row is None or row.below_labels or len(line.words) > 1 or self._kind(words[0]) != "text":
            return False
        label, *texts = row.cells
        if (
            label.kind != "label"
            or label.last.text[-1] not in "：:"
            or not words[0].start > label.first.start + NEAR
        ):
            return False
        if not texts:
            row.cells.append(HeadCell(words[0], "text"))
            row.under_colon = True
            return True
        if row.under_colon and not line.after_blank:
            texts[0].more.append(words[0])
            return True
        return False

    def _narrow_rests(self, lines: list[Typed]) -> set[int]:
        """The numbers of lines that begin with the rest of a label which a narrow column breaks every two characters."""
        rests: set[int] = set()
        for at, line in enumerate(lines):
            whole: list[str] = []
            for more, other in enumerate(lines[at : at + _MOST_LINES]):
                word = other.words[0]
                if not self._is_left(word) or len(word.text) > _NARROW or other.number != line.number + more:
                    break
                whole.append(word.text)
                if more and self.layout.is_label(join_lines(whole)):
                    rests.update(one.number for one in lines[at + 1 : at + more + 1])
        return rests

    def _ends_label(self, number: int, words: list[Word]) -> bool:
        """Take the rest of the label above, if a line begins with it. Raises Unclear where a label may be broken besides."""
        label, word = self.column, words[0]
        if label is None or label.kind != "label":
            return False
        if len(label.more) > _MOST_LINES:
            raise Unclear
        if number in self.rests:
            label.more.append(word)
            return True
        above = join_lines(label.lines)
        ends = self.layout.is_label(join_lines([above, word.text]))
        if self.layout.is_label(above):
            full = label.last.width >= self.widest - 1
            own_row = len(words) > 1 and self._kind(words[1]) != "text"
            ends = ends and full and not own_row and not self.layout.is_label(word.text)
        if ends or (word.text[0] in "（(" and not as_label(word.text)):
            label.more.append(word)
            return True
        if len(word.text) <= _NARROW and not self.layout.is_label(word.text):
            raise Unclear
        return False

    def _goes_on(self, line: Typed, words: list[Word]) -> bool:
        """Take more of the texts above, if each word stands under one that had no room for it."""
        row = self.rows[-1] if self.rows and not line.after_blank else None
        if row is None or row.below_labels or any(self._kind(word) != "text" for word in words):
            return False
        found: list[tuple[HeadCell, Word]] = []
        for word in words:
            for cell, behind in zip(row.cells, [*row.cells[1:], None], strict=True):
                if cell.kind != "label" and stands_below(
                    word, cell, behind, self.ends.get(cell.first.start, 0)
                ):
                    found.append((cell, word))
        if len(found) < len(words):
            return False
        for cell, word in found:
            cell.more.append(word)
        return True

    def _hold_no_heading(self, line: Typed, heading: Typed) -> None:
        """Raise Unclear where the last line of a text may be a heading over several of those below (指标类别)."""
        word = line.words[-1]
        cell = self.rows[-1].cells[-1] if self.rows else None
        over = any(in_line(word, one) for one in heading.words[1:])
        if (
            cell
            and cell.more
            and cell.last is word
            and word.width <= _SHORT
            and over
            and word.text[-1] not in _ENDS
        ):
            raise Unclear

    def _kind(self, word: Word) -> CellKind:
        """What a text is. Raises Unclear where one blank alone parts a label from other text."""
        if self.layout.is_label(word.text):
            return "label"
        first, *rest = word.text.split()
        labels = (self.layout.is_label(text) or label_before_colon(text, self.layout) for text in rest)
        if rest and (self.layout.is_label(first) or any(labels)):
            raise Unclear
        return "both" if label_before_colon(word.text, self.layout) else "text"

    def _is_left(self, word: Word) -> bool:
        return word.start <= self.left + NEAR


def _with_empty(texts: list[HeadCell], labels: list[HeadCell]) -> list[HeadCell]:
    """The texts below labels, with an empty one below each label that has none: its neighbour is not as wide as both."""
    bare = [label.first for label in labels if not any(in_line(label.first, one.first) for one in texts)]
    empty = [HeadCell(Word("", word.start, word.start), "text") for word in bare]
    return sorted([*texts, *empty], key=lambda cell: cell.first.start)


def _has_texts_side_by_side(cells: list[HeadCell]) -> bool:
    return any(one.kind != "label" and other.kind == "text" for one, other in pairwise(cells))
