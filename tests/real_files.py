"""Real drafts and workbooks, which are not part of the repository: tests that need them are skipped where they are missing."""

import os
from pathlib import Path

import pytest

REAL_FILES = Path(os.environ.get("JIXIAO_REAL_FILES", Path(__file__).resolve().parents[2] / "shared"))
# One county's draft, as .txt, .docx and .pdf; .expected.json is an independent reading of it.
CHENGDE = REAL_FILES / "drafts" / "chengde-hrss-2023"
CHENGDE_READ = CHENGDE.with_suffix(".expected.json")
PDFS = sorted((REAL_FILES / "real" / "pdf").glob("*.pdf"))  # of other kinds
WORKBOOKS = REAL_FILES / "real" / "xlsx"

needs_real_files = pytest.mark.skipif(
    not (CHENGDE_READ.is_file() and WORKBOOKS.is_dir()),
    reason=f"the real drafts are not in {REAL_FILES}: put them there, or name their folder in JIXIAO_REAL_FILES",
)
