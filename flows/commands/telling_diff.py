"""What the command line shows of forms side by side."""

from __future__ import annotations

from itertools import groupby

from rich import box
from rich.table import Table
from rich.text import Text

from flows.commands.folding import Folded, printable
from flows.commands.output import console
from flows.published.diff import Comparison, Side
from flows.texts import language
from reports.diff_words import line_name, part_name
from reports.words import words
from transforms.compare.side_by_side import Line, Words, counts

_STYLES = {"same": "green", "changed": "yellow", "left": "cyan", "right": "cyan"}


def tell_diff(comparisons: list[Comparison]) -> None:
    """Print the comparisons: what is not shared stands out, and is set in brackets where there is no colour."""
    out = console()
    say = words("diff", language())
    if len(comparisons) > 1:
        one = comparisons[0].left
        told = say("pairs", count=len(comparisons), name=printable(one.name), id=one.project_id)
        out.print(Text(told, style="bold"))
    for comparison in comparisons:
        table = Table(box=box.SIMPLE_HEAD)
        table.add_column("", no_wrap=True)
        for side in (comparison.left, comparison.right):
            table.add_column(_head(side), ratio=1)
        table.add_column("", no_wrap=True)
        for (part, number), lines in groupby(comparison.lines, _part):
            title = part_name(part, number, language())
            if part == "indicator":
                table.add_row(Text(title, style="bold"))
            for line in lines:
                name = line_name(part, line.field, language()) or title
                kind = Text(say(line.kind), style=_STYLES[line.kind])
                table.add_row(Folded(name), Folded(_marked(line.left)), Folded(_marked(line.right)), kind)
        out.print(table)
        out.print(Text(say("counts", **counts(comparison.lines)), style="bold"))


def _head(side: Side) -> Folded:
    year = words("diff", language())("year", year=side.year) if side.year else ""
    return Folded(side.name, " ".join(filter(None, (side.county, side.unit, year))), side.project_id)


def _part(line: Line) -> tuple[str, int]:
    return line.part, line.number


def _marked(runs: tuple[Words, ...]) -> Text:
    text = Text()
    for run in runs:
        said = printable(run.text)
        text.append(said if run.shared else f"[{said}]", None if run.shared else "bold yellow")
    return text
