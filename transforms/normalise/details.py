"""What forms say besides the columns of the other tables: funds by source, facts, graded values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractors.draft import Detail, DetailKind, Project, Value
from transforms.normalise.amount import parse_amount
from warehouse.amounts import LARGEST_WANYUAN

_FUNDS = ("fund", "budget_part", "fiscal_part", "other_part")


def detail_rows(project: Project) -> Iterator[dict[str, object]]:
    """Rows of table details without ids: those of the project, then each indicator's.

    ``indicator`` is the indicator's sequence number, None for the project's own.
    """
    money_unit = project.money_unit.text
    own: list[tuple[int | None, Detail]] = [(None, detail) for detail in project.details]
    own += [(one.sequence, detail) for one in project.indicators for detail in one.details]
    for sequence, (indicator, detail) in enumerate(own, start=1):
        yield {
            "sequence": sequence,
            "indicator": indicator,
            "kind": detail.kind,
            "label": detail.label,
            "text": detail.value.text,
            "amount_wanyuan": _wanyuan(detail.value, money_unit) if detail.kind in _FUNDS else None,
        }


def sum_of_parts(
    project: Project, kind: DetailKind, most: Decimal | None
) -> tuple[str | None, Decimal | None]:
    """(as written, in 万元) of an amount that a form gives in parts alone (中央资金, 省级资金).

    Parts may hold other parts; so a sum over ``most`` (the budget) is no sum of equals, and is left out; so is one
    that no amount may reach.
    """
    parts = [detail for detail in project.details if detail.kind == kind]
    amounts = [_wanyuan(part.value, project.money_unit.text) for part in parts]
    known = [amount for amount in amounts if amount is not None]
    total = sum(known, Decimal(0))
    if not known or len(known) < len(amounts) or (most is not None and total > most):
        return None, None
    if abs(total) >= LARGEST_WANYUAN:
        return None, None
    return _written(parts), total


def _written(parts: Iterable[Detail]) -> str:
    return "；".join(f"{part.label.rstrip(':：')} {part.value.text}" for part in parts)


def _wanyuan(amount: Value, money_unit: str) -> Decimal | None:
    return parse_amount(amount.text, amount.unit or money_unit)
