"""Mistakes in arguments, told in the chosen language: click knows them in English alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

import click

from flows.commands.named_choice import NamedChoice
from flows.texts import say

_TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)  # click has no class for it


def mistake_told(mistake: click.UsageError) -> str:
    """What is wrong with the arguments, and where it can be told what would be right."""
    if isinstance(mistake, click.NoSuchOption):
        return say("error.no_such_option", name=mistake.option_name) + _near(mistake.possibilities)
    if isinstance(mistake, click.NoSuchCommand):
        return say("error.no_such_command", name=mistake.command_name) + _near(_commands_like(mistake))
    if isinstance(mistake, click.MissingParameter) and mistake.param:
        return say("error.missing", name=_name(mistake.param))
    if isinstance(mistake, click.BadParameter) and mistake.param:
        return say("error.bad_value", name=_name(mistake.param), detail=_wanted(mistake))
    if isinstance(mistake, click.BadOptionUsage):
        return say("error.no_value", name=mistake.option_name)
    if extra := _TOO_MANY.fullmatch(mistake.message):
        return say("error.too_many", names=extra[1])
    return mistake.format_message()


def range_told(kind: click.IntRange) -> str:
    """Which whole numbers an option takes."""
    if kind.max is None:
        return say("word.at_least", least=kind.min)
    return say("word.range", least=kind.min, most=kind.max)


def _commands_like(mistake: click.NoSuchCommand) -> list[str]:
    group = mistake.ctx.command if mistake.ctx else None
    known = list(group.commands) if isinstance(group, click.Group) else []
    return get_close_matches(mistake.command_name, known)


def _near(names: Sequence[str] | None) -> str:
    return say("error.near", names=list(names)) if names else ""


def _wanted(mistake: click.BadParameter) -> str:
    """What the parameter takes, or click's own words where that is not known here."""
    kind = mistake.param.type if mistake.param else None
    if isinstance(kind, NamedChoice):
        return say("error.wants_choice", choices=kind.told())
    if isinstance(kind, click.Choice):
        return say("error.wants_choice", choices=list(kind.choices))
    if isinstance(kind, click.IntRange):
        return say("error.wants_range", range=range_told(kind))
    if isinstance(kind, click.types.IntParamType):
        return say("error.wants_number")
    if isinstance(kind, click.DateTime):
        return say("error.wants_date")
    if isinstance(kind, click.Path) and not kind.dir_okay:
        return say("error.wants_file")
    return mistake.message


def _name(parameter: click.Parameter) -> str:
    """As a person writes it: --rule, or SOURCE."""
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.human_readable_name.removesuffix("...")
