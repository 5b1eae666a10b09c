"""Borders painted as what lies between two rectangles: one side of a box, or all four."""

from __future__ import annotations

from extractors.pdf.sheet import Box

_LEAST = 0.02  # points: sides nearer than this are the same, and nothing is painted between them


def strips_between(one: Box, other: Box) -> list[Box] | None:
    """The strips along the sides of the outer rectangle that the inner one leaves; None where none lies in the other.

    Filled by turns (even-odd), two rectangles in one path show no more than these.
    """
    outer, inner = (one, other) if _holds(one, other) else (other, one)
    if not _holds(outer, inner):
        return None
    left, top, right, bottom = outer
    sides = [
        (left, top, right, inner[1]),
        (left, inner[3], right, bottom),
        (left, top, inner[0], bottom),
        (inner[2], top, right, bottom),
    ]
    return [side for side in sides if min(side[2] - side[0], side[3] - side[1]) > _LEAST]


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0] + _LEAST
        and outer[1] <= inner[1] + _LEAST
        and inner[2] <= outer[2] + _LEAST
        and inner[3] <= outer[3] + _LEAST
    )
