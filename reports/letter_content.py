"""What a letter to a county says, before it is a Word file: its open findings by department and project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from reports.letter_lines import Line, Sureness, lines, short
from reports.letter_words import LetterWords, words
from warehouse.desk.correctable import correctable
from warehouse.severity import GRAVEST_FIRST


@dataclass(frozen=True)
class Draft:
    """One draft of a department: its file, why it is held back (if it is), and its findings."""

    file: str
    held_back: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Department:
    """A department with the drafts that something was found in."""

    name: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True)
class Letter:
    """One letter. ``corrected``: rows of the table of corrected values."""

    title: str
    greeting: str
    opening: str
    departments: tuple[Department, ...]
    corrected: tuple[tuple[str, ...], ...]
    steps: tuple[str, ...]
    answer_by: str
    day: date

    @property
    def findings(self) -> int:
        """How many findings it tells of."""
        return _counts([draft for department in self.departments for draft in department.drafts]).total()


def letter(
    documents: pl.DataFrame,
    projects: pl.DataFrame,
    indicators: pl.DataFrame,
    findings: pl.DataFrame,
    corrected: pl.DataFrame,
    sureness: Sureness,
    day: date,
    reply_by: date | None,
) -> Letter:
    """The letter to one county from its rows of documents, projects, indicators, findings and corrections_applied.

    Only open findings and applied corrections are told of, and of several versions of a draft only the newest
    counts, whether it is published or held back. Departments come in the order of their codes; of a draft
    the gravest first, of these what concerns it as a whole, then its projects in their order. A draft that is held
    back with no ``status_reason`` is told of for its findings alone. ``sureness``: rules whose expectation is a guess
    or a comparison.
    """
    text = words()
    still_open = findings.filter(status="open").join(
        projects.select("project_id", "sequence", "project_name", "project_code", "title", "budget_wanyuan"),
        on="project_id", how="left",
    ).join(indicators.select("indicator_id", indicator_name="level3"), on="indicator_id", how="left").join(
        documents.select("document_id", "format", "sheet_names"), on="document_id", how="left"
    )  # fmt: skip
    told_of = pl.col("document_id").is_in(still_open["document_id"].implode())
    held_back = (pl.col("status") == "quarantined") & pl.col("status_reason").is_not_null()
    concerned = _newest(documents).filter(told_of | held_back)
    departments = tuple(_departments(text, concerned, still_open, sureness))
    listed = [draft for department in departments for draft in department.drafts]
    counts = _counts(listed)
    told = (concerned if departments else documents)["fiscal_year"].drop_nulls().unique().sort()
    years = text.years.format(years="、".join(map(str, told))) if len(told) else ""
    county = next(iter(documents["county_name"].drop_nulls()), text.unnamed_county)
    return Letter(
        title=text.title.format(years=years),
        greeting=text.greeting.format(county=county),
        opening=(text.opening if departments else text.nothing_found).format(
            years=years, documents=len(listed), findings=counts.total(), by_severity=_by_severity(text, counts),
            departments=len(departments), projects=_project_count(still_open, concerned),
        ),
        departments=departments,
        corrected=tuple(_corrected(text, documents, projects, corrected)),
        steps=text.reply.steps + ((text.reply.for_reading,) if counts["info"] else ()),
        answer_by=text.reply.by.format(date=_day(text, reply_by)) if reply_by else text.reply.no_date,
        day=day,
    )  # fmt: skip


def _counts(drafts: Sequence[Draft]) -> Counter[str]:
    """How many findings there are by severity."""
    counts: Counter[str] = Counter()
    for draft in drafts:
        for line in draft.lines:
            counts[line.severity] += line.findings
    return counts


def _by_severity(text: LetterWords, counts: Counter[str]) -> str:
    told = "、".join(
        text.of_severity.format(severity=text.severity[one], count=counts[one])
        for one in GRAVEST_FIRST
        if counts[one]
    )
    return text.by_severity.format(counts=told) if told else ""


def _newest(documents: pl.DataFrame) -> pl.DataFrame:
    """The version of each draft to speak of; a draft whose department was not read stands for itself."""
    own = pl.coalesce("department_code", "department_name", "document_id")
    received = pl.struct(pl.coalesce("source_modified_at", "ingested_at"), "ingested_at", "document_id")
    standing = documents.filter(pl.col("status") != "superseded").sort(received)
    return standing.group_by(own.alias("own"), "fiscal_year", maintain_order=True).last()


def _project_count(findings: pl.DataFrame, documents: pl.DataFrame) -> int:
    told = findings.filter(pl.col("document_id").is_in(documents["document_id"].implode()))
    return told["project_id"].drop_nulls().n_unique()


def _departments(
    text: LetterWords, documents: pl.DataFrame, findings: pl.DataFrame, sureness: Sureness
) -> Iterator[Department]:
    number = 0
    ordered = documents.sort(
        "department_code", "department_name", "fiscal_year", "file_name", nulls_last=True
    )
    for (name,), drafts in ordered.group_by("department_name", maintain_order=True):
        told = []
        for document in drafts.iter_rows(named=True):
            own = findings.filter(document_id=document["document_id"])
            told_of = tuple(lines(text, own, sureness, number))
            number += len(told_of)
            reason = document["status_reason"] if document["status"] == "quarantined" else None
            held = text.held_back.format(reason=reason) if reason else ""
            told.append(Draft(text.file.format(file=document["file_name"]), short(held), told_of))
        unnamed = text.unnamed_department.format(file=drafts["file_name"][0])
        yield Department(str(name or unnamed), tuple(told))


def _corrected(
    text: LetterWords, documents: pl.DataFrame, projects: pl.DataFrame, corrected: pl.DataFrame
) -> Iterator[tuple[str, ...]]:
    names = projects.select("project_id", "sequence", "project_name")
    rows = (
        corrected.filter(status="applied")
        .join(documents.select("document_id", "department_name"), on="document_id")
        .join(names, on="project_id", how="left")
        .sort("department_name", "document_id", "sequence", "line")
    )
    nothing = text.corrected.nothing
    for number, row in enumerate(rows.iter_rows(named=True), start=1):
        project = text.whole_draft if row["sequence"] is None else text.project.format(
            number=row["sequence"], name=row["project_name"] or ""
        )  # fmt: skip
        field = correctable()[row["field"]].shown[0]
        cells = (row["department_name"] or "", project, field, row["found"] or nothing, row["new"] or nothing)
        yield (str(number), *map(short, cells), short(row["reason"]))


def _day(text: LetterWords, day: date) -> str:
    return text.closing.date.format(year=day.year, month=day.month, day=day.day)
