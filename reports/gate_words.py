"""What the gate does, in words: the page's legend says what gate.toml says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple


class Gate(NamedTuple):
    """The gate of a warehouse: what findings do to a draft (quarantine, warn or pass).

    ``severities``: by severity; ``rules`` and ``counties`` (county, rule, action) where it is otherwise; ``tolerance``: rule,
    number and share (0–1) of what only earns a warning.
    """

    severities: Mapping[Any, str]
    rules: Sequence[tuple[str, str]]
    counties: Sequence[tuple[str, str, str]]
    tolerance: Sequence[tuple[str, int, float]]


def exceptions(gate: Gate, text: Callable[..., str]) -> list[str]:
    """A sentence for each line of the gate that does not go by severity."""
    return [
        *(
            text("gate_tolerance", rule=rule, count=count, share=f"{share:.1%}".replace(".0%", "%"))
            for rule, count, share in gate.tolerance
        ),
        *(text("gate_rule", rule=rule, action=text(f"action_{action}")) for rule, action in gate.rules),
        *(
            text("gate_county", county=county, rule=rule, action=text(f"action_{action}"))
            for county, rule, action in gate.counties
        ),
    ]
