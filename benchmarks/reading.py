"""What reading costs: milliseconds a page for each way a form can be drawn, each format, and drafts of your own.

    python benchmarks/reading.py [DRAFT...]

The drawn forms are those of the tests, repeated over PAGES pages, so that each kind holds the same words. Each figure
is the best of three, in one process. A page of a draft without pages is counted as 1,000 characters.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from extractors.draft import Draft
from extractors.pdf.read import read_pdf
from extractors.reader import read_draft
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.sheets import lay_out
from tests.extractors.pdf.test_paper import LETTERINGS, WATERMARKS
from tests.extractors.pdf.test_ruling import RULINGS

REPEATS = 3
PAGES = 12
LONG = 500
PAGE = 1000  # characters


def best(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest run."""
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def pages_of(draft: Draft) -> float:
    return draft.page_count or sum(len(cell.text) for cell in draft.cells) / PAGE


def objects_of(path: Path) -> None:
    """The part of the old way that cost most: pdfminer reads every character of every page."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            _ = page.objects
            page.close()


def kinds() -> dict[str, tuple[d.Draw, ...]]:
    ruled = {f"ruled: {name}": (rule, d.write_all) for name, rule in RULINGS.items()}
    lettered = {f"text: {name}": (RULINGS["lines"], write) for name, write in LETTERINGS.items()}
    marked = {
        f"watermark: {name}": (RULINGS["lines"], d.write_all, mark) for name, mark in WATERMARKS.items()
    }
    return ruled | lettered | marked


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.pdf"
        sheets = lay_out()
        print(f"{'ms a page':36} read_pdf  pdfminer alone")
        for name, draws in kinds().items():
            path.write_bytes(d.pdf(sheets * (PAGES // len(sheets)), *draws))
            new, old = (1000 * best(lambda work=work: work(path)) / PAGES for work in (read_pdf, objects_of))
            print(f"{name:36} {new:8.1f} {old:8.1f}")
        for pages in (LONG // 4, LONG // 2, LONG):
            path.write_bytes(
                d.pdf(sheets * (pages // len(sheets)), RULINGS["lines"], d.write_all, compress=True)
            )
            start = time.process_time()
            read_pdf(path)
            each = 1000 * (time.process_time() - start) / pages
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{pages} pages: {each:.1f} ms a page, {peak:.0f} MiB at most")
    for argument in sys.argv[1:]:
        path = Path(argument)
        seconds = best(lambda path=path: read_draft(path))
        pages = pages_of(read_draft(path))
        print(f"{path.name}: {1000 * seconds / pages:.1f} ms a page ({pages:.0f} pages, {seconds:.2f} s)")


if __name__ == "__main__":
    main()
