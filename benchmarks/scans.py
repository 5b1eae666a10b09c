"""How well scans are read: demo drafts drawn in several fonts, scanned, read, and compared with themselves.

    python benchmarks/scans.py [--dpi 150 200 300] [--fonts sans serif uming] [--spoilt office stamp] [--pages 6] [--seed 5]

Prints for each font, resolution and way to spoil the page the share of characters and of cells that are exact, how
many of the wrong cells are marked as doubtful, how many differ in the width of signs alone, which share of the right
ones is marked too, cells found, and seconds a page. The pages come from drafts of every layout. What a cell should
say is what it says on the digital page; white space is not compared.
"""

import argparse
import random
import tempfile
import time
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import product
from pathlib import Path
from typing import Any

import pdfplumber
from printing import FONTS, printed

from demo.layouts.layout import KEYS
from demo.province import Arrival, write_province
from demo.scanning import Scanner
from extractors.joining import squeeze
from extractors.pdf.read import read_pdf
from extractors.pieces import Block, Grid, Line, Piece
from extractors.scan.page import read_scanned_page
from extractors.scan.words.readings import as_compared

SPOILT: dict[str, dict[str, Any]] = {  # what is worse than with an office's scanner
    "office": {},
    "stamp": {"stamped": True},
    "jpeg": {"quality": 40},
    "grey": {"dusk": 0.4},
    "faint": {"contrast": 0.4},
    "tilt": {"tilt": 1.5},
    "phone": {"lean": 0.015},
}

Cells = dict[tuple[int, int, int], Piece]  # by table of the page, row, place in the row


@dataclass
class Score:
    """What was counted."""

    characters: int = 0
    characters_wrong: int = 0
    cells: int = 0
    cells_found: int = 0
    wrong: int = 0
    wrong_marked: int = 0
    other_widths: int = 0
    marked: int = 0
    line_characters: int = 0
    line_characters_wrong: int = 0
    pages: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    def add(self, truth: list[Block], read: list[Block]) -> None:
        """Compare a page with what it should say."""
        wanted, found = cells_of(truth), cells_of(read)
        self.pages += 1
        self.cells += len(wanted)
        self.cells_found += len(found)
        for place in wanted.keys() | found.keys():
            say = squeeze(wanted[place].text) if place in wanted else ""
            got = found.get(place)
            text = squeeze(got.text) if got else ""
            marked = bool(got and got.doubt)
            self.characters += len(say)
            self.marked += marked
            if text != say or place not in wanted or got is None:
                self.characters_wrong += wrong_characters(say, text)
                self.wrong += 1
                self.wrong_marked += marked
                self.other_widths += as_compared(say) == as_compared(text)
                self.faults.append(f"{say!r} read {text!r} {got and got.doubt} {got and got.confidence}")
        say, got_text = lines_of(truth), lines_of(read)
        self.line_characters += len(say)
        self.line_characters_wrong += wrong_characters(say, got_text)
        if say != got_text:
            self.faults.append(f"LINES {say!r} read {got_text!r}")

    def row(self) -> str:
        """One line of the table."""
        return (
            f"{1 - self.characters_wrong / max(self.characters, 1):8.4%} {1 - self.wrong / max(self.cells, 1):8.3%} "
            f"{self.wrong_marked:4d}/{self.wrong:<4d} {self.other_widths:6d} "
            f"{(self.marked - self.wrong_marked) / max(self.cells - self.wrong, 1):12.2%} "
            f"{self.cells_found:5d}/{self.cells:<5d} "
            f"{1 - self.line_characters_wrong / max(self.line_characters, 1):8.3%} "
            f"{self.pages:3d} {self.seconds / max(self.pages, 1):6.1f}"
        )


def cells_of(blocks: list[Block]) -> Cells:
    """Cells of a page's tables by table, row and place among the cells that begin in the row, from 0."""
    grids = [block for block in blocks if isinstance(block, Grid)]
    return {
        (number, at, place): cell.piece
        for number, grid in enumerate(grids)
        for at, row in enumerate(grid.rows)
        for place, cell in enumerate(cell for cell in row if not cell.spanned)
    }


def lines_of(blocks: list[Block]) -> str:
    """All text outside tables."""
    return squeeze("".join(block.piece.text for block in blocks if isinstance(block, Line)))


def wrong_characters(say: str, text: str) -> int:
    """How many characters would have to be changed, added or dropped."""
    matches = SequenceMatcher(None, say, text, autojunk=False).get_matching_blocks()
    return max(len(say), len(text)) - sum(match.size for match in matches)


def main() -> None:
    """Read the pages and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dpi", type=int, nargs="+", default=[150, 200, 300])
    options.add_argument("--fonts", nargs="+", choices=sorted(FONTS), default=sorted(FONTS))
    options.add_argument("--spoilt", nargs="+", choices=SPOILT, default=["office"])
    options.add_argument("--pages", type=int, default=6)
    options.add_argument("--seed", type=int, default=5)
    options.add_argument("--faults", action="store_true", help="print every difference")
    asked = options.parse_args()
    print(
        "font   dpi spoilt  characters   cells  marked/wrong widths  right marked  found/cells  lines  pages  s/page"
    )
    with tempfile.TemporaryDirectory() as folder:
        write_province(
            Path(folder), len(KEYS), 2, (2025,), asked.seed, faults=False, arrival=Arrival(KEYS, ("pdf",))
        )
        pdfs = sorted(Path(folder).glob("drafts/*/*.pdf"))
        pages = [(path, number) for path in pdfs for number in range(pages_in(path))]
        random.Random(asked.seed).shuffle(pages)
        truths = {path: read_pdf(path) for path in {path for path, _ in pages[: asked.pages]}}
        for font, dpi, spoilt in product(asked.fonts, asked.dpi, asked.spoilt):
            score = Score()
            for path, number in pages[: asked.pages]:
                scanner = Scanner.pick(random.Random(f"{asked.seed}/{font}/{dpi}/{number}"))
                with pdfplumber.open(path) as document:
                    sheet = printed(document.pages[number], font, dpi)
                picture = replace(scanner, **SPOILT[spoilt]).scan(sheet, dpi, number)
                start = time.perf_counter()
                read = read_scanned_page(picture, number + 1, 0, 72 / dpi).blocks
                score.seconds += time.perf_counter() - start
                score.add(on_page(truths[path].blocks, number + 1), read)
            print(f"{font:6} {dpi:3} {spoilt:6} {score.row()}", flush=True)
            if asked.faults:
                print("\n".join(f"    {fault}" for fault in score.faults), flush=True)


def pages_in(path: Path) -> int:
    """Number of pages."""
    with pdfplumber.open(path) as document:
        return len(document.pages)


def on_page(blocks: list[Block], page: int) -> list[Block]:
    """The blocks of one page."""
    return [
        block
        for block in blocks
        if (block.piece if isinstance(block, Line) else block.rows[0][0].piece).page == page
    ]


if __name__ == "__main__":
    main()
