"""What stands beside a form's title and is none of it: facts label by label, room to sign, a remark in brackets."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.form.entries import Entry
from extractors.form.head_words import HeadWords, inline_labels
from extractors.form.rows import Cell
from extractors.form.year_lines import is_year_line
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT
from extractors.pieces import Piece

LABEL = re.compile(r"(?P<label>[^:：，。；]{2,20})[:：]")
# A narrow one will do before a label or a year, as a PDF's gaps may all be read.
_WIDE_GAP = re.compile(
    r"\s{2,}|\u3000+|\s(?=[\u4e00-\u9fff]{2,8}(?:[（(][^（）()]{1,6}[）)])?[:：])|\s(?=[（(]?20\d\d\s*年度?[）)]?(?:\s|$))"
)
# Behind a name, as a recognised line has lost its gaps: 某局单位：323001-某中心
_NO_GAP = re.compile(
    r"(?<=[局委会院厅部办心府镇乡道校社站所队\d])(?=(?:(?:预算|填报|实施|项目|金额)?单位|(?:预算)?年度)[:：])"
)
_COUNTED_PROJECT = re.compile(r"项目[一二三四五六七八九十]{1,3}\s*[:：]\s*(?P<name>\S.*)", re.DOTALL)
_REMARK = re.compile(r"[（(].*[)）]", re.DOTALL)


def said_beside(text: str) -> list[str]:
    """What a line says one beside the other, parted by gaps (``部门：某局　　2024年　　单位：万元``)."""
    parts = [part for wide in _WIDE_GAP.split(text.strip()) for part in _NO_GAP.split(wide) if part]
    known = sum(bool(LABEL.match(part) or is_year_line(part)) for part in parts)
    return parts if known == len(parts) else [text]


def counted_project(text: str) -> str | None:
    """The project that a row over its form counts and names (``项目二：志愿服务站点建设``), or None."""
    found = _COUNTED_PROJECT.fullmatch(text.strip())
    return found["name"] if found else None


def says_facts(text: str, layout: Layout) -> bool:
    """Tell whether a text says nothing but other facts of the form, label by label (``填报日期：2023年11月6日``).

    Or it has but room for them (``负责人（签字）：　　单位（盖章）：``).
    """
    parts = _WIDE_GAP.split(text.strip())
    return all(map(LABEL.fullmatch, parts)) or all(_says_fact(part, layout) for part in parts)


def _says_fact(part: str, layout: Layout) -> bool:
    labelled = LABEL.match(part)
    return bool(labelled and layout.label(labelled["label"])) or bool(entries_in(part, layout))


def entries_in(text: str, layout: Layout, piece: Piece | None = None) -> list[Entry]:
    """What a line, or a part of one, says of the form label by label; its values stand in ``piece``."""
    entries = inline_labels(Cell(0, 0, [Piece(text)]), HeadWords(layout), "")
    return [replace(entry, pieces=[piece]) for entry in entries] if piece else entries


def own_facts(facts: list[Entry], title: list[Piece], above: list[Piece]) -> list[Entry]:
    """What stands below the title; without a title, from the project's name on: what is over it is of the form before.

    ``above`` are the lines over the form, from the table upwards.
    """
    places = {id(piece): at for at, piece in enumerate(above)}
    titles = [places[id(piece)] for piece in title]
    names = [places[id(one.pieces[0])] for one in facts if one.field in NAMES_PROJECT]
    top = max(titles or names, default=-1)
    return [entry for entry in facts if places[id(entry.pieces[0])] <= top]


def is_remark(text: str) -> bool:
    """Tell whether all of a text stands in brackets."""
    return _REMARK.fullmatch(text.strip()) is not None


def without_remarks(pieces: list[Piece]) -> list[Piece]:
    """The lines of a title without those in brackets below one that says what the form is (``…绩效目标表``)."""
    while len(pieces) > 1 and is_remark(pieces[-1].text):
        if not squeeze(pieces[-2].text).endswith("表"):
            break
        pieces = pieces[:-1]
    return pieces
