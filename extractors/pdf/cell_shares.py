"""Which cell of a page's tables a character stands in."""

from __future__ import annotations

from bisect import bisect_right

from extractors.pdf.characters import Char
from extractors.pdf.sheet import Box


def share_out(chars: list[Char], tables: list[list[Box]]) -> tuple[list[dict[Box, list[Char]]], list[Char]]:
    """Give each character to the smallest cell around its middle.

    Returns one dictionary a table (cell to its characters, in the order given), and the characters outside.
    Cells are looked up by the horizontal band between two neighbouring cell edges, so that a character meets
    only the cells beside it.
    """
    shares: list[dict[Box, list[Char]]] = [{} for _ in tables]
    by_size = sorted(
        ((cell, number) for number, cells in enumerate(tables) for cell in cells),
        key=lambda entry: (entry[0][2] - entry[0][0]) * (entry[0][3] - entry[0][1]),
    )
    edges = sorted({edge for cell, _ in by_size for edge in (cell[1], cell[3])})
    position = {edge: at for at, edge in enumerate(edges)}
    bands: list[list[tuple[Box, int]]] = [[] for _ in edges]  # band i lies below edge i
    for cell, number in by_size:
        for band in bands[position[cell[1]] : position[cell[3]]]:
            band.append((cell, number))
    loose = []
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        at = bisect_right(edges, y) - 1
        for cell, number in bands[at] if at >= 0 else ():
            if cell[0] <= x < cell[2]:
                shares[number].setdefault(cell, []).append(char)
                break
        else:
            loose.append(char)
    return shares, loose
