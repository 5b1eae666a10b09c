"""R01: the contents list and the forms read disagree, in number or in titles.

Titles are compared after dropping 绩效目标表, white space and punctuation; one that only differs by a misprint (the
same numbers, most characters shared), or that the other shortens, agrees. In a scan the numbers may differ too: digits
are misread like any character. An entry also agrees with a form
whose 项目名称 it gives, be the forms' titles all the same. A list that names no project (chapters alone) says nothing of them.

Not caught: a form that was left out of the contents list and of the forms read alike; two titles exchanged.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import Texts, data_of
from expectations.rules.tables import Tables
from expectations.rules.text import filled
from expectations.rules.titles import beginning, ending, equal, sharing_letters


class _Data(BaseModel):
    similar: float
    shortest_name: int
    named: int
    more: str
    only_listed: Texts
    only_read: Texts


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a draft whose contents list and forms disagree."""
    listed, read = _unmatched(tables)
    return (
        tables.documents.drop_nulls(["toc_project_count", "project_count"])
        .filter(pl.col("toc_project_count") > 0)
        .join(
            _told(listed, "only_listed", _DATA.only_listed),
            on="document_id",
            how="left",
        )
        .join(
            _told(read, "only_read", _DATA.only_read),
            on="document_id",
            how="left",
        )
        .with_columns(
            case=pl.when(pl.col("toc_project_count") != pl.col("project_count"))
            .then(pl.lit("count"))
            .when(pl.col("only_listed").is_not_null() | pl.col("only_read").is_not_null())
            .then(pl.lit("titles")),
            listed=pl.col("toc_project_count"),
            read=pl.col("project_count"),
        )
        .drop_nulls("case")
        .with_columns(
            field=pl.when(case="count").then(pl.lit("project_count")).otherwise(pl.lit("title")),
            observed=pl.when(case="count").then(pl.col("read").cast(pl.String)).otherwise("only_read"),
            expected=pl.when(case="count").then(pl.col("listed").cast(pl.String)).otherwise("only_listed"),
        )
    )


def _unmatched(tables: Tables) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Entries without a form and forms without an entry, of the drafts that have a contents list."""
    listed = _counted(tables.contents.select("document_id", "title", key="title_key", number="sequence"))
    entries = tables.contents.select("document_id", "title_key").unique()
    with_list = entries.select("document_id").unique()
    alike = pl.len().over("document_id", "title_key") > 1  # then only the names tell the forms apart
    by_name = pl.col("named_in_list") | (alike & ~pl.col("titled_in_list"))
    forms = _counted(
        tables.projects.join(with_list, on="document_id", how="semi")
        .join(
            entries.with_columns(named_in_list=True),
            left_on=["document_id", "name_key"],
            right_on=["document_id", "title_key"],
            how="left",
        )
        .join(entries.with_columns(titled_in_list=True), on=["document_id", "title_key"], how="left")
        .with_columns(pl.col("named_in_list", "titled_in_list").fill_null(False))
        .select(
            "document_id",
            "title",
            "name_key",
            key=pl.when(by_name).then("name_key").otherwise("title_key"),
            number="no",
        )
    )
    scanned = tables.documents.select("document_id", scanned=pl.col("format") == "scan")
    lonely = _more(listed, forms).join(scanned, on="document_id", how="left").collect()
    single = _more(forms, listed).collect()
    without_form, without_entry = [lonely.clear()], [single.clear()]
    read = single.partition_by("document_id", as_dict=True)
    for document, rows in lonely.partition_by("document_id", as_dict=True).items():
        forms_read = read.pop(document, single.clear())
        has_form, has_entry = _agreeing(rows, forms_read)
        without_form.append(rows.filter(~has_form))
        without_entry.append(forms_read.filter(~has_entry))
    return pl.concat(without_form).lazy(), pl.concat([*without_entry, *read.values()]).lazy()


def _agreeing(listed: pl.DataFrame, read: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Which entries of a draft's list a form agrees with, and which forms an entry agrees with.

    They agree where one title begins the other, or both share most of their characters and, but in a scan, their
    numbers; or where the entry gives the project's name, be it behind what the forms are called (项目绩效目标表——某项目).
    """
    entries, titles, names = (rows.to_list() for rows in (listed["key"], read["key"], read["name_key"]))
    marks = [
        sharing_letters(entries, titles, _DATA.similar, same_numbers=not listed["scanned"].any()),
        beginning(entries, titles),
        beginning(titles, entries)[::-1],
        equal(entries, names),
        ending(names, entries, _DATA.shortest_name)[::-1],
    ]
    of_entries, of_forms = (np.logical_or.reduce(side) for side in zip(*marks, strict=True))
    return pl.Series(of_entries), pl.Series(of_forms)


def _counted(rows: pl.LazyFrame) -> pl.LazyFrame:
    """One row a draft and title, at the first place that has it, with how many have."""
    return (
        rows.sort("number")
        .group_by("document_id", "key", maintain_order=True)
        .agg(pl.all().first(), pl.len().alias("times"))
    )


def _more(these: pl.LazyFrame, those: pl.LazyFrame) -> pl.LazyFrame:
    """The titles that ``these`` have more often than ``those``."""
    other = those.select("document_id", "key", times_other="times")
    return these.join(other, on=["document_id", "key"], how="left").filter(
        pl.col("times") > pl.col("times_other").fill_null(0)
    )


def _told(rows: pl.LazyFrame, name: str, introduced: Texts) -> pl.LazyFrame:
    """The titles a draft's rows name, bare and introduced in either language."""
    titles = pl.col("title").sort_by("number").head(_DATA.named).str.join("、")
    rest = pl.when(pl.col("count") > _DATA.named).then(filled(_DATA.more)).otherwise(pl.lit(""))
    return (
        rows.group_by("document_id")
        .agg(titles.alias("titles"), pl.len().alias("count"))
        .with_columns(titles=pl.concat_str("titles", rest))
        .select(
            "document_id",
            pl.col("titles").alias(name),
            filled(introduced.zh).alias(f"{name}_zh"),
            filled(introduced.en).alias(f"{name}_en"),
        )
    )
