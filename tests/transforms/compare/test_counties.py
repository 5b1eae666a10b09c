"""Which county a draft is from, where its forms do not say the code."""

from __future__ import annotations

import pytest

from tests.transforms.compare.provinces import table
from transforms.compare.counties import counties


@pytest.mark.parametrize(
    ("drafts", "found"),
    [
        ([("130821", "承德县"), (None, "承德县")], ["130821", "130821"]),
        ([(None, "承德县"), (None, "平山县"), (None, "承德县")], ["承德县", "平山县", "承德县"]),
        ([("130104", "桥西区"), ("130703", "桥西区"), (None, "桥西区")], ["130104", "130703", None]),
        ([("130821", None), (None, None)], ["130821", None]),
    ],
)
def test_a_county_is_known_by_its_code_else_by_what_its_name_stands_for(drafts, found):
    rows = [
        {"document_id": f"d{at}", "county_code": code, "county_name": name}
        for at, (code, name) in enumerate(drafts)
    ]
    assert (
        counties(table("documents", rows).lazy()).collect().sort("document_id")["county"].to_list() == found
    )
