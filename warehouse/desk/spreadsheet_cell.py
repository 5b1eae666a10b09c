"""Text in a cell of a csv file that a spreadsheet program will open.

A cell that begins as a formula does is run when the file is opened. An apostrophe before it makes it text
(OWASP, CSV injection); here one apostrophe is added on writing and the same one taken away on reading.
"""

from __future__ import annotations

import re

_SIGNS = "=+\\-@\t\r\n＝＋－＠"
_FORMULA = re.compile(rf"'*[{_SIGNS}].", re.DOTALL)
_NUMBER = re.compile(r"[-+]?\d+(?:,\d{3})*(?:\.\d+)?%?", re.ASCII)


def as_cell(text: str) -> str:
    """Text as it may be written to a csv file: what a spreadsheet would run is preceded by an apostrophe."""
    return f"'{text}" if _would_run(text) else text


def from_cell(cell: str) -> str:
    """Text that ``as_cell`` wrote, or that a person typed."""
    return cell[1:] if cell.startswith("'") and _would_run(cell[1:]) else cell


def _would_run(text: str) -> bool:
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)
