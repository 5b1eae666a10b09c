"""Every mart of any province fits its table, whatever is missing, and is the same in any order of rows."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.compare.provinces import province, table
from transforms.compare.budget_per_indicator import budget_per_indicator
from transforms.compare.continued import continued_projects
from transforms.compare.measures import measures
from transforms.compare.near_duplicates import near_duplicates
from transforms.compare.peers import peers
from transforms.compare.reuse import reuse
from transforms.compare.sharing import sharing
from transforms.compare.template_families import template_families
from transforms.compare.year_changes import year_changes
from warehouse.schema import TABLES


def marts(tables):
    indicators, projects, documents = (tables[name] for name in ("indicators", "projects", "documents"))
    families, members = template_families(
        indicators, projects, documents, table("template_members", []).lazy()
    )
    measured, targets = measures(indicators, documents)
    continued = continued_projects(projects, documents)
    return {
        "reuse": reuse(indicators, projects, documents),
        "budget_per_indicator": budget_per_indicator(projects, documents),
        "near_duplicates": near_duplicates(indicators),
        "template_families": families,
        "template_members": members,
        "sharing": sharing(indicators, documents),
        "peers": peers(documents, projects, indicators, tables["findings"]),
        "measures": measured,
        "measure_targets": targets,
        "continued_projects": continued,
        "year_changes": year_changes(continued.lazy(), projects, indicators),
    }


@settings(deadline=None, max_examples=12)
@given(st.integers(0, 2**32))
def test_marts_fit_their_tables_and_do_not_depend_on_order(seed):
    made = province(seed)
    first = marts(made.frames())
    again = marts(made.frames(random.Random(seed)))
    for name, mart in first.items():
        conformed = TABLES[name].conform(mart)
        TABLES[name].validate(conformed)
        assert conformed.equals(TABLES[name].conform(again[name])), name


def test_a_release_without_rows_has_marts_without_rows():
    nothing = {name: table(name, []).lazy() for name in ("documents", "projects", "indicators", "findings")}
    for name, mart in marts(nothing).items():
        assert TABLES[name].conform(mart).is_empty(), name
