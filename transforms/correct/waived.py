"""Waivers as rows of table waivers_applied."""

from __future__ import annotations

from warehouse.desk.waivers import WORDS, Waiver


def waiver_row(waiver: Waiver, findings: int) -> dict[str, object]:
    """The row of a line that waives so many findings; one that waives none has expired."""
    return {
        "line": waiver.line,
        "finding_id": waiver.finding_id,
        **{name: getattr(waiver, name) for name in WORDS},
        "reason": waiver.reason,
        "author": waiver.author,
        "written_at": waiver.written_at.isoformat() if waiver.written_at else None,
        "findings": findings,
        "status": "applied" if findings else "expired",
    }
