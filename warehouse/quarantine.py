"""Drafts that could not be trusted: why, what was read, and what a person can do about it."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict

from warehouse.atomic import write_bytes


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reason(_Record):
    """One reason, in words for the county, with the pages to look at (from 1) and what to do."""

    code: str
    message_zh: str
    message_en: str
    pages: tuple[int, ...] = ()
    advice_zh: str
    advice_en: str


class WhatWasRead(_Record):
    """How much of the draft could be read; None where reading did not get that far."""

    pages: int | None = None
    toc_projects: int | None = None
    projects: int | None = None
    indicators: int | None = None
    cells: int | None = None
    leftover_cells: int | None = None


class Why(_Record):
    """``why.json``: one quarantined draft. ``how_to_close``: what a person does once it is mended.

    ``path``: where the file lies in the source; ``folder_county``: the county that its folder is named after, which is
    a hint only, for drafts that do not tell their county.
    """

    document_id: str
    file_name: str
    source_uri: str
    path: str = ""
    folder_county: str | None = None
    batch_id: str
    reasons: tuple[Reason, ...]
    what_was_read: WhatWasRead = WhatWasRead()
    how_to_close_zh: str = ""
    how_to_close_en: str = ""
    at: AwareDatetime


def put_quarantine(root: Path, sha256: str, why: Why) -> Path:
    """Write ``quarantine/<sha256>/why.json``, replacing an earlier one; return the draft's folder there."""
    folder = root / "quarantine" / sha256
    write_bytes(folder / "why.json", why.model_dump_json(indent=2).encode())
    return folder


def read_quarantine(root: Path, sha256: str) -> Why | None:
    """Return a quarantined draft's ``why.json``; None where its case is closed or there never was one."""
    path = root / "quarantine" / sha256 / "why.json"
    return Why.model_validate_json(path.read_bytes()) if path.is_file() else None


def keep_open_cases(root: Path, open_cases: Collection[str]) -> None:
    """Remove the folders of drafts (by sha256) that are not quarantined any more."""
    for folder in (root / "quarantine").glob("*"):
        if folder.name not in open_cases:
            shutil.rmtree(folder)
