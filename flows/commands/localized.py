"""Click commands whose help and mistakes are told in the chosen language."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
from click.types import OptionHelpExtra

from flows.commands.help_lines import HelpLines
from flows.commands.mistakes import mistake_told, range_told
from flows.errors import WRONG_USE, explain
from flows.texts import say


class LocalContext(click.Context):
    """A context whose help is as wide as it shows."""

    formatter_class = HelpLines


class LocalOption(click.Option):
    """An option whose help is the text ``option.<name>``."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Name and help, translated."""
        self.help = say(f"option.{self.name}", default=self.default)
        return super().get_help_record(ctx)

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        """Range and whether it is required, translated."""
        extra = super().get_help_extra(ctx)
        if isinstance(self.type, click.IntRange):
            extra["range"] = range_told(self.type)
        if "required" in extra:
            extra["required"] = say("word.required")
        return extra


_LANG = LocalOption(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False)


class LocalCommand(click.Command):
    """A command whose help is the text ``help.<name>``, and which takes ``--lang`` like every other."""

    context_class = LocalContext

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters, ``--lang`` among them: the language itself is chosen before arguments are parsed."""
        return [_LANG, *super().get_params(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        words = {self.options_metavar: "word.options_metavar", "COMMAND [ARGS]...": "word.command_metavar"}
        pieces = [say(words[piece]) if piece in words else piece for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), say("word.usage") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        self.help = say(f"help.{self.name}")
        super().format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, under a translated heading."""
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section(say("word.options")):
                formatter.write_dl(records)

    def get_short_help_str(self, limit: int = 60) -> str:  # noqa: ARG002 - click's signature
        """The first sentence of the help, for the list of commands."""
        return say(f"help.{self.name}").split("\n")[0]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The --help option, translated."""
        option = super().get_help_option(ctx)
        if option:
            option.help = say("option.help")
        return option


class LocalGroup(LocalCommand, click.Group):
    """The command line itself."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        LocalCommand.format_options(self, ctx, formatter)
        commands = [(name, self.commands[name].get_short_help_str()) for name in self.list_commands(ctx)]
        with formatter.section(say("word.commands")):
            formatter.write_dl(commands)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Commands in the order in which a person meets them."""
        return list(self.commands)


def run(group: click.Group, arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code: 2 where the arguments are wrong, told on stderr."""
    try:
        code = group.main(list(arguments), prog_name="jixiao", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        return WRONG_USE
    except click.UsageError as mistake:
        click.echo(say("error.prefix") + mistake_told(mistake), err=True)
        command = mistake.ctx.command_path if mistake.ctx else "jixiao"
        click.echo(say("error.see_help", command=command), err=True)
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("error.interrupted"), err=True)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        told = explain(error)
        if told is None:
            raise
        click.echo(say("error.prefix") + told[0], err=True)
        return told[1]
    return code if isinstance(code, int) else 0
