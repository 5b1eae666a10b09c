"""OFD: pages of placed text and lines, with templates, repeated drawings and turned objects."""

from __future__ import annotations

import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from demo.province import write_province
from extractors.draft import Draft
from extractors.errors import UnreadableDraft
from extractors.joining import squeeze
from extractors.limits import PAGE_CHARACTERS, PAGE_EDGES
from extractors.ofd.read import read_ofd
from extractors.ofd.redrawn import redrawn
from extractors.page_picture import page_picture
from extractors.pieces import Grid, Line
from extractors.reader import read_draft
from extractors.reading import Reading
from tests.extractors.ofd_paper import MILLIMETRE, as_ofd, content, line_object, text_object, write_ofd


def lines(reading: Reading) -> list[str]:
    return [block.piece.text for block in reading.blocks if isinstance(block, Line)]


def tables(reading: Reading) -> list[list[list[str]]]:
    return [
        [[cell.piece.text for cell in row] for row in block.rows]
        for block in reading.blocks
        if isinstance(block, Grid)
    ]


def read(path: Path) -> Reading:
    return read_ofd(path)


BORDERS = "".join(
    [*(line_object(20, y, 120, y) for y in (40, 50, 60)), *(line_object(x, 40, x, 60) for x in (20, 70, 120))]
)


def test_text_and_tables_with_their_places(tmp_path: Path) -> None:
    page = (
        BORDERS
        + text_object("单位：万元", 20, 35)
        + text_object("预算数", 22, 47)
        + text_object("12.50", 72, 57)
    )
    reading = read(write_ofd(tmp_path / "a.ofd", [page]))
    assert (reading.format, reading.page_count) == ("ofd", 1)
    assert lines(reading) == ["单位：万元"]
    assert tables(reading) == [[["预算数", ""], ["", "12.50"]]]
    cell = next(piece for piece in reading.pieces() if piece.text == "12.50")
    assert cell.page == 1
    assert cell.box == pytest.approx([value * 72 / 25.4 for value in (70, 50, 120, 60)], abs=1)


def test_a_template_lies_under_its_pages(tmp_path: Path) -> None:
    pages = [text_object(f"第{name}", 72, 57) for name in "甲乙"]
    reading = read(write_ofd(tmp_path / "a.ofd", pages, template=BORDERS + text_object("名称", 22, 57)))
    assert [table[1] for table in tables(reading)] == [["名称", "第甲"], ["名称", "第乙"]]


def test_steps_turns_and_drawings_used_again(tmp_path: Path) -> None:
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9" Width="50" Height="9"><ofd:Content>'
        f"{text_object('用两次', 0, 5)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    again = "".join(
        f'<ofd:CompositeObject ID="{at}" ResourceID="9" Boundary="20 {at} 50 9"/>' for at in (100, 120)
    )
    doubled = text_object("放大", 0, 0).replace("<ofd:TextObject", '<ofd:TextObject CTM="2 0 0 2 20 150"')
    hidden = text_object("看不见", 20, 200).replace("<ofd:TextObject", '<ofd:TextObject Visible="false"')
    page = text_object("一二三四", 20, 30, step="g 2 4 4.5") + again + doubled + hidden
    reading = read(write_ofd(tmp_path / "a.ofd", [page], resources=unit))
    assert lines(reading) == ["一二三四", "用两次", "用两次", "放大"]
    boxes = {piece.text: piece.box for piece in reading.pieces()}
    wide = boxes["一二三四"]
    assert wide is not None
    assert wide[2] - wide[0] == pytest.approx((4 + 4 + 4.5 + 4) * 72 / 25.4, abs=1)
    large = boxes["放大"]
    assert large is not None
    assert large[3] - large[1] == pytest.approx(2 * 4 * 72 / 25.4, abs=1)


def fields(draft: Draft) -> list[list[str]]:
    return [
        [
            *(getattr(project, name).text for name in ("project_code", "budget", "purpose", "goals")),
            *(f"{one.level1.text}{one.level3.text}{one.value.text}" for one in project.indicators),
        ]
        for project in draft.projects
    ]


def test_a_draft_reads_as_its_pdf_does(tmp_path: Path) -> None:
    write_province(tmp_path / "province", counties=1, departments=3, years=(2025,), seed=5, faults=False)
    pdf = min(tmp_path.rglob("*.pdf"), key=lambda path: path.stat().st_size)
    assert fields(read_draft(as_ofd(pdf, tmp_path / "same.ofd"))) == fields(read_draft(pdf))


def scanned(frame: int) -> bytes:
    """A page of the scan that tests keep, as JPEG."""
    kept = BytesIO()
    with Image.open(Path(__file__).parent / "scan" / "form.tif") as image:
        image.seek(frame)
        image.convert("RGB").save(kept, "JPEG", quality=90)
    return kept.getvalue()


def test_pages_that_are_pictures_are_recognised(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    page = '<ofd:ImageObject ID="3" ResourceID="7" CTM="210 0 0 297 0 0" Boundary="0 0 210 297"/>'
    reading = read(write_ofd(tmp_path / "a.ofd", [page], pictures={"7": scanned(1)}))
    assert (reading.format, reading.page_count) == ("ofd", 1)
    (cell,) = (piece for piece in reading.pieces() if piece.text == "绩效指标描述")
    assert cell.table is not None
    assert cell.confidence is not None
    assert cell.box is not None
    assert 60 < cell.box[1] < cell.box[3] < 110  # the heading of a table at the page's top


@pytest.mark.parametrize("boundary", ['CTM="210 0 0 297 0 0" ', ""])
def test_a_picture_that_cannot_be_read_is_told(tmp_path: Path, boundary: str) -> None:
    page = f'<ofd:ImageObject {boundary}ID="3" ResourceID="7" Boundary="0 0 210 297"/>'
    assert refusal(write_ofd(tmp_path / "a.ofd", [page], pictures={"7": b"no picture"})) == "damaged"
    seal = page.replace("210 297", "40 40").replace("210 0 0 297 0 0", "40 0 0 40 0 0")
    assert refusal(write_ofd(tmp_path / "c.ofd", [seal], pictures={"7": b"no picture"})) == "no_text_layer"
    beside_text = [page + text_object("单位：万元，金额保留两位小数", 20, 35)]
    reading = read(write_ofd(tmp_path / "b.ofd", beside_text, pictures={"7": b"no picture"}))
    assert lines(reading) == ["单位：万元，金额保留两位小数"]


LOOP = '<ofd:CompositeObject ID="3" ResourceID="9" Boundary="0 0 9 9"/>'
LOOPING = f'<ofd:CompositeGraphicUnit ID="9"><ofd:Content>{LOOP * 9}</ofd:Content></ofd:CompositeGraphicUnit>'


def test_a_person_sees_the_letters_and_lines(tmp_path: Path) -> None:
    """In a font of the system: each letter goes by its code, and one that has none of two bytes is an empty square."""
    words = "绩效目标 12.5%≥𝟙"
    path = write_ofd(tmp_path / "a.ofd", [text_object(words, 20, 30) + line_object(20, 40, 120, 40)])
    with closing(pypdfium2.PdfDocument(redrawn(path).to_see())) as document:
        seen = document[0].get_textpage().get_text_bounded()
    assert squeeze(seen) == "绩效目标12.5%≥□"
    picture, scale = page_picture(path, 1, 144)
    assert scale == 2
    x, y = round(scale * 70 / MILLIMETRE), round(scale * 40 / MILLIMETRE)
    assert picture[y - 3 : y + 4, x].min() < 128 < picture[y - 40 : y - 5, x].min()


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableDraft) as refused:
        read_draft(path)
    return refused.value.code


def test_hostile_files(tmp_path: Path) -> None:
    path = tmp_path / "a.ofd"
    many = '<ofd:PathObject Boundary="0 0 9 9"/>' * (PAGE_CHARACTERS + PAGE_EDGES + 1)
    assert refusal(write_ofd(path, [LOOP], resources=LOOPING)) == "too_large"
    assert refusal(write_ofd(path, [many])) == "too_large"
    assert refusal(write_ofd(path, [text_object("甲" * (PAGE_CHARACTERS + 1), 0, 9)])) == "too_large"
    assert (
        refusal(write_ofd(path, [text_object("甲", 1e300, -1e300, 1e20, "g 999999999 9 nan inf")]))
        == "no_text_layer"
    )
    assert refusal(write_ofd(path, ["<ofd:PathObject><ofd:AbbreviatedData>M 0 0 L 9 C B 1</ofd:AbbreviatedData>"
                                    "</ofd:PathObject>"])) == "no_text_layer"  # fmt: skip
    assert refusal(write_ofd(path, [text_object("甲", 9, 9)], size="0 0 1e99 nan")) == "no_form"
    assert refusal(write_ofd(path, ["<broken"])) == "damaged"


def test_parts_lead_to_no_file_outside(tmp_path: Path) -> None:
    path = write_ofd(tmp_path / "a.ofd", ["x"])
    (tmp_path / "secret.xml").write_text(content(text_object("秘密", 20, 20)), encoding="utf-8")
    outside = tmp_path / "outside.ofd"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(outside, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode().replace("Pages/Page_0/Content.xml", "../../../secret.xml")
            target.writestr(name, text)
    assert refusal(outside) == "damaged"


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    path = write_ofd(tmp_path / "a.ofd", ["x"])
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("Encryptions.xml", "<x/>")
    assert refusal(path) == "encrypted"
