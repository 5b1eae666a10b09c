"""What stands before the forms is called: parts of the draft, sections of part 1, facts of the title page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

from extractors.draft import Section
from extractors.joining import as_label, squeeze
from extractors.layouts.lexicon import Lexicon
from extractors.layouts.words import LayoutFile

_PART = re.compile("第([一二三四五六七八九十])(?:部分|[编篇章])")
_BARE_PARTS = {"一": "one", "二": "two"}  # the heading's words stand on the next line


class FrontWords:
    """Words and expressions for the front of a draft, as a layout's files list them."""

    def __init__(self, files: Sequence[LayoutFile], terms: Mapping[str, str]) -> None:
        """Take the files in order of precedence, and the terms that their expressions name."""
        self._files = files
        self._sections = Lexicon((file.part_one.headings() for file in files), terms)

    def part(self, line: str) -> str | None:
        """Return which part of the draft (contents, one, two) a line opens, or None."""
        text = as_label(line)
        if numbered := _PART.match(text):
            text = text[numbered.end() :].lstrip(":、")
            if not text:
                return _BARE_PARTS.get(numbered[1])
        parts = (named for file in self._files for named in file.parts.items())
        return next((part for part, names in parts if text in names), None)

    def part_number(self, line: str) -> str | None:
        """Return the numeral of the part that a line opens (三, of 第三部分), or None; its words may be any."""
        numbered = _PART.match(squeeze(line))
        return numbered[1] if numbered else None

    def section(self, heading: str) -> Section | None:
        """Return the section of part 1 that a heading opens, be it numbered, or None."""
        return cast(Section | None, self._sections.find(heading))

    def duty_words(self, paragraph: str) -> tuple[str, ...]:
        """The words before the colon of a duty's paragraph: its goal or its indicator."""
        return tuple(word for file in self._files for word in getattr(file.part_one, paragraph))

    def cover_patterns(self, name: str) -> tuple[re.Pattern[str], ...]:
        """Expressions for a fact of the title page: year, stage, compiled_by, reviewed_by, or a line that is an office."""
        return tuple(pattern for file in self._files if (pattern := getattr(file.cover, name)))
