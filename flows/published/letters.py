"""Letters to counties: which counties, which rows, which files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import polars as pl

from expectations.for_county import unsure_expectations
from flows.errors import SeveralCounties
from flows.judging.owners import with_owner
from flows.published.letter_scope import Scope, scope_of
from flows.texts import listed, say
from reports.letter_content import letter
from reports.letter_file import write_letter_file
from reports.letter_words import words
from warehouse.names import UnknownName
from warehouse.release import Release
from warehouse.severity import Severity
from warehouse.shell import argument

_FOLDER = Path("letters")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class Wishes:
    """What a person asks of letters: of which fiscal year, of which severities (none are all), answered by when."""

    year: int | None = None
    severities: Collection[Severity] = ()
    reply_by: date | None = None


@dataclass
class Letters:
    """The files that were written, what to tell a person besides, and what was left out of all of them."""

    paths: list[Path] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    doubts: Counter[str] = field(default_factory=Counter)
    held_back: list[str] = field(default_factory=list)
    slighter: int = 0

    def leave_out(self, scope: Scope) -> None:
        """Count what is in no letter."""
        self.doubts.update(scope.doubts)
        self.held_back += scope.held_back
        self.slighter += scope.slighter

    def told(self, county: str | None = None, where: str = "") -> list[str]:
        """The remarks, and what was left out with where it is to be seen.

        ``where``: the options that a command needs to find the warehouse and its release.
        """
        said = list(self.remarks)
        if self.doubts:
            rules = sorted(self.doubts)
            asked = "".join(f" --rule {rule}" for rule in rules) + where
            if county:
                asked += f" --county {argument(county)}"
            told = {"count": self.doubts.total(), "rules": rules, "asked": asked}
            said.append(say("letter.doubts", **told))
        if self.held_back:
            said.append(say("letter.held_back", files=self.held_back))
        if self.slighter:
            said.append(say("letter.slighter", count=self.slighter))
        return said


def write_letter(
    release: Release, county: str, output: Path | None = None, wishes: Wishes = Wishes()
) -> Letters:
    """Write one county's letter, by its code or name; a letter with nothing to say is none.

    Raises UnknownName, and SeveralCounties for a name that goes with several codes.
    """
    documents = with_owner(release.scan("documents").collect())
    owners = documents.filter(pl.any_horizontal(pl.col("county", "county_name") == county))["county"].unique()
    if owners.is_empty():
        names = pl.concat([documents["county_code"], documents["county_name"]])
        raise UnknownName("county", county, set(names))
    others = sorted(owners.filter(owners != county))
    if county not in owners and len(others) > 1:
        raise SeveralCounties(listed(others))
    written = Letters()
    own = documents.filter(county=county if county in owners else others[0])
    _write(release, own, wishes, output, written)
    if county in owners and others:
        written.remarks.append(say("letter.namesakes", county=county, codes=others))
    return written


def write_letters(release: Release, folder: Path | None = None, wishes: Wishes = Wishes()) -> Letters:
    """Write a letter for every county that there is something to tell, into a folder (``letters``)."""
    documents = with_owner(release.scan("documents").collect())
    written = Letters()
    for (county,), own in documents.group_by("county", maintain_order=True):
        if county is None:
            written.remarks.append(say("letter.no_county", files=own["file_name"].to_list()))
        else:
            _write(release, own, wishes, (folder or _FOLDER) / _file_name(own), written)
    return written


def _write(
    release: Release, own: pl.DataFrame, wishes: Wishes, output: Path | None, written: Letters
) -> None:
    documents = own if wishes.year is None else own.filter(fiscal_year=wishes.year)
    places = set(documents.select("fiscal_year", "county_code").rows())
    of_county = pl.col("document_id").is_in(documents["document_id"].implode())
    projects, indicators, findings = (
        release.scan_partitions(table, places).filter(of_county).collect()
        for table in ("projects", "indicators", "findings")
    )
    corrected = release.scan("corrections_applied").filter(of_county).collect()
    scope = scope_of(release.folder.parent.parent, documents, findings, wishes.severities)
    written.leave_out(scope)
    content = letter(
        scope.documents, projects, indicators, scope.findings, corrected,
        unsure_expectations(), date.today(), wishes.reply_by,
    )  # fmt: skip
    if not content.departments and not content.corrected:
        written.remarks.append(say("letter.nothing", county=_county(own)))
        return
    target = output / _file_name(own) if output and output.is_dir() else output or Path(_file_name(own))
    if kept := _kept(target):
        written.remarks.append(say("letter.kept", path=kept))
    written.paths.append(write_letter_file(target, content))


def _kept(target: Path) -> Path | None:
    """Where an earlier letter of the same name was put: a person may have written in it."""
    if not target.is_file():
        return None
    written_at = datetime.fromtimestamp(target.stat().st_mtime)
    kept = target.with_stem(f"{target.stem}_{written_at:%Y%m%d-%H%M%S}")
    return target.replace(kept)


def _file_name(own: pl.DataFrame) -> str:
    return words().file_name.format(county=_NOT_IN_NAMES.sub("_", _county(own))[:60])


def _county(own: pl.DataFrame) -> str:
    """Code and name, as far as they were read."""
    return "_".join(
        str(value) for name in ("county_code", "county_name") for value in own[name].drop_nulls()[:1]
    )
