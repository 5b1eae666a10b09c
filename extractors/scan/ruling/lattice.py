"""Fields of a lattice to rectangles: what no line parts is one cell."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def rectangles(floors: NDArray[np.bool_], sides: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """Fields to cells (top, bottom, left, right, all included).

    ``floors`` (rows + 1, columns) are the lines above each field, ``sides`` (rows, columns + 1) those left of
    it. Fields without a line between them flow together; a shape that is no rectangle is cut into its rows.
    """
    count_rows, count_columns = floors.shape[0] - 1, floors.shape[1]
    open_fields = np.zeros((2 * count_rows + 1, 2 * count_columns + 1), dtype=np.uint8)
    open_fields[1::2, 1::2] = 1
    open_fields[0::2, 1::2] = ~floors
    open_fields[1::2, 0::2] = ~sides
    count, labels = cv2.connectedComponents(open_fields, connectivity=4)
    fields = labels[1::2, 1::2]
    cells: list[tuple[int, int, int, int]] = []
    for number in range(1, count):
        rows, columns = np.nonzero(fields == number)
        if not rows.size:
            continue
        top, bottom, left, right = rows.min(), rows.max(), columns.min(), columns.max()
        if rows.size == (bottom - top + 1) * (right - left + 1):
            cells.append((int(top), int(bottom), int(left), int(right)))
        else:
            cells += _strips(fields == number)
    return cells


def _strips(shape: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """Cut a shape into runs of fields, equal runs in rows below one another staying one."""
    strips: list[tuple[int, int, int, int]] = []
    growing: dict[tuple[int, int], int] = {}  # run of columns: place in strips
    for row, fields in enumerate(shape):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], fields.astype(np.int8), [0]])))
        runs = [(int(start), int(end) - 1) for start, end in zip(edges[::2], edges[1::2], strict=True)]
        kept = {run: growing[run] for run in runs if run in growing}
        for run in runs:
            if run in kept:
                top, _, left, right = strips[kept[run]]
                strips[kept[run]] = (top, row, left, right)
            else:
                kept[run] = len(strips)
                strips.append((row, row, *run))
        growing = kept
    return strips
