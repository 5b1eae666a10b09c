"""Mutations that know nothing of a format: bytes flipped, cut, put in, swapped, repeated."""

from __future__ import annotations

import random
from collections.abc import Callable

_MAGIC = (
    b"\x00", b"\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\x80\x00\x00\x00", b"-1", b"99999999999999999999",
    b"\n", b"<<", b">>", b"]]>", b"<!--", b"&#0;", b"\r\n\r\n", b"PK\x03\x04", b"%PDF-1.7", b"\xef\xbb\xbf", b"\xed\xa0\x80",
    "\u202e".encode(), b"\t\t\t\t", b"endstream", b"NaN", b"1e999", b"/Type", b"..", b"\x1b[2J",
)  # fmt: skip
_LONGEST = 4096


def _stretch(rng: random.Random, content: bytes) -> tuple[int, int]:
    """Start and end of a random stretch, mostly short."""
    start = rng.randrange(len(content) + 1)
    return start, min(len(content), start + int(rng.paretovariate(0.6)))


def flip(rng: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 3, 10, 100))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def noise(rng: random.Random, content: bytes) -> bytes:
    start, end = _stretch(rng, content)
    return content[:start] + rng.randbytes(end - start) + content[end:]


def truncate(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randrange(1, len(content))]


def behead(rng: random.Random, content: bytes) -> bytes:
    return content[rng.randrange(1, len(content)) :]


def insert(rng: random.Random, content: bytes) -> bytes:
    at, times = rng.randrange(len(content)), rng.choice((1, 1, 2, 64))
    return content[:at] + rng.choice(_MAGIC) * times + content[at:]


def overwrite(rng: random.Random, content: bytes) -> bytes:
    at, magic = rng.randrange(len(content)), rng.choice(_MAGIC)
    return content[:at] + magic + content[at + len(magic) :]


def remove(rng: random.Random, content: bytes) -> bytes:
    start, end = _stretch(rng, content)
    return content[:start] + content[end:]


def repeat(rng: random.Random, content: bytes) -> bytes:
    start, end = _stretch(rng, content)
    block = content[start : min(end, start + _LONGEST)]
    return content[:end] + block * rng.choice((1, 2, 50)) + content[end:]


def swap(rng: random.Random, content: bytes) -> bytes:
    a, b, c, d = sorted(rng.randrange(len(content) + 1) for _ in range(4))
    return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


def digits(rng: random.Random, content: bytes) -> bytes:
    """Other digits for some of those written: lengths, offsets, numbers of objects."""
    at = [position for position, byte in enumerate(content) if 48 <= byte <= 57]
    changed = bytearray(content)
    for position in rng.sample(at, min(len(at), rng.choice((1, 2, 10)))):
        changed[position] = rng.choice(b"0123456789-.")
    return bytes(changed)


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    flip, noise, truncate, behead, insert, overwrite, remove, repeat, swap, digits,
)  # fmt: skip
