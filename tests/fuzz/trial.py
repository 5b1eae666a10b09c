"""One trial: hostile files among clean drafts, a batch over all of them, and the verdict."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import TimeoutExpired

from tests.flows.drafts import draft_text
from tests.fuzz.batch import Batch, Watched
from tests.fuzz.plan import Hostile
from tests.fuzz.sound import as_docx, as_pdf
from tests.fuzz.verdict import Verdict, judge

_MIB = 1024 * 1024
_HOMES = ("h1", "h2")  # short: a socket's whole path may have 107 characters
_OWN = {f"{home}{folder}" for home in _HOMES for folder in ("", "/here", "/tmp")}


@dataclass(frozen=True)
class Trial:
    """What was put in, what the batch did and what to think of it."""

    hostile: list[Hostile]
    watched: Watched
    verdict: Verdict


def clean_drafts() -> dict[str, bytes]:
    """Drafts of other departments than the hostile files', that must come through unharmed."""
    return {
        "clean.txt": draft_text("401", "990102").encode(),
        "clean.docx": as_docx(draft_text("402", "990102")),
        "clean.pdf": as_pdf(draft_text("403", "990103")),
    }


def run_trial(
    folder: Path, plan: Callable[[str], list[Hostile]], settings: Mapping[str, str], seconds: float
) -> Trial:
    """Write the files that ``plan`` makes (given the canary's address), run the batches and judge.

    The batch of the clean drafts alone runs beside the other.
    """
    secret = f"canary {secrets.token_hex(16)}"
    canary = folder / "canary.txt"
    canary.write_text(secret, encoding="utf-8")
    clean, hostile = clean_drafts(), plan(canary.as_uri())
    for name in ("inbox", "clean"):
        (folder / name).mkdir()
        for draft, content in clean.items():
            (folder / name / draft).write_bytes(content)
    for one in hostile:
        (folder / "inbox" / one.name).write_bytes(one.content)
    before = _listing(folder)
    alone = Batch(folder / "clean", folder / "undisturbed", folder / _HOMES[1], settings)
    batch = Batch(folder / "inbox", folder / "warehouse", folder / _HOMES[0], settings)
    try:
        sound = alone.wait(seconds)
    except TimeoutExpired:
        batch.process.kill()
        raise
    watched = batch.wait(seconds)
    assert sound.exit_code == 0, sound.told
    most = int(settings["JIXIAO_DRAFT_MEMORY_MIB"]) * _MIB
    verdict = judge(
        hostile, list(clean.values()), watched, folder / "warehouse", folder / "undisturbed", secret, most
    )
    if written := _listing(folder) - before:
        verdict.wrong.append(f"written outside the warehouse: {sorted(written)}")
    return Trial(hostile, watched, verdict)


def _listing(folder: Path) -> set[str]:
    """Everything outside the warehouses, but what Prefect keeps under the home."""
    return {
        path.relative_to(folder).as_posix()
        for top in folder.iterdir()
        if top.name not in ("warehouse", "undisturbed")
        for path in (top, *top.rglob("*"))
        if not {".local", ".prefect", ".cache"} & set(path.relative_to(folder).parts)
        and path.relative_to(folder).as_posix() not in _OWN
    }
