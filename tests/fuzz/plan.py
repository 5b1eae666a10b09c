"""Which hostile files there are: every attack once, then random mutations, kinds of file in turn."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.fuzz import package_attacks, pdf_attacks, plain_attacks
from tests.fuzz.bytewise import MUTATIONS
from tests.fuzz.sound import SOUND, sound

# Takes seconds to make or to read, or as long as a draft may take: for the long run.
SLOW = {
    "string that never ends", "xref stream of 10^9 entries", "xref stream without fields", "object stream as a bomb",
    "object stream of a million", "bomb in a bomb", "run-length bomb", "contents 100,000 times", "forms 12 deep, 10 each",
    "inline picture that never ends", "million saves", "million dots", "million lines", "one path of a million lines",
    "widths of a million", "encoding of a million names", "font that is its own child", "composite widths of a million",
    "character map of 4 billion", "character map of ranges", "character map of cids", "many empty pages",
    "800 MB of media", "bomb of 300 MB", "draft of 100 MB", "3,000 empty files", "line of 10^8", "3,000 pages",
    "tiles of a hundredth of a point", "tiles as large as the page, a point apart", "soft masks in soft masks",
    "soft mask that masks itself", "3,000 pictures over one another", "lines as broad as the page",
    "shading by a long program", "100,000 triangles as large as the page", "100 MB before it",
    "text of another file", "sheet of another file", "a cell 10^9 times", "three million paragraphs",
    "members in one another", "a directory of a million",
    "rich text, 100,000 deep", "rich text with bytes without end", "rich text of another file", "Excel's XML of another file",
    "50,000 small files", "30,000 by 30,000 packed", "a million paragraphs", "a cell a million times", "half a million rows",
}  # fmt: skip

FILE_NAMES = (
    "-rf.txt", "--force.txt", "$(touch outside).txt", "`touch outside`.txt", "甲\u202etxt.exe.txt", "\x1b[31mred\x07.txt",
    "line\nbreak\r.txt", "tab\t.txt", "CON", "nul.txt", "😀.txt", "=cmd|' C calc'!A0.txt", "<img src=x onerror=alert(1)>.txt",
    "%s%n{0}{{x}}.txt", "甲" * 80 + ".txt", "x.txt.pdf.docx", "back\\slash.txt", "file:", "*?.txt", "'quote\".txt",
    "not\udcff\udcfeutf8.txt",
    " space .txt", "[link](javascript:alert(1)).txt", "a!b.txt", "#a.txt", "甲::乙.txt",
)  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    """One hostile file: its name in the inbox, the kind of file it began as, what was done to it."""

    name: str
    kind: str
    what: str
    content: bytes


def attacks(canary: str, *, slow: bool, every: int = 1) -> Iterator[Hostile]:
    """Every so many-th attack, and every hostile name. ``canary`` is the address of a file that no reader may open."""
    known = [
        *(("pdf", what, make) for what, make in pdf_attacks.ATTACKS.items()),
        *((kind, what, make) for (kind, what), make in package_attacks.ATTACKS.items()),
        *((kind, what, make) for (kind, what), make in plain_attacks.ATTACKS.items()),
    ]
    for number, (kind, what, make) in enumerate(known):
        if number % every == 0 and (slow or what not in SLOW):
            yield Hostile(f"attack-{number:04}.{kind}", kind, what, make(canary))
    for number, name in enumerate(FILE_NAMES):
        content = sound("txt").replace("供水户数".encode(), f"户数{number}".encode())
        yield Hostile(name, "name", f"name {name[:20]!a}", content)


def mutations(seed: int, canary: str) -> Iterator[Hostile]:
    """Mutated sound files without end; the same seed gives the same files."""
    rng, number = random.Random(seed), 0
    while True:
        for kind in SOUND:
            what, content = _mutation(rng, kind, canary)
            yield Hostile(f"mutation-{number:05}.{kind}", kind, what, content)
            number += 1


def _mutation(rng: random.Random, kind: str, canary: str) -> tuple[str, bytes]:
    if kind == "pdf" and rng.random() < 0.6:
        what = rng.choice(sorted(pdf_attacks.RANDOM))
        return what, pdf_attacks.RANDOM[what](rng)
    if kind in ("docx", "xlsx", "ofd", "zip") and rng.random() < 0.8:
        what = rng.choice(sorted(package_attacks.RANDOM))
        return what, package_attacks.RANDOM[what](rng, kind)
    mutate = rng.choice(MUTATIONS)
    content = mutate(rng, sound(kind))
    while rng.random() < 0.3 and len(content) > 1:
        content = rng.choice(MUTATIONS)(rng, content)
    return mutate.__name__, content or b"\0"
