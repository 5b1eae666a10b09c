"""The layouts there are: those that come with the program, and those that a person put beside the warehouse."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import ChainMap, Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from pydantic import ValidationError
from rapidfuzz import process

from extractors.joining import as_label
from extractors.layouts.layout import Layout
from extractors.layouts.lexicon import expression, told_apart
from extractors.layouts.words import LayoutFile, WordSection

_FOLDER = Path(__file__).parent
_LONGEST_LABEL = 40
_TAKEN_AS_MEANT = 60  # of 100: a misspelt key is told which one was likely meant


class BrokenLayout(Exception):
    """A layout file that cannot be used; the message names the file, the place in it and what is wrong."""


@dataclass(frozen=True)
class Layouts:
    """Every layout, those of the person first, and a digest that changes with any word of any file."""

    known: tuple[Layout, ...]
    digest: str

    def recognise(self, texts: Iterable[str]) -> Layout:
        """Return the layout that knows most of the texts as its own labels; of equals, the one with fewest words."""
        counts = Counter(as_label(text) for text in texts if len(text) <= _LONGEST_LABEL)
        return max(
            self.known,
            key=lambda layout: (
                sum(n for text, n in counts.items() if layout.is_own_label(text)),
                -layout.own_words,
            ),
        )

    def with_words(self, sections: Mapping[WordSection, Mapping[str, tuple[str, ...]]]) -> Layouts:
        """The same layouts with more words, by section and field; they go before all others."""
        file = LayoutFile.model_validate(dict(sections))
        return Layouts(tuple(layout.with_file(file) for layout in self.known), self.digest)


def load_layouts(folder: Path | None = None) -> Layouts:
    """The layouts of the program, and those of a folder (``<warehouse>/layouts``), which need not exist.

    Raises BrokenLayout where a file of the folder is no TOML, holds keys that there are not, or extends a
    layout that there is not.
    """
    added = sorted(folder.glob("*.toml")) if folder and folder.is_dir() else []
    paths = [*added, *sorted(_FOLDER.glob("*.toml"))]
    return _put_together(tuple((str(path), _content(path)) for path in paths))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BrokenLayout(f"{path}: {error.strerror}") from error


@lru_cache(maxsize=4)
def _put_together(contents: tuple[tuple[str, bytes], ...]) -> Layouts:
    files = {path: _parse(path, content) for path, content in contents}
    names = [file.name for file in files.values() if file.name]
    for path, file in files.items():
        if file.name and names.count(file.name) > 1:
            raise BrokenLayout(f'{path}: name = "{file.name}": 已有同名布局 / this name is taken')
        if file.extends and file.extends not in names:
            raise BrokenLayout(f'{path}: extends = "{file.extends}": {_unknown(file.extends, names)}')
    for path, file in files.items():
        if file.name and _extends_itself(file, files.values()):
            raise BrokenLayout(
                f'{path}: extends = "{file.extends}": 互相引用 / layouts that extend each other'
            )
    terms = ChainMap(*(dict(file.terms) for file in files.values()))
    for path, file in files.items():
        if wrong := _no_expression(file, terms):
            raise BrokenLayout(f"{path}: {wrong}")
    layouts = tuple(_layout(name, list(files.values())) for name in names)
    digest = hashlib.sha256(b"\0".join(content for _, content in contents)).hexdigest()[:8]
    return Layouts(layouts, digest)


def _extends_itself(file: LayoutFile, files: Iterable[LayoutFile]) -> bool:
    above = {one.name: one.extends for one in files if one.name}
    seen: list[str] = []
    name = file.extends
    while name and name not in seen:
        seen.append(name)
        name = above[name]
    return name is not None


def _layout(name: str, files: Sequence[LayoutFile]) -> Layout:
    """A layout's own files first (what is added to it before the file itself), then what it extends."""
    own: list[LayoutFile] = []
    wanted: str | None = name
    while wanted:
        named = next(file for file in files if file.name == wanted)
        own += [file for file in files if file.name is None and file.extends == wanted]
        own.append(named)
        wanted = named.extends
    others = [file for file in files if all(file is not one for one in own)]
    return Layout(name, [*own, *others], len(own))


def _parse(path: str, content: bytes) -> LayoutFile:
    try:
        file = LayoutFile.model_validate(tomllib.loads(content.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise BrokenLayout(f"{path}: 不是 UTF-8 文本 / not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise BrokenLayout(f"{path}: TOML: {error}") from error
    except ValidationError as error:
        raise BrokenLayout(f"{path}: {'; '.join(_mistakes(error))}") from error
    if not file.name and not file.extends:
        raise BrokenLayout(f'{path}: 缺少 name 或 extends / neither "name" nor "extends"')
    if wrong := _told_twice(file):
        raise BrokenLayout(f"{path}: {wrong}")
    return file


def _mistakes(error: ValidationError) -> list[str]:
    """Each mistake with its place; of a key that there is not, the ones that there are."""
    found = []
    for mistake in error.errors():
        place = " > ".join(str(part) for part in mistake["loc"] if part != "[key]")
        if mistake["type"] == "extra_forbidden":
            found.append(f"{place}: {_unknown(str(mistake['loc'][-1]), list(LayoutFile.model_fields))}")
        elif mistake["type"] == "literal_error":
            known = [
                one.strip("'") for one in str(mistake["ctx"]["expected"]).replace(" or ", ", ").split(", ")
            ]
            found.append(f"{place}: {_unknown(str(mistake['input']), known)}")
        else:
            found.append(f"{place}: {mistake['msg']}")
    return found


def _unknown(word: str, known: Sequence[str]) -> str:
    meant = process.extractOne(word, known, score_cutoff=_TAKEN_AS_MEANT)
    hint = f"；是不是 / did you mean “{meant[0]}”?" if meant else ""
    return f"没有“{word}” / there is no such key{hint} ({', '.join(known)})"


def _no_expression(file: LayoutFile, terms: Mapping[str, str]) -> str | None:
    """A word between slashes that is no regular expression, or names a term that there is not."""
    for name in ("labels", "groups", "milestones", "columns", "label_endings", "column_endings", "lists"):
        for word in chain.from_iterable(getattr(file, name).values()):
            try:
                expression(word, terms)
            except re.error as error:
                return f"[{name}] {word}: {error}"
            except KeyError as error:
                return f"[{name}] {word}: {_unknown(error.args[0], list(terms))}"
    return None


def _told_twice(file: LayoutFile) -> str | None:
    """A word that one section of a file gives to two fields."""
    for name in ("labels", "groups", "columns", "label_endings", "column_endings", "lists"):
        fields: dict[str, str] = {}
        for field, words in getattr(file, name).items():
            for word in words:
                if fields.setdefault(told_apart(word), field) != field:
                    both = f"{fields[told_apart(word)]}, {field}"
                    return f"[{name}] “{word}”: 同一个词属于两个字段 / one word under two fields ({both})"
    return None
