"""What reading costs: milliseconds a page by format, and how characters find their cells, old way against new.

    python benchmarks/reading.py DRAFT...

Each figure is the best of three, in one process. A page of a draft without pages is counted as 1,000 characters.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from extractors.draft import Draft
from extractors.formats import detect_format
from extractors.pdf.cell_shares import Box, Char, share_out
from extractors.reader import read_draft

REPEATS = 3
PAGE = 1000  # characters


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest run."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def pages_of(draft: Draft) -> float:
    return draft.page_count or sum(len(cell.text) for cell in draft.cells) / PAGE


def share_out_one_by_one(
    chars: list[Char], tables: list[list[Box]]
) -> tuple[list[dict[Box, list[Char]]], list[Char]]:
    """The old way: each character is held against each cell, the smallest first."""
    shares: list[dict[Box, list[Char]]] = [{} for _ in tables]
    by_size = sorted(
        ((cell, number) for number, cells in enumerate(tables) for cell in cells),
        key=lambda entry: (entry[0][2] - entry[0][0]) * (entry[0][3] - entry[0][1]),
    )
    loose = []
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        for cell, number in by_size:
            if cell[0] <= x < cell[2] and cell[1] <= y < cell[3]:
                shares[number].setdefault(cell, []).append(char)
                break
        else:
            loose.append(char)
    return shares, loose


def compare_sharing(path: Path) -> None:
    with pdfplumber.open(path) as document:
        pages = [(page.chars, [table.cells for table in page.find_tables()]) for page in document.pages]
    if any(share_out(*page) != share_out_one_by_one(*page) for page in pages):
        raise SystemExit(f"{path.name}: the two ways differ")
    old = best(lambda: [share_out_one_by_one(*page) for page in pages])
    new = best(lambda: [share_out(*page) for page in pages])
    each = 1000 / len(pages)
    print(f"  characters to cells: {old * each:.2f} ms a page one by one, {new * each:.2f} by bands")


def main() -> None:
    for argument in sys.argv[1:]:
        path = Path(argument)
        seconds = best(lambda path=path: read_draft(path))
        pages = pages_of(read_draft(path))
        print(f"{path.name}: {1000 * seconds / pages:.1f} ms a page ({pages:.0f} pages, {seconds:.2f} s)")
        if detect_format(path) == "pdf":
            compare_sharing(path)


if __name__ == "__main__":
    main()
