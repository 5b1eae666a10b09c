"""One indicator as written and as understood."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.draft import Cell, Indicator
from transforms.normalise import fingerprint
from transforms.normalise.amount import parse_percent
from transforms.normalise.target_value import join_target, parse_target_columns

_FIELDS = ("level1", "level2", "level3", "description", "sign", "value", "unit", "basis", "weight")


def indicator_row(indicator: Indicator, cells: Sequence[Cell]) -> dict[str, object]:
    """The columns of table indicators, but for ids, fiscal year and county."""
    own = [cells[index] for name in _FIELDS for index in getattr(indicator, name).cells]
    columns = (indicator.sign.text, indicator.value.text, indicator.unit.text)
    value, value_text = parse_target_columns(*columns), join_target(*columns)
    # A label merged over many rows belongs to the first; it would drag the others to its own page and height.
    placed = [cell for cell in own if cell.indicator == indicator.sequence]
    wording = (indicator.level3.text, indicator.description.text)
    return {
        "sequence": indicator.sequence,
        "period": indicator.period,
        "level1": indicator.level1.text or None,
        "level2": indicator.level2.text or None,
        "level3": indicator.level3.text or None,
        "description": indicator.description.text or None,
        "value_text": value_text or None,
        "sign_text": indicator.sign.text or None,
        "unit_text": indicator.unit.text or None,
        "basis": indicator.basis.text or None,
        "comparator": value.comparator,
        "value_number": value.number,
        "value_upper": value.upper,
        "value_unit": value.unit,
        "value_kind": value.kind,
        "value_note": value.note,
        "weight": parse_percent(indicator.weight.text),
        "page": min((cell.page for cell in placed if cell.page is not None), default=None),
        "box": _boxes(placed),
        "confidence": min((cell.confidence for cell in own if cell.confidence is not None), default=None),
        "fingerprint_full": fingerprint.full(indicator.level2.text, *wording, value_text),
        # an indicator that only sets a value says nothing that another could share
        "fingerprint_wording": fingerprint.wording(*wording) if any(wording) else None,
    }


def is_measurable(row: dict[str, object]) -> bool:
    """Whether one could tell at year's end if the target was met: a number that is said to be of something.

    A number (``100 按合同进度完成``) is not enough where words stand beside it: it wants a unit or a sign.
    """
    if row["value_number"] is None:
        return False
    return row["value_kind"] == "quantitative" or bool(row["value_unit"] or row["comparator"])


def _boxes(cells: list[Cell]) -> list[dict[str, float]] | None:
    """One box a page, around the cells on it."""
    boxes: dict[int, dict[str, float]] = {}
    for cell in cells:
        if cell.page is None or cell.x0 is None or cell.top is None or cell.x1 is None or cell.bottom is None:
            continue
        box = boxes.setdefault(
            cell.page,
            {"page": cell.page, "x0": cell.x0, "top": cell.top, "x1": cell.x1, "bottom": cell.bottom},
        )
        box["x0"], box["top"] = min(box["x0"], cell.x0), min(box["top"], cell.top)
        box["x1"], box["bottom"] = max(box["x1"], cell.x1), max(box["bottom"], cell.bottom)
    return [boxes[page] for page in sorted(boxes)] or None
