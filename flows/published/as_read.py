"""A draft as it was read before any correction, also one that is held back and so in no table of the release."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import ValidationError

from extractors.draft import Draft
from extractors.layouts.library import BrokenLayout, load_layouts
from extractors.reader import read_draft
from flows.intake.tabling import tables_of
from flows.settings import LAYOUTS
from warehouse.extracts import kept_extracts
from warehouse.raw import raw_file


def as_read(root: Path, document: Mapping[str, Any]) -> tuple[Draft, dict[str, pl.DataFrame]] | None:
    """The draft and its tables, from what is kept of its reading, or else read anew; None where it cannot be read.

    ``document``: its row of table documents. Nothing is written. Raises OSError where the disk refuses, BrokenLayout.
    """
    draft = _kept(root, document) or _read(root, document["document_id"])
    return None if draft is None else (draft, tables_of(draft, document))


def _kept(root: Path, document: Mapping[str, Any]) -> Draft | None:
    """What the release's version of the reader made of it comes before what others did."""
    for text in kept_extracts(root, document["document_id"], document["extractor_version"]):
        try:
            return Draft.model_validate_json(text)
        except ValidationError:  # of a version whose drafts had another form
            continue
    return None


def _read(root: Path, document_id: str) -> Draft | None:
    raw = raw_file(root, document_id)
    if raw is None:
        return None
    try:
        return read_draft(raw, load_layouts(root / LAYOUTS))
    except BrokenLayout:
        raise
    except OSError as error:
        if error.errno is None:  # a library's word on the file's content, not the disk's
            return None
        raise
    except Exception:  # whatever a reader stumbles over: it is for a batch to tell
        return None
