"""corrections.csv and waivers.csv as people keep them: encodings, what Excel does to cells, faults with their rows."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.desk.appending import append_correction, append_waiver
from warehouse.desk.corrections import Correction, read_corrections
from warehouse.desk.errors import DeskFileError
from warehouse.desk.sheet import headings, read_sheet, write_sheet
from warehouse.desk.spreadsheet_cell import as_cell, as_cells, from_cell
from warehouse.desk.waivers import read_waivers

CODE = "13082123P00007910001D"
LINE = {
    "project_code": CODE, "fiscal_year": "2023", "field": "budget_wanyuan", "old": "20", "new": "21", "reason": "核实",
}  # fmt: skip

# whatever a cell may hold once it is stripped; NUL is no text, and csv takes a lone return for a line's end
cells = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12
) | st.sampled_from(
    ["=1+1", "'=1", "''-x", "-5", "-5x", "+8%", "@a", "＝100%", '甲"乙,丙', "一\n二", "'", "-"]
)


def save(root: Path, *lines: dict[str, str], encoding: str = "utf-8-sig", separator: str = ",") -> Path:
    """The file as a person's Excel writes it, with the columns of the first line."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(lines[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(lines)
    path = root / "corrections.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def faults(root: Path) -> list[tuple[int | None, str]]:
    with pytest.raises(DeskFileError) as caught:
        read_corrections(root)
    return [(fault.line, fault.code) for fault in caught.value.faults]


@given(cells)
def test_a_cell_comes_back_and_would_not_run(text: str) -> None:
    cell = as_cell(text)
    assert from_cell(cell) == text
    assert not (cell[1:] and cell[0] in "=@\t\r\n＝＋－＠")
    assert as_cells(pl.DataFrame({"a": [text]}))["a"].to_list() == [cell]


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(headings("corrections"), cells)), max_size=4))
def test_a_sheet_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("sheet") / "corrections.csv"
    write_sheet(path, "corrections", rows)
    stripped = [{name: cell.strip() for name, cell in row.items()} for row in rows]
    written = [(number, row) for number, row in enumerate(stripped, start=2) if any(row.values())]
    assert list(read_sheet(path, "corrections")) == written


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_any_encoding_and_separator_that_excel_saves(tmp_path: Path, encoding: str, separator: str) -> None:
    line = {
        "项目编码": f" {CODE} ", "年度": "２０２３年", "县代码": "13082", "字段": "指标值", "三级指标": "补助 “标准”,一",
        "指标序号": "3.0",
        "旧值": "≥1520\n万元", "新值": "≥2700万元", "理由": "见来函，\n第二页", "日期": "2023/3/9 0:00", "": "",
    }  # fmt: skip
    save(tmp_path, line, encoding=encoding, separator=separator)
    (read,) = read_corrections(tmp_path)
    assert read == Correction(
        line=2, entry=read.entry, document_id=None, project_code=CODE, fiscal_year=2023, county_code="013082",
        project=None, indicator=3, indicator_name="补助 “标准”,一", field="value_text", old="≥1520\n万元",
        new="≥2700万元", reason="见来函，\n第二页", author=None, written_at=date(2023, 3, 9), note=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"reason": " "}, "no_reason"),
        ({"project_code": ""}, "no_key"),
        ({"fiscal_year": ""}, "no_year"),
        ({"fiscal_year": "23"}, "bad_year"),
        ({"project_code": "1.30821E+20"}, "scientific"),
        ({"field": "颜色"}, "unknown_field"),
        ({"field": ""}, "no_field"),
        ({"field": "value_number"}, "computed_field"),
        ({"field": "county_name"}, "wants_document"),
        ({"field": "value_text"}, "wants_indicator"),
        ({"new": "二十"}, "bad_number"),
        ({"new": "1e30"}, "bad_number"),
        ({"new": "1000000000"}, "bad_number"),
        ({"new": "20.00"}, "nothing_changes"),
    ],
)
def test_each_fault_is_told_with_its_row(tmp_path: Path, change: dict[str, str], fault: str) -> None:
    save(tmp_path, LINE, LINE | change, LINE | {"reason": ""})
    assert (3, fault) in faults(tmp_path)
    assert (4, "no_reason") in faults(tmp_path)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", (1, "no_heading")),
        (b"\xff\xff\x80", (None, "bad_encoding")),
        ("颜色,理由\n".encode(), (1, "unknown_column")),
        ("字段,列,理由\n".encode(), (1, "repeated_column")),
        ("字段,原值\n".encode(), (1, "missing_column")),
        ("字段,理由\n一,二,三\n".encode(), (2, "ragged")),
        ('字段,理由\n"一,二\n'.encode(), (2, "bad_quotes")),
    ],
)
def test_a_file_that_is_no_sheet_of_corrections(
    tmp_path: Path, content: bytes, fault: tuple[int | None, str]
) -> None:
    (tmp_path / "corrections.csv").write_bytes(content)
    assert faults(tmp_path)[0] == fault


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    root = tmp_path_factory.mktemp("any")
    (root / "corrections.csv").write_bytes(content)
    with suppress(DeskFileError):
        assert read_corrections(root) == ()


def test_a_line_is_added_to_what_a_person_wrote(tmp_path: Path) -> None:
    save(
        tmp_path,
        {"项目编码": CODE, "年度": "2023", "字段": "预算数", "原值": "1", "改为": "2", "理由": "一"},
        encoding="gb18030",
    )
    assert append_correction(tmp_path, LINE | {"reason": "=cmd"}) == 3
    assert [line.reason for line in read_corrections(tmp_path)] == ["一", "=cmd"]
    assert b"'=cmd" in (tmp_path / "corrections.csv").read_bytes()
    before = (tmp_path / "corrections.csv").read_bytes()
    with pytest.raises(DeskFileError):
        append_correction(tmp_path, LINE | {"new": "x"})
    assert (tmp_path / "corrections.csv").read_bytes() == before


def test_an_entry_is_what_a_line_does_and_not_where_it_stands(tmp_path: Path) -> None:
    save(tmp_path, LINE, LINE | {"new": "22"})
    first, second = read_corrections(tmp_path)
    save(tmp_path, LINE | {"new": "22", "reason": "另一个理由"}, LINE, LINE)
    other, one, again = read_corrections(tmp_path)
    assert (other.entry, one.entry) == (second.entry, first.entry)
    assert again.entry not in (first.entry, second.entry)


def test_a_waiver_needs_a_finding_or_all_its_words(tmp_path: Path) -> None:
    path = tmp_path / "waivers.csv"
    assert append_waiver(tmp_path, {"finding_id": "AB12", "reason": "已说明"}) == 2
    assert read_waivers(tmp_path)[0].finding_id == "ab12"
    for words, fault in (("", "no_finding"), ("R11", "wants_words")):
        path.write_text(f"规则,理由\n{words},x\n", encoding="utf-8")
        with pytest.raises(DeskFileError) as caught:
            read_waivers(tmp_path)
        assert [one.code for one in caught.value.faults] == [fault]
