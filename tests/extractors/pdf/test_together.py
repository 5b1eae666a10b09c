"""Anything at once: a form ruled, lettered, marked and laid in ways drawn by lot is still read as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extractors.paper import Style
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.reading import assert_reads, read
from tests.extractors.pdf.sheets import lay_out
from tests.extractors.pdf.test_paper import FURNITURE, LETTERINGS, WATERMARKS
from tests.extractors.pdf.test_ruling import RULINGS

styles = st.builds(
    Style, merges_level2=st.booleans(), middle=st.booleans(), repeats_heading=st.booleans()
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(
    style=styles,
    rule=st.sampled_from(sorted(RULINGS)),
    lettering=st.sampled_from(sorted(LETTERINGS)),
    mark=st.sampled_from(["", *sorted(WATERMARKS)]),
    margins=st.sampled_from(["", *sorted(FURNITURE)]),
    bottom=st.integers(250, 420),
)
def test_any_paper(style, rule, lettering, mark, margins, bottom):
    draws = [RULINGS[rule], LETTERINGS[lettering]]
    draws += [table[name] for table, name in ((WATERMARKS, mark), (FURNITURE, margins)) if name]
    sheets = lay_out(style=style, margins=(60, 80, bottom))
    with tempfile.TemporaryDirectory() as folder:
        assert_reads(read(Path(folder), d.pdf(sheets, *draws)))
