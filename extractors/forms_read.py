"""The forms of a draft read one by one, each by the layout that its own labels tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.draft import NewLabel, Project
from extractors.form.finding.parts import FormParts
from extractors.form.project import told_above
from extractors.form.read import NewText, read_form
from extractors.joining import join_lines
from extractors.layouts.layout import Layout
from extractors.layouts.library import Layouts
from extractors.layouts.suggest import suggest
from extractors.pieces import Piece


@dataclass(slots=True)
class FormsRead:
    """What the forms hold. ``headings`` stand over tables of many projects; ``departments`` are forms of a whole one."""

    projects: list[Project] = field(default_factory=list)
    new_labels: list[NewLabel] = field(default_factory=list)
    headings: list[Piece] = field(default_factory=list)
    departments: list[tuple[FormParts, Project]] = field(default_factory=list)


def read_forms(forms: list[FormParts], layouts: Layouts, year: int | None) -> FormsRead:
    """Read each form by the layout that its own labels tell."""
    found = FormsRead()
    over: Project | None = None  # whose unit is said in a line over the form
    for form in forms:
        own = layouts.recognise(form.texts())
        read = read_form(form, len(found.projects) + 1, own, year)
        if form.of_department:
            found.departments += [(form, project) for project in read.projects]
            continue
        if form.below and found.projects:
            above = found.projects[-1]
            of_unit = over if form.apart else above
            read.projects = [told_above(project, above, of_unit) for project in read.projects]
        if form.title.unit_name or form.title.department_name:
            over = next(iter(read.projects), None)
        found.new_labels += [_new_label(new, own) for new in read.new_labels]
        found.projects += read.projects
        found.headings += read.heading
    return found


def _new_label(new: NewText, layout: Layout) -> NewLabel:
    text = join_lines([new.piece.text])
    nearest, field = ("", new.read_as) if new.read_as else suggest(text, new.section, layout, new.taken)
    return NewLabel(
        text=text,
        section=new.section,
        cell=new.piece.index,
        project=new.piece.project or 1,
        nearest=nearest,
        field=field,
    )
