"""The rows of part 1 of a draft: overall targets, and the numbers in their prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractors.draft import OverallTarget
from transforms.normalise.narrative import narrative_targets
from transforms.normalise.rows import Row, words


def overall_target_row(target: OverallTarget, document_id: str) -> Row:
    """The row of ``overall_targets``."""
    return {
        "document_id": document_id,
        "section": target.section,
        "sequence": target.sequence,
        "title": words(target.title),
        "goal": words(target.goal),
        "indicator_text": words(target.indicator_text),
        "page": target.page,
    }


def narrative_rows(targets: tuple[OverallTarget, ...], document_id: str) -> Iterator[Row]:
    """The rows of ``narrative_targets``: a duty's from its indicator text, the overall goal's without a duty.

    Numbered from 1 within a duty. Measures (工作保障措施) hold no targets.
    """
    counts: Counter[int | None] = Counter()
    for passage in targets:
        if passage.section == "measure":
            continue
        duty = passage.sequence if passage.section == "duty" else None
        prose = passage.indicator_text if duty is not None else f"{passage.goal}\n{passage.indicator_text}"
        for target in narrative_targets(prose):
            counts[duty] += 1
            yield {
                "document_id": document_id,
                "duty_sequence": duty,
                "sequence": counts[duty],
                "measure": words(target.measure),
                "comparator": target.comparator,
                "value_number": target.number,
                "value_unit": target.unit,
                "text": target.text,
            }
