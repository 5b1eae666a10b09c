"""What the command line shows of the data dictionary."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text

from flows.commands.folding import Folded
from flows.commands.output import Format, console, write_rows
from flows.texts import language, say
from warehouse.dictionary import dictionary


def tell_tables(form: Format) -> None:
    """The dictionary: everything for programs; for people the meaning in their language, table by table."""
    rows = dictionary()
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
