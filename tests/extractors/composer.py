"""Forms in layouts that nobody drew before: composed at random from the words and habits of the provinces.

A composed form is a ruled table with merged cells, and what a correct read of it holds.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reading import Reading

WIDTH = 24  # grid columns

NAMES = (
    "项目名称",
    "项目支出名称",
    "专项资金名称",
    "转移支付（项目）名称",
    "项目（专项）名称",
    "预算项目名称",
    "二级项目名称",
)
CODES = ("项目编码", "项目代码", "项目编号")
UNITS = ("实施单位", "项目单位", "填报单位", "项目实施单位", "预算单位", "项目执行单位")
DEPARTMENTS = ("主管部门", "主管部门及代码", "主管部门及编码", "项目主管部门", "预算主管部门")
BUDGETS = (
    "预算数",
    "资金总额",
    "年度资金总额",
    "项目当年预算",
    "当年预算",
    "项目预算金额",
    "预算金额",
    "本年度预算",
)
FISCALS = ("财政资金", "财政拨款", "当年财政拨款", "财政拨款资金")
LEVEL_FUNDS = ("中央资金", "省级资金", "市级资金", "县级资金", "上级资金", "本级资金", "省级财政资金")
OTHERS = ("其他资金", "其它资金", "其他")
PURPOSES = ("资金用途", "项目概况", "项目内容", "项目主要内容", "项目概述")
GOALS = ("绩效目标", "项目绩效目标", "总体绩效目标", "总体目标")
ANNUAL = ("年度目标", "年度绩效目标", "年度总体目标", "本年度目标", "年度目标（2024年度）")
MIDTERM = ("中期目标", "长期目标", "中长期目标", "实施期目标", "实施期总目标", "中期目标（2024年—2026年）")
FACTS = {"项目负责人": "张三", "联系电话": "0314-1234567", "项目属性": "延续项目", "项目类型": "其他", "项目期": "1年",
         "立项依据": "冀财社〔2022〕150号", "起止时间": "2024年1月至12月", "备注": "无"}  # fmt: skip
MONEY_GROUPS = ("项目资金", "资金情况", "预算资金情况", "资金来源", "项目资金申请", "资金构成")
INDICATOR_GROUPS = ("绩效指标", "年度绩效指标", "项目绩效指标", "绩效指标体系")
LEVEL3 = ("三级指标", "指标内容", "指标名称", "绩效指标名称")
DESCRIPTIONS = ("绩效指标描述", "指标解释", "指标说明", "指标描述", "指标值说明")
VALUES = ("指标值", "年度指标值", "预期指标值", "目标值", "绩效指标值", "年度目标值")
SIGNS = ("符号", "指标性质", "绩效指标性质", "计算符号", "比较符号")
TARGET_UNITS = ("计量单位", "度量单位", "绩效度量单位", "单位")
BASES = ("指标值确定依据", "评价标准确定依据", "指标标准或依据", "绩效标准")
WEIGHTS = ("权重", "分值", "指标权重", "权重（%）", "分值（90分）")
ASIDE = ("备注", "上年指标值", "指标方向性", "实际完成值", "得分", "偏差原因分析及改进措施", "半年指标值")
LEVELS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
MEASURES = (
    "培训人数",
    "资金到位率",
    "项目验收合格率",
    "完成时间",
    "群众知晓度",
    "补助发放户数",
    "设备购置台数",
    "政策覆盖面",
)


@dataclass
class Composed:
    """A form's blocks, and by field what is to be read; ``details`` is a set of (label, text)."""

    blocks: list[Block]
    fields: dict[str, str]
    indicators: list[dict[str, str]]
    details: set[tuple[str, str]] = field(default_factory=set)

    def reading(self) -> Reading:
        return Reading(format="docx", page_count=None, blocks=self.blocks)


@dataclass
class Table:
    """Boxes of text on a grid of WIDTH columns."""

    boxes: list[tuple[int, int, int, int, str]] = field(default_factory=list)  # row, column, rows, columns
    rows: int = 0

    def row(self, *cells: tuple[str, int], at: int = 0) -> int:
        """Add a row of (text, columns) from column ``at``; return its number."""
        for text, columns in cells:
            self.boxes.append((self.rows, at, 1, columns, text))
            at += columns
        assert at == WIDTH, (cells, at)
        self.rows += 1
        return self.rows - 1

    def beside(self, first: int, columns: int, text: str, at: int = 0) -> None:
        """A cell over all rows since ``first``."""
        self.boxes.append((first, at, self.rows - first, columns, text))

    def grid(self) -> Grid:
        rows: list[list[GridCell]] = [[] for _ in range(self.rows)]
        for top, left, height, width, text in self.boxes:
            piece = Piece(text=text, table=0, row=top, column=left)
            for number in range(top, top + height):
                rows[number].append(GridCell(piece, left, left + width, spanned=number > top))
        return Grid([sorted(row, key=lambda cell: cell.left) for row in rows])


class Composer:
    """Draws one form; the same seed draws the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.table = Table()
        self.lines: list[str] = []
        self.fields: dict[str, str] = {}
        self.details: set[tuple[str, str]] = set()

    def pick(self, words: tuple[str, ...]) -> str:
        return self.random.choice(words)

    def maybe(self, share: float = 0.5) -> bool:
        return self.random.random() < share

    def label(self, text: str) -> str:
        """A label as it is typed: spaced, wrapped, starred, with a colon."""
        style = self.random.randrange(10)
        if style == 0 and len(text) > 3:
            return text[:2] + "\n" + text[2:]
        if style == 1 and "（" not in text:
            return " ".join(text)
        if style == 2:
            return text + "："
        if style == 3:
            return "*" + text
        return text

    def compose(self) -> Composed:
        title = self.pick(
            ("项目支出绩效目标表", "项目支出绩效目标申报表", "部门预算项目绩效目标表", "绩效目标批复表")
        )
        self.fields["title"] = title
        in_table = self.maybe(0.3)
        if in_table:
            self.table.row((title, WIDTH))
        else:
            self.lines.append(title)
        self.money_style = self.pick(("line", "label", "group", "beside", "cell", "none"))
        self.money = self.pick(("元", "千元", "万元", "亿元")) if self.money_style != "none" else ""
        self.unit_line()
        if self.money_style == "line":
            self.lines.append(f"{self.pick(('单位', '金额单位'))}：{self.money}")
            self.fields["money_unit"] = self.money
        elif self.money_style == "cell":
            self.table.row((f"单位：{self.money}", WIDTH))
            self.fields["money_unit"] = self.money
        blocks = [self.names, self.unit_cells, self.facts, self.funds]
        if self.maybe(0.7):
            self.random.shuffle(blocks)
            blocks.remove(self.names)
            blocks.insert(0, self.names)
        for block in blocks:
            block()
        if self.maybe(0.6):
            self.purpose()
        if self.maybe(0.3):
            self.plan()
        self.goals()
        indicators = self.indicators()
        if self.maybe(0.3):
            self.table.row(("填报人", 4), ("李四", 8), ("填报日期", 4), ("2024年1月", 8))
            self.details |= {("填报人", "李四"), ("填报日期", "2024年1月")}
        lines: list[Block] = [Line(Piece(text=text)) for text in self.lines]
        return Composed([*lines, self.table.grid()], self.fields, indicators, self.details)

    def unit_line(self) -> None:
        self.line_unit = self.maybe(0.4)
        if self.line_unit:
            code, name = self.pick(("323001", "314002")), "某某县教育局"
            form = self.pick(("{0} {1}", "{0}-{1}", "[{0}]{1}", "【{0}】{1}"))
            self.lines.append(form.format(code, name))
            self.fields |= {"unit_code": code, "unit_name": name}

    def names(self) -> None:
        code = "13082124P00000" + str(self.random.randrange(1000000, 9999999))
        name = self.pick(("监察人员服装费", "2024年农村义务教育补助", "城乡居民养老保险补助资金（省级）"))
        style = self.pick(("own", "glued", "none", "code first"))
        self.fields["project_name"] = name
        if style in ("own", "code first"):
            pair = [
                (self.label(self.pick(NAMES)), 4),
                (name, 8),
                (self.label(self.pick(CODES)), 4),
                (code, 8),
            ]
            self.table.row(*(pair if style == "own" else pair[2:] + pair[:2]))
            self.fields["project_code"] = code
        elif style == "glued":
            self.table.row((self.label(self.pick(NAMES)), 4), (f"{code}-{name}", 20))
            self.fields["project_code"] = code
        else:
            self.table.row((self.label(self.pick(NAMES)), 4), (name, 20))

    def unit_cells(self) -> None:
        if self.line_unit:
            return
        style = self.pick(("unit", "coded", "apart", "both", "department"))
        department = ("173", "某某县教育局")
        if style == "unit":
            self.table.row((self.label(self.pick(UNITS)), 6), ("某某县第一中学", 18))
            self.fields["unit_name"] = "某某县第一中学"
        elif style == "coded":
            form = self.pick(("{0}-{1}", "[{0}]{1}", "【{0}】{1}", "{0} {1}"))
            self.table.row((self.label(self.pick(UNITS)), 6), (form.format("173002", "某某县第一中学"), 18))
            self.fields |= {"unit_code": "173002", "unit_name": "某某县第一中学"}
        elif style == "apart":
            self.table.row(("单位编码", 4), ("173002", 8), ("单位名称", 4), ("某某县第一中学", 8))
            self.fields |= {"unit_code": "173002", "unit_name": "某某县第一中学"}
        elif style == "both":
            self.table.row(
                (self.label(self.pick(DEPARTMENTS)), 4), ("[173]某某县教育局", 8),
                (self.label(self.pick(UNITS)), 4), ("某某县第一中学", 8),
            )  # fmt: skip
            self.fields |= {
                "unit_name": "某某县第一中学",
                "department_code": "173",
                "department_name": department[1],
            }
        else:
            self.table.row((self.label(self.pick(DEPARTMENTS)), 6), (department[1], 18))
            self.fields |= {"unit_name": department[1], "department_name": department[1]}

    def facts(self) -> None:
        wanted = self.random.sample(sorted(FACTS), self.random.choice((0, 2, 2, 4)))
        for at in range(0, len(wanted), 2):
            cells = [cell for name in wanted[at : at + 2] for cell in ((name, 4), (FACTS[name], 8))]
            self.table.row(*cells)
            self.details |= {(name, FACTS[name]) for name in wanted[at : at + 2]}

    def amount(self) -> str:
        number = f"{self.random.randrange(1, 99999)}.{self.random.randrange(10)}"
        return number + self.money if self.money_style == "beside" else number

    def money_label(self, text: str) -> str:
        return f"{text}（{self.money}）" if self.money_style == "label" else self.label(text)

    def funds(self) -> None:
        style = self.pick(("row", "rows", "columns", "lines", "levels"))
        group = self.pick(MONEY_GROUPS) + (f"（{self.money}）" if self.money_style == "group" else "")
        if self.money_style == "group" and style in ("row", "lines"):
            style = "rows"
        budget, fiscal, other = self.amount(), self.amount(), self.amount()
        labels = [self.pick(BUDGETS), self.pick(("", "其中：")) + self.pick(FISCALS), self.pick(OTHERS)]
        self.fields |= {"budget": budget, "fiscal": fiscal, "other": other}
        if self.money_style in ("label", "group"):
            self.fields["amount_unit"] = self.money
        if style == "row":
            self.table.row(*(
                cell for label, amount in zip(labels, (budget, fiscal, other), strict=True)
                for cell in ((self.money_label(label), 4), (amount, 4))
            ))  # fmt: skip
        elif style == "columns":
            first = self.table.row(
                *((self.money_label(label), w) for label, w in zip(labels, (6, 6, 8), strict=True)), at=4
            )
            self.table.row((budget, 6), (fiscal, 6), (other, 8), at=4)
            self.table.beside(first, 4, group)
        elif style == "lines":
            if self.money_style == "label":
                labels = [f"{label}（{self.money}）" for label in labels]
            text = "\n".join(
                f"{label}：{amount}" for label, amount in zip(labels, (budget, fiscal, other), strict=True)
            )
            self.table.row((group, 6), (text, 18))
        else:
            first = self.table.rows
            rows = list(zip(labels, (budget, fiscal, other), strict=True))
            if style == "levels":
                named = self.random.sample(LEVEL_FUNDS, 2)
                parts = [(name, self.amount()) for name in named]
                rows[2:2] = parts
                bracket = f"（{self.money}）" if self.money_style == "label" else ""
                self.details |= {(name + bracket, amount) for name, amount in parts}
            for label, amount in rows:
                self.table.row((self.money_label(label), 8), (amount, 12), at=4)
            self.table.beside(first, 4, group)

    def purpose(self) -> None:
        text = "用于监察人员服装购置，保障执法工作。\n1.购置夏装；2.购置冬装。"
        self.table.row((self.label(self.pick(PURPOSES)), 4), (text, 20))
        self.fields["purpose"] = text

    def plan(self) -> None:
        months = ("3月底", "6月底", "10月底", "12月底")
        first = self.table.row(*((month, 5) for month in months), at=4)
        self.table.row(*((percent, 5) for percent in ("25%", "50%", "75%", "100%")), at=4)
        self.table.beside(first, 4, "资金支出计划（%）")
        self.fields["plan"] = "25% 50% 75% 100%"

    def goals(self) -> None:
        annual, midterm = "1.完成培训任务。2.提高办案效率。", "目标1：三年内全面提升。"
        style = self.pick(("one", "annual", "side", "below", "midterm beside", "overall"))
        if style == "one":
            self.table.row((self.label(self.pick(GOALS)), 4), (annual, 20))
        elif style == "annual":
            self.table.row((self.label(self.pick(ANNUAL)), 4), (annual, 20))
            self.fields["goals_period"] = "annual"
        elif style == "side":
            first = self.table.row(
                (self.label(self.pick(MIDTERM)), 10), (self.label(self.pick(ANNUAL)), 10), at=4
            )
            self.table.row((midterm, 10), (annual, 10), at=4)
            self.table.beside(first, 4, self.pick(("总体目标", "绩效目标", "项目绩效目标")))
        elif style == "below":
            first = self.table.row((self.label(self.pick(ANNUAL)), 4), (annual, 16), at=4)
            self.table.row((self.label(self.pick(MIDTERM)), 4), (midterm, 16), at=4)
            self.table.beside(first, 4, self.pick(("总体目标", "绩效目标", "项目绩效目标")))
        elif style == "midterm beside":
            self.table.row((self.pick(MIDTERM), 4), (midterm, 8), (self.pick(ANNUAL), 4), (annual, 8))
        else:
            self.table.row(("总体目标", 4), (midterm, 20))
            self.table.row(("年度目标", 4), (annual, 20))
        self.fields["goals"] = annual
        if style in ("side", "below", "midterm beside", "overall"):
            self.fields |= {"midterm_goals": midterm, "goals_period": "annual"}

    def indicators(self) -> list[dict[str, str]]:
        levels = self.pick(
            (("level1", "level2", "level3"),) * 6 + (("level2", "level3"), ("level1", "level3"))
        )
        value = self.pick(("one", "three", "two", "grades", "nested"))
        headings: list[tuple[str, str]] = [
            ({"level1": "一级指标", "level2": "二级指标", "level3": self.pick(LEVEL3)}[name], name)
            for name in levels
        ]
        if self.maybe(0.4):
            headings.append((self.pick(DESCRIPTIONS), "description"))
        sign, amount, unit = (
            (self.pick(SIGNS), "sign"),
            (self.pick(VALUES), "value"),
            (self.pick(TARGET_UNITS), "unit"),
        )
        over: tuple[str, int, int] | None = None
        start = len(headings)
        if value == "one":
            headings.append(amount)
        elif value == "two":
            headings += [amount, unit]
        elif value == "three":
            headings += self.pick(([sign, amount, unit], [amount, sign, unit]))
        elif value == "nested":
            headings += [("符号", "sign"), ("数值", "value"), ("单位", "unit")]
            over = (self.pick(VALUES), start, start + 3)
        else:
            headings += [(grade, f"grade {grade}") for grade in "优良中差"]
            over = (self.pick(("评价标准", "指标值", "绩效指标")), start, start + 4) if self.maybe() else None
        extra = [(self.pick(BASES), "basis"), (self.pick(WEIGHTS), "weight"), (self.pick(ASIDE), "aside")]
        headings += [one for one in extra if self.maybe(0.4)]
        grouped = self.maybe(0.5)
        return self.draw(headings, over, self.pick(INDICATOR_GROUPS) if grouped else None)

    def draw(
        self, headings: list[tuple[str, str]], over: tuple[str, int, int] | None, group: str | None
    ) -> list[dict[str, str]]:
        left = 2 if group else 0
        room = WIDTH - left
        widths = [room // len(headings)] * len(headings)
        widths[-1] += room - sum(widths)
        edges = [left + sum(widths[:at]) for at in range(len(widths))]
        columns = [
            (text, name, at, width) for (text, name), at, width in zip(headings, edges, widths, strict=True)
        ]
        first = self.table.rows
        self.draw_heading(columns, over)
        rows = self.rows_of(headings)
        self.draw_rows(columns, rows)
        if group:
            self.table.beside(first, 2, group)
        return [wanted(row, {name: text for text, name in headings}) for row in rows]

    def draw_heading(
        self, columns: list[tuple[str, str, int, int]], over: tuple[str, int, int] | None
    ) -> None:
        top, boxes = self.table.rows, self.table.boxes
        if not over:
            boxes += [
                (top, at, 1, width, self.label(text) if len(text) > 3 else text)
                for text, _, at, width in columns
            ]
            self.table.rows += 1
            return
        words, start, end = over
        under = columns[start:end]
        boxes.append((top, under[0][2], 1, sum(width for *_, width in under), words))
        boxes += [(top + 1, at, 1, width, text) for text, _, at, width in under]
        boxes += [(top, at, 2, width, text) for text, _, at, width in columns[:start] + columns[end:]]
        self.table.rows += 2

    def draw_rows(self, columns: list[tuple[str, str, int, int]], rows: list[dict[str, str]]) -> None:
        merged = {name for name in ("level1", "level2") if self.maybe()}
        open_at: dict[str, int] = {}
        for number, row in enumerate(rows):
            before = rows[number - 1] if number else {}
            for _, name, at, width in columns:
                same = all(before.get(key) == row.get(key) for key in {"level1", name})
                if name in merged and number and same:
                    top, left, height, *rest = self.table.boxes[open_at[name]]
                    self.table.boxes[open_at[name]] = (top, left, height + 1, *rest)
                    continue
                open_at[name] = len(self.table.boxes)
                self.table.boxes.append((self.table.rows, at, 1, width, row[name]))
            self.table.rows += 1

    def rows_of(self, headings: list[tuple[str, str]]) -> list[dict[str, str]]:
        names = [name for _, name in headings]
        pairs = [(level1, level2) for level1, level2s in LEVELS.items() for level2 in level2s]
        drawn = [pair for pair in pairs for _ in range(self.random.choice((0, 1, 1, 2)))] or pairs[:1]
        return [self.one_row(*pair, number, names) for number, pair in enumerate(drawn)]

    def one_row(self, level1: str, level2: str, number: int, names: list[str]) -> dict[str, str]:
        sign, unit = self.pick(("≥", "＝", "≤", ">=")), self.pick(("%", "人", "户", "万元"))
        amount = str(self.random.randrange(1, 999))
        whole = self.pick((f"{sign}{amount}{unit}", f"{amount}{unit}", "按时完成", "≥95%"))
        row = {
            "level1": level1,
            "level2": level2,
            "level3": self.pick(MEASURES) + str(number),
            "description": self.pick(("反映完成情况", "实际完成/计划完成")),
            "sign": sign,
            "value": amount if "unit" in names else whole,
            "unit": unit,
            "basis": self.pick(("工作计划", "历史数据", "")),
            "weight": self.pick(("10", "5", "20分", "")),
            "aside": self.pick(("无", "正向", "90%", "")),
        }
        row |= {f"grade {grade}": f"≥{90 - 10 * at}%" for at, grade in enumerate("优良中差")}
        return {name: row[name] for name in names}


def wanted(row: dict[str, str], headings: dict[str, str]) -> dict[str, str]:
    """What a row is to be read as: the best grade is the value, all are kept, and so is the column besides."""
    grades = {name: text for name, text in row.items() if name.startswith("grade")}
    told = {name: text for name, text in row.items() if name not in grades}
    if grades:
        told |= {
            "value": grades["grade 优"],
            "grades": "".join(f"{name[-1]}={text};" for name, text in grades.items()),
        }
    if told.get("aside"):
        told["aside"] = f"{headings['aside']}={told['aside']}"
    return told
