"""Whole drafts of one department, year by year: the forms, the contents list and part 1."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from demo.codes import project_code
from demo.counties import Department
from demo.habits import Habit, habit_of, plain
from demo.layouts.layout import KEYS, Layout, county_layout
from demo.lines import LEVEL_NAMES, Line, department_lines
from demo.rows import indicator_rows
from demo.showing import shown, weighted
from demo.truth import Format, TruthDraft, TruthDuty, TruthMeasure, TruthProject
from demo.words import places, prose

SUFFIXES: dict[Format, str] = {
    "pdf": "pdf",
    "scan": "pdf",
    "docx": "docx",
    "xlsx": "xlsx",
    "html": "html",
    "text": "txt",
}


def department_drafts(
    department: Department, years: Sequence[int], seed: int, formats: Sequence[Format], layout: str = KEYS[0]
) -> Iterator[TruthDraft]:
    """The drafts of a department, one a year, in the ``formats`` given for each year, on paper of ``layout``."""
    paper = county_layout(layout, department.county.code)
    habit = habit_of(department, paper, seed)
    for years_on, lines in enumerate(department_lines(department, len(years), seed)):
        year = years[years_on]
        rng = random.Random(f"{seed}/{department.county.code}/{department.kind.code}/{year}")
        forms = tuple(
            _form(line, year, years_on, sequence, habit, paper)
            for sequence, line in enumerate(lines, start=1)
        )
        total = sum(line.budget(years_on) for line in lines)
        draft = _draft(department, year, formats[years_on], forms, total, rng)
        yield shown(draft, paper)


def _draft(
    department: Department,
    year: int,
    written_as: Format,
    forms: tuple[TruthProject, ...],
    total: float,
    rng: random.Random,
) -> TruthDraft:
    county = department.county
    words = prose()
    slots = {
        "year": str(year),
        "department": department.name,
        "county": county.name,
        "count": str(len(forms)),
        "total": plain(total),
    }
    stem = f"{county.code}_{department.kind.code}_{year}_{department.name}"
    opening, *others = words.overall
    sentences = [opening, *rng.sample(others, 4)]
    return TruthDraft(
        file=f"{county.name}/{stem}.{SUFFIXES[written_as]}",
        format=written_as,
        layout=KEYS[0],
        county_code=county.code,
        county_name=county.name,
        department_code=department.kind.code,
        department_name=department.name,
        fiscal_year=year,
        stage="草案",
        reviewer_name=f"{county.name}财政局",
        contents=tuple(form.title for form in forms),
        overall="".join(sentences).format_map(slots),
        duties=tuple(
            TruthDuty(title=title, goal=goal, indicator_text=_narrative(year, forms, rng))
            for title, goal in department.kind.duties
        ),
        measures=tuple(TruthMeasure(title=title, text=text) for title, text in rng.sample(words.measures, 4)),
        projects=forms,
    )


def _narrative(year: int, forms: tuple[TruthProject, ...], rng: random.Random) -> str:
    """Targets of part 1 in prose, taken from the forms: the same measure, the same number. A measure that several
    forms have is left out, as it has several numbers."""
    rows = [row for form in forms for row in form.indicators]
    times = Counter(row.level3 for row in rows)
    counted = [row for row in rows if row.level2 == "数量指标" and times[row.level3] == 1]
    rated = [row for row in rows if row.level2 == "质量指标" and times[row.level3] == 1]
    chosen = rng.sample(counted, min(2, len(counted))) + rng.sample(rated, min(1, len(rated)))
    phrases = []
    for row in {row.level3: row for row in chosen if row.value[0] in "≥≤0123456789"}.values():
        number = row.value.lstrip("≥≤").removesuffix("以上").replace("百分比", "%")
        if row.value.startswith("≤"):
            phrases.append(f"{row.level3}控制在{number}以内")
        elif row.value.startswith("≥") or row.value.endswith("以上"):
            phrases.append(f"{row.level3}不低于{number}")
        else:
            phrases.append(f"{row.level3}达到{number}")
    return f"{year}年，" + "，".join(phrases or ["各项任务按计划完成"]) + "。"


def _form(line: Line, year: int, years_on: int, sequence: int, habit: Habit, paper: Layout) -> TruthProject:
    department, county = line.department, line.department.county
    wanyuan = line.budget(years_on)
    rng = random.Random(f"{line.key}/form")
    slots = _slots(line, year, wanyuan, rng)
    name = _pick_name(line, rng).format_map(slots)
    own_share = rng.choice([0.05, 0.1, 0.2, 0.35]) if rng.random() < 0.12 else 0.0
    other = round(wanyuan * own_share, 2)
    purposes = prose().purpose.split if rng.random() < 0.25 else prose().purpose.plain
    return TruthProject(
        sequence=sequence,
        title=paper.title.format_map({"project_name": name}),
        unit_code=f"{department.kind.code}{line.unit + 1:03d}",
        unit_name=department.kind.units[line.unit].format_map(slots),
        money_unit=habit.money_unit,
        project_code=project_code(county.code, year, "P", line.serial * 7 + 1, county.check_constant),
        project_name=name,
        budget=habit.amount(wanyuan),
        fiscal=habit.amount(wanyuan - other),
        other=habit.amount(other) if other or rng.random() < 0.15 else "",
        purpose=rng.choice(purposes).format_map(slots),
        plan=habit.spending_plan(rng),
        goals=_goals(slots, rng),
        midterm_goals=rng.choice(prose().goals.midterm).format_map(slots),
        indicators=weighted(indicator_rows(line, slots, wanyuan, years_on, habit), paper.weights),
    )


def _slots(line: Line, year: int, wanyuan: float, rng: random.Random) -> dict[str, str]:
    topic = line.topic
    part = round(wanyuan * rng.choice([0.4, 0.55, 0.7, 0.85]), 2)
    first, second = prose().parts[topic.work]
    return {
        "year": str(year),
        "until": str(year + 2),
        "topic": (line.place if line.again else "") + topic.name,
        "thing": topic.things[0][0],
        "people": topic.people,
        "effect": topic.effect,
        "place": line.place,
        "county": line.department.county.name,
        "department": line.department.name,
        "town": line.department.town,
        "province": places().province,
        "doc": line.document(year),
        "level": LEVEL_NAMES[line.level],
        "budget": plain(wanyuan),
        "a": plain(part),
        "b": plain(wanyuan - part),
        "first": first,
        "second": second,
    }


def _pick_name(line: Line, rng: random.Random) -> str:
    """A pattern for the name. The topic of a second project holds its place."""
    patterns = prose().project[line.level]
    return rng.choice([pattern for pattern in patterns if not (line.again and "{place}" in pattern)])


def _goals(slots: dict[str, str], rng: random.Random) -> str:
    """One to three numbered goals, run together as readers compare them: without white space."""
    words = prose().goals
    chosen = [rng.choice(words.first), rng.choice(words.second), rng.choice(words.third)]
    chosen = chosen[: rng.choices([1, 2, 3], weights=[1, 3, 2])[0]]
    return "".join(f"{number}.{goal.format_map(slots)}" for number, goal in enumerate(chosen, start=1))
