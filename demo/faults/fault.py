"""What a planted fault is: a change to a draft, and where which rule must find it (docs/checks.md, "Rules")."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from demo.truth import Expected, TruthDraft, TruthIndicator, TruthProject


@dataclass(frozen=True)
class Planted:
    """A spoilt draft, and all that must be found in it on account of the fault."""

    draft: TruthDraft
    expected: tuple[Expected, ...]


# (draft, position of the form to spoil, from 0) → the spoilt draft, or None where the form has nothing to spoil
Plant = Callable[[TruthDraft, int], Planted | None]
# One form, or one row: the spoilt one, or None
FormChange = Callable[[TruthProject], TruthProject | None]
RowChange = Callable[[TruthProject, TruthIndicator], TruthIndicator | None]


@cache
def words(section: str) -> dict[str, str]:
    """The texts of ``words.toml``: ``faults`` or ``near``."""
    found: dict[str, str] = tomllib.loads(
        files("demo.faults").joinpath("words.toml").read_text(encoding="utf-8")
    )[section]
    return found


def in_form(rule: str, change: FormChange) -> Plant:
    """A fault of one form as a whole."""

    def plant(draft: TruthDraft, place: int) -> Planted | None:
        changed = change(draft.projects[place])
        if changed is None:
            return None
        return Planted(with_project(draft, place, changed), (Expected(rule=rule, project=place + 1),))

    return plant


def in_row(rule: str, change: RowChange) -> Plant:
    """A fault of the first row of a form that has room for it."""

    def plant(draft: TruthDraft, place: int) -> Planted | None:
        project = draft.projects[place]
        for position, row in enumerate(project.indicators):
            changed = change(project, row)
            if changed is not None:
                rows = (*project.indicators[:position], changed, *project.indicators[position + 1 :])
                spoilt = project.model_copy(update={"indicators": rows})
                expected = Expected(rule=rule, project=place + 1, indicator=position + 1)
                return Planted(with_project(draft, place, spoilt), (expected,))
        return None

    return plant


def with_project(draft: TruthDraft, place: int, project: TruthProject) -> TruthDraft:
    """``draft`` with another form at ``place``."""
    projects = (*draft.projects[:place], project, *draft.projects[place + 1 :])
    return draft.model_copy(update={"projects": projects})
