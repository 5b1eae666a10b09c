"""Writes a made-up province: drafts in every format, their truth beside them, and files that are no draft."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from demo.archive import pack
from demo.content import department_drafts
from demo.counties import counties as made_up_counties
from demo.counties import county_departments
from demo.faults.planting import plan_faults, plant
from demo.layouts.layout import KEYS, county_layout
from demo.pdf import write_notice, write_pdf
from demo.scan import write_scan
from demo.text import write_text
from demo.truth import Format, PlantedFault, Province, TruthDraft
from demo.webpage import write_webpage
from demo.word import write_word
from demo.workbook import write_workbook

WRITERS: dict[Format, Callable[[Path, TruthDraft, random.Random], None]] = {
    "pdf": write_pdf,
    "scan": write_scan,
    "docx": write_word,
    "xlsx": write_workbook,
    "html": write_webpage,
    "text": write_text,
}


@dataclass(frozen=True)
class Arrival:
    """How drafts come: counties take up ``layouts`` and drafts ``formats`` in turn. ``archived``: the last county
    sends one zip archive instead of its files."""

    layouts: Sequence[str] = KEYS[:1]
    formats: Sequence[Format] = ("pdf", "docx", "pdf", "text", "pdf")
    archived: bool = False


HEBEI = Arrival()
EVERY_KIND = Arrival(
    KEYS, ("pdf", "docx", "xlsx", "html", "text"), archived=True
)  # all but pictures of pages
NOTICE = (
    "关于做好预算绩效文本报送工作的通知",
    [
        "各预算部门：为做好年度预算绩效文本的汇总工作，请按照统一格式编制本部门绩效文本，经负责人审签后报送县财政局。",
        "报送内容包括部门整体绩效目标和全部预算项目绩效目标，纸质件与电子件须保持一致，逾期未报的予以通报。",
    ],
)


def write_province(
    target: Path,
    counties: int = 4,
    departments: int = 3,
    years: Sequence[int] = (2025, 2026),
    seed: int = 7,
    faults: bool = True,
    arrival: Arrival = HEBEI,
) -> Province:
    """Write ``counties`` × ``departments`` × ``years`` drafts to ``target``/drafts/<county>/, each one's
    truth to ``target``/truth/<file stem>.json, and what was written to ``target``/province.json.

    ``arrival`` says on what paper and in which files they come.

    With ``faults``, some drafts are spoilt in known ways, and four files are added that are no draft of their
    own: random bytes, an empty file, a letter, and a copy of a draft. The same arguments give the same bytes.
    Raises ValueError for more counties or departments than there are names.
    """
    drafts, truths = target / "drafts", target / "truth"
    truths.mkdir(parents=True, exist_ok=True)
    rng = random.Random(f"{seed}/faults")
    planned = plan_faults(counties * departments * len(years), rng) if faults else {}
    files: list[str] = []
    packed: list[Path] = []
    waiting: list[str] = []
    planted: list[PlantedFault] = []
    for position, sound in enumerate(_sound_drafts(counties, departments, years, seed, arrival)):
        waiting += [planned[position]] if position in planned else []
        draft = sound
        for fault in waiting:  # a fault that a draft has no room for waits for one that has
            if spoilt := plant(sound, fault, rng):
                draft = spoilt.draft
                waiting.remove(fault)
                break
        path = drafts / draft.file
        path.parent.mkdir(parents=True, exist_ok=True)
        WRITERS[draft.format](path, draft, random.Random(f"{seed}/{draft.file}"))
        if arrival.archived and position >= (counties - 1) * departments * len(years):
            draft = draft.model_copy(
                update={"archive": f"{draft.county_name}/{draft.county_name}部门预算绩效文本.zip"}
            )
            packed.append(path)
        _write_json(truths / f"{path.stem}.json", draft)
        files.append(draft.file)
        planted.extend(PlantedFault(file=draft.file, fault=fault) for fault in draft.faults)
    if faults:
        faulty = {fault.file for fault in planted}
        planted.extend(_write_others(drafts, next(file for file in files if file not in faulty), rng))
    if arrival.archived:  # after the copy of a draft: a province may have no draft outside the archive
        pack(drafts / draft.archive, packed)
    others = tuple(fault.file for fault in planted if fault.file not in files)
    province = Province(seed=seed, drafts=tuple(files), other_files=others, faults=tuple(planted))
    _write_json(target / "province.json", province)
    return province


def _sound_drafts(
    counties: int,
    departments: int,
    years: Sequence[int],
    seed: int,
    arrival: Arrival,
) -> Iterator[TruthDraft]:
    in_turn = cycle(arrival.formats)
    for county in made_up_counties(counties, seed):
        layout = arrival.layouts[county.number % len(arrival.layouts)]
        for department in county_departments(county, departments):
            yield from department_drafts(department, years, seed, [next(in_turn) for _ in years], layout)


def _write_json(path: Path, record: TruthDraft | Province) -> None:
    path.write_text(record.model_dump_json(indent=1), encoding="utf-8", newline="\n")


def _write_others(drafts: Path, original: str, rng: random.Random) -> Iterator[PlantedFault]:
    """Files that are no draft of their own, in the folder of ``original``, of which one is a copy."""
    source = drafts / original
    folder = Path(original).parent

    def planted(name: str, fault: str) -> tuple[Path, PlantedFault]:
        return drafts / folder / name, PlantedFault(file=(folder / name).as_posix(), fault=fault)

    path, fault = planted("扫描件（损坏）.pdf", "random-bytes")
    path.write_bytes(rng.randbytes(6000))
    yield fault
    path, fault = planted("新建文档.docx", "empty-file")
    path.write_bytes(b"")
    yield fault
    path, fault = planted("报送通知.pdf", "no-form")
    write_notice(path, *NOTICE, county_layout(KEYS[0], original))
    yield fault
    path, fault = planted(f"{source.stem}（副本）{source.suffix}", "duplicate")
    shutil.copyfile(source, path)
    yield fault
