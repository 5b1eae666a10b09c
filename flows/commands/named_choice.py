"""Choices that a person may also write as the screen shows them, in either language."""

from __future__ import annotations

from collections.abc import Sequence

import click

from flows.texts import say, say_in_both


class NamedChoice(click.Choice[str]):
    """Choices with a text ``<group>.<choice>`` each: --severity 警告 is --severity warning."""

    def __init__(self, choices: Sequence[str], group: str) -> None:
        """Take the choices, and the group that their texts stand in."""
        super().__init__(choices)
        self._group = group

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The choice of that name."""
        named = {
            name.casefold(): choice
            for choice in self.choices
            for name in (choice, *say_in_both(f"{self._group}.{choice}"))
        }
        return super().convert(named.get(str(value).strip().casefold(), value), param, ctx)

    def told(self) -> list[str]:
        """The choices, each with its name where the language has another one for it."""
        names = {choice: say(f"{self._group}.{choice}") for choice in self.choices}
        return [
            choice if name == choice else say("error.near_ids", name=choice, ids=name)
            for choice, name in names.items()
        ]
