"""Patches of text side by side in rows, those near one another as one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from extractors.scan.picture import Box, Mask

_SAME_ROW = 0.5  # of the lower box's height that two boxes of one row share
_APART = 1.5  # of a row's height: boxes further apart are read one by one
_TALL = 1.7  # of a usual line's height: a box so high holds several lines


@dataclass(frozen=True, slots=True)
class Patch:
    """A piece of a line that is read at one go.

    ``by_ink`` where only its ink told that it is there, ``pale`` where that is much paler than the page's text: what
    is left of a stamp, a watermark, the other side of the sheet.
    """

    box: Box
    by_ink: bool = False
    pale: bool = False


Row = list[Patch]  # patches side by side, from the left


def rows_of(ink: Mask, patches: list[Patch], usual: float) -> list[Row]:
    """Put patches side by side in rows from the top, near ones as one; what is left of a line down stands beside all."""
    parts = [part for patch in patches for part in _cut(ink, patch, usual)]
    bars = [part for part in parts if part.by_ink and part.box.height >= _TALL * usual > part.box.width]
    rows: list[Row] = []
    for patch in sorted(parts, key=lambda part: part.box.top + part.box.bottom):
        if patch in bars:
            continue
        same = next((row for row in rows if _in_row(patch, row)), None)
        if same:
            same.append(patch)
        else:
            rows.append([patch])
    return [*(_joined(row) for row in rows), *([bar] for bar in bars)]


def _in_row(patch: Patch, row: Row) -> bool:
    """Tell whether a patch stands in a row, by the nearest one of it: what stands between two lines brings them not together.

    Nor does a speck there.
    """
    sure = [other for other in row if not other.by_ink]
    nearest = min(sure if sure and not patch.by_ink else row, key=lambda other: _apart(other.box, patch.box))
    return _beside(nearest.box, patch.box)


def _apart(box: Box, other: Box) -> int:
    """How far apart two boxes stand side by side; less than nothing where one stands over the other."""
    return max(box.left, other.left) - min(box.right, other.right)


def _beside(box: Box, other: Box) -> bool:
    shared = min(box.bottom, other.bottom) - max(box.top, other.top)
    return shared > _SAME_ROW * min(box.height, other.height)


def _joined(row: Row) -> Row:
    joined: Row = []
    pale = [patch for patch in row if patch.pale]
    for patch in sorted((patch for patch in row if not patch.pale), key=lambda patch: patch.box.left):
        last = joined[-1] if joined else None
        if last and patch.box.left - last.box.right < _APART * max(patch.box.height, last.box.height):
            joined[-1] = Patch(last.box.join(patch.box), last.by_ink and patch.by_ink)
        else:
            joined.append(patch)
    return [*joined, *pale]


def _cut(ink: Mask, patch: Patch, usual: float) -> list[Patch]:
    """Cut a box that holds several lines (or characters above one another) at the empty rows between."""
    box = patch.box
    if box.height < _TALL * usual:
        return [patch]
    inked = ink[box.top : box.bottom, box.left : box.right].any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inked.astype(np.int8), [0]])))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    lines: list[list[int]] = []
    for top, bottom in runs:
        if lines and (bottom - lines[-1][0] <= usual or bottom - top < usual / 4):
            lines[-1][1] = bottom
        else:
            lines.append([top, bottom])
    margin = max(1, round(usual / 10))
    return [
        replace(
            patch,
            box=box._replace(
                top=max(box.top, box.top + top - margin), bottom=min(box.bottom, box.top + bottom + margin)
            ),
        )
        for top, bottom in lines
    ]
