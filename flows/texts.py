"""What the command line says, in Chinese or English: texts are data (``messages/``), looked up by key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal

from warehouse.desk.correctable import shown_name

Language = Literal["zh", "en"]

_chosen: ContextVar[Language] = ContextVar("language", default="zh")


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Set this process's language: ``--lang`` anywhere among the arguments, else JIXIAO_LANG, else Chinese.

    This comes before the arguments are parsed, as help and mistakes in them need a language too.
    """
    wanted = environment.get("JIXIAO_LANG", "zh")
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            wanted = arguments[at + 1]
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    _chosen.set("en" if wanted == "en" else "zh")


def language() -> Language:
    """The language chosen."""
    return _chosen.get()


def say(key: str, **facts: object) -> str:
    """Return the text for a key, its facts filled in, lists of names as the language lists them.

    Raises KeyError for a key that has no text.
    """
    text = _messages()[key][language()]
    told = {name: listed(fact) if isinstance(fact, (list, tuple)) else fact for name, fact in facts.items()}
    return text.format(**told) if told else text


def say_in_both(key: str) -> tuple[str, str]:
    """Return the text for a key in Chinese and in English, for files that people of either language read."""
    text = _messages()[key]
    return text["zh"], text["en"]


def listed(names: Iterable[str]) -> str:
    """Names one after another, as the language sets them apart."""
    return say("word.comma").join(names)


def field_name(column: str | None) -> str:
    """A column as the reader's language calls it: in English by its own name, which queries and corrections use."""
    return shown_name(column or "") if language() == "zh" else column or ""


@cache
def _messages() -> dict[str, dict[str, str]]:
    """All texts by ``group.name``; each group stands in one file."""
    groups: dict[str, dict[str, dict[str, str]]] = {}
    for path in sorted(Path(__file__).with_name("messages").glob("*.toml")):
        groups |= tomllib.loads(path.read_text(encoding="utf-8"))
    return {f"{group}.{name}": text for group, texts in groups.items() for name, text in texts.items()}
