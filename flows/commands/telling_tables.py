"""What the command line shows of the data dictionary."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from rich import box
from rich.table import Table
from rich.text import Text

from flows.commands.folding import Folded
from flows.commands.output import Format, console, write_rows
from flows.texts import language, say
from warehouse.dictionary import dictionary
from warehouse.names import UnknownName


def tell_tables(wanted: Sequence[str], form: Format) -> None:
    """The dictionary of the tables wanted, or of all: for people the meaning in their language, table by table.

    Raises UnknownName for a table that there is none of.
    """
    rows = dictionary()
    known = set(rows["table"])
    for name in wanted:
        if name not in known:
            raise UnknownName("table", name, known)
    if wanted:
        rows = rows.filter(pl.col("table").is_in(list(wanted)))
    if form != "table":
        write_rows(rows.to_arrow(), form)
        return
    out = console()
    for name in rows["table"].unique(maintain_order=True):
        table = Table(title=Text(name, style="bold"), box=box.SIMPLE_HEAD, title_justify="left")
        for heading in ("column", "type", "unit", "meaning"):
            table.add_column(say(f"tables.{heading}"), no_wrap=heading != "meaning")
        for row in rows.filter(table=name).iter_rows(named=True):
            column = f"{row['column']} *" if row["key"] else row["column"]
            table.add_row(column, row["type"], row["unit"] or "", Folded(row[language()]))
        out.print(table)
