"""What the patches of a page say, and what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from extractors.draft import Doubt
from extractors.scan.confusions import confusions
from extractors.scan.picture import Grey, Upright
from extractors.scan.words.line_ink import leaves_ink, square_of
from extractors.scan.words.odd_text import is_odd, with_minus
from extractors.scan.words.readings import Readings, read_lines
from extractors.scan.words.rows import Patch
from extractors.scan.words.signs import with_strokes
from extractors.scan.words.widths import paired, with_widths

_MARGIN = 1.0  # points
_DUST = 0.5  # confidence under which ink that the detector took for no text is none
_TICKS = frozenset("√✓✔")
_BY_PEN = (
    1.6  # times a character's height, with the margins around it: a tick so large is none of the page's print
)
_STRICT = frozenset("<>＜＞")
_TWICE = 2
_CHINESE = re.compile("[\u4e00-\u9fff]")
_TELLING = 5  # Chinese characters of a text that their width is told by
_PAGE_NUMBER = re.compile(r"[.．…·•\s]*\d{1,4}")


@dataclass(frozen=True, slots=True)
class Words:
    """A text, its least sure character's confidence (0 to 1), and why it may be wrong.

    ``places`` are the middles of the characters that are no spaces, as shares of the patch's width, where they are known.
    """

    text: str
    confidence: float
    doubt: Doubt | None = None
    places: tuple[float, ...] = ()


def read_patches(page: Upright, patches: Sequence[Patch]) -> list[Words]:
    """Read every patch of the page."""
    crops = [_crop(page, patch) for patch in patches]
    readings = read_lines(crops, [patch.by_ink for patch in patches])
    square = _usual_square(crops, readings)
    return [_words(*parts, square) for parts in zip(patches, crops, readings, strict=True)]


def _usual_square(crops: Sequence[Grey], readings: Sequence[Readings]) -> float:
    """How wide a Chinese character of the page is, in pixels; 0 where too few were read."""
    told = [
        square_of(one.taken.text, one.taken.places, crop)
        for one, crop in zip(readings, crops, strict=True)
        if len(_CHINESE.findall(one.taken.text)) >= _TELLING
    ]
    return float(np.median(told)) if told else 0.0


def _words(patch: Patch, crop: Grey, readings: Readings, square: float) -> Words:
    """What is in doubt: no text, text that leaves ink or characters, ink that the detector took for none; and so on.

    A reader's tick by pen is not read.
    """
    taken = readings.taken
    by_pen = taken.text in _TICKS and 0 < _BY_PEN * square < crop.shape[0]
    if patch.pale or (patch.by_ink and (by_pen or taken.confidence < _DUST)):
        return Words("", taken.confidence, "unread_ink")
    places = taken.places
    text, unclear = with_strokes(taken.text, places, crop)
    surely = _surely(readings)
    doubt: Doubt | None = None
    if (
        not text
        or (patch.by_ink and not surely)
        or readings.dropped > _drop_limit(text)
        or leaves_ink(text, places, crop)
    ):
        doubt = "unread_ink"
    elif unclear or not readings.agree:
        doubt = "disagreement"
    elif not surely:
        doubt = "unsure"
    return Words(with_widths(text, places, crop, square), readings.confidence, doubt, places)


def _surely(readings: Readings) -> bool:
    """Tell whether a text as read is not in doubt for how sure the recogniser is."""
    limits, text = confusions(), readings.taken.text
    if len(readings.every) > _TWICE and text in limits.surest_signs and readings.agree:
        return readings.least >= limits.sign_least
    if _STRICT & set(text):
        return readings.taken.confidence >= limits.sign_confidence
    sure = readings.taken.confidence >= limits.confidence
    return sure or (readings.confidence >= limits.agreed_confidence and readings.agree)


def _drop_limit(text: str) -> float:
    """How likely a character may have been that a text lacks: less in figures, where a point is lost most easily."""
    limits = confusions()
    return limits.dropped if any(character.isdigit() for character in text) else limits.dropped_word


def _crop(page: Upright, patch: Patch) -> Grey:
    box = patch.box.grown(page.pixels(_MARGIN) if patch.by_ink else 0).meet(page.frame)
    return page.grey[box.top : box.bottom, box.left : box.right]


def run_together(rows: Iterable[Sequence[Words]], *, tabbed: bool = False) -> Words:
    """Join the words of a cell's rows, as sure as the least sure of them; an empty cell is sure.

    ``tabbed``: a number that ends a row, apart from the rest, follows a tab, as in a contents list.
    """
    rows = list(rows)
    every = [words for row in rows for words in row]
    text = paired("\n".join(filter(None, (_joined(row, tabbed=tabbed) for row in rows))))
    doubts: list[Doubt] = [words.doubt for words in every if words.doubt]
    if not doubts and is_odd(text):
        doubts.append("implausible")
    confidence = min((words.confidence for words in every), default=1.0)
    return Words(with_minus(text), confidence, doubts[0] if doubts else None)


def _joined(row: Sequence[Words], *, tabbed: bool) -> str:
    texts = [words.text for words in row if words.text]
    if tabbed and len(texts) > 1 and _PAGE_NUMBER.fullmatch(texts[-1]):
        return " ".join(texts[:-1]) + "\t" + texts[-1]
    return " ".join(texts)
