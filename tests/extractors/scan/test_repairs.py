"""What recognition misread and the field knows better: repaired where one reading is left, doubted elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.codes import project_code
from extractors.draft import Cell, Detail, Draft, Indicator, Project, Value
from extractors.layouts.library import load_layouts
from extractors.pieces import Grid, GridCell, Piece
from extractors.reading import Reading
from extractors.scan.confusions import confusions
from extractors.scan.repairs.codes import CodePattern
from extractors.scan.repairs.known_names import mend_names
from extractors.scan.repairs.read import repair_draft

LAYOUT = load_layouts().recognise(["项目编码", "预算规模及资金用途", "一级指标"])
PEERS = [project_code("130821", 2025, "P", serial, 30) for serial in (12, 345, 77, 790)]


def misread(code: str, place: int) -> str:
    """The code with the character at a place replaced by one that recognition puts for it."""
    likely = [read for read, meant in confusions().code_confusions.items() if code[place] in meant]
    return code[:place] + likely[place % len(likely)] + code[place + 1 :] if likely else code


@given(st.integers(1, 999_999), st.integers(0, 20))
def test_a_misread_code_is_repaired_or_left_but_never_made_another(serial: int, place: int) -> None:
    code = project_code("130821", 2025, "P", serial, 30)
    read = misread(code, place)
    pattern = CodePattern([*PEERS, read])
    assert pattern.fits(code)
    assert read == code or not pattern.fits(read)
    assert read == code or pattern.repaired(read) in (code, None)


def test_without_peers_no_code_is_repaired() -> None:
    assert CodePattern(PEERS[:2]).repaired(misread(PEERS[0], 4)) is None


@pytest.mark.parametrize("read", ["", "13082125P", "x" * 21, "〇" * 21, "O" * 21, "O" * 5000])
def test_odd_codes_do_no_harm(read: str) -> None:
    pattern = CodePattern([*PEERS, read])
    assert pattern.repaired(read) is None
    assert not pattern.fits(read)


def scanned(
    codes: list[str], values: list[str], doubted: str | None = "unsure", budget: str = "12.50"
) -> Draft:
    """A draft of one form a code, each with the same values, recognised with a doubt on every cell."""
    cells: list[Cell] = []

    def value(text: str) -> Value:
        cells.append(Cell(text=text, confidence=0.8, doubt=doubted))
        return Value(text="".join(text.split()), cells=(len(cells) - 1,))

    projects = tuple(
        Project(
            sequence=number,
            project_code=value(code),
            budget=value(budget),
            indicators=tuple(
                Indicator(sequence=place, level2=value("数量指标"), value=value(text))
                for place, text in enumerate(values, start=1)
            ),
        )
        for number, code in enumerate(codes, start=1)
    )
    return Draft(
        format="scan",
        layout="hebei",
        extractor_version="1",
        page_count=1,
        projects=projects,
        cells=tuple(cells),
    )


def test_a_repaired_code_keeps_what_was_read_beside_it() -> None:
    read = PEERS[0][:9] + "O" + PEERS[0][10:19] + "\n" + PEERS[0][19:]
    draft = repair_draft(scanned([read, *PEERS[1:]], []), LAYOUT)
    value = draft.projects[0].project_code
    cell = draft.cells[value.cells[0]]
    assert value.text == PEERS[0]
    assert (cell.text, cell.text_read) == (PEERS[0][:19] + "\n" + PEERS[0][19:], read)
    assert (cell.repair, cell.doubt) == ("check_character", "repaired")


@pytest.mark.parametrize(
    ("value", "read"),
    [("安装护栏√", "安装护栏"), ("≥430家。", "≥430家"), ("逐步完善。", "逐步完善。"), ("√", "√")],
)
def test_ticks_and_specks_behind_a_target_and_a_code_are_left_out(value: str, read: str) -> None:
    draft = repair_draft(scanned([f"{PEERS[0]}·", *PEERS[1:]], [value]), LAYOUT)
    project = draft.projects[0]
    assert (project.project_code.text, project.indicators[0].value.text) == (PEERS[0], read)
    cell = draft.cells[project.project_code.cells[0]]
    assert (cell.text, cell.text_read, cell.doubt) == (PEERS[0], f"{PEERS[0]}·", "repaired")


@pytest.mark.parametrize(
    ("name", "read"), [("时效指标.", "时效指标"), ("安装护栏 ·", "安装护栏"), ("U盘.", "U盘")]
)
def test_specks_behind_names_are_left_out(name: str, read: str) -> None:
    draft = scanned(PEERS, ["≥95%"])
    (project, *others) = draft.projects
    (indicator,) = project.indicators
    cell = draft.cells[-1].model_copy(update={"text": name, "doubt": None})
    value = Value(text=name, cells=(len(draft.cells),))
    indicator = indicator.model_copy(update={"level2": value, "level3": value})
    project = project.model_copy(update={"indicators": (indicator,), "project_name": value})
    draft = draft.model_copy(update={"projects": (project, *others), "cells": (*draft.cells, cell)})
    found = repair_draft(draft, LAYOUT)
    told = found.projects[0].indicators[0]
    assert {found.projects[0].project_name.text, told.level2.text, told.level3.text} == {read}
    assert (found.cells[-1].text, found.cells[-1].text_read, found.cells[-1].doubt) == (
        read,
        name,
        "repaired",
    )


def test_a_code_read_surely_that_departs_from_its_peers_is_doubted_not_changed() -> None:
    other = project_code("130821", 2025, "P", 1, 17)
    draft = repair_draft(scanned([other, *PEERS], [], doubted=None), LAYOUT)
    assert draft.projects[0].project_code.text == other
    assert draft.cells[0].doubt == "implausible"
    assert draft.cells[draft.projects[1].project_code.cells[0]].doubt is None


@pytest.mark.parametrize(
    ("values", "read"),
    [
        (["290%", "≥95%", "≥98%"], "≥90%"),
        (["2100%", "≥95%", "≥98%"], "≥100%"),
        (["299.5 百分比", "≥95%", "≥98%"], "≥99.5百分比"),
        (["290%", "95%", "98%"], "290%"),
        (["280次", "≥95%", "≥98%"], "280次"),
        (["20%", "≥95%", "≥98%"], "20%"),
    ],
)
def test_a_two_for_at_least_is_repaired_where_unit_and_neighbours_say_so(
    values: list[str], read: str
) -> None:
    draft = repair_draft(scanned(PEERS, values), LAYOUT)
    assert draft.projects[0].indicators[0].value.text == read


@pytest.mark.parametrize("budget", ["12.5O", "1Z.50", "待定"])
def test_an_amount_that_is_none_is_doubted(budget: str) -> None:
    draft = repair_draft(scanned(PEERS, [], doubted=None, budget=budget), LAYOUT)
    assert draft.cells[draft.projects[0].budget.cells[0]].doubt == "implausible"


@pytest.mark.parametrize(("value", "doubt"), [("≥784%", "implausible"), ("≥100%", None), ("≥78.4%", None)])
def test_a_percentage_without_its_point_is_doubted(value: str, doubt: str | None) -> None:
    draft = repair_draft(scanned(PEERS[:1], [value], None), LAYOUT)
    (indicator,) = draft.projects[0].indicators
    assert draft.cells[indicator.value.cells[0]].doubt == doubt


@pytest.mark.parametrize(
    ("parts", "doubt"), [(("10.00", "2.50"), None), (("1,000", "2.50"), "implausible"), (("12.50", ""), None)]
)
def test_amounts_that_do_not_add_up_are_doubted(parts: tuple[str, str], doubt: str | None) -> None:
    draft = scanned(PEERS[:1], [], None)
    cells = [Cell(text=text, confidence=0.99) for text in parts]
    fiscal, other = (
        Value(text=text, cells=(place,)) for place, text in enumerate(parts, start=len(draft.cells))
    )
    project = draft.projects[0].model_copy(update={"fiscal": fiscal, "other": other})
    draft = draft.model_copy(update={"projects": (project,), "cells": (*draft.cells, *cells)})
    repaired = repair_draft(draft, LAYOUT)
    amounts = (project.budget, fiscal, other)
    assert {repaired.cells[amount.cells[0]].doubt for amount in amounts} == {doubt}


def test_text_that_was_not_recognised_stays_as_it_is() -> None:
    draft = scanned([misread(PEERS[0], 3), *PEERS[1:]], ["290%", "≥90%"])
    digital = draft.model_copy(
        update={
            "cells": tuple(
                cell.model_copy(update={"confidence": None, "doubt": None}) for cell in draft.cells
            )
        }
    )
    assert repair_draft(digital, LAYOUT) == digital


@pytest.mark.parametrize(
    ("read", "confidence", "mended"),
    [
        ("项目名秒", 0.6, "项目名称"),
        ("项目编冯", 0.6, "项目编冯"),
        ("时郊指标", 0.6, "时效指标"),
        ("时郊指标", 0.999, "时郊指标"),  # read surely: as written
        ("？量指标", 0.6, "？量指标"),  # 数量 or 质量
        ("9月底", 0.6, "9月底"),
        ("数量指标", 0.6, "数量指标"),
        ("本年预算数", 0.6, "本年预算数"),  # known by an expression, and a character from 上年预算数
        ("年度任務產出", 0.6, "年度任务产出"),
        ("年度任務產出", 0.999, "年度任務产出"),  # surely read: a name may be written so
        ("預算規模及资金用途", 0.6, "预算规模及资金用途"),
        ("春秋两防工作方.案", 0.6, "春秋两防工作方案"),
        ("用水户满意度\n+", 0.6, "用水户满意度"),
        ("+ 1. 农村饮水安全工程", 0.6, "1. 农村饮水安全工程"),
        ("+", 0.6, "+"),
        ("≥98.5%", 0.6, "≥98.5%"),
        ("邹城市乾隆镇喆", 0.6, "邹城市乾隆镇喆"),
        ("%%", 0.4, "%"),
    ],
)
def test_words_of_the_form_are_mended_where_only_one_is_near(
    read: str, confidence: float, mended: str
) -> None:
    piece = Piece(read, confidence=confidence)
    mend_names(Reading("scan", 1, [Grid([[GridCell(piece, 0, 1), GridCell(Piece("x"), 1, 2)]])]), LAYOUT)
    assert piece.text == mended
    assert (piece.text_read, piece.doubt) == ((None, None) if read == mended else (read, "repaired"))


@pytest.mark.parametrize(
    ("grades", "doubted"),
    [
        (["≥3所", "≥2.7所", "≥2.4所", "<24所"], True),
        (["≥98%", "≥882%", "≥78.4%", "<78.4%"], True),
        (["≥3所", "≥2.7所", "≥2.4所", "<2.4所"], False),
        (["≥100", "≥90", "≥60", "<60"], False),
        (["优良", "良好", "一般", "较差"], False),
        (["0", "0", "1", "2"], False),
    ],
)
def test_grades_that_a_lost_point_sets_apart_are_doubted(grades: list[str], doubted: bool) -> None:
    draft = scanned([PEERS[0]], [grades[0]], doubted=None)
    cells = [*draft.cells, *(Cell(text=text, confidence=1.0) for text in grades)]
    details = tuple(
        Detail(kind="grade", label=label, value=Value(text=text, cells=(len(draft.cells) + at,)))
        for at, (label, text) in enumerate(zip("优良中差", grades, strict=True))
    )
    (project,) = draft.projects
    graded = project.indicators[0].model_copy(update={"details": details})
    draft = draft.model_copy(
        update={
            "cells": tuple(cells),
            "projects": (project.model_copy(update={"indicators": (graded,)}),),
        }
    )
    found = repair_draft(draft, LAYOUT).cells[-4:]
    assert {cell.doubt for cell in found} == {"implausible" if doubted else None}
