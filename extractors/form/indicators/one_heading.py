"""When are two rows of a table one heading of its indicators, and which is that?

They are by their words, or by how they are drawn: the upper row's cells go on through the lower one, or are divided there.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.form.rows import Cell, Row, make_heading
from extractors.joining import squeeze
from extractors.layouts.layout import Layout

_NUMBER = re.compile(r"[\d.,，．]+")
_SENTENCE = re.compile("[。；，].")


def one_heading(upper: Row, lower: Row, layout: Layout) -> bool:
    """Tell whether two rows are one heading: drawn as one, or the row that is none says words of the table alone."""
    if upper.parents:
        return _drawn_as_one(upper, lower, layout)
    above, below = upper.written(), lower.written()
    if len(above) < 2 or len(below) < 2:
        return upper.is_heading and len(below) == 1 and _names_part(upper, lower, layout)
    if upper.is_heading or lower.is_heading or _names_grades(lower, layout):
        upper = over_its_parts(upper, lower)
    if _drawn_as_one(upper, lower, layout):
        return True
    if upper.is_heading and lower.is_heading:
        return False

    def is_word(cell: Cell) -> bool:
        over = max(upper.cells, key=cell.overlap)
        name, name_over = layout.column(cell.text), layout.column(over.text)
        if name and name_over and name != name_over and (cell.left, cell.right) == (over.left, over.right):
            return False  # the end of a level's name (指标) below a heading that a page says again
        named = name or (over is not cell and layout.column(over.text + cell.text))
        return bool(named or (layout.group(cell.text) or "").startswith("indicators"))

    words = all(map(is_word, below if upper.is_heading else above))
    if words and not (upper.is_heading or lower.is_heading):
        both = merged_heading(upper, lower)
        words = make_heading([cell for cell in both.cells if cell.text], layout, both.parents) and all(
            map(is_word, below)
        )
    return words


def _drawn_as_one(upper: Row, lower: Row, layout: Layout) -> bool:
    """Tell whether each cell of the upper row goes on through the lower one, or is divided there by headings."""
    if not (upper.is_heading or lower.is_heading or _names_grades(lower, layout)):
        return False
    if any(_SENTENCE.search(cell.text) for cell in upper.written()):
        return False  # goals over a heading, in text that leaves their columns empty
    divided = 0
    for cell in upper.written():
        parts = [part for part in lower.cells if part.lies_under(cell)]
        if all(part.pieces[0] is cell.pieces[0] or not part.text for part in parts):
            continue
        if is_over_level2(cell, parts, layout) or _is_over_label(cell, parts, layout):
            continue
        named = any(
            find(cell.text)
            for find in (layout.column, layout.label, layout.group, layout.is_level1, layout.is_level2)
        )
        named = named or all(layout.column(part.text) == "grade" for part in parts)
        own = [part for part in parts if part.text and part.pieces[0] is not cell.pieces[0]]
        if len(parts) < 2 or len(own) < len(parts) or not (named or upper.is_heading):
            return False
        if any(_NUMBER.fullmatch(squeeze(part.text)) for part in parts):
            return False
        divided += 1
    both = merged_heading(upper, lower)
    return divided > 0 and make_heading([cell for cell in both.cells if cell.text], layout, both.parents)


def _names_grades(row: Row, layout: Layout) -> bool:
    """Tell whether a row says nothing but the grades (优, 良, 中, 差) of the heading over it."""
    return all(layout.column(cell.text) == "grade" for cell in row.written())


def is_over_level2(cell: Cell, parts: list[Cell], layout: Layout) -> bool:
    """Tell whether a level 1 stands over the only level 2 that it has (满意度指标 over 服务对象满意度指标)."""
    return len(parts) == 1 and layout.is_level1(cell.text) and layout.is_level2(parts[0].text)


def _is_over_label(cell: Cell, parts: list[Cell], layout: Layout) -> bool:
    """Tell whether a label stands over the only one that it has (项目金额 over 资金总额)."""
    return len(parts) == 1 and None not in (layout.label(cell.text), layout.label(parts[0].text))


def _names_part(upper: Row, lower: Row, layout: Layout) -> bool:
    """Tell whether all cells of a heading go on through a row but one, which says what of it stands below."""
    (part,) = lower.written()
    over = [cell for cell in upper.written() if part.lies_under(cell)]
    merged = all(cell.spanned for cell in lower.cells if cell is not part)
    return (
        merged
        and not layout.is_total(part.text)
        and any(_is_over_label(cell, [part], layout) for cell in over)
    )


def merged_heading(upper: Row, lower: Row) -> Row:
    """The lower row with the upper's cells where it says nothing itself; the others stand over it."""
    own = [cell for cell in lower.cells if cell.text]
    alone = [cell for cell in upper.cells if cell.text and not any(one.lies_under(cell) for one in own)]
    known = {id(cell.pieces) for cell in own}
    parents = [
        cell for cell in upper.cells if cell.text and cell not in alone and id(cell.pieces) not in known
    ]
    cells = sorted([*own, *alone], key=lambda cell: cell.left)
    return Row(cells, is_heading=True, parents=[*lower.parents, *parents, *upper.parents])


def over_its_parts(upper: Row, lower: Row) -> Row:
    """The upper row of a heading drawn over the lower one, which divides some of its cells.

    Text has a merged cell as one tab stop: ``指标值 | 备注`` over ``符号 | 数值 | 单位 | (empty)``. There are as many
    cells above as empty ones and runs of written ones below. Comma-separated values have its first cell
    written and the others empty.
    """
    if len(lower.cells) == len(upper.cells):
        return replace(upper, cells=_over_empty_ones(upper.cells, lower.cells))
    tabs = [(cell.left, cell.right) for cell in upper.cells] == [
        (at, at + 1) for at in range(len(upper.cells))
    ]
    if not tabs or len(upper.written()) < len(upper.cells) or len(lower.cells) < len(upper.cells):
        return upper
    runs: list[list[Cell]] = []
    for cell in lower.cells:
        if runs and cell.text and runs[-1][-1].text:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    if len(runs) < len(upper.cells):
        runs = [part for run in runs for part in _parts_alike(run)]
    if len(runs) != len(upper.cells):
        return upper
    pairs = zip(upper.cells, runs, strict=True)
    return replace(upper, cells=[replace(cell, left=run[0].left, right=run[-1].right) for cell, run in pairs])


def _parts_alike(run: list[Cell]) -> list[list[Cell]]:
    """A run of cells parted where its first word comes again (三级指标 | 指标值 | 三级指标 | 指标值)."""
    firsts = [at for at, cell in enumerate(run) if cell.text == run[0].text]
    return [run[first:last] for first, last in zip(firsts, [*firsts[1:], len(run)], strict=True)]


def _over_empty_ones(above: list[Cell], below: list[Cell]) -> list[Cell]:
    """Cells drawn over the empty ones behind them, where both have something written under them.

    Some texts leave a tab stop for each column that a cell is merged over, in the lower row as well.
    """
    drawn: list[Cell] = []
    under = ""  # what stands under the last cell
    for cell, lower in zip(above, below, strict=True):
        if not cell.text and lower.text and under and not lower.spanned:
            while not drawn[-1].text:
                drawn.pop()
            drawn[-1] = replace(drawn[-1], right=cell.right)
        else:
            drawn.append(cell)
            if cell.text or lower.text:
                under = lower.text if cell.text and not lower.spanned else ""
    return drawn
