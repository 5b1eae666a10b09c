"""Taking a row's cells one by one, and remembering what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from warehouse.desk import written
from warehouse.desk.errors import Fault
from warehouse.desk.sheet import Row

T = TypeVar("T")


class Cells:
    """The cells of one row, and the faults found in them."""

    def __init__(self, line: int, row: Row) -> None:
        """Take the row; ``line`` as a spreadsheet counts it."""
        self.line, self._row = line, row
        self.faults: list[Fault] = []

    def __getitem__(self, column: str) -> str:
        """The cell's text, "" for a blank one."""
        return self._row[column]

    def take(self, column: str, parse: Callable[[str], T | None]) -> T | None:
        """What ``parse`` makes of the cell; where it refuses (ValueError with a fault's code), a fault."""
        try:
            return parse(self[column])
        except ValueError as error:
            self.fault(str(error), column=column, value=self[column])
            return None

    def fault(self, code: str, **facts: str | tuple[str, ...]) -> None:
        """Remember a fault of this row."""
        self.faults.append(Fault(code, self.line, facts))


def said(cells: Cells) -> dict[str, Any]:
    """What every line says of itself: reason (which it must), author, written_at, note."""
    if not cells["reason"]:
        cells.fault("no_reason")
    return {
        "reason": cells["reason"],
        "author": cells["author"] or None,
        "written_at": cells.take("written_at", written.day),
        "note": cells["note"] or None,
    }
