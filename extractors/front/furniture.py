"""Page numbers and running headers and footers: lines of the page, not of the draft."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from itertools import groupby
from statistics import median

from extractors.form.rows import are_headings
from extractors.form.words.numbered import numbered
from extractors.form.words.title import GOES_ON, names_form
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, Line, Piece
from extractors.reading import Reading

_PAGE_NUMBER = re.compile(
    r"^[-—–－·\s]*第?\s*(\d{1,4}|[IVXivx]{1,6})\s*页?([/／,，共\s]+\d{1,4}\s*页?)?[-—–－·\s]*$"
)
# What a browser prints over and under each page: when, and the page's title; from where. What a fax prints over it.
_PRINTED = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4}),?\s+(?:[上下]午)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?(?:\s|$|[A-Z])"
    r"|(?:https?|file)://\S+"
)
_NAMED_PAGE = re.compile(
    r"[^。，；;]{1,30}?\s*第\s*\d{1,4}\s*页(?:\s*[/／,，]?\s*共\s*\d{1,4}\s*页)?"
)  # 系统导出 第1页
_BETWEEN_DASHES = re.compile(
    r"^[-—–－]+\s*\d{1,4}\s*[-—–－]+$|^第\s*\d{1,4}\s*页(?:\s*[/／,，]?\s*共\s*\d{1,4}\s*页)?$"
)
_GOES_ON = re.compile(rf"[（(]?(?:{GOES_ON}|[续接转]下[页表])[)）]?")
_LONGEST_NUMBER = 40  # characters
_SAME_PLACE = 6.0  # points
_SHARED = 0.25  # of a line's height; less is that of tall characters
_OVER = 4  # lines at the top of a page
_FEWEST = 3  # pages
_SHARE = 0.6  # of all pages that have text


def page_number(text: str) -> int | None:
    """The number where a line is but a page's (``- 3 -``), else None; one in letters, or with words before it, counts as 0.

    A scan's small figures may be read as raised ones (¹).
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(text) > _LONGEST_NUMBER:
        return None
    found = _PAGE_NUMBER.match(plain)
    if found:
        return int(found[1]) if found[1].isdecimal() else 0
    return 0 if _NAMED_PAGE.fullmatch(plain) else None


def without_furniture(reading: Reading, layout: Layout, tabled: Collection[int] = ()) -> list[Block]:
    """Return the blocks without lines that belong to the page; their pieces are taken as such.

    A title, a unit line or a money unit is the draft's, however many pages begin with the like. ``tabled``: pages
    with tables that are lines as yet.
    """
    furniture: set[int] = set()
    outermost: list[Piece] = []
    blocks_left = [block for block in reading.blocks if not _taken(block)]  # watermarks and the like
    placed = [block for block in blocks_left if _page(block) is not None]
    pages = [list(group) for _, group in groupby(placed, key=_page)]
    for blocks in pages:
        for block, inner in ((blocks[0], blocks[1:2]), (blocks[-1], blocks[-2:-1])):
            if not isinstance(block, Line):
                continue
            if page_number(block.piece.text) is not None:
                block.piece.take("page_number")
                furniture.add(id(block.piece))
            elif block.piece.box and _PRINTED.match(block.piece.text):
                block.piece.take("page_header")
                furniture.add(id(block.piece))
            elif not _is_over_form(block.piece.text, layout) and _stands_apart(block.piece, inner):
                outermost.append(block.piece)
    outermost = _without_titles(outermost, pages, tabled, layout)
    for name, piece in furniture_of_text(blocks_left, layout):
        piece.take(name)
        furniture.add(id(piece))
    # forms may have one title each; prose over two pages has none
    prose = not tabled and not any(isinstance(block, Grid) for block in placed)
    fewest = _FEWEST - 1 if prose and len(pages) < _FEWEST else _FEWEST
    for piece in _running(outermost, len(pages), _but_for_digits, fewest):
        piece.take("page_header")
        furniture.add(id(piece))
    for piece in _running(_over_footers(pages, layout), len(pages), squeeze, fewest):
        piece.take("page_header")
        furniture.add(id(piece))
    left = [block for block in blocks_left if not (isinstance(block, Line) and id(block.piece) in furniture)]
    unmarked = (_without_marks(block) if isinstance(block, Grid) else block for block in left)
    return [block for block in unmarked if isinstance(block, Line) or block.rows]


def _without_marks(grid: Grid) -> Grid:
    """A page's piece of a table without a row that but says that it goes on (续上页); its piece is taken."""
    rows = []
    for row in grid.rows:
        said = [cell.piece for cell in row if cell.piece.text.strip()]
        if len(said) == 1 and _GOES_ON.fullmatch(squeeze(said[0].text)):
            said[0].take("page_header")
        else:
            rows.append(row)
    return Grid(rows)


def _stands_apart(piece: Piece, inner: list[Block]) -> bool:
    """Tell whether a line has a height of its own; a heading's first or last line stands between those beside it."""
    beside = [block.piece.box for block in inner if isinstance(block, Line) and block.piece.box]
    return piece.box is not None and all(
        min(piece.box[3], box[3]) - max(piece.box[1], box[1]) <= _SHARED * (piece.box[3] - piece.box[1])
        for box in beside
    )


def furniture_of_text(blocks: list[Block], layout: Layout) -> Iterator[tuple[str, Piece]]:
    """Text has no pages: there a number between dashes is one's, and what stands behind most of them the next one's header."""
    numbers = [
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Line) and block.piece.page is None and _BETWEEN_DASHES.match(block.piece.text)
    ]
    yield from (("page_number", block.piece) for at in numbers if isinstance(block := blocks[at], Line))
    below = [block.piece for at in numbers for block in blocks[at + 1 : at + 2] if isinstance(block, Line)]
    headers = [piece for piece in below if not _is_over_form(piece.text, layout)]
    counted = Counter(squeeze(piece.text) for piece in headers)
    for piece in headers:
        if counted[squeeze(piece.text)] >= max(_FEWEST, _SHARE * len(below)):
            yield "page_header", piece


def _without_titles(
    pieces: list[Piece], pages: list[list[Block]], tabled: Collection[int], layout: Layout
) -> list[Piece]:
    """Leave out forms' names, which all forms may share, unless they also head pages without tables, or titles of forms."""
    with_tables = {_page(blocks[0]) for blocks in pages if any(isinstance(block, Grid) for block in blocks)}
    with_tables.update(tabled)
    heading = {squeeze(piece.text) for piece in pieces if piece.page not in with_tables}
    over_titles = {
        _page(blocks[0]) for blocks in pages if any(_is_numbered(one, layout) for one in blocks[1:_OVER])
    }
    heading |= {squeeze(piece.text) for piece in pieces if piece.page in over_titles}
    return [piece for piece in pieces if not names_form(piece.text, layout) or squeeze(piece.text) in heading]


def _is_numbered(block: Block, layout: Layout) -> bool:
    """Tell whether a line is the numbered title of a form."""
    text = block.piece.text if isinstance(block, Line) else ""
    return numbered(text) is not None and names_form(text, layout)


def _over_footers(pages: list[list[Block]], layout: Layout) -> list[Piece]:
    """The line over each page's number or footer: a footer may have two lines."""
    over = [blocks[-2] for blocks in pages if len(blocks) > 2 and _taken(blocks[-1])]
    lines = [block.piece for block in over if isinstance(block, Line) and not _taken(block)]
    return [piece for piece in lines if piece.box and not _is_over_form(piece.text, layout)]


def _but_for_digits(text: str) -> str:
    return re.sub(r"\d+", "0", squeeze(text))


def _is_over_form(text: str, layout: Layout) -> bool:
    """Tell whether a line stands over a form, or over the rows of one that nothing rules."""
    unit = any(pattern.match(text) for pattern in layout.unit_lines)
    return unit or bool(numbered(text) or layout.money_unit(text)) or are_headings(text.split(), layout)


def _running(pieces: list[Piece], pages: int, words: Callable[[str], str], fewest: int) -> list[Piece]:
    """Lines whose ``words`` most pages show at the same height, at least ``fewest``, or several in a row; two will do that
    count their pages.
    """
    alike: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        alike[words(piece.text)].append(piece)
    running: list[Piece] = []
    for group in alike.values():
        # the title page may show the same words elsewhere
        usual = median(piece.box[1] for piece in group if piece.box)
        there = [piece for piece in group if piece.box and abs(piece.box[1] - usual) <= _SAME_PLACE]
        if len(there) >= max(2 if _count_pages(there) else fewest, _SHARE * pages):
            running += there
        else:
            running += _in_runs(there)
    return running


def _count_pages(pieces: list[Piece]) -> bool:
    """Tell whether each line ends with the number of its page, behind other words (某县财政局制 1)."""
    ends = [re.search(r"\d{1,4}$", piece.text.strip()) for piece in pieces]
    return len(
        {int(end[0]) - (piece.page or 0) for end, piece in zip(ends, pieces, strict=True) if end}
    ) == 1 and all(ends)


def _in_runs(pieces: list[Piece]) -> Iterator[Piece]:
    """Those that stand on several pages one after another: a draft may be put together out of files printed apart."""
    ordered = sorted(pieces, key=lambda piece: piece.page or 0)
    for _, run in groupby(enumerate(ordered), key=lambda one: (one[1].page or 0) - one[0]):
        found = [piece for _, piece in run]
        if len(found) >= _FEWEST:
            yield from found


def _taken(block: Block) -> bool:
    return isinstance(block, Line) and block.piece.taken_by is not None


def _page(block: Block) -> int | None:
    if isinstance(block, Line):
        return block.piece.page
    return next((cell.piece.page for row in block.rows for cell in row), None)
