"""A sheet as its file format's reader delivers it: shown texts by place, merged ranges, what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.limits import CELLS, CHARACTERS, PIECE_CHARACTERS, hold

Place = tuple[int, int]  # row and column, both from 1


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: first and last row and column, from 1. Its first cell holds its text."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet. Only rows with text keep their ruled cells: the rest of a formatted column says nothing."""

    name: str
    number: int
    hidden: bool = False
    texts: dict[Place, str] = field(default_factory=dict)
    ruled: set[Place] = field(default_factory=set)
    ruled_blank_rows: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def add_row(self, row: int, texts: dict[int, str], ruled: set[int]) -> None:
        """Add a row's shown texts and its cells with a border at the left or right, both by column."""
        written = {column: text for column, text in texts.items() if text.strip()}
        for column, text in written.items():
            hold("characters of a cell in row {at}", len(text), PIECE_CHARACTERS, (self.number,), row)
            self.texts[row, column] = text
        if written:
            self.ruled.update((row, column) for column in ruled)
        elif ruled:
            self.ruled_blank_rows.add(row)


def hold_sheets(sheets: list[Sheet]) -> None:
    """Raise UnreadableDraft ``too_large`` where a workbook's written cells or their characters are too many."""
    hold("written cells", sum(len(sheet.texts) for sheet in sheets), CELLS)
    hold("characters", sum(len(text) for sheet in sheets for text in sheet.texts.values()), CHARACTERS)
