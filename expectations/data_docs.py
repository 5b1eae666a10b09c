"""Great Expectations' own pages, on request.

These pages are **not** offline: they load style sheets and scripts from several content delivery networks and
a logo from the maker's server. The quality page (reports) is the report; this is for people who know the
library.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from expectations.check import CheckOutcome


def write_data_docs(outcome: CheckOutcome, folder: Path) -> list[Path]:
    """Writes one page a suite run into ``folder`` (made if absent); returns their paths.

    The breaches that are located and those only counted were run apart, so a table may have two pages.
    """
    from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
    from great_expectations.render.view.view import DefaultJinjaPageView

    view: Any = DefaultJinjaPageView()  # untyped in the library
    folder.mkdir(parents=True, exist_ok=True)
    pages = []
    for validation in outcome.validations:
        for number, raw in enumerate(validation.raw, start=1):
            content = ValidationResultsPageRenderer().render(raw)
            page = folder / f"{validation.table}-{number}.html"
            page.write_text(view.render(content), "utf-8")
            pages.append(page)
    return pages
