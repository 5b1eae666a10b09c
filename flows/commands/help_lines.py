"""Help as wide as its window shows it: click counts characters, of which a Chinese one takes two cells."""

from __future__ import annotations

from collections.abc import Iterable

import click
from rich.cells import cell_len

from flows.commands.folding import fold
from flows.texts import say

_LONGEST_NAME = 30  # cells; the help of an option with a longer name begins a line of its own
_LEAST = 10  # cells for the help, in however narrow a window


class HelpLines(click.HelpFormatter):
    """Click's formatter with lines folded by cells, and the heading's colon in the reader's language."""

    def write_heading(self, heading: str) -> None:
        """A heading."""
        self.write(f"{'':{self.current_indent}}{say('word.heading', heading=heading)}\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, indented."""
        for line in text.split("\n"):
            for folded in fold(line, max(self.width - self.current_indent, _LEAST)):
                self.write(f"{'':{self.current_indent}}{folded}".rstrip() + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = _LONGEST_NAME, col_spacing: int = 2
    ) -> None:
        """Names with what they mean beside them."""
        rows = list(rows)
        names = min(max((cell_len(name) for name, _ in rows), default=0), col_max)
        indent = self.current_indent + names + col_spacing
        for name, meaning in rows:
            lines = [line.rstrip() for line in fold(meaning, max(self.width - indent, _LEAST))]
            start = f"{'':{self.current_indent}}{name}"
            if cell_len(name) > names:
                self.write(start + "\n")
                start = ""
            self.write(start + " " * (indent - cell_len(start)) + lines[0] + "\n")
            for line in lines[1:]:
                self.write(" " * indent + line + "\n")
