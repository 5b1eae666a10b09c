"""A form drawn in another way, or beside the budget's other tables, is read as it was."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from extractors.pieces import Block, Grid, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of
from tests.extractors.redrawing import WAYS, Drawn, filled, note_below, nothing_merged, title_in_table
from tests.extractors.test_unseen_forms import FORMS, check, grid

TABLES = tomllib.loads((Path(__file__).parent / "samples" / "budget_tables.toml").read_text("utf-8"))["table"]
# Ways that every form is drawn in; for the others a third of the forms tells enough.
TELLING = (title_in_table, nothing_merged, filled)
# As keyboards and programs have them.
NARROW = str.maketrans({"（": "(", "）": ")", "：": ":", "％": "%", "≥": ">=", "≤": "<="})


def lines(texts: list[str]) -> list[Block]:
    return [Line(Piece(text)) for text in texts]


def blocks_of(drawn: Drawn) -> list[Block]:
    table, over = drawn
    return [*lines(over), table]


def read(blocks: list[Block], form: dict[str, Any]) -> None:
    check(draft_of(Reading("docx", None, blocks)), form)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_forms_drawn_otherwise(way: Callable[[Grid, list[str]], Drawn], subtests: pytest.Subtests) -> None:
    drawn = FORMS if way in TELLING else FORMS[list(WAYS).index(way) % 3 :: 3]
    for form in drawn:
        if form["name"] not in WAYS[way]:
            with subtests.test(form["name"]):
                read(blocks_of(way(grid(form["rows"]), list(form["over"]))), form)


def narrow(said: Any) -> Any:
    if isinstance(said, str):
        return said.translate(NARROW)
    if isinstance(said, dict):
        return {narrow(name): narrow(text) for name, text in said.items()}
    return [narrow(text) for text in said] if isinstance(said, list) else said


def test_forms_in_half_width_signs(subtests: pytest.Subtests) -> None:
    for form in map(narrow, FORMS):
        with subtests.test(form["name"]):
            read(blocks_of((grid(form["rows"]), form["over"])), form)


@pytest.mark.parametrize("turn", range(2), ids=["title over it", "title in it"])
def test_forms_before_and_behind_other_tables(turn: int, subtests: pytest.Subtests) -> None:
    def other(table: dict[str, Any]) -> list[Block]:
        drawn = grid(table["rows"]), list(table["over"])
        return blocks_of(title_in_table(*drawn) if turn else drawn)

    for form, table in zip(FORMS, cycle(TABLES)):
        with subtests.test(form["name"], other=table["over"][0]):
            read([*other(table), *blocks_of((grid(form["rows"]), form["over"])), *other(table)], form)


def test_a_note_below_projects_in_rows_is_told_with_the_last() -> None:
    form = next(form for form in FORMS if form["name"] == "fujian-list-across")
    draft = draft_of(Reading("docx", None, blocks_of(note_below(grid(form["rows"]), form["over"]))))
    assert [detail.label for detail in draft.projects[-1].details][-2:] == ["填报人", "复核人"]
    assert {cell.field for cell in draft.cells if cell.text.startswith("填报人")} == {"details"}
