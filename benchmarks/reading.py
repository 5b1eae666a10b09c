"""What reading costs: milliseconds a page for each way a form can be drawn, each format, and drafts of your own.

    python -m benchmarks.reading [DRAFT...]

The drawn forms are those of the tests, repeated over PAGES pages, so that each kind holds the same words; beside them
stands what pdfminer alone took in the old way. Each format is one draft of the demo, the same in all of
them. Tables that nothing rules are read to the end, as it is the form's words that tell their cells.
Each figure is the best of REPEATS, in one process. A page of a draft without pages is counted
as 1,000 characters. A scan is read once: all of it is recognition, which varies little.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import pdfplumber

from demo.province import Arrival, write_province
from demo.scan import NoChineseFont
from demo.truth import Format
from extractors.draft import Draft
from extractors.pdf.read import read_pdf
from extractors.reader import read_draft
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.sheets import Sheet, lay_out
from tests.extractors.pdf.test_paper import LETTERINGS, WATERMARKS
from tests.extractors.pdf.test_ruling import RULINGS
from tests.extractors.pdf.test_unruled import HIGH, WAYS

Read = TypeVar("Read")

REPEATS = 2
PAGES = 4
FORMATS: tuple[Format, ...] = ("pdf", "docx", "xlsx", "html", "text", "scan")
LONG = 500
PAGE = 1000  # characters


def best(work: Callable[[], Read], repeats: int = REPEATS) -> tuple[float, Read]:
    """Processor seconds of the fastest run, and what it read."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        read = work()
        times.append(time.process_time() - start)
    return min(times), read


def pages_of(draft: Draft) -> float:
    return draft.page_count or sum(len(cell.text) for cell in draft.cells) / PAGE


def objects_of(path: Path) -> None:
    """The part of the old way that cost most: pdfminer reads every character of every page."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            _ = page.objects
            page.close()


def kinds() -> dict[str, tuple[list[Sheet], tuple[d.Draw, ...]]]:
    """Sheets of each kind, and how they are drawn. Tables that nothing rules stand on higher sheets, a form each."""
    ruled = {f"ruled: {name}": (rule, d.write_all) for name, rule in RULINGS.items()}
    lettered = {f"text: {name}": (RULINGS["lines"], write) for name, write in LETTERINGS.items()}
    marked = {
        f"watermark: {name}": (RULINGS["lines"], d.write_all, mark) for name, mark in WATERMARKS.items()
    }
    sheets, high = lay_out(), lay_out(**HIGH)
    unruled = {f"unruled: {name}": (high, (way, d.write_all)) for name, way in WAYS.items()}
    return {name: (sheets, draws) for name, draws in (ruled | lettered | marked).items()} | unruled


def formats(folder: Path) -> Iterator[tuple[Format, Path]]:
    """One draft of the demo in each format; a scan where this machine can print and read one."""
    for kind in FORMATS:
        if kind == "scan" and find_spec("rapidocr") is None:
            continue
        with suppress(NoChineseFont):
            arrival = Arrival(formats=(kind,))
            write_province(folder / kind, 1, 1, (2025,), faults=False, arrival=arrival)
            yield kind, next(path for path in (folder / kind / "drafts").rglob("*") if path.is_file())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.pdf"
        print(f"{'ms a page':36} {'reading':>8} pdfminer alone")
        for name, (sheets, draws) in kinds().items():
            path.write_bytes(d.pdf(sheets * (PAGES // len(sheets)), *draws))
            work = read_draft if name.startswith("unruled") else read_pdf
            new, old = (1000 * best(partial(one, path))[0] / PAGES for one in (work, objects_of))
            print(f"{name:36} {new:8.1f} {old:8.1f}", flush=True)
        sheets = lay_out()
        for pages in (LONG // 4, LONG // 2, LONG):
            path.write_bytes(
                d.pdf(sheets * (pages // len(sheets)), RULINGS["lines"], d.write_all, compress=True)
            )
            start = time.process_time()
            read_pdf(path)
            each = 1000 * (time.process_time() - start) / pages
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{pages} pages: {each:.1f} ms a page, {peak:.0f} MiB at most")
        for kind, path in formats(Path(folder)):
            seconds, draft = best(partial(read_draft, path), 1 if kind == "scan" else REPEATS)
            print(f"{'format: ' + kind:36} {1000 * seconds / pages_of(draft):8.1f}", flush=True)
    for argument in sys.argv[1:]:
        path = Path(argument)
        seconds, draft = best(partial(read_draft, path))
        pages = pages_of(draft)
        print(f"{path.name}: {1000 * seconds / pages:.1f} ms a page ({pages:.0f} pages, {seconds:.2f} s)")


if __name__ == "__main__":
    main()
