"""A change of any module or data file of the readers makes another version, so that nothing old is used again."""

import shutil
from pathlib import Path

import pytest

from extractors import version
from extractors.layouts.library import load_layouts


@pytest.fixture
def copy(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "extractors"
    shutil.copytree(version._FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(version, "_FOLDER", folder)
    version._readers.cache_clear()
    yield folder
    version._readers.cache_clear()


@pytest.mark.parametrize("name", ["reader.py", "form/read.py", "scan/repairs.toml", "convert/profile.xcu"])
def test_any_change_is_another_version(copy, name):
    before = version.extractor_version(load_layouts())
    version._readers.cache_clear()
    assert version.extractor_version(load_layouts()) == before
    path = copy / name
    path.write_bytes(path.read_bytes() + b"\n")
    version._readers.cache_clear()
    assert version.extractor_version(load_layouts()) != before


def test_what_python_compiled_is_no_change(copy):
    before = version.extractor_version(load_layouts())
    (copy / "__pycache__").mkdir()
    (copy / "__pycache__" / "reader.cpython-313.pyc").write_bytes(b"compiled")
    version._readers.cache_clear()
    assert version.extractor_version(load_layouts()) == before
