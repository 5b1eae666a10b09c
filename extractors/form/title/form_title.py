"""What the lines over a form say of it: title, unit, department, unit of money, year, and facts label by label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.draft import Value
from extractors.form.entries import Entry
from extractors.form.words.numbered import Numbered, numbered
from extractors.form.words.title import GOES_ON
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Piece


@dataclass(slots=True)
class FormTitle:
    """Pieces of each line kind; ``unit_code`` and ``unit_name`` come from one line, and so do the department's.

    ``facts`` are what lines between the title and the table say besides, label by label.
    """

    number: int | None = None
    title: str = ""
    title_pieces: list[Piece] = field(default_factory=list)
    above: list[Piece] = field(default_factory=list)  # lines that may be a title, where none says that it is
    said: frozenset[str] = frozenset()  # all lines over the form
    unit_code: str = ""
    unit_name: str = ""
    unit_pieces: list[Piece] = field(default_factory=list)
    department_code: str = ""
    department_name: str = ""
    department_pieces: list[Piece] = field(default_factory=list)
    money_unit: str = ""
    money_pieces: list[Piece] = field(default_factory=list)
    year: int | None = None
    year_pieces: list[Piece] = field(default_factory=list)
    year_is_of_name: bool = False  # that which opens the title is the project's, not the form's
    facts: list[Entry] = field(default_factory=list)

    def named_by(self) -> Numbered | None:
        """The numbered line that is the form's title, or the lowest of those that may be."""
        found = self.title_pieces[:1] or self.lowest()
        return numbered(found[0].text) if found else None

    def lowest(self) -> list[Piece]:
        """The lowest of the lines that may be a title, if any."""
        return sorted(self.above, key=lambda piece: piece.index)[-1:]

    def is_of_whole(self, layout: Layout) -> bool:
        """Tell whether the title says that the form is that of a department as a whole, or the heading in its place."""
        heading = next((found.rest for piece in self.lowest() if (found := numbered(piece.text))), "")
        return layout.is_whole(self.title) or (not self.title and layout.is_whole(heading))

    def taken(self) -> Iterator[tuple[str, list[Piece]]]:
        """The fields that the lines are of, each with its pieces."""
        yield "title", self.title_pieces
        yield "unit_name", self.unit_pieces
        yield "department_name", self.department_pieces
        yield "money_unit", self.money_pieces
        yield "fiscal_year", self.year_pieces

    def pieces(self) -> list[Piece]:
        """Every piece of the lines."""
        told = [piece for entry in self.facts for piece in entry.pieces]
        return [*(piece for _, pieces in self.taken() for piece in pieces), *told]


def says_again(text: str, title: FormTitle, layout: Layout) -> bool:
    """Tell whether a line on a later page only says again what stands over the form (or 续表)."""
    words = squeeze(text)
    known = (title.title, title.unit_name, title.department_name)
    named = any(squeeze(name) and squeeze(name) in words for name in known)
    again = re.fullmatch(GOES_ON, words.strip("()（）")) is not None
    return named or again or words in title.said or _says_money_alone(text, layout)


def _says_money_alone(text: str, layout: Layout) -> bool:
    """Tell whether a line says the unit of money, and no other unit before it (单位名称：某局　　单位：万元)."""
    money = layout.money_unit(text)
    rest = text.replace(money[0], "").strip() if money else ""
    return money is not None and not any(pattern.match(rest) for pattern in layout.unit_lines)


def unit_of(money: re.Match[str]) -> str:
    """The money unit that a line names."""
    return squeeze(next(filter(None, money.groups()), ""))


def title_value(found: FormTitle) -> Value:
    """The title without its number, and where it stands."""
    return Value(text=found.title, cells=tuple(piece.index for piece in found.title_pieces))
