"""The head of a form that nothing rules into cells: labels, their values, and amounts under labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.form.head.line import NUMBER
from extractors.joining import as_label, join_lines
from extractors.layouts.layout import Layout
from extractors.unruled.parts import Cutting, Part, Unclear
from extractors.unruled.spacing import around, lines_of, text_of

_LABELS = 40  # characters that two labels have at most
_INDENT = 2  # characters that labels of a column may begin apart, where they are centred
_SEVERAL = 2  # rows
_UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*[万亿千百]?元\s*[)）]")
_REST = 2  # characters: in the last line of a text these are its end, whatever else they may name


@dataclass(frozen=True, slots=True)
class Head:
    """Cuts a head as a page is cut."""

    layout: Layout
    cutting: Cutting

    def cells(self, head: Part) -> list[Part]:
        """Its cells. Lines part its rows, or gaps where lines leave several labels in one: shading does.

        Raises Unclear.
        """
        ruled = self.cutting.where_ruled(head)
        if self._parts_labels(ruled.rows(head)):
            raise Unclear
        cells: list[Part] = []
        above: list[Part] = []
        label: Part | None = None  # at the left, in the row above
        for row in ruled.rows(head):
            ways = (cutting.cells(row) for cutting in (ruled, self.cutting))
            whole = next((parts for parts in ways if not any(map(self._holds_several, parts))), None)
            if whole is None or sum(self.layout.is_level(text_of(part.words)) for part in whole) > 1:
                raise Unclear  # levels over the columns of a list: only upright lines tell how far each reaches
            if ruled.by_lines:
                whole = _beside_all(row, whole, _INDENT * self.cutting.spacing.em)
            elif label and self._says_unit(label) and around(whole[0].words)[0] > around(label.words)[2]:
                raise Unclear  # is the unit over these amounts, or beside them?
            label = whole[0]
            above = _under(above, whole)
            cells += above
        return cells

    def _says_unit(self, label: Part) -> bool:
        """Tell whether a label says which unit the amounts beside it are in (项目资金（元）)."""
        return self.layout.money_unit(text_of(label.words)) is not None or bool(
            _UNIT.search(text_of(label.words))
        )

    def _parts_labels(self, rows: list[Part]) -> bool:
        """Tell whether gaps or stripes may have cut rows off the label in their middle.

        One has nothing where the others' labels stand, and these stand in the middle of texts of several lines.
        """
        em = self.cutting.spacing.em
        rows = [row for row in rows if row.words]
        left = min(min(word.box[0] for word in row.words) for row in rows) + _INDENT * em
        labels = [[word for word in row.words if word.box[0] <= left] for row in rows]
        right = max(word.box[2] for label in labels for word in label)
        if not any(min(word.box[0] for word in row.words) >= right for row in rows):
            return False
        beside = [
            (around(label), around(others))
            for label, row in zip(labels, rows, strict=True)
            if label and (others := [word for word in row.words if word not in label])
        ]
        return any(text[1] < label[1] - em / 2 and label[3] + em / 2 < text[3] for label, text in beside)

    def _holds_several(self, part: Part) -> bool:
        """Tell whether a label stands in one cell with what is no part of it."""
        text = join_lines([text_of(part.words)])
        lines = [join_lines([word.text for word in line]) for line in lines_of(part.words)]
        alone = {*lines, *(word.text for word in part.words)} - {text}
        if len(lines) > 1 and len(as_label(lines[-1])) <= _REST:
            alone -= {lines[-1]}
        is_label = self.layout.is_label
        two = any(is_label(text[:at]) and is_label(text[at:]) for at in range(2, min(len(text), _LABELS) - 1))
        return not is_label(text) and (two or any(map(is_label, alone)))


def _beside_all(row: Part, cells: list[Part], indent: float) -> list[Part]:
    """What stands between two lines: the only label at its left is beside all the rows that gaps part there."""
    left = min(around(cell.words)[0] for cell in cells if cell.words)
    labels = [cell for cell in cells if cell.words and around(cell.words)[0] <= left + indent]
    others = [cell for cell in cells if cell.words and cell not in labels]
    if len(labels) != 1 or len({cell.box[1] for cell in others}) < _SEVERAL:
        return cells
    (label,) = labels
    ends, begin = around(label.words)[2], min(around(cell.words)[0] for cell in others)
    if begin <= ends:
        return cells
    x0, top, _, bottom = row.box
    edge = (ends + begin) / 2
    beside = [
        Part((max(cell.box[0], edge), cell.box[1], cell.box[2], cell.box[3]), cell.words)
        for cell in cells
        if cell is not label
    ]
    return [Part((x0, top, edge, bottom), label.words), *beside]


def _under(above: list[Part], row: list[Part]) -> list[Part]:
    """A row of figures, be it behind a label, in the columns of the labels above it: these may be centred, those not."""
    label, figures = (row[:1], row[1:]) if row and not _is_figure(row[0]) else ([], row)
    if not all(map(_is_figure, figures)):
        return row
    placed = []
    for part in figures:
        x0, _, x1, _ = around(part.words)
        over = next((one for one in above if one.box[0] <= (x0 + x1) / 2 <= one.box[2]), None)
        placed.append(
            Part((over.box[0], part.box[1], over.box[2], part.box[3]), part.words) if over else part
        )
    lefts = {part.box[0] for part in [*label, *placed]}
    return [*label, *placed] if len(lefts) == len(row) > 1 else row


def _is_figure(part: Part) -> bool:
    return bool(part.words and NUMBER.fullmatch(text_of(part.words)))
