"""Project codes of 21 characters, with their check character (docs/values.md, "Codes")."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I, O, S, V, Z


def check_character(stem: str, constant: int) -> str:
    """The last character of a code whose first 20 are ``stem``: A[constant − Σ 3^i·index(c_i) mod 31].

    Raises ValueError for a character outside the alphabet.
    """
    total = sum(pow(3, place, 31) * ALPHABET.index(character) for place, character in enumerate(stem))
    return ALPHABET[(constant - total) % 31]


def project_code(county_code: str, year: int, letter: str, serial: int, constant: int) -> str:
    """A project's code: county (6), year (2), letter, serial (6), ``10001`` and the check character.

    A project that goes on keeps its serial; the year and so the check character change.
    """
    stem = f"{county_code}{year % 100:02d}{letter}{serial:06d}10001"
    return stem + check_character(stem, constant)
