"""What a line tells of an indicator besides: its weight in any words (，权重：13；（分值10分）), texts behind their labels."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.form.words.signs import MARK
from extractors.labelled.column_labels import Labelled
from extractors.labelled.stretch import Stretch
from extractors.layouts.layout import Layout

_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,3})?\s*[%％]?)\s*分?"
_OPEN, _CLOSE = "（(【[〔", "）)】]〕"
_PARTS = r"\s，,；;、。|｜/／—–-"
_WEIGHT = re.compile(
    rf"[{_PARTS}]{{0,8}}(?P<open>[{re.escape(_OPEN)}]\s*)?(?P<label>[\u4e00-\u9fff]{{2,16}}?)(?:[（(][%％分][)）])?"
    rf"\s*(?:[:：=＝]|为|是|占)?\s*{_NUMBER}\s*(?P<close>[{re.escape(_CLOSE)}])?$"
)
_LABEL = re.compile(rf"(?<=[{_PARTS}])(?P<label>[^\s；;，,。、:：]{{2,16}})\s*[:：]")
_LABELLED = ("description", "basis", "fact")  # what a label may bring besides
_BRACKETS = re.compile(r"[（(【\[][^（(【\[)）】\]]*[)）】\]]")
_HIDDEN = "\ufffc"  # stands for what is in brackets
_TARGET = re.compile(rf"\d|{MARK}")
_PART_ENDS = re.compile(rf"[，,{re.escape(_CLOSE)}]")
_CALLED_TARGET = re.compile(rf"(?P<label>[\u4e00-\u9fff]{{1,5}}值)\s*(?:[:：]|为|是|(?={MARK}|\d))\s*")
_CALLS_TARGET = re.compile(rf"(?<=[^{_PARTS}])[{_PARTS}]{{1,4}}(?P<label>[\u4e00-\u9fff]{{1,5}}值)$")
_ENDS = "；;。，,、"
_MOST = 8  # columns told besides in a line
_LONGEST_NAME = 60  # characters, with its weight


class Told(NamedTuple):
    """A text without what it tells besides, and this, column by column."""

    said: Stretch
    besides: list[Labelled]


def told_besides(said: Stretch, layout: Layout) -> Told:
    """Part a text from what it tells besides; where it tells nothing else, the text is empty.

    What is no column of every form's (责任科室：…) is told besides only with one that is.
    """
    told = Told(said, [])
    facts: list[Labelled] = []
    while len(told.besides) + len(facts) < _MOST and (found := _last(said.part(0, without=_ENDS), layout)):
        said, one = found
        facts.insert(0, one)
        if one.field != "fact":
            told, facts = Told(said, [*facts, *told.besides]), []
    return told


def weight_between(said: Stretch, layout: Layout) -> tuple[Told, Stretch] | None:
    """A name with its weight, and the target behind them (群众安全感（权重10）明显提升); None where none stands so."""
    for end in _PART_ENDS.finditer(said.text, 0, _LONGEST_NAME):
        name = told_besides(said.part(0, end.end()), layout)
        target = said.part(end.end(), None, _ENDS)
        if name.besides and name.said.text and target.text:
            return name, target
    return None


def without_heading(target: Stretch, layout: Layout) -> Stretch:
    """A target without the word for it that stands before it (目标值≥90%, 目标值：提升)."""
    found = _CALLED_TARGET.match(target.text)
    return target.part(found.end()) if found and layout.column(found["label"]) == "value" else target


def without_heading_behind(name: Stretch, layout: Layout) -> Stretch:
    """A name without the word for its target that stands behind it (培训人次，目标值)."""
    found = _CALLS_TARGET.search(name.text)
    return name.part(0, found.start()) if found and layout.column(found["label"]) == "value" else name


def _last(said: Stretch, layout: Layout) -> tuple[Stretch, Labelled] | None:
    """What is told last, and the text before it."""
    if found := _WEIGHT.search(said.text):
        start = _weight_from(found, layout)
        if start is not None:
            number = said.part(*found.span("number"))
            return said.part(0, start, _ENDS), Labelled("weight", layout.heading("weight"), number)
    shown = _BRACKETS.sub(lambda inside: _HIDDEN * len(inside[0]), said.text)
    for label in reversed(list(_LABEL.finditer(shown))):
        words = label["label"]
        field = layout.column(words) or layout.column_ending(words)
        if field in _LABELLED:
            text = said.part(label.end(), None, _ENDS)
            heading = words if field == "fact" else layout.heading(field)
            return said.part(0, label.start(), _ENDS), Labelled(field, heading, text)
    return None


def _weight_from(found: re.Match[str], layout: Layout) -> int | None:
    """Where the words of a weight begin; None where they are of no weight.

    Without a sign before them, they stand behind a target: else they may end a name (考核分值10).
    """
    if bool(found["open"]) != bool(found["close"]):
        return None
    label = found["label"]
    if layout.column(label) == "weight":
        return found.start()
    at = next((at for at in range(1, len(label) - 1) if layout.column(label[at:]) == "weight"), 0)
    start = found.start("label") + at
    return start if at and not found["open"] and _TARGET.search(found.string[:start]) else None
