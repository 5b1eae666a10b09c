"""A draft of several forms, one below the other, each cut into pages where the breaks say."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from extractors.draft import Draft
from extractors.joining import squeeze
from extractors.pieces import Block, Line, Piece
from extractors.reader import read_draft
from extractors.reading import Reading
from extractors.whole_draft import draft_of
from tests.extractors.cuts.ruled import RuledTable, as_grid, as_lines

Medium = Literal["pdf", "word", "text"]
Outcome = Literal["right", "right, doubted", "wrong, doubted", "wrong, left over", "wrong", "wrong, refused"]


@dataclass
class PaperForm:
    """A form's lines and its table; ``between`` are the lines that each further page begins with."""

    over: list[str]
    table: RuledTable
    between: list[str] = field(default_factory=list)
    empty_ones: bool = False  # text: a merged cell is one tab stop and empty ones behind it


def read_cut(forms: list[tuple[PaperForm, list[int]]], medium: Medium, path: Path) -> Draft:
    """Read the forms cut at their breaks; text goes through the file ``path``."""
    if medium == "text":
        path.write_text(_text(forms), encoding="utf-8")
        return read_draft(path)
    reading = _reading(forms)
    if medium == "word":
        for piece in reading.pieces():
            piece.room = None  # how far a text reaches is not told
    return draft_of(reading)


def _reading(forms: list[tuple[PaperForm, list[int]]]) -> Reading:
    blocks: list[Block] = []
    number = 1
    for form, breaks in forms:
        blocks += [Line(Piece(text=text, page=number)) for text in form.over]
        for at, rows in enumerate(form.table.pages(breaks)):
            if at:
                number += 1
                blocks += [Line(Piece(text=text, page=number)) for text in form.between]
            for row in rows:
                for part in row:
                    part.piece.page = number
            blocks.append(as_grid(rows))
    return Reading(format="pdf", page_count=number, blocks=blocks)


def _text(forms: list[tuple[PaperForm, list[int]]]) -> str:
    lines: list[str] = []
    for form, breaks in forms:
        lines += ["", *form.over]
        for at, rows in enumerate(form.table.pages(breaks)):
            lines += ["", *form.between] if at else []
            lines += as_lines(rows, empty_ones=form.empty_ones)
    return "\n".join(lines) + "\n"


def judge(draft: Draft, whole: Draft) -> Outcome:
    """Compare a draft with the same one before it was cut.

    A doubt tells where rows begin and end may be wrong, and nothing else.
    """
    doubted = any(cell.doubt == "cut" for cell in draft.cells)
    read, wanted = _told(draft), _told(whole)
    if read == wanted:
        return "right, doubted" if doubted else "right"
    if _left_over(draft) != _left_over(whole):
        return "wrong, left over"
    if doubted and _together(read) == _together(wanted):
        return "wrong, doubted"
    return "wrong"


def _told(draft: Draft) -> list[dict[str, Any]]:
    """All that a draft's forms say, without places and white space, and whichever layout has most of its words."""
    return [_plain(project.model_dump(exclude={"layout"})) for project in draft.projects]


def _plain(told: Any) -> Any:
    match told:
        case {"text": str(text), "cells": _, "unit": unit}:
            return squeeze(text) + unit
        case dict():
            return {name: _plain(part) for name, part in told.items()}
        case tuple() | list():
            return [_plain(part) for part in told]
    return told


def _together(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same with each column of the indicators from top to bottom, levels apart."""
    columns: list[dict[str, Any]] = []
    for project in told:
        joined: dict[str, str] = {}
        for indicator in project["indicators"]:
            details = {detail["label"]: detail["value"] for detail in indicator["details"]}
            for name, text in (indicator | details).items():
                if name not in ("sequence", "details", "period", "level1", "level2"):
                    joined[name] = joined.get(name, "") + text
        columns.append(project | {"indicators": joined})
    return columns


def _left_over(draft: Draft) -> str:
    return "".join(
        squeeze(cell.text) for cell in draft.cells if cell.in_form and cell.text.strip() and not cell.field
    )
