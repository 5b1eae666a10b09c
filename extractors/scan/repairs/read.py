"""A recognised draft gone over once its fields are known: misreads repaired where one reading is left, else doubted.

Every repair keeps what was read beside it, and is a doubt itself. Text that was never recognised stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.draft import Draft, Indicator, Project, Repair, Value
from extractors.layouts.layout import Layout
from extractors.scan.repairs.codes import CodePattern, in_capitals

_AMOUNT = re.compile(r"[-－]?\d[\d,，\s]*([.．]\d+)?\s*(万元|亿元|千元|百元|元)?|[-—－/无]*")
_NO_POINT = re.compile(r"\d{3,}")
_PERCENT = re.compile(r"\d{1,3}([.．]\d+)?\s*[%％]?")
_OVER_HUNDRED = re.compile(
    r"\D?\s*(1\d[1-9]|1[1-9]\d|[2-9]\d\d|\d{4,})\s*([%％]|百分比|百分点)"
)  # 78.4% read as 784%
_NUMBER = re.compile(r"\d[\d,，]*(\.\d+)?")
_PERCENT_TARGET = re.compile(r"(?P<sign>[≥≧＞>≤≦＜<=＝]?)\s*\d+([.．]\d+)?\s*([%％]|百分比)")
_AS_TWO = re.compile(
    r"2\s*(?P<rest>(100|\d\d)([.．]\d+)?\s*([%％]|百分比).*)", re.DOTALL
)  # ≥90% read as 290%
_MIXED = re.compile(r"\d[lIOoSZz]|[lIOoSZz|]\d")
_BEHIND_PERCENT = re.compile(
    r"[%％‰]\s*(?!以|及|左|上|下|内|的)[\u4e00-\u9fff]$"
)  # of a seal or stamp over the cell
_GRADE_NUMBER = re.compile(r"\d+(\.\d+)?")
_GRADES_APART = (
    5  # times the least of an indicator's graded values that the greatest may be: 2.4 is read as 24
)
_TICK = re.compile(r"(?<=\S)\s*[√✓✔]$")  # by a reader's pen: no name or target of an indicator ends with one
_BESIDE_CODE = re.compile(r"(?<=[0-9A-Z])[.·•'`,，。]$")  # specks, as codes have none
_BEHIND_NAME = re.compile(r"(?<=[\u4e00-\u9fff）)])\s*[.·•'`,]$")  # specks, as no name ends so
_BEHIND_FIGURE = re.compile(r"(?<=^[≥≤＞＜=]\d\d)。$|(?<=\d[%％个家人次件项户元])。$")
_USUAL = 0.5  # of a draft's percentages that have the sign ≥, of its amounts that have a point


def repair_draft(draft: Draft, layout: Layout) -> Draft:
    """Return the draft with codes and signs repaired, and with a doubt on what its field cannot hold."""
    if all(cell.confidence is None for cell in draft.cells):
        return draft
    return _Repairer(draft, layout).repaired()


class _Repairer:
    """A draft under repair; ``cells`` is changed in place."""

    def __init__(self, draft: Draft, layout: Layout) -> None:
        self.draft, self.layout = draft, layout
        self.cells = list(draft.cells)
        self.codes = CodePattern(project.project_code.text for project in draft.projects)
        signs = [match["sign"] for value in _targets(draft) if (match := _PERCENT_TARGET.match(value.text))]
        self.at_least = sum(sign in ("≥", "≧") for sign in signs) > _USUAL * len(signs)

        amounts = [amount.text for one in draft.projects for amount in _amounts(one) if amount.text]
        self.with_point = sum("." in text for text in amounts) > _USUAL * len(amounts)

    def repaired(self) -> Draft:
        projects = tuple(self._project(project) for project in self.draft.projects)
        return self.draft.model_copy(update={"projects": projects, "cells": tuple(self.cells)})

    def _project(self, project: Project) -> Project:
        for amount in _amounts(project):
            if not _AMOUNT.fullmatch(amount.text) or (self.with_point and _NO_POINT.fullmatch(amount.text)):
                self._doubt(amount)
        parted = any(detail.kind == "budget_part" for detail in project.details)
        if not parted and _is_off_balance(*_amounts(project)):
            for amount in _amounts(project):
                self._doubt(amount)
        for percent in project.plan.values():
            if percent.text and not _PERCENT.fullmatch(percent.text):
                self._doubt(percent)
        indicators = tuple(self._indicator(indicator) for indicator in project.indicators)
        names = {
            name: self._without(_BEHIND_NAME, getattr(project, name))
            for name in ("project_name", "unit_name", "department_name")
        }
        code = self._code(project.project_code)
        return project.model_copy(update={"indicators": indicators, "project_code": code} | names)

    def _code(self, code: Value) -> Value:
        code = self._without(_BESIDE_CODE, code)
        if self._recognised(code) and (capital := in_capitals(code.text)) != code.text:
            code = self._rewrite(code, capital, "variant")
        if not code.text or self.codes.fits(code.text):
            return code
        if self._is_doubtful(code) and (repaired := self.codes.repaired(code.text)):
            return self._rewrite(code, repaired, "check_character")
        self._doubt(code)
        return code

    def _indicator(self, indicator: Indicator) -> Indicator:
        texts = {name: self._without(_TICK, getattr(indicator, name)) for name in ("level3", "value")}
        names = {name: texts.get(name, getattr(indicator, name)) for name in ("level1", "level2", "level3")}
        texts |= {name: self._without(_BEHIND_NAME, value) for name, value in names.items()}
        texts["value"] = self._without(_BEHIND_FIGURE, texts["value"])
        indicator = indicator.model_copy(update=texts)
        for name, is_known in (
            (indicator.level1, self.layout.is_level1),
            (indicator.level2, self.layout.is_level2),
        ):
            if name.text and not is_known(name.text):
                self._doubt(name)
        grades = [detail.value for detail in indicator.details if detail.kind == "grade"]
        if _are_far_apart(grades):
            for grade in grades:
                self._doubt(grade)
        if _is_odd(indicator.value.text, indicator.unit.text):
            self._doubt(indicator.value)
        as_two = _AS_TWO.fullmatch(indicator.value.text)
        if not as_two:
            return indicator
        if self.at_least:
            value = self._rewrite(indicator.value, "≥" + indicator.value.text[1:], "comparator")
            return indicator.model_copy(update={"value": value})
        self._doubt(indicator.value)
        return indicator

    def _without(self, mark: re.Pattern[str], value: Value) -> Value:
        """Leave out a mark behind a text, in its last cell's last place."""
        text = mark.sub("", value.text)
        if text == value.text or not self._recognised(value):
            return value
        last = value.cells[-1]
        cell = self.cells[last]
        self._change(
            last,
            text=mark.sub("", cell.text),
            text_read=cell.text_read or cell.text,
            repair="variant",
            doubt="repaired",
        )
        return value.model_copy(update={"text": text})

    def _recognised(self, value: Value) -> list[int]:
        return [index for index in value.cells if self.cells[index].confidence is not None]

    def _is_doubtful(self, value: Value) -> bool:
        """Tell whether a code may be a misread: a doubt on it, or a character that no code has."""
        return bool(self._recognised(value)) and (
            any(self.cells[index].doubt for index in value.cells)
            or not re.fullmatch(r"[0-9A-HJ-NP-RT-UWXY]+", value.text)
        )

    def _doubt(self, value: Value) -> None:
        for index in self._recognised(value):
            if self.cells[index].doubt is None:
                self._change(index, doubt="implausible")

    def _rewrite(self, value: Value, text: str, repair: Repair) -> Value:
        """Put each character in its place in the cells; only where all of them were recognised."""
        written = [
            character
            for index in value.cells
            for character in self.cells[index].text
            if not character.isspace()
        ]
        characters = [character for character in text if not character.isspace()]
        if len(written) != len(characters) or len(self._recognised(value)) != len(value.cells):
            self._doubt(value)
            return value
        queue = iter(characters)
        for index in value.cells:
            cell = self.cells[index]
            new = "".join(character if character.isspace() else next(queue) for character in cell.text)
            if new != cell.text:
                read = cell.text_read or cell.text
                self._change(index, text=new, text_read=read, repair=repair, doubt="repaired")
        return value.model_copy(update={"text": text})

    def _change(self, index: int, **update: str) -> None:
        self.cells[index] = self.cells[index].model_copy(update=update)


def _is_odd(target: str, unit: str) -> bool:
    """Tell whether a target is none that anybody sets: letters among figures, a word behind a per cent, far above a hundred."""
    return bool(
        _MIXED.search(target) or _BEHIND_PERCENT.search(target) or _OVER_HUNDRED.fullmatch(target + unit)
    )


def _amounts(project: Project) -> tuple[Value, ...]:
    return project.budget, project.fiscal, project.other


def _is_off_balance(budget: Value, fiscal: Value, other: Value) -> bool:
    """Tell whether the parts of a budget, where both are given, do not add to it."""
    found = [_NUMBER.fullmatch(amount.text) for amount in (budget, fiscal, other)]
    whole, *parts = [Decimal(re.sub("[,，]", "", match[0])) if match else None for match in found]
    given = [part for part in parts if part is not None]
    return whole is not None and len(given) == len(parts) and sum(given) != whole


def _are_far_apart(grades: list[Value]) -> bool:
    """Tell whether graded values differ as only a lost or added character makes them."""
    found = [_GRADE_NUMBER.search(grade.text) for grade in grades]
    amounts = [float(number[0]) for number in found if number]
    return bool(amounts) and max(amounts) >= _GRADES_APART * min(amounts) > 0


def _targets(draft: Draft) -> Iterator[Value]:
    for project in draft.projects:
        for indicator in project.indicators:
            yield indicator.value
