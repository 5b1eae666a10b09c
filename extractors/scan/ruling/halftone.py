"""A shade behind words that a copier or fax broke up into dots: they look like ruled lines, and disturb the words."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.scan.picture import Grey

_DARK = 160  # grey levels: ink is darker
_SPECK = 0.8  # points: a full stop is larger
_AROUND = 12.0  # points
_DENSE = 12  # specks around: dots in a row (……) are fewer
_FEWEST = 300  # specks of a page with a shade


def without_dots(grey: Grey, point: float) -> Grey:
    """Return the page in grey without the specks that stand close together on all sides; ``point`` is in pixels."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats((grey < _DARK).astype(np.uint8))
    small = boxes[:, 2:4].max(axis=1) <= max(1.0, _SPECK * point)
    small[0] = False
    if small.sum() < _FEWEST:
        return grey
    middles = np.zeros(grey.shape, dtype=np.float32)
    middles[boxes[small, 1], boxes[small, 0]] = 1
    side = round(_AROUND * point) | 1
    around = cv2.boxFilter(middles, -1, (side, side), normalize=False)
    dense = small.copy()
    dense[small] = around[boxes[small, 1], boxes[small, 0]] >= _DENSE
    blank = grey.copy()
    blank[cv2.dilate(dense[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255
    return blank
