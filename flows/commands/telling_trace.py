"""What the command line shows of where a value was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from flows.commands.folding import Folded, printable
from flows.commands.output import console
from flows.published.trace import Trace
from flows.texts import language, say
from reports.fields import field_name
from reports.places import WORKBOOK, place


def tell_trace(found: Trace) -> None:
    """The file, then each field's pieces with their places."""
    out = console()
    document = found.document
    out.print(Text(f"{say(f'trace.{found.kind}')}  {found.name}", style="bold"))
    # an address that is broken into lines could not be copied
    told = f"{say('trace.document')}  {document['file_name']}  {document['source_uri']}"
    out.print(Text(printable(told)), soft_wrap=True)
    if found.raw:
        out.print(Text(f"{say('trace.raw')}  {found.raw}"), soft_wrap=True)
    if found.held:
        reason = document["status_reason"] or ""
        out.print(Folded(printable(say("trace.held", reason=reason))))
    if found.cells.is_empty():
        at = place(document["format"], document["sheet_names"], found.page, lang=language())
        out.print(Folded(say("trace.nowhere") + (say("trace.see_place", place=at) if at else "")))
        return
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("number", "field", "place", "text"):
        table.add_column(say(f"trace.{heading}"), no_wrap=heading in ("number", "field"))
    numbers = found.numbers
    for cell in found.cells.iter_rows(named=True):
        where, written = Folded(_place(cell, document)), Folded(*cell["text"].split("\n"))
        table.add_row(str(numbers[cell["field"]]), _field(cell["field"]), where, written)
    out.print(table)


def _field(column: str | None) -> str:
    """A column as the dictionary calls it, or its Chinese name; a dash for what no field took."""
    if column is None:
        return "—"
    return field_name(column, "zh") if language() == "zh" else column


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
