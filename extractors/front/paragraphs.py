"""Paragraphs of prose: in a PDF the lines of one are joined again, elsewhere a line is one already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractors.joining import join_lines
from extractors.pieces import Line, Piece

_INDENT = 1.0  # of the line's height: a first line is set in by two characters
_RAGGED = 2.2  # of the line's height: a full line may end so far from the right edge


@dataclass(slots=True)
class Paragraph:
    """Joined text and the lines it stood on."""

    text: str
    pieces: list[Piece]


def paragraphs(lines: list[Line], opens: Callable[[str], bool]) -> list[Paragraph]:
    """Join lines into paragraphs; ``opens`` tells of a line's text that it begins one by its words."""
    boxes = [line.piece.box for line in lines if line.piece.box]
    left = min((box[0] for box in boxes), default=0.0)
    right = max((box[2] for box in boxes), default=0.0)
    groups: list[list[Piece]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line.piece, left, right) and not opens(line.piece.text):
            groups[-1].append(line.piece)
        else:
            groups.append([line.piece])
    return [Paragraph(join_lines(piece.text for piece in group), group) for group in groups]


def _goes_on(before: Piece, piece: Piece, left: float, right: float) -> bool:
    """A line goes on with the paragraph if the one before is full and it is not set in itself."""
    if before.box is None or piece.box is None:
        return False
    height = before.box[3] - before.box[1]
    full = before.box[2] > right - _RAGGED * height
    return full and piece.box[0] < left + _INDENT * height
