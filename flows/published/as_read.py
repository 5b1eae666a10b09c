"""A draft as it was read before any correction, also one that is held back and so in no table of the release."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from extractors.draft import Draft
from flows.intake.reading import read_one
from transforms.normalise.document import DocumentFacts
from transforms.normalise.tables import normalise
from warehouse.raw import raw_file


def as_read(root: Path, document: Mapping[str, Any]) -> tuple[Draft, dict[str, pl.DataFrame]] | None:
    """The draft and its tables, from what is kept of its reading; None where it cannot be read.

    ``document``: its row of table documents.
    """
    raw = raw_file(root, document["document_id"])
    result = read_one(document["document_id"], str(raw), str(root), False)
    if result.extract is None:
        return None
    draft = Draft.model_validate_json(Path(result.extract).read_bytes())
    facts = DocumentFacts.model_validate({name: document[name] for name in DocumentFacts.model_fields})
    return draft, normalise(draft, facts)
