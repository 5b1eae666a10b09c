"""What stands beside a form's title and is none of it: facts label by label, room to sign, a remark in brackets."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.form.entries import Entry
from extractors.form.head.spending_plan import plan_inside
from extractors.form.rows import Cell
from extractors.form.words.amounts import parts_of_amount
from extractors.form.words.head import HeadWords, inline_labels
from extractors.form.words.line_parts import LABEL, WIDE_GAP
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT
from extractors.pieces import Piece

_COUNTED_PROJECT = re.compile(
    r"项目(?:[一二三四五六七八九十]{1,3}|\d{1,3})(?:\s*[:：、.．]\s*|\s+)(?P<name>\S.*)", re.DOTALL
)
_NAMED_WITH_CODE = re.compile(
    r"(?P<name>[^\s:：][^:：]*?)\s+(?P<label>[^\s:：]{2,8})[:：]\s*(?P<code>[0-9A-Za-z-]{6,})"
)
_BUDGET_TOLD = re.compile(
    r"^(?:(?:该|本)项目[^，。；\d]{0,6}|(?=20\d\d\s*年))(?:20\d\d\s*年度?)?[^，。；\d]{0,6}(?:预算|资金|经费)[^，。；\d]{0,6}(?=\d[\d.,]*\s*[万亿]?元)"
)
COUNTED_TABLE = re.compile(r"附?表\s*\d+(?:[-—–.．]\d+)?[\s:：、.．]*(?P<rest>\S.*)")
_OF_WHICH = re.compile(r"其中\s*[:：]?\s*(?=[\u4e00-\u9fff])")
_REMARK = re.compile(r"[（(].*[)）]", re.DOTALL)


def counted_project(text: str) -> str | None:
    """The project that a row over its form counts and names (``项目二：志愿服务站点建设``), or None."""
    found = _COUNTED_PROJECT.fullmatch(text.strip())
    return found["name"] if found else None


def named_with_code(text: str, layout: Layout) -> tuple[str, str] | None:
    """The project that a row over its form names before its code (``送戏下乡　　项目代码：13…``), and the code; or None."""
    found = _NAMED_WITH_CODE.fullmatch(text.strip())
    coded = found is not None and layout.label(found["label"]) == "project_code"
    return (found["name"], found["code"]) if found and coded else None


def captions_indicators(text: str) -> bool:
    """Tell whether a line is but the caption of the indicators' table (表3-1 公共卫生服务绩效指标)."""
    found = COUNTED_TABLE.fullmatch(text.strip())
    return found is not None and re.search("指标(?:表|情况)?$", found["rest"]) is not None


def says_facts(text: str, layout: Layout) -> bool:
    """Tell whether a text says nothing but other facts of the form, label by label (``填报日期：2023年11月6日``).

    Or it has but room for them (``负责人（签字）：　　单位（盖章）：``).
    """
    parts = WIDE_GAP.split(text.strip())
    return all(map(LABEL.fullmatch, parts)) or all(_says_fact(part, layout) for part in parts)


def _says_fact(part: str, layout: Layout) -> bool:
    labelled = LABEL.match(part)
    return bool(labelled and layout.label(labelled["label"])) or bool(entries_in(part, layout))


def entries_in(text: str, layout: Layout, piece: Piece | None = None) -> list[Entry]:
    """What a line, or a part of one, says of the form label by label; its values stand in ``piece``."""
    entries = inline_labels(Cell(0, 0, [Piece(text)]), HeadWords(layout), "")
    return [replace(entry, pieces=[piece]) for entry in entries] if piece else entries


def amounts_told(text: str, layout: Layout, piece: Piece) -> list[Entry]:
    """The budget that a sentence over the form tells, and its parts (``该项目2025年预算安排148.6万元，其中财政拨款120万元``)."""
    said = _BUDGET_TOLD.sub("预算数：", text.strip())
    if _OF_WHICH.match(said):
        _, parts = parts_of_amount(f"1元，{said}", layout.label)
        return [
            Entry(field, Cell(0, 0, [piece]), [piece], text=amount, label_text=label)
            for field, label, amount in parts
        ]
    return entries_in(said, layout, piece) if said != text.strip() else []


def plan_told(text: str, layout: Layout, piece: Piece) -> list[Entry]:
    """The spending plan that a line over the form tells (``资金支出计划：3月底5%，6月底50%``), an entry a month end."""
    said = LABEL.match(text)
    if not said or layout.group(said["label"]) != "plan":
        return []
    shares = plan_inside(Cell(0, 0, [Piece(text[said.end() :])]), layout)
    return [replace(share, pieces=[piece]) for share in shares]


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
