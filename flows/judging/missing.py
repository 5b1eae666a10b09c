"""What superseded drafts hold that the files in their place lack.

Of one department and fiscal year only the newest file stands. Where one draft was sent in several files, what the others hold
would be gone without a word: here it is found and told.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from extractors.draft import Draft
from flows.intake.normalising import scan_normalised
from flows.intake.tabling import tables_of
from flows.judging.links import standing_links
from flows.judging.standing import Standing
from flows.texts import say_in_both
from warehouse.extracts import read_extract
from warehouse.schema import TABLES

_FACTS = ("document_id", "sequence", "project_code", "project_name", "title", "budget_wanyuan")
_NAMED = 20  # projects that a reason names


def missing_projects(standing: Standing) -> pl.DataFrame:
    """Table missing_projects of the release to be.

    A superseded draft is compared with the one that stands in its place: where that changes, once more. Where none stands
    any more, nothing is missing in it: its case in quarantine tells of the gap. A project is there where its code is, or
    else its name: a mended draft may have mended either.
    """
    before = _before(standing)
    pairs = standing_links(standing.documents)
    known = before.select("document_id", pl.col("superseded_by").alias("known_by")).unique("document_id")
    stood_before = standing_links(standing.before)["document_id"]
    again = pl.col("document_id").is_in(standing.superseded_before.implode())
    new = (again & pl.col("document_id").is_in(stood_before.implode())).not_()
    told = pl.col("known_by").is_not_null() & (
        (pl.col("known_by") != pl.col("superseded_by"))
        | pl.col("superseded_by").is_in(standing.taken_in.implode())
    )
    compared = pairs.join(known, on="document_id", how="left").filter(new | told).select(pairs.columns)
    found = _compared(standing, compared)
    kept = before.join(compared, on="document_id", how="anti").join(pairs, on=pairs.columns, how="semi")
    return pl.concat([kept, found])


def with_missing_told(documents: pl.DataFrame, missing: pl.DataFrame) -> pl.DataFrame:
    """Rows of documents whose ``status_reason`` says which projects the file in its place lacks, and what to do; or that
    the file in its place was held back since.
    """
    sentence, _ = say_in_both("reason.missing")
    held, _ = say_in_both("reason.nothing_stands")
    names = dict(documents.select("document_id", "file_name").iter_rows())
    told = {
        document_id: sentence.format(file=names.get(by, ""), projects=described(rows))
        for (document_id, by), rows in missing.group_by("document_id", "superseded_by")
    }
    quarantined = documents.filter(status="quarantined").select(superseded_by="document_id")
    fallen = documents.filter(status="superseded").join(quarantined, on="superseded_by", how="semi")
    for document_id, by in fallen.select("document_id", "superseded_by").iter_rows():
        told[document_id] = held.format(file=names[by])
    plain = pl.col("status_reason")
    for text in (sentence, held):
        plain = plain.str.split(text.split("{", 1)[0]).list.first()
    added = pl.col("document_id").replace_strict(told, default=None, return_dtype=pl.String)
    superseded = pl.col("status") == "superseded"
    return documents.with_columns(
        status_reason=pl.when(superseded)
        .then(pl.concat_str([plain, added.fill_null("")]))
        .otherwise("status_reason")
    )


def described(missing: pl.DataFrame) -> str:
    """Number, budget and names of one draft's missing projects, in Chinese."""
    ordered = missing.sort("sequence")
    names = [name or code or str(number) for number, code, name in _called(ordered)]
    rest = "" if len(names) <= _NAMED else f"等 {len(names)} 个"
    budget = ordered["budget_wanyuan"].drop_nulls()
    amount = f"，预算合计 {budget.sum():,.2f} 万元" if len(budget) else ""
    return f"{len(names)} 个项目{amount}（{'、'.join(names[:_NAMED])}{rest}）"


def _called(missing: pl.DataFrame) -> Iterable[tuple[int, str | None, str | None]]:
    return missing.select("sequence", "project_code", "project_name").iter_rows()


def _before(standing: Standing) -> pl.DataFrame:
    if standing.parent is None:
        return pl.DataFrame(schema=TABLES["missing_projects"].polars_schema())
    return standing.parent.scan("missing_projects").collect()


def _compared(standing: Standing, pairs: pl.DataFrame) -> pl.DataFrame:
    schema = TABLES["missing_projects"].polars_schema()
    if pairs.is_empty():
        return pl.DataFrame(schema=schema)
    old = _projects(standing, pairs["document_id"]).join(pairs, on="document_id")
    ends = pairs["superseded_by"].unique().implode()
    stands = standing.scan("projects").filter(pl.col("document_id").is_in(ends)).select(_FACTS).collect()
    new = pairs.join(_named(stands).rename({"document_id": "superseded_by"}), on="superseded_by")
    for key in ("project_code", "project_name"):
        # one for one: of two projects of one name a file may hold one
        places = ["document_id", key]
        nth = pl.col("sequence").rank("ordinal").over(places)
        old, new = old.with_columns(nth=nth), new.with_columns(nth=nth)
        also = [*places, "nth"]
        old, new = old.join(new, on=also, how="anti"), new.join(old, on=also, how="anti")
    places_of = standing.documents.select("document_id", "fiscal_year", "county_code")
    return old.join(places_of, on="document_id").select(schema.names())


def _projects(standing: Standing, documents: pl.Series) -> pl.DataFrame:
    """The projects of drafts that do not stand: from the batch, the release before, or else from what was read of them."""
    of_them = pl.col("document_id").is_in(documents.implode())
    frames = [scan_normalised(standing.work, "projects").filter(of_them).select(_FACTS).collect()]
    if standing.parent is not None:
        others = of_them & ~pl.col("document_id").is_in(standing.taken_in.implode())
        frames.append(standing.parent.scan("projects").filter(others).select(_FACTS).collect())
    known = pl.concat(frames)
    rest = set(documents) - set(known["document_id"]) - set(standing.taken_in)
    read = standing.documents.filter(pl.col("document_id").is_in(list(rest)))
    return _named(pl.concat([known, *(_read(standing, row) for row in read.iter_rows(named=True))]))


def _read(standing: Standing, document: dict[str, object]) -> pl.DataFrame:
    """The projects of a draft whose rows no release holds any more; none where it was never read."""
    nothing = pl.DataFrame(schema=TABLES["projects"].polars_schema()).select(_FACTS)
    version = document["extractor_version"]
    text = version and read_extract(standing.work.warehouse, str(document["document_id"]), str(version))
    if not text:
        return nothing
    return tables_of(Draft.model_validate_json(str(text)), document)["projects"].select(_FACTS)


def _named(projects: pl.DataFrame) -> pl.DataFrame:
    return projects.with_columns(project_name=pl.coalesce("project_name", "title")).drop("title")
