"""What may be wrong with a file that a person edits: every fault at once, with its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.errors import WarehouseError


@dataclass(frozen=True)
class Fault:
    """One fault. ``line`` is the row as a spreadsheet counts them, the headings being 1; None: the whole file.

    ``code`` names the text to tell a person, ``facts`` fill it in: texts, or lists of names.
    """

    code: str
    line: int | None = None
    facts: dict[str, str | tuple[str, ...]] = field(default_factory=dict)


class DeskFileError(WarehouseError):
    """A file of corrections or waivers that cannot be relied on: nothing of it may be applied."""

    def __init__(self, path: Path, faults: Sequence[Fault]) -> None:
        """Keep all faults beside a message for logs."""
        told = "; ".join(f"row {fault.line}: {fault.code} {fault.facts or ''}" for fault in faults)
        super().__init__(f"{path}: {told}")
        self.path, self.faults = path, tuple(faults)
