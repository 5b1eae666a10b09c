"""Word 97-2003, WPS, RTF, OpenDocument and the like: converted by LibreOffice, then read as Word or workbook.

LibreOffice runs in a folder and with settings of its own for each file (``profile.xcu``): no macro runs, no
link is followed. It is stopped when its time is up or when the process that asked for it ends.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from extractors.convert import guard
from extractors.errors import UnreadableDraft
from extractors.formats import Kind
from extractors.limits import CONVERSION_SECONDS, CONVERTED_BYTES, hold
from extractors.reading import Reading
from extractors.word.read import read_word
from extractors.workbook.read import read_workbook

# The ending that LibreOffice knows a kind by, and what the kind becomes.
_CONVERSIONS: Mapping[Kind, tuple[str, str]] = {
    "doc": ("doc", "docx"),
    "rtf": ("rtf", "docx"),
    "odt": ("odt", "docx"),
    "word-xml": ("xml", "docx"),
    "ods": ("ods", "xlsx"),
    "xlsb": ("xlsb", "xlsx"),
    "excel-xml": ("xml", "xlsx"),
}
_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_NEW_PROFILE = 81  # exit code of a first start that wants to be started again


def read_converted(path: Path, kind: Kind) -> Reading:
    """Convert a file and read what came of it.

    Raises UnreadableDraft: ``no_converter`` where LibreOffice is not installed, ``conversion_failed``,
    ``too_large``, or what the reader of the converted file raises.
    """
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        converted = _convert(path, kind, Path(folder))
        return read_workbook(converted) if converted.suffix == ".xlsx" else read_word(converted)


def _convert(path: Path, kind: Kind, folder: Path) -> Path:
    program = _converter()
    if program is None:
        raise UnreadableDraft("no_converter", kind)
    ending, target = _CONVERSIONS[kind]
    profile, inbox, out = folder / "profile", folder / "in", folder / "out"
    for made in (profile / "user", inbox, out):
        made.mkdir(parents=True)
    shutil.copyfile(Path(__file__).with_name("profile.xcu"), profile / "user" / "registrymodifications.xcu")
    source = inbox / f"draft.{ending}"  # the file's own name never reaches a command line
    shutil.copyfile(path, source)
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
        *("--convert-to", target, "--outdir", str(out), str(source)),
    ]
    code = _run(command, folder)
    if code == _NEW_PROFILE:
        code = _run(command, folder)
    converted = out / f"draft.{target}"
    if code == guard.TIME_IS_UP:
        raise UnreadableDraft("conversion_failed", f"{kind}: > {CONVERSION_SECONDS} s", facts={"kind": kind})
    if not converted.is_file():
        raise UnreadableDraft("conversion_failed", f"{kind}: exit code {code}", facts={"kind": kind})
    hold("bytes of the converted file", converted.stat().st_size, CONVERTED_BYTES)
    return converted


def _converter() -> str | None:
    """LibreOffice's program: on the path, or where it is usually installed."""
    found = (shutil.which(name) for name in (*_NAMES, *_USUAL_PLACES))
    return next((program for program in found if program), None)


def _run(command: list[str], folder: Path) -> int:
    """Run under the guard, with a home and temporary files inside the folder; return the exit code."""
    environment = {name: value for name in ("PATH", "SYSTEMROOT") if (value := os.environ.get(name))}
    environment |= {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp", "LANG": "C.UTF-8"}
    guarded = [sys.executable, "-I", "-S", guard.__file__, str(CONVERSION_SECONDS), *command]
    with _limited_files():
        process = subprocess.Popen(
            guarded,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,  # never written to: that it ends tells the guard that this process has
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    with process:
        return process.wait()


@contextmanager
def _limited_files() -> Iterator[None]:
    """Whatever is started in here cannot write a file above the limit (where the system knows such limits)."""
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (CONVERTED_BYTES, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
