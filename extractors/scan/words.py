"""What the patches of a page say, figures and unsure words read twice, and what is in doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.draft import Doubt
from extractors.joining import squeeze
from extractors.scan.confusions import confusions
from extractors.scan.decoding import Recognised
from extractors.scan.line_ink import leaves_ink
from extractors.scan.lines import Patch
from extractors.scan.odd_text import is_odd
from extractors.scan.picture import Grey, Upright
from extractors.scan.recognition import recognise
from extractors.scan.widths import paired, with_widths

_MARGIN = 1.0  # points
_WIDER = 1.25
_SURE = 0.98  # confidence from which words are not read again
_DUST = 0.5  # confidence under which ink that the detector took for no text is none
_STRICT = frozenset("<>＜＞")
_PAGE_NUMBER = re.compile(r"[.．…·•\s]*\d{1,4}")


@dataclass(frozen=True, slots=True)
class Words:
    """A text, its least sure character's confidence (0 to 1), and why it may be wrong."""

    text: str
    confidence: float
    doubt: Doubt | None = None


def read_patches(page: Upright, patches: Sequence[Patch]) -> list[Words]:
    """Read every patch of the page."""
    crops = [_crop(page, patch) for patch in patches]
    first = recognise([_wider(crop) for crop in crops])
    again = [number for number, reading in enumerate(first) if _is_worth_another(reading)]
    second = dict(zip(again, recognise([crops[number] for number in again]), strict=True))
    return [
        _words(patch, crop, reading, second.get(number))
        for number, (patch, crop, reading) in enumerate(zip(patches, crops, first, strict=True))
    ]


def _is_worth_another(first: Recognised) -> bool:
    """A dropped point leaves a figure that is as sure as any; in words, what is sure stays so."""
    return first.confidence < _SURE or any(character.isdigit() for character in first.text)


def _words(patch: Patch, crop: Grey, first: Recognised, second: Recognised | None) -> Words:
    """What is in doubt: no text, text that leaves ink or characters, ink that the detector took for none; and so on."""
    if patch.pale or (patch.by_ink and first.confidence < _DUST):
        return Words("", first.confidence, "unread_ink")
    doubt: Doubt | None = None
    dropped = max(first.dropped, second.dropped if second else 0.0) > confusions().dropped
    if not first.text or patch.by_ink or dropped or leaves_ink(first.text, first.places, crop):
        doubt = "unread_ink"
    elif second and as_compared(first.text) != as_compared(second.text):
        doubt = "disagreement"
    elif first.confidence < _limit(first.text):
        doubt = "unsure"
    return Words(with_widths(first.text, first.places, crop), first.confidence, doubt)


def _limit(text: str) -> float:
    """The confidence from which a text is not in doubt."""
    return confusions().sign_confidence if _STRICT & set(text) else confusions().confidence


def as_compared(text: str) -> str:
    """Text without white space and widths, in which two recognitions may differ and say the same."""
    return squeeze(unicodedata.normalize("NFKC", text))


def _crop(page: Upright, patch: Patch) -> Grey:
    box = patch.box.grown(page.pixels(_MARGIN) if patch.by_ink else 0).meet(page.frame)
    return page.grey[box.top : box.bottom, box.left : box.right]


def _wider(crop: Grey) -> Grey:
    """The same words drawn wider: fewer are dropped, and what both ways of reading say alike is surer."""
    return np.asarray(
        cv2.resize(crop, None, fx=_WIDER, fy=1.0, interpolation=cv2.INTER_CUBIC), dtype=np.uint8
    )


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
    return Words(text, confidence, doubts[0] if doubts else None)


def _joined(row: Sequence[Words], *, tabbed: bool) -> str:
    texts = [words.text for words in row if words.text]
    if tabbed and len(texts) > 1 and _PAGE_NUMBER.fullmatch(texts[-1]):
        return " ".join(texts[:-1]) + "\t" + texts[-1]
    return " ".join(texts)
