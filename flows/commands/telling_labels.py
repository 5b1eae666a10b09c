"""Labels that no layout knows: where each was seen, and the layout file that would make them known."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from extractors.layouts.lexicon import told_apart
from flows.settings import LAYOUTS
from flows.texts import listed, say

if TYPE_CHECKING:
    from flows.releasing.summary import NewWord

_MOST_LABELS = 12
_MOST_COUNTIES = 3
_BASE = "hebei"  # any layout will do: words are looked up in all of them
_NO_FIELD = "fact"  # what a form tells besides


def label_lines(words: Sequence[NewWord], warehouse: Path) -> Text:
    """A line for each label: in which counties, and its nearest known word."""
    alike: dict[tuple[str, str, str, str], list[NewWord]] = defaultdict(list)
    for word in words:
        alike[word.text, word.section, word.nearest, word.field].append(word)
    lines = [Text(say("summary.new_labels_title"), style="bold")]
    for (text, section, nearest, field), seen in list(alike.items())[:_MOST_LABELS]:
        like = "new_label" if nearest else "new_label_read"
        key = f"summary.{like}" if field else "summary.new_label_unlike"
        told = say(
            key,
            text=text,
            places=_places(seen),
            nearest=nearest,
            section=section,
            field=field,
            folder=warehouse / LAYOUTS,
        )
        lines.append(Text(f"  {told}"))
    rest = len(alike) - _MOST_LABELS
    if rest > 0:
        lines.append(Text(f"  {say('summary.more_labels', count=rest)}"))
    return Text("\n").join(lines)


def _places(seen: Sequence[NewWord]) -> str:
    """Counties with their forms, those with most of them first; the rest only counted."""
    named = [
        say(
            "summary.new_label_place",
            county=word.county_name or say("summary.unknown_county"),
            forms=word.forms,
        )
        for word in seen[:_MOST_COUNTIES]
    ]
    rest = len(seen) - _MOST_COUNTIES
    if rest > 0:
        named.append(say("summary.new_label_places_more", count=rest))
    return listed(named)


def offered_file(words: Sequence[NewWord], warehouse: Path) -> Text:
    """A layout file to look through and save, every label in the field that it is most like."""
    lines = [
        Text(say("summary.layout_offered", path=_free_path(warehouse / LAYOUTS)), style="bold"),
        Text(layout_file(words), style="cyan"),
    ]
    return Text("\n").join(lines)


def layout_file(words: Sequence[NewWord]) -> str:
    """The file's text (TOML). A label stands once a section: the file would be refused if it stood under two fields."""
    fields: dict[str, dict[str, list[str]]] = {}
    known: set[tuple[str, str]] = set()
    for word in words:
        if (word.section, told_apart(word.text)) in known:
            continue
        known.add((word.section, told_apart(word.text)))
        section = fields.setdefault(word.section, {})
        section.setdefault(word.field or _NO_FIELD, []).append(json.dumps(word.text, ensure_ascii=False))
    lines = [f'extends = "{_BASE}"']
    for name in sorted(fields):
        lines.append(f"[{name}]")
        lines += [f"{field} = [{', '.join(labels)}]" for field, labels in sorted(fields[name].items())]
    return "\n".join(lines)


def _free_path(folder: Path) -> Path:
    """A name that no file of the folder has: a file saved under it adds to what is there."""
    taken = {path.name for path in folder.glob("*.toml")} if folder.is_dir() else set()
    names = ("words.toml", *(f"words-{number}.toml" for number in range(2, len(taken) + 3)))
    return folder / next(name for name in names if name not in taken)
