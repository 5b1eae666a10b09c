"""Labels that no layout knows: where each was seen, and the layout file that would make them known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from extractors.layouts.lexicon import told_apart
from flows.settings import LAYOUTS
from flows.texts import say

if TYPE_CHECKING:
    from flows.summary import NewWord

_MOST_LABELS = 12
_BASE = "hebei"  # any layout will do: words are looked up in all of them
_NO_FIELD = "fact"  # what a form tells besides


def label_lines(words: Sequence[NewWord], warehouse: Path) -> Text:
    """A line for each label with its nearest known word, then a file to save that holds all of them."""
    folder = warehouse / LAYOUTS
    lines = [Text(say("summary.new_labels_title"), style="bold")]
    for word in words[:_MOST_LABELS]:
        key = "summary.new_label" if word.field else "summary.new_label_unlike"
        county = word.county_name or say("summary.unknown_county")
        told = say(key, **word.model_dump(exclude={"county_name"}), county=county, folder=folder)
        lines.append(Text(f"  {told}"))
    rest = len(words) - _MOST_LABELS
    if rest > 0:
        lines.append(Text(f"  {say('summary.more_labels', count=rest)}"))
    return Text("\n").join(lines)


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
