"""What a made-up draft says, field by field, as it was written: the yardstick for whoever reads the draft."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Format = Literal["pdf", "scan", "docx", "xlsx", "html", "text"]
Milestone = Literal["03", "06", "10", "12"]
MILESTONES: tuple[Milestone, ...] = ("03", "06", "10", "12")


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TruthIndicator(_Record):
    """One indicator row, whole, without the white space of line breaks. What the layout has no column for is empty.

    The target is ``value``, or in three columns ``sign``, ``number`` and ``unit``, the sign being 定性 where
    ``number`` is words, or the four ``grades`` 优, 良, 中, 差.
    """

    level1: str
    level2: str
    level3: str
    description: str = ""
    value: str = ""
    sign: str = ""
    number: str = ""
    unit: str = ""
    grades: tuple[str, ...] = ()
    weight: str = ""
    basis: str = ""


class TruthProject(_Record):
    """One form. Amounts are strings in ``money_unit``, as written; ``plan`` has None where nothing stands. What the
    layout has no place for is empty. ``goals`` are the year's.

    ``leftover`` is text that stands in the form and belongs to no field (a planted fault), else empty.
    """

    sequence: int
    title: str
    unit_code: str
    unit_name: str
    money_unit: str
    project_code: str
    project_name: str
    budget: str
    fiscal: str
    other: str
    purpose: str
    plan: dict[Milestone, str | None]
    goals: str
    midterm_goals: str = ""
    indicators: tuple[TruthIndicator, ...]
    leftover: str = ""


class TruthDuty(_Record):
    """One numbered duty of part 1; ``goal`` and ``indicator_text`` come without their labels."""

    title: str
    goal: str
    indicator_text: str


class TruthMeasure(_Record):
    """One numbered measure of part 1."""

    title: str
    text: str


class Expected(_Record):
    """What must be found in a draft: the rule, and the form and indicator (numbers from 1) it speaks of."""

    rule: str
    project: int | None = None
    indicator: int | None = None


class TruthDraft(_Record):
    """One draft. ``file`` is relative to the folder of drafts; ``contents`` are the form titles it lists.

    ``archive``, where set, is the zip archive (relative to the same folder) that holds the file. ``expected`` is what rules
    must find on account of the planted ``faults``.
    """

    file: str
    archive: str = ""
    format: Format
    layout: str
    county_code: str
    county_name: str
    department_code: str
    department_name: str
    fiscal_year: int
    stage: str
    reviewer_name: str
    contents: tuple[str, ...]
    overall: str
    duties: tuple[TruthDuty, ...]
    measures: tuple[TruthMeasure, ...]
    projects: tuple[TruthProject, ...]
    faults: tuple[str, ...] = ()
    expected: tuple[Expected, ...] = ()


class PlantedFault(_Record):
    """A fault and the file (relative to the folder of drafts) it was planted in."""

    file: str
    fault: str


class Province(_Record):
    """What was written: the drafts that have a truth, the other files, the faults; paths as in the drafts."""

    seed: int
    drafts: tuple[str, ...]
    other_files: tuple[str, ...]
    faults: tuple[PlantedFault, ...]
