"""A draft that was read before, once more as tables: from its reading and its row of documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from extractors.draft import Draft
from transforms.normalise.document import DocumentFacts
from transforms.normalise.tables import normalise


def tables_of(draft: Draft, document: Mapping[str, Any]) -> dict[str, pl.DataFrame]:
    """The core tables of a draft as it was read, before any correction; ``document``: its row of table documents."""
    facts = DocumentFacts.model_validate({name: document[name] for name in DocumentFacts.model_fields})
    return normalise(draft, facts)
