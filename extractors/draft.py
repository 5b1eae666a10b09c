"""The Draft: what one file says, every value with the cells it was read from.

This is what every reader ends in, whatever the format, and all that the later stages see of a file.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Format = Literal["pdf", "scan", "docx", "xlsx", "html", "text", "ofd"]
Milestone = Literal["03", "06", "10", "12"]
Section = Literal["overall", "duty", "measure"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cell(_Record):
    """One piece of text as it stands on the page, and the field that took it.

    PDF: ``page`` (from 1) and a box in points from the page's top left. Word: ``table``, ``row`` and
    ``column`` (from 0), no page. Text: ``row`` is the line of the file (from 1), ``column`` the tab stop.
    Workbook: ``page`` is the sheet, ``row`` and ``column`` are the sheet's own (all from 1). Web page: as Word.
    OFD: as PDF.
    A line outside tables has no ``table``.
    ``field`` is None for a leftover: text that no field took; it is ``hidden``
    for text that the file shows to nobody. ``project`` and ``indicator`` are the sequence
    numbers (from 1) of the form and of its indicator that took it.
    """

    text: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    x0: float | None = None
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None
    confidence: float | None = None
    field: str | None = None
    project: int | None = None
    indicator: int | None = None
    in_form: bool = False


class Value(_Record):
    """Text as written, and where: ``cells`` are positions in ``Draft.cells``, in reading order."""

    text: str = ""
    cells: tuple[int, ...] = ()


class Indicator(_Record):
    """One row of the indicator table, whole again if a page break had cut it."""

    sequence: int
    level1: Value = Value()
    level2: Value = Value()
    level3: Value = Value()
    description: Value = Value()
    value: Value = Value()
    basis: Value = Value()
    weight: Value = Value()


class Project(_Record):
    """One form (预算项目绩效目标表). ``plan`` holds the percentage under each month end that has one."""

    sequence: int
    title: Value = Value()
    unit_code: Value = Value()
    unit_name: Value = Value()
    money_unit: Value = Value()
    project_code: Value = Value()
    project_name: Value = Value()
    budget: Value = Value()
    fiscal: Value = Value()
    other: Value = Value()
    purpose: Value = Value()
    goals: Value = Value()
    plan: dict[Milestone, Value] = {}
    indicators: tuple[Indicator, ...] = ()


class Cover(_Record):
    """The title page: who compiled the draft (department), who reviewed it (finance bureau), which year."""

    department_name: str = ""
    reviewer_name: str = ""
    fiscal_year: int | None = None
    stage: str = ""


class ContentsEntry(_Record):
    """One numbered line of the contents list (目录) that names a form."""

    number: int
    title: str
    page: int | None = None


class OverallTarget(_Record):
    """A passage of part 1: the overall goal, one duty (分项绩效目标) or one measure (工作保障措施)."""

    section: Section
    sequence: int
    title: str = ""
    goal: str = ""
    indicator_text: str = ""
    page: int | None = None


class Draft(_Record):
    """One file as read. ``contents`` is None where the draft has no contents list."""

    format: Format
    layout: str
    extractor_version: str
    page_count: int | None
    cover: Cover = Cover()
    contents: tuple[ContentsEntry, ...] | None = None
    overall_targets: tuple[OverallTarget, ...] = ()
    projects: tuple[Project, ...] = ()
    cells: tuple[Cell, ...] = ()
