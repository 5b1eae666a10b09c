"""R01: the contents list and the forms read disagree, in number or in titles.

Titles are compared after dropping 绩效目标表, white space and punctuation; one that only differs by a misprint (the
same numbers, most characters shared), or that the other shortens, agrees. In a scan the numbers may differ too: digits
are misread like any character. An entry also agrees with a form
whose 项目名称 it gives, be the forms' titles all the same. A list that names no project (chapters alone) says nothing of them.

Not caught: a form that was left out of the contents list and of the forms read alike; two titles exchanged.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from expectations.rules.text import with_likeness


class _Data(BaseModel):
    similar: float
    shortest_name: int
    named: int


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a draft whose contents list and forms disagree."""
    listed, read = _unmatched(tables)
    return (
        tables.documents.drop_nulls(["toc_project_count", "project_count"])
        .filter(pl.col("toc_project_count") > 0)
        .join(
            _told(listed, "only_listed", "目录中有而正文没有", "only in the list"),
            on="document_id",
            how="left",
        )
        .join(
            _told(read, "only_read", "正文中有而目录没有", "only among the forms"),
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
    entries = tables.contents.group_by("document_id").agg(entries="title_key")
    alike = pl.len().over("document_id", "title_key") > 1  # then only the names tell the forms apart
    by_name = pl.col("name_key").is_in("entries") | (alike & ~pl.col("title_key").is_in("entries"))
    named = pl.when(by_name).then("name_key").otherwise("title_key")
    forms = _counted(
        tables.projects.join(entries, on="document_id").select(
            "document_id", "title", "name_key", key=named, number="no"
        )
    )
    lonely, single = _more(listed, forms), _more(forms, listed)
    together = lonely.join(single, on="document_id", suffix="_form")
    scanned = tables.documents.select("document_id", scanned=pl.col("format") == "scan")
    pairs = (
        with_likeness(together, "key", "key_form", ["document_id", "number", "number_form"])
        .join(scanned, on="document_id", how="left")
        .filter(_agree(pl.col("key"), pl.col("key_form")) | _names(pl.col("key"), pl.col("name_key")))
    )
    return (
        lonely.join(pairs, on=["document_id", "number"], how="anti"),
        single.join(
            pairs, left_on=["document_id", "number"], right_on=["document_id", "number_form"], how="anti"
        ),
    )


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


def _agree(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Whether one begins the other, or both share most of their characters and, but in a scan, their numbers."""
    numbers = [text.str.replace_all(r"\D", "") for text in (one, other)]
    misprinted = (pl.col("likeness") >= _DATA.similar) & (pl.col("scanned") | (numbers[0] == numbers[1]))
    starts = other.str.starts_with(one) | one.str.starts_with(other)
    return (one != "") & (other != "") & (starts | misprinted)


def _names(entry: pl.Expr, name: pl.Expr) -> pl.Expr:
    """Whether an entry gives a project's name, be it behind what the forms are called (项目绩效目标表——某项目)."""
    return (entry == name) | (entry.str.ends_with(name) & (name.str.len_chars() >= _DATA.shortest_name))


def _told(rows: pl.LazyFrame, name: str, zh: str, en: str) -> pl.LazyFrame:
    """The titles a draft's rows name, bare and introduced in either language."""
    titles = pl.col("title").sort_by("number").head(_DATA.named).str.join("、")
    rest = pl.when(pl.len() > _DATA.named).then(pl.format("等 {} 个", pl.len())).otherwise(pl.lit(""))
    return (
        rows.group_by("document_id")
        .agg(pl.concat_str(titles, rest).alias(name))
        .with_columns(
            pl.format(f"；{zh}：{{}}", name).alias(f"{name}_zh"),
            pl.format(f"; {en}: {{}}", name).alias(f"{name}_en"),
        )
    )
