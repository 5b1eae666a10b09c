"""Anything at once: a form ruled, lettered, marked and laid in ways drawn by lot is still read as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.reading import assert_reads, read
from tests.extractors.pdf.sheets import lay_out
from tests.extractors.pdf.test_paper import FURNITURE, LETTERINGS, WATERMARKS
from tests.extractors.pdf.test_ruling import RULINGS


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    rule=st.sampled_from(sorted(RULINGS)),
    lettering=st.sampled_from(sorted(LETTERINGS)),
    mark=st.sampled_from(["", *sorted(WATERMARKS)]),
    margins=st.sampled_from(["", *sorted(FURNITURE)]),
    bottom=st.integers(250, 420),
)
def test_any_paper(rule, lettering, mark, margins, bottom):
    draws = [RULINGS[rule], LETTERINGS[lettering]]
    draws += [table[name] for table, name in ((WATERMARKS, mark), (FURNITURE, margins)) if name]
    sheets = lay_out(margins=(60, 80, bottom))
    with tempfile.TemporaryDirectory() as folder:
        assert_reads(read(Path(folder), d.pdf(sheets, *draws)))
