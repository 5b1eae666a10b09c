"""Letters to counties: which counties, which rows, which files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from flows.errors import SeveralCounties
from flows.judging.owners import with_owner
from flows.texts import say
from reports.letter_content import letter
from reports.letter_file import write_letter_file
from reports.letter_words import words
from warehouse.findings import UnknownName
from warehouse.release import Release

_FOLDER = Path("letters")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass
class Letters:
    """The files that were written, and what to tell a person besides."""

    paths: list[Path] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def write_letter(
    release: Release, county: str, year: int | None, reply_by: date | None, output: Path | None
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
        raise SeveralCounties("、".join(others))
    written = Letters()
    own = documents.filter(county=county if county in owners else others[0])
    _write(release, own, year, reply_by, output, written)
    if county in owners and others:
        written.remarks.append(say("letter.namesakes", county=county, codes="、".join(others)))
    return written


def write_letters(release: Release, year: int | None, reply_by: date | None, folder: Path | None) -> Letters:
    """Write a letter for every county that there is something to tell, into a folder (``letters``)."""
    documents = with_owner(release.scan("documents").collect())
    written = Letters()
    for (county,), own in documents.group_by("county", maintain_order=True):
        if county is None:
            names = "、".join(own["file_name"])
            written.remarks.append(say("letter.no_county", files=names))
        else:
            _write(release, own, year, reply_by, (folder or _FOLDER) / _file_name(own), written)
    return written


def _write(
    release: Release,
    own: pl.DataFrame,
    year: int | None,
    reply_by: date | None,
    output: Path | None,
    written: Letters,
) -> None:
    documents = own if year is None else own.filter(fiscal_year=year)
    places = set(documents.select("fiscal_year", "county_code").rows())
    of_county = pl.col("document_id").is_in(documents["document_id"].implode())
    projects, indicators, findings = (
        release.scan_partitions(table, places).filter(of_county).collect()
        for table in ("projects", "indicators", "findings")
    )
    corrected = release.scan("corrections_applied").filter(of_county).collect()
    content = letter(documents, projects, indicators, findings, corrected, date.today(), reply_by)
    if content.departments or content.corrected:
        written.paths.append(write_letter_file(output or Path(_file_name(own)), content))
    else:
        written.remarks.append(say("letter.nothing", county=_county(own)))


def _file_name(own: pl.DataFrame) -> str:
    return words().file_name.format(county=_NOT_IN_NAMES.sub("_", _county(own))[:60])


def _county(own: pl.DataFrame) -> str:
    """Code and name, as far as they were read."""
    return "_".join(
        str(value) for name in ("county_code", "county_name") for value in own[name].drop_nulls()[:1]
    )
