"""Characters on a page that are no part of its text: watermarks, what is struck out or unseen, what lies off the sheet.

They are kept, under the name of what they are, but apart from the text that they cross.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from extractors.pdf.characters import Char
from extractors.pdf.crossing import Crossed
from extractors.pdf.drawing import Drawing
from extractors.pdf.sheet import Sheet, holds, middle
from extractors.pdf.struck_out import struck_out

_LIGHT = 0.5
_FAINT = 0.6  # opacity
_WHITE = 0.93
_DARK_ENOUGH = 0.8  # of what lies behind white text for it to be seen
_UNSEEN = 0.1  # opacity
_LARGE = 1.6  # times the page's usual size
_OFTEN = 3  # times on a page, or pages
_SHARE = 0.6  # of the pages

Run = tuple[str, int, int]  # words, and about where they begin


@dataclass(slots=True)
class Sorted:
    """A page's characters: its text, and by name what is not."""

    text: list[Char] = field(default_factory=list)
    aside: dict[str, list[Char]] = field(default_factory=lambda: defaultdict(list))

    def lined(self) -> list[Char]:
        """The text that lines may run along: under it, or through what is struck out."""
        return [*self.text, *self.aside.get("struck_out", [])]


def set_apart(chars: list[Char], drawing: Drawing, sheet: Sheet, repeated: set[Run]) -> Sorted:
    """Sort a page's characters; ``repeated`` are the watermarks that most pages show in one place."""
    found = Sorted()
    marks = _watermarks(chars, drawing, repeated)
    struck = struck_out(chars, drawing.rules)
    for char in chars:
        x, y = middle(char)
        if not sheet.shows(x, y):
            found.aside["off_page"].append(char)
        elif _unseen(char, x, y, drawing):
            found.aside["hidden"].append(char)
        elif id(char) in struck:
            found.aside["struck_out"].append(char)
        elif id(char["paint"]) in marks:
            found.aside["watermark"].append(char)
        else:
            found.text.append(char)
    return found


def pale_runs(chars: list[Char], drawing: Drawing) -> dict[Run, bool]:
    """The pale runs of words on a page, and whether each crosses text or lines: to be counted over pages."""
    crossed = Crossed(chars, drawing)
    return {_key(run): crossed.by(run) for run in _runs(chars) if _pale(run, drawing)}


def often_repeated(pages: Iterable[dict[Run, bool]]) -> set[Run]:
    """Those that most pages show in one place, if the same words somewhere cross what is written or ruled."""
    seen: Counter[Run] = Counter()
    crossing: set[str] = set()
    count = 0
    for runs in pages:
        seen.update(runs.keys())
        crossing |= {run[0] for run, crosses in runs.items() if crosses}
        count += 1
    return {run for run, times in seen.items() if run[0] in crossing and times >= max(_OFTEN, _SHARE * count)}


def _watermarks(chars: list[Char], drawing: Drawing, repeated: set[Run]) -> set[int]:
    """The ids of the paints of watermarks.

    Words at a slant; words paler or larger than the text that cross it, or lines; pale words again and again.
    """
    runs = [run for run in _runs(chars) if _words(run)]
    usual = median([char["paint"].size for run in runs for char in run]) if runs else 0.0
    crossed = Crossed(chars, drawing)
    marks = {id(run[0]["paint"]) for run in runs if run[0]["paint"].quarters is None or _key(run) in repeated}
    pale: dict[str, list[list[Char]]] = defaultdict(list)
    for run in runs:
        large = run[0]["paint"].size > _LARGE * usual
        if large and crossed.by(run):
            marks.add(id(run[0]["paint"]))
        elif _pale(run, drawing):
            pale[_words(run)].append(run)
    for alike in pale.values():
        if len(alike) >= _OFTEN and any(map(crossed.by, alike)):
            marks |= {id(run[0]["paint"]) for run in alike}
    return marks


def _runs(chars: list[Char]) -> list[list[Char]]:
    """Characters of one paint that follow each other: what was drawn in one go."""
    runs: list[list[Char]] = []
    for char in chars:
        if runs and runs[-1][-1]["paint"] is char["paint"]:
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def _words(run: list[Char]) -> str:
    return "".join(char["text"] for char in run).strip()


def _key(run: list[Char]) -> Run:
    return _words(run), round(run[0]["x0"] / 4), round(run[0]["top"] / 4)


def _pale(run: list[Char], drawing: Drawing) -> bool:
    paint = run[0]["paint"]
    if paint.invisible or not (paint.light > _LIGHT or paint.opacity < _FAINT):
        return False
    return not _on_dark(drawing, *middle(run[0])) and bool(_words(run))


def _unseen(char: Char, x: float, y: float, drawing: Drawing) -> bool:
    """White on white, wholly clear, or cut off. Invisible text over a picture is what a scan says, and stays."""
    paint = char["paint"]
    if char["clipped"]:
        return True
    if paint.invisible or paint.opacity < _UNSEEN:
        return not any(holds(box, x, y) for box in drawing.pictures)
    return paint.light > _WHITE and not _on_dark(drawing, x, y)


def _on_dark(drawing: Drawing, x: float, y: float) -> bool:
    return any(fill.light < _DARK_ENOUGH and holds(fill.box, x, y) for fill in drawing.fills) or any(
        holds(box, x, y) for box in drawing.pictures
    )
