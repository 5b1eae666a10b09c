"""A scan of a form that three lines rule is read by the gaps between its words."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")

from extractors.reader import read_draft
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.reading import assert_reads
from tests.extractors.pdf.sheets import FORMS, lay_out
from tests.extractors.pdf.test_unruled import HIGH, three_lines


def test_every_field_of_a_table_with_three_lines_comes_back(tmp_path: Path) -> None:
    printed = pypdfium2.PdfDocument(d.pdf(lay_out(**HIGH), three_lines, d.write_all))
    page = printed[0].render(scale=150 / 72).to_pil().convert("L").rotate(-0.3, fillcolor=255)
    written = page.crop((0, 0, page.width, int(0.65 * page.height)))
    written.save(tmp_path / "scan.png", dpi=(150, 150))
    draft = read_draft(tmp_path / "scan.png")
    assert_reads(draft, FORMS[:1])
    told = [cell for cell in draft.cells if cell.in_form and cell.text]
    assert all(cell.confidence is not None and cell.x0 is not None for cell in told)
