"""The rows of one form's indicators, each with its parsed target and its place on the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from extractors.draft import Cell, Indicator, Project
from transforms.normalise import fingerprint
from transforms.normalise.amount import parse_percent
from transforms.normalise.rows import Row, indicator_id, project_id, words
from transforms.normalise.target_value import TargetValue, parse_target_value


def is_measurable(target: TargetValue) -> bool:
    """Whether an indicator can be measured: a number alone, or one with words beside it and a unit or a sign.

    "100 按合同进度完成" is not measurable: nothing tells 100 of what.
    """
    if target.number is None:
        return False
    return target.kind == "quantitative" or target.unit is not None or target.comparator is not None


def indicator_rows(project: Project, cells: Sequence[Cell], document_id: str) -> Iterator[Row]:
    """The rows of ``indicators``; ``cells`` are the draft's.

    Page and boxes leave out cells merged down over several indicators: they would reach over the neighbours, and
    back to the page before.
    """
    uses = Counter(place for indicator in project.indicators for place in _places(indicator))
    for indicator in project.indicators:
        places = _places(indicator)
        own = [cells[place] for place in places if uses[place] == 1] or [cells[place] for place in places]
        yield {
            **_words_and_target(indicator),
            "indicator_id": indicator_id(document_id, project.sequence, indicator.sequence),
            "project_id": project_id(document_id, project.sequence),
            "document_id": document_id,
            "sequence": indicator.sequence,
            "page": next((cell.page for cell in own if cell.page is not None), None),
            "box": boxes(own) or None,
            "confidence": _confidence(cells[place] for place in places),
        }


def boxes(cells: Iterable[Cell]) -> list[dict[str, float]]:
    """One box a page that encloses the cells on it, in points from the top left; cells without a box are passed over."""
    pages: dict[int, dict[str, float]] = {}
    for cell in cells:
        if cell.page is None or cell.x0 is None or cell.top is None or cell.x1 is None or cell.bottom is None:
            continue
        box = pages.setdefault(
            cell.page, {"page": cell.page, "x0": cell.x0, "top": cell.top, "x1": cell.x1, "bottom": cell.bottom}
        )
        box["x0"], box["top"] = min(box["x0"], cell.x0), min(box["top"], cell.top)
        box["x1"], box["bottom"] = max(box["x1"], cell.x1), max(box["bottom"], cell.bottom)
    return [pages[page] for page in sorted(pages)]


def _words_and_target(indicator: Indicator) -> Row:
    level1, level2 = "".join(indicator.level1.text.split()), "".join(indicator.level2.text.split())
    level3, description, value = indicator.level3.text, indicator.description.text, indicator.value.text
    target = parse_target_value(value)
    has_wording = bool(level3.strip() or description.strip())
    return {
        "level1": level1 or None,
        "level2": level2 or None,
        "level3": words(level3),
        "description": words(description),
        "value_text": words(value),
        "basis": words(indicator.basis.text),
        "comparator": target.comparator,
        "value_number": target.number,
        "value_upper": target.upper,
        "value_unit": target.unit,
        "value_kind": target.kind,
        "value_note": target.note,
        "weight": parse_percent(indicator.weight.text),
        "fingerprint_full": (
            fingerprint.full(level2, level3, description, value)
            if has_wording or level2 or value.strip()
            else None
        ),
        "fingerprint_wording": fingerprint.wording(level3, description) if has_wording else None,
    }


def _confidence(cells: Iterable[Cell]) -> float:
    """The lowest of the cells; text that needed no recognition counts as certain."""
    return min((1.0 if cell.confidence is None else cell.confidence for cell in cells), default=1.0)


def _places(indicator: Indicator) -> list[int]:
    values = (
        indicator.level1, indicator.level2, indicator.level3, indicator.description,
        indicator.value, indicator.basis, indicator.weight,
    )  # fmt: skip
    return sorted({place for value in values for place in value.cells})
