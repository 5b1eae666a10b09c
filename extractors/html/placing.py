"""Where the items of a CSS grid stand: its columns, and the rows and columns of each item, as browsers place them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, product

from extractors.html.sheets import Said

_REPEAT = re.compile(r"repeat\(\s*(?P<times>[^,]+),(?P<tracks>(?:[^()]|\([^()]*\))*)\)")
_TRACK = re.compile(r"[^\s()]*\([^()]*\)|[^\s()]+")
_NAMED_LINES = re.compile(r"\[[^\]]*\]")
_SPAN = re.compile(r"span\s+(?P<many>\d{1,3})")
_LINE = re.compile(r"-?\d{1,4}")
_MOST_COLUMNS, _MOST_ROWS = 100, 5_000
_MOST_PLACES = 200_000  # of a grid


class UnknownPlace(Exception):
    """What a style says of a place is more than is read here: lines by name, columns as many as fit."""


@dataclass(frozen=True, slots=True)
class Place:
    """Rows and columns from 0, and how many of each an item takes."""

    row: int
    column: int
    rows: int
    columns: int


def tracks_of(said: Said) -> list[str]:
    """The widths of a grid's columns as written. Raises UnknownPlace where their number is not told."""
    shorthand = said.get("grid-template") or said.get("grid") or ""
    template = said.get("grid-template-columns") or shorthand.partition("/")[2]
    if "grid-template-areas" in said or '"' in shorthand or "'" in shorthand:
        raise UnknownPlace
    if said.get("grid-auto-flow", "row").split() != ["row"]:
        raise UnknownPlace
    tracks = _TRACK.findall(_REPEAT.sub(_repeated, _NAMED_LINES.sub(" ", template)))
    if not 0 < len(tracks) <= _MOST_COLUMNS or tracks[0] in ("none", "subgrid", "auto-flow"):
        raise UnknownPlace
    return tracks


def _repeated(found: re.Match[str]) -> str:
    if not found["times"].strip().isdecimal() or int(found["times"]) > _MOST_COLUMNS:
        raise UnknownPlace
    return " ".join([found["tracks"]] * int(found["times"]))


def places_of(items: Sequence[Said], width: int) -> list[Place]:
    """Where items stand in a grid of so many columns, each in turn behind the one before. Raises UnknownPlace."""
    asked = [(*_asked(said, "row", None), *_asked(said, "column", width)) for said in items]
    places: dict[int, Place] = {}
    taken: set[tuple[int, int]] = set()

    def put(at: int, place: Place) -> None:
        places[at] = place
        taken.update(_covered(place))
        if len(taken) > _MOST_PLACES or place.row + place.rows > _MOST_ROWS:
            raise UnknownPlace

    for at, (row, rows, column, columns) in enumerate(asked):
        if row is not None and column is not None:
            put(at, Place(row, column, rows, columns))
    for at, (row, rows, column, columns) in enumerate(asked):
        if row is not None and column is None:
            put(at, _first_free((Place(row, one, rows, columns) for one in range(width)), width, taken))
    row_now = column_now = 0
    for at, (row, rows, column, columns) in enumerate(asked):
        if row is not None:
            continue
        if column is not None:
            row_now += column < column_now
            free = (Place(one, column, rows, columns) for one in count(row_now))
        else:
            free = (
                Place(one, other, rows, columns)
                for one in count(row_now)
                for other in range(column_now if one == row_now else 0, width)
            )
        place = _first_free(free, width, taken)
        put(at, place)
        row_now, column_now = place.row, place.column
    return [places[at] for at in range(len(items))]


def _first_free(places: Iterable[Place], width: int, taken: set[tuple[int, int]]) -> Place:
    for place in places:
        if place.row > _MOST_ROWS:
            break
        if place.column + place.columns <= width and taken.isdisjoint(_covered(place)):
            return place
    raise UnknownPlace


def _covered(place: Place) -> Iterable[tuple[int, int]]:
    return product(
        range(place.row, place.row + place.rows), range(place.column, place.column + place.columns)
    )


def _asked(said: Said, axis: str, width: int | None) -> tuple[int | None, int]:
    """The first row or column that an item asks for, if it does, and how many of them."""
    lines = said.get("grid-area", "").split("/")
    if len(lines) > 1:
        lines = lines[axis == "column" :: 2]
    elif lines != [""]:
        raise UnknownPlace
    lines = said.get(f"grid-{axis}", "").split("/") if f"grid-{axis}" in said else lines
    first, last = ([line.strip() for line in lines] + ["", ""])[:2]
    first, last = said.get(f"grid-{axis}-start", first), said.get(f"grid-{axis}-end", last)
    spans = [found for line in (first, last) if (found := _SPAN.fullmatch(line))]
    start, end = _line(first, width), _line(last, width)
    many = int(spans[0]["many"]) if spans else 1
    if start is not None and end is not None:
        start, many = min(start, end), abs(end - start) or 1
    elif end is not None:
        start = end - many
    if many < 1 or (start is not None and start < 0) or (width and (start or 0) + many > width):
        raise UnknownPlace
    return start, many


def _line(text: str, width: int | None) -> int | None:
    """A line from 0; those counted from the end, by the number of columns."""
    if text in ("", "auto") or _SPAN.fullmatch(text):
        return None
    number = int(text) if _LINE.fullmatch(text) else 0
    if number == 0 or (number < 0 and width is None):
        raise UnknownPlace
    return number - 1 if number > 0 else (width or 0) + 1 + number
