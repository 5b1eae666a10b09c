"""What the command line shows of where a value was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from flows.commands.output import console
from flows.published.trace import Trace
from flows.texts import language, say
from reports.places import WORKBOOK, place


def tell_trace(found: Trace) -> None:
    """The file, then each field's pieces with their places."""
    out = console()
    document = found.document
    out.print(Text(f"{say(f'trace.{found.kind}')}  {found.name}", style="bold"))
    out.print(Text(f"{say('trace.document')}  {document['file_name']}  {document['source_uri']}"))
    if found.raw:
        out.print(Text(f"{say('trace.raw')}  {found.raw}"))
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("number", "field", "place", "text"):
        table.add_column(say(f"trace.{heading}"), overflow="fold")
    numbers = found.numbers
    for cell in found.cells.iter_rows(named=True):
        where = Text(_place(cell, document))
        table.add_row(str(numbers[cell["field"]]), cell["field"] or "—", where, Text(cell["text"]))
    out.print(table)


def _place(cell: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """Page and box, a sheet's cell, Word's table cell, or a text file's line: what the format has."""
    form = document["format"]
    if form == WORKBOOK:
        sheet = place(form, document["sheet_names"], cell["page"], lang=language())
        return say("trace.sheet_place", sheet=sheet, row=cell["row"], column=cell["column"])
    if cell["page"] is not None:
        edges = {
            name: f"{cell[name]:.1f}" for name in ("x0", "top", "x1", "bottom") if cell[name] is not None
        }
        box_told = say("trace.box", **edges) if edges else ""
        return f"{say('trace.page', page=cell['page'])} {box_told}".strip()
    if cell["table"] is None:
        return say("trace.line_place", row=cell["row"] + (form != "text"))
    if form == "text":
        return say("trace.text_place", row=cell["row"], column=cell["column"] + 1)
    return say("trace.word_place", table=cell["table"] + 1, row=cell["row"] + 1, column=cell["column"] + 1)
