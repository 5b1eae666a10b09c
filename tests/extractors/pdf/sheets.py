"""Forms laid out on sheets of paper: where each cell and each line of text stands, before any of it is drawn."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from tests.extractors.paper import FIRST_INDICATOR, HEADING, Form, Paper, Style

PITCH = 1.5  # of the font size


@dataclass
class Words:
    """One line of text: where its baseline begins, from the sheet's top left."""

    x: float
    y: float
    text: str
    size: float


@dataclass
class CellBox:
    x0: float
    top: float
    x1: float
    bottom: float
    lines: list[Words] = field(default_factory=list)


@dataclass
class Sheet:
    """A page. ``cut_above`` and ``cut_below``: the table goes on from, or to, another page."""

    width: float
    height: float
    words: list[Words] = field(default_factory=list)
    cells: list[CellBox] = field(default_factory=list)
    cut_above: bool = False
    cut_below: bool = False


FORMS = [
    Form(
        code="13082123P00007910001D",
        name="就业补助资金（中央）",
        budget="1,520.50",
        fiscal="1,500.50",
        other="20.00",
        purpose="根据冀财社【2022】150号文件，用于职业培训补贴、公益性岗位补贴和就业见习补贴，惠及城乡劳动者16000人次。",
        plan=("25%", "50%", "75%", "100%"),
        goals="1.全年城镇新增就业4500人。2.城镇调查失业率控制在5.5%以内，零就业家庭动态清零。",
        indicators=[
            ("产出指标", "数量指标", "培训人数", "参加职业培训的人数", "≥1600人", "年度工作计划"),
            ("产出指标", "质量指标", "培训合格率", "合格人数占培训人数的比例", "≥95%", "行业标准"),
            ("产出指标", "时效指标", "资金拨付时间", "补贴资金拨付到位的时间", "每月月底前", "工作要求"),
            ("产出指标", "成本指标", "人均培训成本", "每名学员的平均培训费用", "≤1,500.00元", "补贴标准"),
            ("效益指标", "社会效益指标", "带动就业人数", "通过培训实现就业的人数", "≥800人", "历史数据"),
            ("效益指标", "可持续影响指标", "政策持续年限", "政策持续发挥作用的年限", "≥3年", "政策文件"),
            ("满意度指标", "服务对象满意度指标", "学员满意度", "参加培训学员的满意程度", "≥98%", "问卷调查"),
        ],
    ),
    Form(
        code="13082123P00007910002B",
        name="劳动监察办案经费",
        budget="12.30",
        fiscal="12.30",
        other="0.00",
        purpose="用于劳动保障监察执法、农民工工资支付监管以及举报投诉案件的查处。",
        plan=("0%", "30%", "60%", "100%"),
        goals="1.举报投诉案件按期结案。2.农民工工资无拖欠。",
        indicators=[
            ("产出指标", "数量指标", "检查单位数", "全年检查的用人单位数", "40家", "年度计划"),
            ("产出指标", "质量指标", "结案率", "结案数占立案数的比例", "≥97%", "工作要求"),
            ("产出指标", "时效指标", "结案时限", "案件办结所用的时间", "≤60个工作日", "法律规定"),
            ("产出指标", "成本指标", "经费支出", "办案经费的支出总额", "≤12.30万元", "预算安排"),
            ("效益指标", "经济效益指标", "追回工资", "为劳动者追回的工资", "≥200万元", "历史数据"),
            ("满意度指标", "服务对象满意度指标", "群众满意度", "对监察工作的满意程度", "≥90%", "问卷调查"),
        ],
    ),
]
UNIT = ("323001", "某某县人力资源和社会保障局")


def lay_out(
    forms: list[Form] = FORMS,
    style: Style | None = None,
    *,
    width: float = 595,
    height: float = 842,
    size: float = 12,
    margins: tuple[float, float, float] = (60, 80, 330),
    padding: float = 0,
) -> list[Sheet]:
    """Lay forms out, each from a new page on; ``margins`` are the sides, the top and the bottom.

    ``padding``: room over and under the text of each cell, for pages high enough to hold a form whole.
    """
    style = style or Style()
    sides, top, bottom = margins
    pitch = size * PITCH
    sheets: list[Sheet] = []
    for number, form in enumerate(forms, start=1):
        paper = Paper(form, style)
        title = [f"{number}.{form.name}绩效目标表", "{} {}".format(*UNIT), "单位：万元"]
        room = int((height - top - bottom) / pitch) - 1
        breaks = list(range(room - len(title), paper.height, room - 2))
        edges = [0, *breaks, paper.height]
        for start, end in pairwise(edges):
            sheet = Sheet(width, height, cut_above=start > 0, cut_below=end < paper.height)
            y = top
            for text in title if start == 0 else ():
                sheet.words.append(Words(sides, y + size, text, size))
                y += pitch
            _add_table(sheet, paper, (start, end), (sides, width - sides), y + size / 2, size, padding)
            sheets.append(sheet)
    return sheets


def _add_table(
    sheet: Sheet,
    paper: Paper,
    lines: tuple[int, int],
    sides: tuple[float, float],
    y: float,
    size: float,
    padding: float,
) -> None:
    start, end = lines
    left, pitch = sides[0], size * PITCH
    across = sides[1] - left
    if start > paper.tops[FIRST_INDICATOR] and paper.style.repeats == "heading":
        for at, name in enumerate(HEADING):
            cell = CellBox(left + across * at / 6, y, left + across * (at + 1) / 6, y + 2 * pitch)
            cell.lines = [
                Words(cell.x0 + size / 3, y + (number + 1) * pitch - size / 2, line, size)
                for number, line in enumerate([name[:5], name[5:]])
                if line
            ]
            sheet.cells.append(cell)
        y += 2 * pitch
    for box in paper.boxes:
        first, last = max(paper.tops[box.first], start), min(paper.tops[box.last + 1], end)
        if first >= last:
            continue
        x0, x1 = (left + across * edge / box.of for edge in (box.left, box.right))
        above, below = (
            2 * padding * sum(start < top <= line for top in paper.tops) for line in (first, last)
        )
        cell = CellBox(x0, y + (first - start) * pitch + above, x1, y + (last - start) * pitch + below)
        top = paper.tops[box.first]
        if paper.style.middle:
            top += (paper.tops[box.last + 1] - top - len(box.lines)) // 2
        cell.lines = [
            Words(x0 + size / 3, y + (top + at - start + 1) * pitch - size / 2, line, size)
            for at, line in enumerate(box.lines)
            if start <= top + at < end
        ]
        if padding:
            free = cell.bottom - cell.top - len(cell.lines) * pitch
            shift = cell.top + (free / 2 if paper.style.middle else padding)
            for at, words in enumerate(cell.lines):
                words.y = shift + (at + 1) * pitch - size / 2
        sheet.cells.append(cell)


def rows_at(sheet: Sheet) -> list[float]:
    """The heights of the table's horizontal lines."""
    tops = sorted({round(edge, 3) for cell in sheet.cells for edge in (cell.top, cell.bottom)})
    return tops[: bisect_right(tops, sheet.height)]
