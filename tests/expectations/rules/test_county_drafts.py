"""Drafts as counties write them, which no rule was made for: what is marked in them is found, and nothing else.

One draft a ``# department year``: ``>`` part 1, ``==`` a form with its amounts, 用途 and 目标, then indicators as
level 2|level 3|description|value. ``!R11`` at the end of a line: the rule finds it there, and a person agreed.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from expectations.rules.registry import rules
from tests.expectations.rules.conftest import code, draft, form, found, tables_of

DRAFTS = sorted((Path(__file__).parent / "county_drafts").glob("*.txt"))
LEVEL1 = {"数量": "产出", "质量": "产出", "时效": "产出", "成本": "产出", "满意度": "满意度"}
MARKS = re.compile(r"!(R\d\d(?:,R\d\d)*)$")
Place = tuple[str, str, int, int]  # rule, department, form, indicator (0: the form itself)


def read(path: Path) -> tuple[list[dict[str, Any]], set[Place]]:
    """The drafts of a file, and the findings that are marked in it."""
    departments: list[dict[str, Any]] = []
    marked: set[Place] = set()
    for written in path.read_text("utf-8").splitlines():
        marks = MARKS.search(written)
        line = written[: marks.start()] if marks else written
        if line.startswith("# "):
            name, year = line[2:].split()
            departments.append({"name": name, "year": int(year), "part_one": "", "forms": []})
            continue
        forms = departments[-1]["forms"] if departments else []
        if line.startswith("> "):
            departments[-1]["part_one"] += line[2:]
        elif line.startswith("== "):
            name, budget, fiscal, other = (part.strip() for part in line[3:].split("|"))
            number = len(forms) * 7 + len(departments) * 100 + 1
            forms.append(
                form(
                    1, title=f"{name}绩效目标表", project_name=name, budget=budget, fiscal=fiscal, other=other,
                    unit_name=departments[-1]["name"], project_code=code(number), purpose="", goals="", rows=[],
                )
            )  # fmt: skip
        elif line.startswith(("用途：", "目标：")):
            forms[-1]["purpose" if line.startswith("用途") else "goals"] = line[3:]
        elif line:
            level2, *row = line.split("|")
            served = "服务对象" if level2 == "满意度" else ""
            forms[-1]["rows"].append((f"{LEVEL1.get(level2, '效益')}指标", f"{served}{level2}指标", *row))
        if marks:
            own = 0 if line.startswith(("== ", "用途：", "目标：")) else len(forms[-1]["rows"])
            marked |= {(rule, departments[-1]["name"], len(forms), own) for rule in marks[1].split(",")}
    return departments, marked


def test_what_is_marked_is_found_and_nothing_else() -> None:
    departments, marked = [], set()
    for path in DRAFTS:
        of_file, marks = read(path)
        departments += of_file
        marked |= marks
    names = {f"d{number:03}".ljust(64, "x"): one["name"] for number, one in enumerate(departments)}
    tables = tables_of(
        *(
            draft(*one["forms"], id=f"d{number:03}", year=one["year"], part_one=one["part_one"], department=one["name"])
            for number, one in enumerate(departments)
        )
    )  # fmt: skip
    told = {
        (row["rule"], names[row["document_id"]], int(row["project_id"].rpartition("-")[2]),
         int(row["indicator_id"].rpartition("-")[2]) if row["indicator_id"] else 0): row["message_zh"]
        for row in found(tables).iter_rows(named=True)
    }  # fmt: skip
    assert tables["indicators"].height > 1000
    assert {place: message for place, message in told.items() if place not in marked} == {}
    assert marked - set(told) == set()
    assert {rule for rule, *_ in marked} <= {rule.file.id for rule in rules()}
