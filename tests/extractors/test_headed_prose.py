"""Projects told in running text below headings that are such by their style, and budgets listed in lines."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from extractors.draft import Draft
from extractors.errors import UnreadableDraft
from extractors.pieces import Grid
from extractors.reader import read_draft
from tests.extractors.drafts_in_blocks import HEADING, cells, head, lines, read, told

PROJECTS = (("反诈宣传进万家", "13.5万元"), ("城区路口维护", "88.2万元"))
INDICATORS = ["产出指标", "入户宣传户数：≥2.6万户", "准确率：100%", "满意度指标", "群众满意度：≥90%"]
BELOW = ["绩效目标", "全面完成年度任务。", "绩效指标", *INDICATORS]
READ = [("", "入户宣传户数", "≥2.6万户"), ("", "准确率", "100%"), ("", "群众满意度", "≥90%")]


def _sections(name: str, amount: str) -> list[str]:
    return [f"# {name}", *BELOW, "预算", f"本项目年度预算{amount}，全部为财政拨款。"]


def _word(path: Path) -> Path:
    document = docx.Document()
    document.add_heading("青原县公安局2026年度项目绩效目标", 1)
    for line in (line for project in PROJECTS for line in _sections(*project)):
        if line.startswith("# "):
            document.add_heading(line.removeprefix("# "), 2)
        elif line in ("绩效目标", "绩效指标", "预算"):
            document.add_heading(line, 3)
        else:
            document.add_paragraph(line)
    document.save(str(path))
    return path


def _page(path: Path) -> Path:
    body = "".join(
        f"<h2>{line.removeprefix('# ')}</h2>" if line.startswith("# ") else f"<p>{line}</p>"
        for project in PROJECTS
        for line in _sections(*project)
    )
    path.write_text(f"<html><body><h1>2026年度项目绩效目标</h1>{body}</body></html>", "utf-8")
    return path


def _check(draft: Draft) -> None:
    assert [head(one) for one in draft.projects] == [(name, "", sum_, sum_) for name, sum_ in PROJECTS]
    assert [told(one) for one in draft.projects] == [READ, READ]
    assert not [cell.text for cell in draft.cells if cell.in_form and cell.field is None]


def test_headings_by_their_style_name_projects(tmp_path: Path) -> None:
    _check(read_draft(_word(tmp_path / "a.docx")))
    _check(read_draft(_page(tmp_path / "a.html")))


def test_a_style_of_the_author_is_a_heading_by_what_it_builds_on(tmp_path: Path) -> None:
    document = docx.Document(str(_word(tmp_path / "a.docx")))
    own = document.styles.add_style("项目", 1)
    own.base_style = document.styles["Heading 2"]
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "Heading 2":
            paragraph.style = own
    document.save(str(tmp_path / "b.docx"))
    _check(read_draft(tmp_path / "b.docx"))


def test_a_heading_without_money_below_names_no_project(tmp_path: Path) -> None:
    body = "".join(f"<h2>{name}</h2><p>{'</p><p>'.join(BELOW)}</p>" for name, _ in PROJECTS)
    (tmp_path / "a.html").write_text(f"<html><body>{body}</body></html>", "utf-8")
    with pytest.raises(UnreadableDraft, match="untold_projects"):
        read_draft(tmp_path / "a.html")


@pytest.mark.parametrize(
    ("listed", "budgets"),
    [
        ("附：资金安排\n1.湿地监测23万元；\n2.病虫害除治175万元。\n", [("23", "万元"), ("175", "万元")]),
        ("附：\n1. 湿地监测：预算23万元；\n2. 病虫害除治：预算175万元；\n合计：198万元\n", [("23", "万元"), ("175", "万元")]),
        ("附（单位：元）\n湿地监测    230,000.00\n病虫害除治    1,750,000\n", [("230,000.00", "元"), ("1,750,000", "元")]),
    ],
)  # fmt: skip
def test_budgets_listed_in_lines(listed: str, budgets: list[tuple[str, str]]) -> None:
    forms = "\n".join("\n".join((name, *BELOW)) for name in ("一、湿地监测", "二、病虫害除治"))
    draft = read(*lines(f"{forms}\n{listed}"))
    assert [one.project_name.text for one in draft.projects] == ["湿地监测", "病虫害除治"]
    assert [(one.budget.text, one.budget.unit) for one in draft.projects] == budgets


def test_one_amount_beside_a_name_is_no_list() -> None:
    table = "项目名称|湿地监测\n绩效目标|掌握水质。\n" + HEADING + "产出指标|数量指标|监测点位|30个"
    rows = [cells(*row.split("|")) for row in table.splitlines()]
    (project,) = read(Grid(rows), *lines("湿地监测：预算23万元")).projects
    assert not project.budget.text


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_a_heading_by_its_style_over_a_table_names_its_project(tmp_path: Path, suffix: str) -> None:
    document, body = docx.Document(), ["<h1>青原县卫生健康局2025年度项目支出绩效目标</h1>"]
    document.add_heading("青原县卫生健康局2025年度项目支出绩效目标", 1)
    for name in ("两癌筛查", "基本公共卫生服务"):
        document.add_heading(name, 2)
        rows = [
            "项目总预算|92.8万元||",
            "年度目标|做好服务。||",
            HEADING.strip(),
            "产出指标|数量指标|服务人数|≥7200人",
        ]
        table = document.add_table(0, 4)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row.split("|"), strict=True):
                cell.text = text
        cells_of = "".join(f"<tr><td>{row.replace('|', '</td><td>')}</td></tr>" for row in rows)
        body.append(f"<h2>{name}</h2><table>{cells_of}</table>")
    document.save(str(tmp_path / "a.docx"))
    (tmp_path / "a.html").write_text(f"<html><body>{''.join(body)}</body></html>", "utf-8")
    draft = read_draft(tmp_path / f"a.{suffix}")
    assert [one.project_name.text for one in draft.projects] == ["两癌筛查", "基本公共卫生服务"]
