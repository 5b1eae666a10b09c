"""Signs told by their strokes: in print that is small or thin ≥ is read as > or V, = as 二, and for sure.

Both arms of < and > have as much ink; below the tip of ≤ and ≥ there is twice as much, however they are drawn. The
strokes of = are as wide as one another, those of 二 are not.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.scan.picture import Grey
from extractors.scan.words.line_ink import ink_runs

_WITH_A_STROKE = {"<": "≤", "＜": "≤", ">": "≥", "＞": "≥"}
_LIKE_EQUAL = frozenset({"二", "二二", "==", "＝＝"})  # where nothing stands beside it
_OPENS_RIGHT = "<＜"
_INK = 0.75  # of the way from ink to paper that a stroke is darker than
_SPECK = 0.2  # of the ink at a sign's tip: less is grain
_TIP = 0.25  # of a sign's width, on the side where its arms meet
_STROKE_MORE = 1.3  # times the ink of the upper arm that is below the tip where a stroke is: 1.4 to 2.2
_PERHAPS_MORE = 1.16  # < and > have 0.8 to 1.14
_LETTER_MORE = 3.0  # V has all its ink below its tip
_STROKES = 2  # of =
_AS_WIDE = 0.85  # of the wider stroke of =
_WIDEST = 1.5  # times its height that a sign is wide


def with_strokes(text: str, places: Sequence[float], line: Grey) -> tuple[str, bool]:
    """Return the text with < and > as drawn, and whether one of them is in doubt.

    ``places`` are the middles of the characters that are no spaces, as shares of the line's width.
    """
    lone = text.strip()
    if lone == "V":
        more = _more_below(line, places[0] * line.shape[1], opens_right=False)
        return ("≥", True) if more is not None and _STROKE_MORE < more < _LETTER_MORE else (text, True)
    if lone in _LIKE_EQUAL:
        return ("=", True) if "二" not in lone or _are_as_wide(line) else (text, True)
    at = [number for number, character in enumerate(text) if not character.isspace()]
    if len(at) != len(places) or not set(text) & set(_WITH_A_STROKE):
        return text, False
    characters, doubtful = list(text), False
    for number, place in zip(at, places, strict=True):
        if (sign := text[number]) in _WITH_A_STROKE:
            more = _more_below(line, place * line.shape[1], opens_right=sign in _OPENS_RIGHT)
            if more is None or more > _PERHAPS_MORE:
                doubtful = True
            if more is not None and more > _STROKE_MORE:
                characters[number] = _WITH_A_STROKE[sign]
    return "".join(characters), doubtful


def _are_as_wide(line: Grey) -> bool:
    """Tell whether a picture holds two strokes above one another that are equally wide."""
    dark = line < np.median(line) - (1 - _INK) * (float(np.median(line)) - float(line.min()))
    inked = dark.any(axis=1).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inked, [0]])))
    widths = [
        int(np.ptp(np.flatnonzero(dark[top:bottom].any(axis=0)))) + 1
        for top, bottom in zip(edges[::2], edges[1::2], strict=True)
    ]
    return len(widths) == _STROKES and min(widths) >= _AS_WIDE * max(widths)


def _more_below(line: Grey, middle: float, *, opens_right: bool) -> float | None:
    """How many times the ink above a sign's tip the ink below is; None where the sign does not stand alone."""
    runs = ink_runs(line, _INK)
    near = [run for run in runs if run[0] - 1 <= middle <= run[1] + 1]
    if not near:
        return None
    start, end = near[0]
    darkness = np.median(line) - line[:, start:end].astype(np.float64)
    darkness[darkness < (1 - _INK) * darkness.max()] = 0
    rows = np.flatnonzero(darkness.any(axis=1))
    if not rows.size or end - start > _WIDEST * (rows[-1] - rows[0] + 1):
        return None
    tip_width = max(2, round(_TIP * (end - start)))
    tip = darkness[:, :tip_width] if opens_right else darkness[:, -tip_width:]
    open_side = darkness[:, tip_width:] if opens_right else darkness[:, :-tip_width]
    row = _first_stroke(tip.sum(axis=1))
    if row is None:
        return None
    above = float(open_side[: round(row)].sum())
    below = float(open_side[round(row) + 1 :].sum())
    return below / above if above > 0 else None


def _first_stroke(ink: NDArray[np.float64]) -> float | None:
    """The middle row of the first stroke from the top, by the ink of each row: below it stands a level one of ≤ and ≥."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (ink > 0).astype(np.int8), [0]])))
    for top, bottom in zip(edges[::2], edges[1::2], strict=True):
        stroke = ink[top:bottom]
        if stroke.sum() > _SPECK * ink.sum():
            return float((np.arange(top, bottom) * stroke).sum() / stroke.sum())
    return None
