"""Where an object of an OFD page lies: its own coordinates, its boundary, and the page around it."""

from __future__ import annotations

from lxml import etree

from extractors.ofd.package import numbers

Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


def placed(element: etree._Element, outer: Matrix) -> Matrix:
    """An object's own coordinates, turned by its CTM and moved to its boundary, on the page around it."""
    boundary = [*numbers(element.get("Boundary")), 0.0, 0.0]
    turned = numbers(element.get("CTM"))
    own: Matrix = (
        (turned[0], turned[1], turned[2], turned[3], turned[4], turned[5]) if len(turned) == 6 else SAME
    )
    return times(times(own, (1, 0, 0, 1, boundary[0], boundary[1])), outer)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The first matrix, then the other."""
    a, b, c, d, e, f = first
    x, y = point(then, e, f)
    return (
        *(a * then[0] + b * then[2], a * then[1] + b * then[3]),
        *(c * then[0] + d * then[2], c * then[1] + d * then[3]),
        *(x, y),
    )


def point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to lie."""
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]
