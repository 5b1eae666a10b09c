"""Text in a cell of a csv file that a spreadsheet program will open.

A cell that begins as a formula does is run when the file is opened. An apostrophe before it makes it text
(OWASP, CSV injection); here one apostrophe is added on writing and the same one taken away on reading.
"""

from __future__ import annotations

import re

import polars as pl

_SIGNS = "=+\\-@\t\r\n＝＋－＠"
_FORMULA = rf"(?s)^'*[{_SIGNS}]."
_NUMBER = r"^[-+]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?%?$"


def as_cell(text: str) -> str:
    """Text as it may be written to a csv file: what a spreadsheet would run is preceded by an apostrophe."""
    return f"'{text}" if _would_run(text) else text


def from_cell(cell: str) -> str:
    """Text that ``as_cell`` wrote, or that a person typed."""
    return cell[1:] if cell.startswith("'") and _would_run(cell[1:]) else cell


def as_cells(frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with every text as ``as_cell`` makes it."""
    text = pl.col(pl.String)
    would_run = text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
    return frame.with_columns(pl.when(would_run).then(pl.lit("'") + text).otherwise(text).name.keep())


def _would_run(text: str) -> bool:
    return bool(re.match(_FORMULA, text)) and not re.match(_NUMBER, text)
