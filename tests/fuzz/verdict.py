"""What must hold after a batch with hostile files, and what became of each of them."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import polars as pl

from expectations.reasons import reason_texts
from flows.intake.refusal import RefusalCode
from tests.fuzz.batch import Watched
from tests.fuzz.plan import Hostile
from warehouse.release import Release
from warehouse.store import Warehouse

# A reason that is a fault of the reader's rather than of the file. A library that crashes ends its worker, and
# takes no other file along: that is told as worker_died.
FAULTS = {"reader_failed"}
_OF_THE_BATCH = ("batch_id", "ingested_at", "source_uri", "source_modified_at", "file_name")
_BY_PROJECT = ("goals", "spending_plan")
_SCRIPT = re.compile(r"<script>alert|<img src=x|onload=alert")


@dataclass
class Verdict:
    """``wrong`` says what does not hold; ``outcomes`` gives, by the file's name, published or its reason."""

    wrong: list[str] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)


def judge(
    hostile: list[Hostile],
    clean: list[bytes],
    watched: Watched,
    warehouse: Path,
    undisturbed: Path,
    secret: str,
    most: int,
) -> Verdict:
    """Judge a batch of hostile and clean files against one of the clean files alone (``undisturbed``).

    ``secret`` is what the canary file holds; ``most`` the bytes that a worker may hold.
    """
    verdict = Verdict()
    if not watched.summary:
        verdict.wrong.append(f"the batch failed with code {watched.exit_code}: {watched.told[-2000:]}")
        return verdict
    summary = watched.summary
    parts = [
        int(str(summary[name]))
        for name in ("published", "unchanged", "superseded", "quarantined", "duplicate")
    ]
    release = Warehouse(warehouse).release()
    checks = {
        "files found are not the sum of what became of them": summary["files_found"] == sum(parts),
        f"a worker held {watched.most_of_a_worker >> 20} MiB": watched.most_of_a_worker <= most,
        "no worker was seen": bool(watched.workers),
        f"processes outlived the batch: {watched.outlived}": not watched.outlived,
        "the terminal was sent control characters": "\x1b" not in watched.told,
        f"libraries spoke to the terminal: {watched.told[:300]}": "MediaBox" not in watched.told,
        f"the release is not whole: {release.verify()}": not release.verify(),
    }
    verdict.wrong += [what for what, holds in checks.items() if not holds]
    verdict.wrong += _told_secrets(warehouse, release, secret)
    verdict.wrong += _neighbours_harmed(clean, release, Warehouse(undisturbed).release())
    verdict.outcomes = _outcomes(hostile, warehouse, release)
    for one in hostile:
        outcome = verdict.outcomes[one.name]
        if outcome == "lost" or not set(outcome.split("+")) <= {
            "published",
            "superseded",
            "duplicate",
            "expanded",
            *reason_texts(),
            *get_args(RefusalCode),
        }:
            verdict.wrong.append(f"{one.name} ({one.what}): {outcome}")
        if FAULTS & set(outcome.split("+")):
            verdict.wrong.append(f"{one.name} ({one.what}): {outcome}")
    return verdict


def _outcomes(hostile: list[Hostile], warehouse: Path, release: Release) -> dict[str, str]:
    statuses = dict(release.scan("documents").select("document_id", "status").collect().rows())
    sources = release.scan("documents").select("source_uri", "document_id").collect().rows()
    outcomes: dict[str, str] = {}
    seen: set[str] = set()
    for one in hostile:
        document_id = hashlib.sha256(one.content).hexdigest()
        if document_id not in statuses:  # refused before it was read: it goes by its address
            document_id = next((known for uri, known in sources if uri.endswith(f"/{one.name}")), document_id)
        if document_id in seen:
            outcomes[one.name] = "duplicate"
        elif document_id not in statuses:
            outcomes[one.name] = "expanded" if _is_archive(one.content) else "lost"
        elif statuses[document_id] == "quarantined":
            why = json.loads((warehouse / "quarantine" / document_id / "why.json").read_text("utf-8"))
            outcomes[one.name] = "+".join(reason["code"] for reason in why["reasons"])
        else:
            outcomes[one.name] = statuses[document_id]
        seen.add(document_id)
    return outcomes


def _is_archive(content: bytes) -> bool:
    """Tell whether the files in it were read instead (how many is part of the sum of all files found)."""
    return content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content))


def _told_secrets(warehouse: Path, release: Release, secret: str) -> list[str]:
    """Places where words of another file, or a script, came out."""
    found = []
    for path in sorted(warehouse.rglob("*")):
        if not path.is_file() or path.is_relative_to(warehouse / "raw"):
            continue
        content = path.read_bytes().decode("utf-8", "replace")
        if secret in content or "root:x:0:0" in content:
            found.append(f"{path.name} tells the secret")
        if path.suffix == ".html" and _SCRIPT.search(content):
            found.append(f"{path.name} holds a script")
    for table in release.manifest.tables:
        rows = release.scan(table).select(pl.col(pl.String)).collect()
        if any(rows[name].str.contains(secret, literal=True).any() for name in rows.columns):
            found.append(f"table {table} tells the secret")
    return found


def _neighbours_harmed(clean: list[bytes], release: Release, undisturbed: Release) -> list[str]:
    """Tables in which the clean drafts' rows are not those of a batch without the hostile files."""
    documents = [hashlib.sha256(content).hexdigest() for content in clean]
    projects = undisturbed.scan("projects").select("project_id").collect()["project_id"].to_list()
    harmed = []
    for table in (
        "documents",
        "projects",
        "indicators",
        "goals",
        "spending_plan",
        "overall_targets",
        "cells",
    ):
        rows, expected = (
            one.scan(table)
            .drop(_OF_THE_BATCH, strict=False)
            .filter(
                pl.col("project_id").is_in(projects)
                if table in _BY_PROJECT
                else pl.col("document_id").is_in(documents)
            )
            .collect()
            for one in (release, undisturbed)
        )
        order = [name for name in rows.columns if name.endswith(("_id", "sequence"))]
        if not expected.height or not rows.sort(order, maintain_order=True).equals(
            expected.sort(order, maintain_order=True)
        ):
            harmed.append(f"the clean drafts' rows of {table} differ")
    return harmed
