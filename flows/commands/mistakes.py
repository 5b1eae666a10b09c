"""Mistakes in arguments, told in the chosen language: click knows them in English alone."""

from __future__ import annotations

import click

from flows.texts import listed, say


def mistake_told(mistake: click.UsageError) -> str:
    """What is wrong with the arguments, and where it can be told what would be right."""
    if isinstance(mistake, click.NoSuchOption):
        return say("error.no_such_option", name=mistake.option_name)
    if isinstance(mistake, click.NoSuchCommand):
        return say("error.no_such_command", name=mistake.command_name)
    if isinstance(mistake, click.MissingParameter) and mistake.param:
        return say("error.missing", name=_name(mistake.param))
    if isinstance(mistake, click.BadParameter) and mistake.param:
        return say("error.bad_value", name=_name(mistake.param), detail=_wanted(mistake))
    if isinstance(mistake, click.BadOptionUsage):
        return say("error.no_value", name=mistake.option_name)
    return mistake.format_message()


def range_told(kind: click.IntRange) -> str:
    """Which whole numbers an option takes."""
    if kind.max is None:
        return say("word.at_least", least=kind.min)
    return say("word.range", least=kind.min, most=kind.max)


def _wanted(mistake: click.BadParameter) -> str:
    """What the parameter takes, or click's own words where that is not known here."""
    kind = mistake.param.type if mistake.param else None
    if isinstance(kind, click.Choice):
        return say("error.wants_choice", choices=listed(kind.choices))
    if isinstance(kind, click.IntRange):
        return say("error.wants_range", range=range_told(kind))
    if isinstance(kind, click.types.IntParamType):
        return say("error.wants_number")
    if isinstance(kind, click.DateTime):
        return say("error.wants_date")
    return mistake.message


def _name(parameter: click.Parameter) -> str:
    """As a person writes it: --rule, or SOURCE."""
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.human_readable_name.removesuffix("...")
