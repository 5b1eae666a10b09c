"""The command line as a person calls it, in this process."""

from __future__ import annotations

import pytest

from flows.cli import cli
from flows.commands.localized import run
from flows.texts import choose_language


def jixiao(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a call; the language it asks for ends with it."""
    choose_language(arguments, {})
    try:
        code = run(cli, arguments)
    finally:
        choose_language([], {})
    out, err = capsys.readouterr()
    return code, out, err
