"""Lines give way to the cells of the tables that they are laid out as, and to what stands between these."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractors.labelled.grid import Laid
from extractors.labelled.stretch import Share
from extractors.pieces import Block, Grid, Line, Piece

_LONGEST_WORD = 24  # characters of a label, or of what introduces it


@dataclass(slots=True)
class Parted:
    """``pieces``: by the id of a line's or a cell's piece, those that it gave way to. ``beside``: signs, labels and other
    words between cells, each with a piece of its form.
    """

    pieces: dict[int, list[Piece]] = field(default_factory=dict)
    beside: list[tuple[Piece, Piece]] = field(default_factory=list)

    def part(self, lines: list[Piece], laid: Laid) -> None:
        """Part the lines of a form: into its cells, and what stands between them."""
        said: dict[int, list[tuple[Share, Piece | None]]] = {id(line): [] for line in lines}
        for shares, piece in laid.made:
            for at, share in enumerate(shares):
                said[id(share.piece)].append((share, None if at else piece))
        of_form = laid.made[0][1]
        for line in lines:
            pieces: list[Piece] = []
            at = 0
            for share, made in sorted(said[id(line)], key=lambda cell: cell[0].start):
                self._add_between(Share(line, at, share.start), pieces, of_form)
                if made is not None:
                    pieces.append(made)
                    of_form = made
                at = share.end
            self._add_between(Share(line, at, len(line.text)), pieces, of_form)
            for column, piece in enumerate(pieces):
                piece.column = column
            self.pieces[id(line)] = pieces

    def _add_between(self, share: Share, pieces: list[Piece], of_form: Piece) -> None:
        piece = share.made()
        piece.text = piece.text.strip()
        if piece.text:
            pieces.append(piece)
            self.beside.append((piece, of_form))

    def part_cell(self, cell: Piece, lines: list[Piece]) -> None:
        """Have a cell give way to what its lines did; all that stands where the cell does."""
        self.pieces[id(cell)] = [piece for line in lines for piece in self.pieces.pop(id(line))]
        for piece in self.pieces[id(cell)]:
            piece.column = cell.column

    def given_way(self, block: Block) -> list[Block]:
        """A block of the draft with the pieces that those in it gave way to."""
        if isinstance(block, Line):
            return [Line(piece) for piece in self._of(block.piece)]
        rows = [
            [replace(cell, piece=piece) for cell in row for piece in self._of(cell.piece)]
            for row in block.rows
        ]
        return [Grid(rows, block.opens_form)]

    def _of(self, piece: Piece) -> list[Piece]:
        return self.pieces.get(id(piece), [piece])

    def take_words(self) -> None:
        """Mark labels, numbers and signs between values as words of the forms that these were read into.

        A longer text between them is left over there.
        """
        for piece, of_form in self.beside:
            if of_form.in_form:
                if len(piece.text) <= _LONGEST_WORD or not any(map(str.isalnum, piece.text)):
                    piece.take("label", of_form.project)
                piece.in_form, piece.project = True, of_form.project
