"""What stands in a layout file (``*.toml``): the words of a form, each list under the field it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractors.draft import Milestone, Section

# What a label of the head may name. ``…_part`` are funds that are part of an amount, ``whole`` a project's sum over all
# its years (the budget where nothing says the year's), ``fund`` any other sum of money, ``year`` the fiscal year,
# ``fact`` whatever else a form tells of its project, ``caption`` words that bring no value; ``unit_or_project`` a
# column that names a unit over its projects, ``unit_or_project_code`` one of their codes.
LabelField = Literal[
    "project_code", "project_name", "unit", "unit_code", "unit_name", "department",
    "department_code", "budget", "fiscal", "other", "budget_part", "fiscal_part", "other_part",
    "whole", "fund", "purpose", "year", "goals", "goals_annual", "goals_midterm", "goals_overall", "fact", "caption",
    "unit_or_project", "unit_or_project_code",
]  # fmt: skip
# What a label over several rows may stand for; ``past`` are funds of earlier years,
# ``table`` is a small table with headings of its own.
GroupField = Literal[
    "purpose", "plan", "caption", "past", "table",
    "indicators", "indicators_annual", "indicators_midterm",
]  # fmt: skip
# What a column of the indicator table may hold; ``grade`` is one of 优, 良, 中, 差, ``fact`` anything besides;
# ``level3_or_description`` explains level 3 where another column is that.
ColumnField = Literal[
    "level1", "level2", "level3", "description", "value", "sign", "unit", "basis", "weight",
    "grade", "fact", "level3_or_description",
]  # fmt: skip
# Labels that name a form's project: a form begins with one of them.
NAMES_PROJECT: tuple[LabelField, ...] = ("project_name", "project_code")
# Labels of which several, one near another, are a form's head.
TELLING: tuple[LabelField, ...] = (*NAMES_PROJECT, "budget", "fiscal", "purpose", "goals")
# Words that are no field's: ``share`` heads a column only beside those of amounts, elsewhere it ends other texts; so does
# ``note`` unless a colon stands behind it; ``other_table`` is what a contents list names that is no project; ``activity`` heads
# what a department does, which takes the place of projects only where a draft has none, and so does a form with a title that
# is ``whole``: that of a department as a whole; ``form`` is what titles call forms, before which a project's name may stand;
# ``closing`` are labels of what a form written as lines has below its indicators, and never names of indicators themselves;
# ``execution`` names a row of points for the budget's execution; ``imprint`` is what a website says of itself below a text.
ListName = Literal[
    "total",
    "share",
    "adjusted",
    "executed",
    "execution",
    "note",
    "other_table",
    "activity",
    "whole",
    "form",
    "closing",
    "imprint",
]
WordSection = Literal["labels", "groups", "columns"]  # to which a draft may add words of its own
PartName = Literal["contents", "one", "two"]
Words = tuple[Annotated[str, Field(min_length=1)], ...]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PartOneWords(_Section):
    """Headings of part 1's sections, and the words that open a duty's goal and indicators."""

    overall: Words = ()
    duty: Words = ()
    measure: Words = ()
    goal: Words = ()
    indicator: Words = ()

    def headings(self) -> Mapping[Section, Words]:
        """The headings that open each section."""
        return {"overall": self.overall, "duty": self.duty, "measure": self.measure}


class CoverPatterns(_Section):
    """Regular expressions for the lines of the title page."""

    year: re.Pattern[str] | None = None
    stage: re.Pattern[str] | None = None
    compiled_by: re.Pattern[str] | None = None
    reviewed_by: re.Pattern[str] | None = None
    entitled: re.Pattern[str] | None = None
    office: re.Pattern[str] | None = None


class LayoutFile(_Section):
    """One file. ``extends`` names a layout to add to; with a ``name`` besides, a new one that begins like it.

    The words of a field stand in order of precedence: where a form has two of them, the earlier is the field. Those of
    ``…_endings`` are for labels and headings that no layout knows, where the field is said under no other.
    A word between slashes is a regular expression for the whole label, a term's name in braces the term. The
    term ``year`` is besides what tells that an amount is the year's.
    """

    name: str | None = None
    extends: str | None = None
    terms: Mapping[str, str] = {}
    title_marks: Words = ()
    unit_lines: tuple[re.Pattern[str], ...] = ()
    unit_cells: tuple[re.Pattern[str], ...] = ()
    coded_names: tuple[re.Pattern[str], ...] = ()
    money_line: re.Pattern[str] | None = None
    labels: Mapping[LabelField, Words] = {}
    groups: Mapping[GroupField, Words] = {}
    milestones: Mapping[Milestone, Words] = {}
    columns: Mapping[ColumnField, Words] = {}
    label_endings: Mapping[LabelField, Words] = {}
    column_endings: Mapping[ColumnField, Words] = {}
    lists: Mapping[ListName, Words] = {}
    levels: Mapping[str, Words] = {}
    part_one: PartOneWords = PartOneWords()
    parts: Mapping[PartName, Words] = {}
    cover: CoverPatterns = CoverPatterns()
