"""A batch's summary as Prefect keeps it."""

from __future__ import annotations

import re

from flows.releasing.summary import BatchSummary, ClosedCase, HeldBack, as_markdown
from flows.texts import choose_language

SUMMARY = BatchSummary(
    batch_id="b1", release_id="r1", files_found=3, published=1, unchanged=0, superseded=0, quarantined=1,
    duplicate=1, pages=9, projects=4, indicators=30, checks_not_run=0, checked_again=0, seconds=1.5,
    quality_page="quality.html", data_docs=None, counties=[], new_labels=[], open_earlier=0,
    held_back=[
        HeldBack(
            document_id="d", file_name="a|b*.pdf", path="甲水县/a|b*.pdf", folder_county="甲水县", codes=["x"],
            messages_zh=["空的", "坏的"], messages_en=["Empty."], how_to_close_zh="改。", how_to_close_en="Mend it.",
        )
    ],
    closed=[ClosedCase(document_id="e", file_name="c.pdf")],
    replaced=[], missing_earlier=0, duplicates=[], corrections_applied=0, waivers_applied=0, desk_outdated=[],
)  # fmt: skip


def test_it_is_told_in_the_language_of_the_run() -> None:
    lines = as_markdown(SUMMARY).splitlines()
    assert lines[4] == "| 3 | 1 | 0 | 0 | 1 | 1 | 4 | 30 |"
    assert lines[2].count("|") == lines[3].count("|") == lines[4].count("|")
    assert lines[6:8] == [r"- a\|b\*.pdf：空的；坏的", "- 已结案：c.pdf"]
    choose_language(["--lang", "en"], {})
    try:
        told = as_markdown(SUMMARY)
    finally:
        choose_language([], {})
    assert r"- a\|b\*.pdf: Empty." in told
    assert not re.search("[一-鿿]", told)
