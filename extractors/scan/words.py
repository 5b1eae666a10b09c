"""What the patches of a page say, each read twice, and what is in doubt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.draft import Doubt
from extractors.joining import squeeze
from extractors.scan.confusions import confusions
from extractors.scan.line_ink import leaves_ink
from extractors.scan.lines import Patch
from extractors.scan.picture import Grey, Upright
from extractors.scan.recognition import Recognised, recognise
from extractors.scan.widths import with_widths

_MARGIN = 1.0  # points
_WIDER = 1.25


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
    second = recognise(crops)
    return [_words(*readings) for readings in zip(crops, first, second, strict=True)]


def _words(crop: Grey, first: Recognised, second: Recognised) -> Words:
    doubt: Doubt | None = None
    if not first.text or leaves_ink(first.text, first.places, crop):
        doubt = "unread_ink"
    elif as_compared(first.text) != as_compared(second.text):
        doubt = "disagreement"
    elif first.confidence < confusions().confidence:
        doubt = "unsure"
    return Words(with_widths(first.text, first.places, crop), first.confidence, doubt)


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


def run_together(rows: Iterable[Sequence[Words]]) -> Words:
    """Join the words of a cell's rows, as sure as the least sure of them; an empty cell is sure."""
    rows = list(rows)
    every = [words for row in rows for words in row]
    text = "\n".join(filter(None, (" ".join(words.text for words in row if words.text) for row in rows)))
    doubts = [words.doubt for words in every if words.doubt]
    confidence = min((words.confidence for words in every), default=1.0)
    return Words(text, confidence, doubts[0] if doubts else None)
