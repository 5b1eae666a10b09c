"""What a page's style sheets say of an element, as far as they draw tables: by its kind, id and classes, and what it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, islice, pairwise

from lxml.html import HtmlElement

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BRACES = re.compile(r"[{}]")
_SAID = re.compile(r"(?:^|[;\s])(?P<name>display|grid(?:-[a-z]+)*)\s*:\s*(?P<value>[^;]+)", re.IGNORECASE)
_COMPOUND = re.compile(r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<names>(?:[.#][\w-]+)*)", re.IGNORECASE)
_NAME = re.compile(r"[.#][\w-]+")
_MOST_CLASSES = 12  # of an element that are looked up
_MOST_AROUND = 10  # elements around one that are looked at
_MOST_RULES = 20  # for one kind of element inside others

Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Compound:
    """What a selector asks of one element: its tag, its id and classes (``#form``, ``.cell``), each if any."""

    tag: str
    names: frozenset[str]

    def fits(self, element: HtmlElement) -> bool:
        return self.tag in ("", element.tag) and self.names.issubset(_names(element))


@dataclass(slots=True)
class _Rules:
    """The rules for a compound: alone, and inside others (with the combinator before each of these)."""

    alone: dict[str, str] = field(default_factory=dict)
    inside: list[tuple[list[tuple[_Compound, str]], dict[str, str]]] = field(default_factory=list)


@dataclass(slots=True)
class StyleSheets:
    """The rules of all sheets of a page outside any condition (``@media``), by the element that they are for."""

    rules: dict[_Compound, _Rules] = field(default_factory=dict)
    known: dict[tuple[HtmlElement | str | None, ...], Said] = field(
        default_factory=dict
    )  # by what they ask of an element

    @classmethod
    def of(cls, tree: HtmlElement) -> StyleSheets:
        """Read the sheets that a page holds; a selector that asks more than kind, id, classes and surroundings is left out."""
        sheets = cls()
        for style in tree.iter("style"):
            for selector, said in _rules(_COMMENT.sub("", style.text or "")):
                sheets._add(selector, said)
        return sheets

    def said_of(self, element: HtmlElement) -> Said:
        """What holds for an element: its own style before all; of rules, those that ask more of it, then those further on."""
        said = self._by_rules(element) if self.rules else {}
        own = element.get("style")
        return {**said, **_declared(own)} if own else said

    def _by_rules(self, element: HtmlElement) -> Said:
        key = (element.getparent(), element.tag, element.get("id"), element.get("class"))
        if key not in self.known:
            said: dict[str, str] = {}
            for compound in _compounds(element):
                if rules := self.rules.get(compound):
                    said |= rules.alone
                    for around, own in rules.inside:
                        said |= own if _stands_in(element, around) else {}
            self.known[key] = said
        return self.known[key]

    def _add(self, selector: str, said: dict[str, str]) -> None:
        parts = re.split(r"\s*(>)\s*|\s+", selector.strip())
        compounds: list[tuple[_Compound, str]] = []
        combinator = " "
        for part in filter(None, parts):
            found = _COMPOUND.fullmatch(part)
            if part == ">":
                combinator = part
            elif found:
                tag = (found["tag"] or "").lower().replace("*", "")
                compounds.append((_Compound(tag, frozenset(_NAME.findall(found["names"]))), combinator))
                combinator = " "
            else:
                return
        if not compounds:
            return
        rules = self.rules.setdefault(compounds[-1][0], _Rules())
        if len(compounds) == 1:
            rules.alone |= said
        elif len(rules.inside) < _MOST_RULES:
            steps = [(one, after) for (one, _), (_, after) in pairwise(compounds)]
            rules.inside.append((steps, said))


def _rules(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    depth = start = 0
    selectors = ""
    for brace in _BRACES.finditer(sheet):
        text, start = sheet[start : brace.start()], brace.end()
        if brace[0] == "{":
            selectors, depth = text, depth + 1
            continue
        said = _declared(text) if depth == 1 else {}
        depth = max(depth - 1, 0)
        for selector in selectors.split(",") if said else ():
            yield selector, said


def _declared(text: str) -> dict[str, str]:
    return {
        found["name"].lower(): re.sub(r"\s*!important\s*$", "", found["value"].strip().lower())
        for found in _SAID.finditer(text)
    }


def _compounds(element: HtmlElement) -> Iterator[_Compound]:
    """What a selector may ask of an element itself, from less to more; of classes, two at most."""
    names = _names(element)
    for count in range(3):
        for chosen in combinations(names[:_MOST_CLASSES], count):
            for tag in ("", element.tag):
                yield _Compound(tag, frozenset(chosen))


def _names(element: HtmlElement) -> list[str]:
    own = [f"#{element.get('id')}"] if element.get("id") else []
    return [*own, *(f".{name}" for name in (element.get("class") or "").split())]


def _stands_in(element: HtmlElement, around: list[tuple[_Compound, str]]) -> bool:
    """Tell whether an element is in others as a selector asks: the parent for ``>``, else the nearest that fits."""
    inner = element
    for compound, combinator in reversed(around):
        outers = islice(inner.iterancestors(), 1 if combinator == ">" else _MOST_AROUND)
        found = next((outer for outer in outers if compound.fits(outer)), None)
        if found is None:
            return False
        inner = found
    return True
