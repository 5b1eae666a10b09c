"""What the rows of all tables share: identifiers and how text goes in."""

from __future__ import annotations

Row = dict[str, object]


def project_id(document_id: str, sequence: int) -> str:
    """``<document_id first 12>-<sequence>`` (data contract)."""
    return f"{document_id[:12]}-{sequence}"


def indicator_id(document_id: str, project_sequence: int, sequence: int) -> str:
    """``<project_id>-<sequence>`` (data contract)."""
    return f"{project_id(document_id, project_sequence)}-{sequence}"


def words(text: str) -> str | None:
    """The text as written, None where there is none."""
    return text.strip() or None
