"""The Draft: what one file says, every value with the cells it was read from.

This is what every reader ends in, whatever the format, and all that the later stages see of a file.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Format = Literal["pdf", "scan", "docx", "xlsx", "html", "text", "ofd"]
Milestone = Literal["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"]
# Why recognised text may be wrong: a character the recogniser was unsure of; two recognitions that differ; ink
# that no text accounts for; content that its field cannot have; text that was repaired. And in any format: a row
# at a page break that may be one with the row before it, or not.
Doubt = Literal["unsure", "disagreement", "unread_ink", "implausible", "repaired", "cut"]
# What a repair went by: a project code's check character; known names of the form; the sign that the unit asks
# for; a character's everyday form.
Repair = Literal["check_character", "known_name", "comparator", "variant"]
Section = Literal["overall", "duty", "measure"]
Period = Literal["annual", "midterm"]
DetailKind = Literal["budget_part", "fiscal_part", "other_part", "fund", "fact", "grade"]
LabelSection = Literal["labels", "columns"]


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
    Text recognised in a picture has a ``confidence`` (0 to 1, its least sure character's), a ``doubt`` where it
    may be wrong, and, where it was repaired, what the recogniser read (``text_read``) and what the ``repair``
    went by. The name in a row at a page break has a ``doubt`` where the row may be one with that before it, or not.
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
    doubt: Doubt | None = None
    text_read: str | None = None
    repair: Repair | None = None
    field: str | None = None
    project: int | None = None
    indicator: int | None = None
    in_form: bool = False


class Value(_Record):
    """Text as written, and where: ``cells`` are positions in ``Draft.cells``, in reading order.

    ``unit`` is the money unit that the label of an amount names itself (``预算数（元）``), if any.
    """

    text: str = ""
    cells: tuple[int, ...] = ()
    unit: str = ""


class Detail(_Record):
    """What a form says besides the fields below: the label or column heading, and the text under it.

    ``kind``: ``fund`` a sum of money, ``…_part`` one that is part of budget, fiscal or other funds, ``grade``
    one of the graded values (优, 良, 中, 差) of an indicator, ``fact`` anything else.
    """

    kind: DetailKind
    label: str
    value: Value = Value()


class Indicator(_Record):
    """One row of the indicator table, whole again if a page break had cut it.

    ``sign`` and ``unit`` are filled where they stand in columns of their own; ``value`` is then the number.
    Where values are graded, ``value`` is the best grade's. ``period`` is None where the form does not say.
    """

    sequence: int
    period: Period | None = None
    level1: Value = Value()
    level2: Value = Value()
    level3: Value = Value()
    description: Value = Value()
    sign: Value = Value()
    value: Value = Value()
    unit: Value = Value()
    basis: Value = Value()
    weight: Value = Value()
    details: tuple[Detail, ...] = ()


class Project(_Record):
    """One form (预算项目绩效目标表). ``plan`` holds the percentage under each month end that has one.

    ``fiscal_year`` is what the lines over the form say. ``goals`` are those of the year, or those of which the
    form does not say for when.
    """

    sequence: int
    layout: str = ""
    fiscal_year: int | None = None
    title: Value = Value()
    unit_code: Value = Value()
    unit_name: Value = Value()
    department_code: Value = Value()
    department_name: Value = Value()
    money_unit: Value = Value()
    project_code: Value = Value()
    project_name: Value = Value()
    budget: Value = Value()
    fiscal: Value = Value()
    other: Value = Value()
    purpose: Value = Value()
    goals: Value = Value()
    goals_period: Period | None = None
    midterm_goals: Value = Value()
    plan: dict[Milestone, Value] = {}
    indicators: tuple[Indicator, ...] = ()
    details: tuple[Detail, ...] = ()


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


class NewLabel(_Record):
    """A text where a form has a label or a column heading that no layout knows; ``cell`` is where it stands.

    ``nearest`` is the known word most like it, of the field ``field``; both empty where none is. A ``field`` alone is the one
    that the text was read into, as its words or its place leave no other.
    """

    text: str
    section: LabelSection
    cell: int
    project: int
    nearest: str = ""
    field: str = ""


class Draft(_Record):
    """One file as read. ``contents`` is None where the draft has no contents list.

    ``layout`` names the layouts of its forms, the commonest first. ``sheets`` are the names of a workbook's sheets: page 1
    is the first.
    """

    format: Format
    layout: str
    extractor_version: str
    page_count: int | None
    sheets: tuple[str, ...] = ()
    cover: Cover = Cover()
    contents: tuple[ContentsEntry, ...] | None = None
    overall_targets: tuple[OverallTarget, ...] = ()
    projects: tuple[Project, ...] = ()
    cells: tuple[Cell, ...] = ()
    new_labels: tuple[NewLabel, ...] = ()
