"""The documentation names files, headings and commands that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "README.en.md"]
CODE = (
    "flows",
    "extractors",
    "transforms",
    "expectations",
    "warehouse",
    "reports",
    "demo",
    "tests",
    "benchmarks",
)
FOLDERS = (*CODE, "docs", ".ci")
FENCED = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
OF_WAREHOUSES = {"reports/quality.html"}  # a path in the warehouse folder, which has a folder `reports` too
LINK = re.compile(r"\]\(([^)\s]+)\)")
# Comments and texts point to a heading like this: docs/checks.md, "Rules".
POINTER = re.compile(r"docs/(?P<page>\w+\.md)[,，]\s*(?:#\s+)?[\"“](?P<heading>[^\"”]+)[\"”]")
ANY_PAGE = re.compile(r"docs/\w+\.md")


def named(page: Path) -> list[str]:
    """Paths from the root of the repository that a page names in backticks."""
    spans = re.findall(r"`([^`]+)`", FENCED.sub("", page.read_text("utf-8")))
    words = [word.rstrip(",.;:") for span in spans for word in span.split()]
    ours = [word for word in words if word.startswith(tuple(f"{folder}/" for folder in FOLDERS))]
    return [word for word in ours if word not in OF_WAREHOUSES]


def headings(page: Path) -> set[str]:
    return set(re.findall(r"^#+ (.+)$", page.read_text("utf-8"), flags=re.M))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_that_a_page_names_are_there(page: Path) -> None:
    missing = [path for path in named(page) if not any(ROOT.glob(path.replace("<table>", "*").rstrip("/")))]
    assert missing == []


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in targets if not (page.parent / link.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_targets_of_make_are_in_the_makefile(page: Path) -> None:
    rules = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.M))
    text = page.read_text("utf-8")
    typed = "\n".join(FENCED.findall(text))
    told = re.findall(r"`make ([a-z][\w-]*)", text) + re.findall(r"^make ([a-z][\w-]*)", typed, flags=re.M)
    assert set(told) <= rules


def test_headings_that_code_and_pages_point_to_are_there() -> None:
    known = {page.name: headings(page) for page in PAGES}
    sources = [
        path
        for folder in (*CODE, "docs")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".toml", ".html", ".md"}
    ]
    wrong = []
    for path in sources:
        text = path.read_text("utf-8")
        wrong += [
            (path.name, found[0]) for found in ANY_PAGE.finditer(text) if not (ROOT / found[0]).is_file()
        ]
        wrong += [
            (path.name, found[0])
            for found in POINTER.finditer(text)
            if found["heading"] not in known.get(found["page"], ())
        ]
    assert wrong == []
