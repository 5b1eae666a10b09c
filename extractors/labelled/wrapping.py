"""Lines that were too long for the page: what goes on with the line before it is one with it again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from heapq import nlargest

from extractors.form.page_breaks.text_ends import least_length
from extractors.labelled.column_labels import labelled_columns
from extractors.labelled.counted import counted
from extractors.labelled.head_labels import head_labels
from extractors.labelled.level_names import LevelNames
from extractors.labelled.line_kinds import closes_form
from extractors.labelled.stretch import Stretch, Written
from extractors.labelled.targets import item_of
from extractors.layouts.layout import Layout
from extractors.pieces import Piece

_RAGGED = 2.2  # of a line's height: a full line may end so far from the right edge
_SHARE = 0.85  # of the widest lines, where a line's place is not known: blanks before it are not counted
_WIDEST = 3  # lines: one alone may be of another kind
_WIDE = 20.0  # Chinese characters: lines that are all shorter wrap nothing
_MOST = 40  # lines of the page in one
_STOPS = re.compile(r"[；;。！!]$")
_ASKS = re.compile(r"[：:（(]$")
_JOINS = re.compile(r"[，,、且及和与或的]$")
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"))
_TAIL = re.compile(r"[^\s；;，,。：:、（）()①-⑳]{1,12}$")
_LABEL = re.compile(r"[^\s；;，,。：:、]{0,12}(?=\s*[:：])")
_ENDS_PART = re.compile(r"[^:：；;]+[；;]\s*(?P<label>[^\s；;，,。:：]{2,12})[:：]")
_NO_NAME = re.compile(r"[，,；;。]")  # holds none of these
_STOP = tuple("。；;")
_FIGURE_ENDS = re.compile(r"\d[.．]$")
_COMMAS = "，,、"
_GOES_ON = re.compile(r"[；;，,。、：:）)]")


def unwrapped(lines: Sequence[Piece], names: LevelNames) -> list[Written]:
    """The lines, those that a page's width broke joined again."""
    right = max((line.box[2] for line in lines if line.box), default=0.0)
    widest = min(nlargest(_WIDEST, (least_length(line.text) for line in lines)), default=0.0)
    groups: list[list[Piece]] = []
    for line in lines:
        before = groups[-1][-_MOST:] if groups else []
        full = 0 < len(before) < _MOST and _is_full(before[-1], right, widest)
        heading = line.depth or (before and before[-1].depth)
        if (before and not heading) and (
            _ends_part(line, names)
            or _goes_on_figure(before[-1], line)
            or (full and _goes_on(before, line, names))
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Written.of(group) for group in groups]


def _is_full(line: Piece, right: float, widest: float) -> bool:
    """Tell whether a text may have been broken at the line's end."""
    if _STOPS.search(line.text):
        return False
    if line.box is not None:
        return line.box[2] > right - _RAGGED * (line.box[3] - line.box[1])
    return widest >= _WIDE and least_length(line.text) >= _SHARE * widest


def _goes_on_figure(before: Piece, line: Piece) -> bool:
    """Tell whether a line goes on behind the decimal point that ends the one before."""
    counts = counted(Stretch.whole(Written.of([line]))).style
    return bool(_FIGURE_ENDS.search(before.text) and line.text[:1].isdigit() and not counts)


def _goes_on(before: list[Piece], line: Piece, names: LevelNames) -> bool:
    """Tell whether a line below a full one begins nothing of its own."""
    if _GOES_ON.match(line.text) or _parts_label(before[-1].text, line.text, names.layout):
        return True
    said = Stretch.whole(Written.of([line]))
    if counted(said).style or names.leading(said, below=False).names or names.layout.is_level(line.text):
        return False
    if head_labels(said, names.layout) or labelled_columns(said, names.layout):
        return False
    if closes_form(line.text, names.layout):
        return False
    item = item_of(said)
    if not item.sure or (item.name and _NO_NAME.search(item.name.text)):
        return True
    # a name that was broken before its target
    above = names.apart(Stretch.whole(Written.of(before)))[-1]
    leading = names.leading(above, below=True)
    said = leading.rest if leading.names else counted(above).rest
    last = said.part(_last_of(said.text))
    return bool(last.text) and item_of(last).kind == "none"


def _last_of(text: str) -> int:
    """Where the last of the indicators that a text tells begins: behind a sign, or a comma with a figure before it."""
    end = text.rfind("；") + 1
    comma = max(text.rfind(sign) for sign in _COMMAS) + 1
    figures = [re.search(r"\d", part) is not None for part in (text[end:comma], text[comma:])]
    return comma if comma > end and figures == [True, False] else end


def _ends_part(line: Piece, names: LevelNames) -> bool:
    """Tell whether a line begins with the rest of a text before the label of a column (的比例；指标值：100%)."""
    found = _ENDS_PART.match(line.text)
    if not found or not names.layout.column(found["label"]):
        return False
    said = Stretch.whole(Written.of([line]))
    return not (counted(said).style or names.leading(said, below=True).names)


def _parts_label(above: str, below: str, layout: Layout) -> bool:
    """Tell whether the end of a line and the beginning of the next are one label (指标 / 值：, 12 / 月底：, 质量 / 指标：)."""
    tail, label = _TAIL.search(above), _LABEL.match(below)
    if not tail or not label:
        return False
    begins = above[tail.start() - 1 : tail.start()] in _STOP and layout.label(tail[0] + label[0])
    return bool(
        begins
        or layout.column(tail[0] + label[0])
        or (layout.is_level(tail[0] + label[0]) and not layout.is_level(label[0]))
        or (layout.is_label(tail[0] + label[0]) and not layout.is_label(label[0]))
    )


def asks_for_more(text: str) -> bool:
    """Tell whether a text cannot end where it does."""
    return bool(_ASKS.search(text)) or any(text.count(one) > text.count(other) for one, other in _PAIRS)


def joins_more(text: str) -> bool:
    """Tell whether a text hardly ends where it does: with a comma, or a word that joins another."""
    return bool(_JOINS.search(text))
