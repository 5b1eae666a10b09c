"""What the command line shows of superseded drafts and duplicates: which files, and which projects went with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from flows.commands.folding import Folded, printable
from flows.settings import told_warehouse
from flows.texts import say

if TYPE_CHECKING:
    from flows.releasing.replaced import ReplacedDraft
    from flows.releasing.summary import BatchSummary

_MOST_FILES = 10
_MOST_PROJECTS = 8


def replaced_parts(summary: BatchSummary, warehouse: Path) -> list[Folded]:
    """Lines on the drafts that were superseded and the files that came twice; nothing where there are none."""
    parts: list[Folded] = []
    lacking = [draft for draft in summary.replaced if draft.missing]
    whole = [draft for draft in summary.replaced if draft.of_batch and draft.compared and not draft.missing]
    unread = [draft for draft in summary.replaced if not draft.compared]
    for text, drafts in (("superseded_why", whole), ("superseded_unread", unread)):
        if drafts:
            files = some_of([_pair(draft) for draft in drafts], _MOST_FILES)
            parts.append(Folded(say(f"summary.{text}", count=len(drafts), files=files)))
    if lacking:
        parts.append(Folded(Text(say("summary.missing", count=len(lacking)), style="bold red")))
        parts += [Folded(_lacking(draft)) for draft in lacking[:_MOST_FILES]]
        if len(lacking) > _MOST_FILES:
            parts.append(Folded(say("summary.more", count=len(lacking) - _MOST_FILES)))
        parts.append(Folded(Text(say("summary.missing_what_to_do"), style="red")))
    if summary.missing_earlier:
        where = told_warehouse(warehouse)
        told = say("summary.missing_earlier", count=summary.missing_earlier, where=where)
        parts.append(Folded(Text(told, style="yellow")))
    if summary.duplicates:
        files = some_of(
            [
                say("summary.pair_same", file=printable(one.path), other=printable(one.same_as))
                for one in summary.duplicates
            ],
            _MOST_FILES,
        )
        parts.append(Folded(say("summary.duplicates", count=len(summary.duplicates), files=files)))
    return parts


def some_of(names: Sequence[str], most: int) -> str:
    """The first few names, and how many more there are."""
    told = say("summary.join").join(names[:most])
    return told if len(names) <= most else say("summary.and_more", names=told, count=len(names) - most)


def _pair(draft: ReplacedDraft) -> str:
    return say("summary.pair_replaced", file=printable(draft.path), other=printable(draft.by_path or ""))


def _lacking(draft: ReplacedDraft) -> str:
    names = [printable(one.name or one.code or str(one.sequence)) for one in draft.missing]
    priced = "missing_of" if draft.budget_wanyuan is not None else "missing_of_unpriced"
    return say(
        f"summary.{priced}",
        file=printable(draft.path),
        other=printable(draft.by_path or ""),
        count=len(names),
        budget="" if draft.budget_wanyuan is None else f"{draft.budget_wanyuan:,.2f}",
        names=some_of(names, _MOST_PROJECTS),
    )
