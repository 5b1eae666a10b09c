"""Converting: LibreOffice in a cage. Most tests put a script in its place; one runs it where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docx import Document

from extractors.convert import guard
from extractors.convert.read import read_converted
from extractors.errors import UnreadableDraft
from extractors.formats import detect_format
from extractors.pieces import Line
from extractors.reader import read_draft

RTF = rb"{\rtf1\ansi hello}"
posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a shell script")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "草案 $(touch x).rtf"
    path.write_bytes(RTF)
    return path


def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a script where LibreOffice would be."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def refusal(path: Path) -> UnreadableDraft:
    with pytest.raises(UnreadableDraft) as refused:
        read_draft(path)
    return refused.value


def test_without_a_converter_the_reason_says_so(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.convert.read._converter", lambda: None)
    reason = refusal(draft)
    assert (reason.code, reason.detail) == ("no_converter", "rtf")


@posix
def test_what_comes_of_it_is_read(draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    converted = tmp_path / "converted.docx"
    document = Document()
    document.add_paragraph("转换好的")
    document.save(str(converted))
    install(
        tmp_path, monkeypatch,
        f'for last; do :; done\necho "$@" > {tmp_path}/arguments\ngrep -c MacroSecurityLevel "$HOME"/profile/user/*'
        f' > {tmp_path}/profile\ncp {converted} "$(dirname "$last")/../out/draft.docx"',
    )  # fmt: skip
    reading = read_converted(draft, "rtf")
    assert [block.piece.text for block in reading.blocks if isinstance(block, Line)] == ["转换好的"]
    arguments = (tmp_path / "arguments").read_text("utf-8")
    assert "--headless" in arguments
    assert "草案" not in arguments
    assert (tmp_path / "profile").read_text("utf-8").strip() == "1"


@posix
def test_a_converter_that_fails_or_hangs(
    draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, f"[ -e {tmp_path}/hang ] || exit 3\necho $$ > {tmp_path}/pid\nsleep 60")
    assert refusal(draft).detail == "rtf: exit code 3"
    (tmp_path / "hang").touch()
    monkeypatch.setattr("extractors.convert.read.CONVERSION_SECONDS", 0.5)
    assert refusal(draft).code == "conversion_failed"
    assert ended(int((tmp_path / "pid").read_text("utf-8")))


@posix
def test_output_is_limited(draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, 'head -c 5000000 /dev/zero > "$HOME/out/draft.docx"; exit 0')
    monkeypatch.setattr("extractors.convert.read.CONVERTED_BYTES", 1_000_000)
    assert refusal(draft).code == "damaged"  # what was written up to the limit is no document


@posix
def test_the_converter_ends_with_the_process_that_asked_for_it(tmp_path: Path) -> None:
    started = tmp_path / "pid"
    asking = (
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-I', '-S', {guard.__file__!r}, '60', 'sh', '-c',"
        f" 'echo $$ > {started}.new; mv {started}.new {started}; sleep 60'], stdin=subprocess.PIPE)\n"
        "time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", asking])
    command_started(started)
    command = int(started.read_text("utf-8"))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert ended(command)


@posix
def test_a_converter_whose_guard_was_killed_too_computes_no_longer_than_allowed(tmp_path: Path) -> None:
    started = tmp_path / "pid"
    command = f"echo $$ > {started}.new; mv {started}.new {started}; while :; do :; done"
    watching = subprocess.Popen(
        [sys.executable, "-I", "-S", guard.__file__, "1", "sh", "-c", command], stdin=subprocess.PIPE
    )
    command_started(started)
    watching.send_signal(signal.SIGKILL)
    watching.communicate()
    assert ended(int(started.read_text("utf-8")))


def command_started(told: Path) -> None:
    end = time.monotonic() + 10
    while not told.exists() and time.monotonic() < end:
        time.sleep(0.02)


def ended(process: int) -> bool:
    """Whether a process ends within some seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_itself(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("1.就业补助资金绩效目标表")
    table = document.add_table(3, 2, style="Table Grid")
    for row, (label, value) in enumerate(
        [("项目名称", "就业补助"), ("预算数", "500.00"), ("绩效目标", "稳就业")]
    ):
        table.cell(row, 0).text, table.cell(row, 1).text = label, value
    document.add_paragraph("")
    document.save(str(tmp_path / "draft.docx"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "doc", "--outdir", str(tmp_path), str(tmp_path / "draft.docx")],
        check=True, capture_output=True,
    )  # fmt: skip
    old = (tmp_path / "draft.doc").rename(tmp_path / "draft.pdf")
    assert detect_format(old) == "doc"
    assert read_draft(old).projects[0].project_name.text == "就业补助"
