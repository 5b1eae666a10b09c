"""A page most of whose cells are in doubt is refused with its number, before anything of it is taken."""

from __future__ import annotations

import pytest

from extractors.errors import UnreadableDraft
from extractors.pieces import Grid, GridCell, Piece
from extractors.reading import Reading
from extractors.scan.repairs.poor import poor_pages
from extractors.whole_draft import draft_of


def page(number: int, doubted: int, sure: int, confidence: float | None = 0.9) -> Grid:
    pieces = [
        *(Piece("数量指标", page=number, confidence=confidence, doubt="unsure") for _ in range(doubted)),
        *(Piece("数量指标", page=number, confidence=confidence) for _ in range(sure)),
        *(Piece("", page=number, confidence=1.0) for _ in range(9)),
    ]
    return Grid([[GridCell(piece, float(at), at + 1.0)] for at, piece in enumerate(pieces)])


def test_pages_mostly_in_doubt_are_named() -> None:
    grids = [page(1, 3, 9), page(2, 9, 3), page(3, 3, 0), page(4, 12, 0, confidence=None), page(5, 20, 0)]
    reading = Reading(format="scan", page_count=5, blocks=[*grids])
    assert poor_pages(reading) == (2, 5)
    with pytest.raises(UnreadableDraft) as refused:
        draft_of(reading)
    assert (refused.value.code, refused.value.pages) == ("poor_picture", (2, 5))
