"""What the command line shows of forms side by side."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text

from flows.commands.output import console, printable
from flows.published.diff import Comparison
from flows.texts import say
from transforms.compare.side_by_side import Words, counts

_STYLES = {"same": "green", "changed": "yellow", "left": "cyan", "right": "cyan"}


def tell_diff(comparisons: list[Comparison]) -> None:
    """Print the comparisons: what is not shared stands out, and is set in brackets where there is no colour."""
    out = console()
    for comparison in comparisons:
        table = Table(box=box.SIMPLE_HEAD, show_lines=False)
        table.add_column("")
        for side in (comparison.left, comparison.right):
            head = (side.name, f"{side.county} {side.unit} {side.year or ''}", side.project_id)
            table.add_column(Text("\n".join(map(printable, head))), overflow="fold", ratio=1)
        table.add_column("")
        for line in comparison.lines:
            number = f" {line.number}" if line.part != "head" else ""
            table.add_row(
                Text(f"{say(f'diff.{line.field}')}{number}"),
                _marked(line.left),
                _marked(line.right),
                Text(say(f"diff.{line.kind}"), style=_STYLES[line.kind]),
            )
        out.print(table)
        out.print(Text(say("diff.counts", **counts(comparison.lines)), style="bold"))


def _marked(runs: tuple[Words, ...]) -> Text:
    text = Text()
    for run in runs:
        words = printable(run.text)
        text.append(words if run.shared else f"[{words}]", None if run.shared else "bold yellow")
    return text
