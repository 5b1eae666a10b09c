"""Which unit, of which department, a form belongs to, and what its project is called."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.draft import Value
from extractors.form.entries import FormHead
from extractors.form.title.form_title import FormTitle
from extractors.form.words.years import YEAR
from extractors.joining import join_lines, squeeze
from extractors.layouts.layout import Layout

_DEPARTMENT_DIGITS = 3  # of a code; a unit's has more (docs/values.md, "Codes")


class Unit(NamedTuple):
    """Code and name, each empty where it is not written."""

    code: Value = Value()
    name: Value = Value()


def read_units(head: FormHead, title: FormTitle, layout: Layout, sequence: int) -> tuple[Unit, Unit]:
    """The budget unit and its department, from the line over the form and the cells inside it.

    A form that names its department alone is that department's own, and so is a unit's code without a name. A unit
    with a department's code is the department itself; an office over the form is, where its cells name another unit.
    """
    indexes = tuple(piece.index for piece in title.unit_pieces)
    over = _with_code_behind(Unit(Value(text=title.unit_code, cells=indexes if title.unit_code else ()),
                                  Value(text=title.unit_name, cells=indexes)), layout)  # fmt: skip
    inside = _in_cells(head, "unit", layout, sequence)
    told = _with_code_behind(_department_over(title), layout)
    department = _first(_in_cells(head, "department", layout, sequence), told)
    department = department._replace(name=_without_kind(department.name, layout))
    unit = _nearer(over, inside, department)
    if not department.name.text and unit is inside and layout.is_office(over.name.text):
        return unit, over  # 填报单位：某局, over the projects of its units
    if not unit.name.text:
        unit = Unit(unit.code if unit.code.text else department.code, department.name)
    if not department.name.text and len(unit.code.text) == _DEPARTMENT_DIGITS:
        department = unit
    return unit, department


def _with_code_behind(unit: Unit, layout: Layout) -> Unit:
    """A unit told in a line with its code in brackets behind its name (某县教育局（210））; a year there is none."""
    split = split_unit(unit.name, layout) if not unit.code.text else unit
    return unit if YEAR.fullmatch(split.code.text) else split


def _without_kind(name: Value, layout: Layout) -> Value:
    """A department's name without the word 部门 behind it, by which Sichuan tells its sum from that of its own unit."""
    bare = name.text.removesuffix("部门")
    return name.model_copy(update={"text": bare}) if layout.is_office(bare) else name


def _department_over(title: FormTitle) -> Unit:
    """The department of the line over the form (主管部门：…)."""
    indexes = tuple(piece.index for piece in title.department_pieces)
    return Unit(Value(text=title.department_code, cells=indexes if title.department_code else ()),
                Value(text=title.department_name, cells=indexes))  # fmt: skip


def _in_cells(head: FormHead, kind: str, layout: Layout, sequence: int) -> Unit:
    """A unit from its cells: code and name in one, or one each."""
    code = head.take(f"{kind}_code", layout, f"{kind}_code", sequence)
    name = head.take(f"{kind}_name", layout, f"{kind}_name", sequence)
    both = head.take(kind, layout, f"{kind}_name", sequence)
    split = split_unit(Value(text=both.text, cells=both.cells), layout)
    own = Unit(
        Value(text=squeeze(code.text), cells=code.cells),
        split_unit(Value(text=name.text, cells=name.cells), layout).name if name.text else Value(),
    )
    in_name = split_unit(Value(text=name.text, cells=name.cells), layout).code if name.text else Value()
    return _first(_first(own, Unit(in_name)), split)


def split_unit(value: Value, layout: Layout) -> Unit:
    """A code and a name written as one (``323001-某局``); without a code the text is the name."""
    match = next((match for pattern in layout.unit_cells if (match := pattern.match(value.text))), None)
    if not match:
        return Unit(name=value)
    named = match.groupdict()
    code = named.get("code") or ""
    return Unit(
        Value(text=code, cells=value.cells if code else ()),
        Value(text=join_lines([named["name"]]), cells=value.cells),
    )


def _first(unit: Unit, other: Unit) -> Unit:
    """What the first names, the rest from the other."""
    return Unit(unit.code if unit.code.text else other.code, unit.name if unit.name.text else other.name)


def _nearer(over: Unit, inside: Unit, department: Unit) -> Unit:
    """The unit of the line over the form and of its cells: the cells' alone, where the line is the department's.

    It is where it names the department of the cells (填报单位 and 主管部门 alike), where it has no code and another
    name than they, or another code.
    """
    another = inside.name.text and inside.name.text != over.name.text
    of_department = another and (not over.code.text or over.name.text == department.name.text)
    other = over.code.text and inside.code.text and over.code.text != inside.code.text
    return inside if of_department or other else _first(over, inside)


def name_and_code(head: FormHead, layout: Layout, sequence: int) -> tuple[Value, Value]:
    """The project's code and name; a code glued to the name (``51000021R…-工资性支出``) is taken apart."""
    code = head.take("project_code", layout, "project_code", sequence)
    name = head.take("project_name", layout, "project_name", sequence)
    return split_code(
        Value(text=squeeze(code.text), cells=code.cells), Value(text=name.text, cells=name.cells), layout
    )


def split_code(code: Value, name: Value, layout: Layout) -> tuple[Value, Value]:
    """Take a code glued to a name apart, unless the form gives another code in a cell of its own."""
    match = next((match for pattern in layout.coded_names if (match := pattern.match(name.text))), None)
    glued = re.sub(r"\s", "", match["code"]) if match else ""
    if not match or code.text not in ("", glued):
        return code, name
    return (
        code if code.text else Value(text=glued, cells=name.cells),
        Value(text=match["name"], cells=name.cells),
    )
