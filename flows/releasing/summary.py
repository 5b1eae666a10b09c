"""What a batch came to: for the terminal, for programs (--json), and as Prefect's artifact."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel

from extractors.draft import LabelSection
from flows.releasing.replaced import DuplicateFile, ReplacedDraft
from flows.texts import language, say

_MOST_LISTED = 100


class CountySummary(BaseModel):
    """One county's share of the drafts that stand in the release."""

    county_code: str | None
    county_name: str | None
    drafts: int
    projects: int
    indicators: int
    budget_wanyuan: Decimal


class HeldBack(BaseModel):
    """One quarantined draft, with its reasons, and what closes its case, in both languages.

    ``path``: where it lies in the source; ``folder_county``: what county its folder is named after, where it tells none.
    """

    document_id: str
    file_name: str
    path: str
    folder_county: str | None
    codes: list[str]
    messages_zh: list[str]
    messages_en: list[str]
    how_to_close_zh: str
    how_to_close_en: str


class NewWord(BaseModel):
    """A label or column heading that no layout knows, how many forms of a county have it, and the nearest word.

    ``section`` and ``field`` say where in a layout file it would belong; ``field`` is empty where no word is near. Without a
    ``nearest`` word it is the field that the text was read into.
    """

    text: str
    section: LabelSection
    county_name: str | None
    forms: int
    nearest: str
    field: str


class ClosedCase(BaseModel):
    """A draft that was quarantined before this batch and is not any more."""

    document_id: str
    file_name: str


class DeskLine(BaseModel):
    """A line of corrections or waivers that did nothing: ``status`` says why, ``found`` what the draft says."""

    file: str
    line: int
    status: str
    field: str | None
    old: str | None
    found: str | None


class BatchSummary(BaseModel):
    """Everything that the command line says at the end of a batch.

    ``replaced``: the drafts that this batch superseded; ``missing_earlier``: how many drafts superseded before hold
    projects that the files in their place still lack.
    """

    batch_id: str
    release_id: str
    files_found: int
    published: int
    unchanged: int
    superseded: int
    quarantined: int
    duplicate: int
    pages: int
    projects: int
    indicators: int
    checks_not_run: int
    checked_again: int
    seconds: float
    quality_page: str
    data_docs: str | None
    counties: list[CountySummary]
    held_back: list[HeldBack]
    new_labels: list[NewWord]
    closed: list[ClosedCase]
    replaced: list[ReplacedDraft]
    missing_earlier: int
    duplicates: list[DuplicateFile]
    open_earlier: int
    corrections_applied: int
    waivers_applied: int
    desk_outdated: list[DeskLine]

    @property
    def exit_code(self) -> int:
        """0 every draft published; 1 some quarantined; 3 nothing published (README, ``jixiao run``)."""
        if not self.quarantined:
            return 0
        return 1 if self.published or self.unchanged or self.superseded else 3


def as_markdown(summary: BatchSummary) -> str:
    """The summary as Prefect's artifact, in the language of the run."""
    counts = (
        summary.files_found,
        summary.published,
        summary.unchanged,
        summary.superseded,
        summary.quarantined,
        summary.duplicate,
        summary.projects,
        summary.indicators,
    )
    lines = [
        f"# {summary.batch_id}",
        "",
        say("artifact.head"),
        "| ---: " * len(counts) + "|",
        "| " + " | ".join(map(str, counts)) + " |",
        "",
        *(f"- {_held_back(case)}" for case in summary.held_back[:_MOST_LISTED]),
        *(
            f"- {say('artifact.closed', file=_plain(case.file_name))}"
            for case in summary.closed[:_MOST_LISTED]
        ),
        "",
        say("artifact.end", release=summary.release_id, page=summary.quality_page),
    ]
    return "\n".join(lines)


def _held_back(case: HeldBack) -> str:
    reasons = "；".join(case.messages_zh) if language() == "zh" else " ".join(case.messages_en)
    return say("artifact.held", file=_plain(case.file_name), reasons=_plain(reasons))


def _plain(text: str) -> str:
    """A county's words as text, not as Markdown or HTML."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+-!|" else sign for sign in text)
