"""Project codes as recognised: set right by their check character where that leaves one way to read them.

As docs/values.md, "Codes", tells (inferred, not documented), the last character is A[c − Σ 3^i·index(character i) mod 31]
over the alphabet of GB 32100. The constant c may differ from county to county, so it is learnt from the codes
of the same draft; a code that departs from its peers is likely a misread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import TypeVar

from extractors.scan.confusions import confusions

_T = TypeVar("_T")

LENGTH = 21
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CAPITALS = str.maketrans("ckpuwxy", "CKPUWXY")
_COUNTY = 6
_ENOUGH = 3  # codes that agree on a constant
_AGREEMENT = 0.75  # of the codes that have the shape of one
_MOST_CHANGES = 2


class CodePattern:
    """What the codes of a draft have in common: the county they begin with, and the check's constant."""

    def __init__(self, codes: Iterable[str]) -> None:
        """Learn from the codes as read; what too few agree on stays unknown."""
        shaped = [code for code in codes if is_shaped(code)]
        self.constant = _common([constant_of(code) for code in shaped])
        self.county = _common([code[:_COUNTY] for code in shaped])

    def fits(self, code: str) -> bool:
        """Tell whether a code has the shape, the county and the check character of its peers."""
        if not is_shaped(code) or (self.county is not None and code[:_COUNTY] != self.county):
            return False
        return self.constant is None or constant_of(code) == self.constant

    def repaired(self, code: str) -> str | None:
        """Return the one code that a misread one can stand for, or None.

        Only likenesses of the data file are tried, as few at once as give a code that fits; without a
        constant to check by, nothing is.
        """
        if self.constant is None or len(code) != LENGTH:
            return None
        foreign = [at for at, character in enumerate(code) if character not in _ALPHABET]
        for changes in range(max(1, len(foreign)), max(_MOST_CHANGES, len(foreign)) + 1):
            found = {other for other in _likenesses(code, foreign, changes) if self.fits(other)}
            if found:
                return found.pop() if len(found) == 1 else None
        return None


def in_capitals(code: str) -> str:
    """A code with its letters as codes have them: of some the small ones look the same (x, X), and are no other."""
    return code.translate(_CAPITALS) if len(code) == LENGTH else code


def is_shaped(code: str) -> bool:
    """Tell whether a code has 21 characters of the alphabet, digits where county and year stand."""
    return (
        len(code) == LENGTH and code[: _COUNTY + 2].isdigit() and code[_COUNTY + 2].isalpha()
        and all(character in _ALPHABET for character in code)
    )  # fmt: skip


def constant_of(code: str) -> int:
    """The constant (0 to 30) that a well shaped code's check character was made with."""
    total = sum(pow(3, place, 31) * _ALPHABET.index(character) for place, character in enumerate(code[:-1]))
    return (_ALPHABET.index(code[-1]) + total) % 31


def _likenesses(code: str, foreign: list[int], changes: int) -> Iterator[str]:
    """Every reading with so many characters changed, all of those among them that no code holds."""
    if len(foreign) > _MOST_CHANGES + 2:
        return
    like = confusions().code_confusions
    others = [at for at in range(LENGTH) if at not in foreign and like.get(code[at])]
    for chosen in combinations(others, changes - len(foreign)):
        places = [*foreign, *chosen]
        for characters in product(*(like.get(code[at], ()) for at in places)):
            changed = list(code)
            for at, character in zip(places, characters, strict=True):
                changed[at] = character
            yield "".join(changed)


def _common(values: list[_T]) -> _T | None:
    """The value that most share, if that are enough."""
    if not values:
        return None
    value, count = Counter(values).most_common(1)[0]
    return value if count >= _ENOUGH and count >= _AGREEMENT * len(values) else None
