"""Worker processes: one that dies, hangs or swells takes its own task along, and no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from extractors.allowance import page_begins, page_done
from extractors.errors import UnreadableDraft
from extractors.layouts import library
from extractors.reader import read_draft
from extractors.reading import ScannedPage
from flows.intake.workers import WorkerFailed, workers
from flows.settings import Settings
from tests.extractors.raw_pdf import HELLO, one_page, raw_pdf, stream


def double(number: int) -> int:
    return 2 * number


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def swell() -> int:
    return len(bytearray(8 << 30))


def hang() -> None:
    time.sleep(120)


def read_pages(count: int) -> int:
    for _ in range(count):
        time.sleep(0.4)
        page_done(0.5)
    return count


def hang_after_pages() -> None:
    read_pages(3)
    page_done(3600)
    hang()


def layouts_at_hand() -> int:
    return library._put_together.cache_info().currsize


@pytest.mark.skipif("forkserver" not in multiprocessing.get_all_start_methods(), reason="nothing is forked")
def test_a_worker_begins_with_the_layouts_at_hand(tmp_path: Path) -> None:
    with workers(Settings(workers=1), tmp_path) as pool:
        assert pool.start(layouts_at_hand)() == 1


def test_slow_pages_have_their_time_and_a_hanging_file_has_not(tmp_path: Path) -> None:
    with workers(Settings(workers=2, draft_seconds=1), tmp_path) as pool:
        slow, hanging = pool.start(read_pages, 5), pool.start(hang_after_pages)
        assert slow() == 5
        with pytest.raises(WorkerFailed) as caught:
            hanging()
        assert caught.value.code == "timeout"


def read_scan(name: str, folder: str, seconds: float) -> int:
    """Read four pages that are pictures, each recognised within ``seconds``; in a worker of its own, so it may patch."""
    # not above: OpenCV is more than the small workers below can hold
    from extractors.pdf import read as pdf
    from extractors.scan import read as scan

    path = Path(folder) / name
    frames = [Image.new("L", (300, 400), 128)] * 4
    frames[0].save(path, save_all=True, append_images=frames[1:])

    def read_scanned_page(*_: object) -> ScannedPage:
        time.sleep(seconds)
        return ScannedPage()

    scan.read_scanned_page, pdf._ocr = read_scanned_page, lambda: read_scanned_page
    reading = pdf.read_pdf(path) if path.suffix == ".pdf" else scan.read_pictures(path)
    return reading.page_count or 0


@pytest.mark.parametrize("name", ["scan.pdf", "scan.tif"])
def test_a_long_scan_has_its_time_and_one_that_hangs_has_not(name: str, tmp_path: Path) -> None:
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    with workers(Settings(workers=2, draft_seconds=3), tmp_path) as pool:
        slow = pool.start(read_scan, name, str(tmp_path), 1.0)
        assert slow() == 4
        with pytest.raises(WorkerFailed) as caught:
            pool.start(read_scan, name, str(tmp_path), 60)()
        assert caught.value.code == "timeout"


def bomb() -> bytes:
    """A page of 700 bytes that draws a billion words: forms that draw forms, each ten times."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</XObject<</X 6 0 R>>>>>>"
    )
    forms = [form(b"/X Do " * 10, b"/XObject<</X %d 0 R>>" % (number + 1)) for number in range(6, 15)]
    words = form(b"BT /F 9 Tf (x) Tj ET", b"/Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>")
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, b"null",
        b"<</Length 5>>stream\n/X Do\nendstream", *forms, words,
    )  # fmt: skip


def form(content: bytes, resources: bytes) -> bytes:
    return (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<%s>>/Length %d>>stream\n%s\nendstream"
        % (resources, len(content), content)
    )


def test_a_bomb_ends_with_a_reason_and_takes_nothing_along(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb())
    with workers(Settings(workers=1, draft_seconds=3, draft_memory_mib=1024), tmp_path) as pool:
        reading, after = pool.start(read_draft, path), pool.start(double, 2)
        with pytest.raises((WorkerFailed, UnreadableDraft)) as caught:
            reading()
        known = ("timeout", "memory", "worker_died", "too_large", "no_form", "no_text_layer")
        assert caught.value.code in known
        assert after() == 4


def test_neighbours_of_a_failing_task_come_out_right(tmp_path: Path) -> None:
    settings = Settings(workers=2, draft_seconds=2, draft_memory_mib=1024)
    with workers(settings, tmp_path) as pool:
        before = [pool.start(double, number) for number in range(5)]
        failing = {"worker_died": pool.start(die), "memory": pool.start(swell), "timeout": pool.start(hang)}
        after = [pool.start(double, number) for number in range(5)]
        assert [wait() for wait in before + after] == [0, 2, 4, 6, 8] * 2
        for code, wait in failing.items():
            with pytest.raises(WorkerFailed) as caught:
                wait()
            assert caught.value.code == code


def draw_slowly(name: str, folder: str, seconds: float) -> None:
    """Draw the second page of a file, within ``seconds``; in a worker of its own, so it may patch."""
    from extractors.pdf import picture

    picture.DRAWN_PAGE_SECONDS = seconds  # type: ignore[misc, assignment]
    page_begins(2)
    picture.render_page(Path(folder) / name, 1, 200)


def die_at_page(number: int) -> None:
    page_begins(1)
    page_begins(number)
    die()


def hang_at_page(number: int) -> None:
    page_begins(number)
    hang()


TILES = stream(HELLO, b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 600 800]/XStep .1/YStep .1")


def test_a_page_that_is_never_drawn_costs_little_time_and_is_named(tmp_path: Path) -> None:
    tiled = one_page(
        b"/Pattern cs /P scn 0 0 600 800 re f", TILES, kids=b"3 0 R 3 0 R", resources=b"/Pattern<</P 5 0 R>>"
    )
    (tmp_path / "tiled.pdf").write_bytes(tiled.replace(b"/Count 1", b"/Count 2"))
    with (
        workers(Settings(workers=1, draft_seconds=300), tmp_path) as pool,
        pytest.raises(UnreadableDraft) as caught,
    ):
        pool.start(draw_slowly, "tiled.pdf", str(tmp_path), 1)()
    reason = caught.value
    assert (reason.code, reason.pages) == ("too_large", (2,))
    assert reason.facts["limit"] == 1


def test_the_page_that_a_process_ended_at_is_named(tmp_path: Path) -> None:
    with workers(Settings(workers=1, draft_seconds=2), tmp_path) as pool:
        for ending in (pool.start(die_at_page, 7), pool.start(hang_at_page, 8)):
            with pytest.raises(WorkerFailed) as caught:
                ending()
            assert caught.value.pages in ((7,), (8,))
        with pytest.raises(WorkerFailed) as caught:
            pool.start(die)()
        assert caught.value.pages == ()


def test_a_hanging_file_costs_no_time_but_its_own(tmp_path: Path) -> None:
    settings = Settings(workers=2, draft_seconds=120)
    with ThreadPoolExecutor(1) as waiting, workers(settings, tmp_path) as pool:
        hanging = waiting.submit(pool.start(hang))
        others = [pool.start(double, number) for number in range(50)]
        assert [wait() for wait in others] == [2 * number for number in range(50)]
        assert not hanging.done()


def die_when_done(number: int) -> int:
    """Give a result, and die while nothing is asked of this process."""
    threading.Timer(0.2, die).start()
    return number


def test_a_process_that_dies_between_tasks_ends_no_batch(tmp_path: Path) -> None:
    with workers(Settings(workers=1, draft_seconds=60), tmp_path) as pool:
        assert pool.start(die_when_done, 3)() == 3
        time.sleep(1)
        later = [pool.start(double, number) for number in range(3)]
        assert [wait() for wait in later] == [0, 2, 4]


KILLED_BATCH = """
import os, sys, time
from pathlib import Path
from flows.intake.workers import workers
from flows.settings import Settings

def busy(note: str) -> None:
    Path(note).write_text(str(os.getpid()))
    while True:
        time.sleep(0.01)

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    with workers(Settings(warehouse=folder, workers=1), folder / "tmp") as pool:
        pool.start(busy, str(folder / "note"))()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
def test_a_worker_ends_with_a_batch_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "batch.py"
    script.write_text(KILLED_BATCH, encoding="utf-8")
    note = tmp_path / "note"
    process = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert _within(30, lambda: note.exists() and note.read_text() != "")
    process.kill()
    process.wait()
    assert _within(10, lambda: not _runs(int(note.read_text())))


def _within(seconds: float, told: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if told():
            return True
        time.sleep(0.05)
    return told()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
