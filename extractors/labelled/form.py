"""A form's lines in turn: labels of its head, names of levels, indicators, and what goes on with the line before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.form.column import tells_goals
from extractors.form.words.head import HeadWords
from extractors.labelled.column_labels import labelled_columns
from extractors.labelled.counted import counted, heading_of
from extractors.labelled.head_labels import Said, head_labels, unknown_label
from extractors.labelled.level_names import LevelNames
from extractors.labelled.levels import Levels
from extractors.labelled.line_kinds import closes_form, tells_indicators
from extractors.labelled.points import take_points
from extractors.labelled.rows import HeadRow, Remark, Row, Section, Text
from extractors.labelled.section import SectionWriter
from extractors.labelled.stretch import Stretch, Written
from extractors.layouts.layout import Layout

_SHORT = HeadWords.AMOUNTS | HeadWords.TEXTS - {
    "fact"
}  # fields whose values are names and figures, not texts


@dataclass(slots=True)
class FormWriter:
    """Reads the lines of one form; ``ends`` is the first that is none of it.

    ``headed``: the first line is a numbered heading that says the project's name.
    """

    lines: Sequence[Written]
    names: LevelNames
    headed: bool = False
    rows: list[Row] = field(default_factory=list)
    section: SectionWriter | None = None
    value: Text | None = None  # of the head's last label
    named: str = ""  # the field of that label
    ends: int = 0

    @property
    def layout(self) -> Layout:
        """The layout whose words are known."""
        return self.names.layout

    def read(self) -> list[Row]:
        """The rows of the form."""
        told = [at for at, line in enumerate(self.lines) if tells_indicators(Stretch.whole(line), self.names)]
        last = max(told, default=len(self.lines))  # a head alone ends with its lines
        for at, line in enumerate(self.lines):
            if self.headed and not at:
                self._read_heading(Stretch.whole(line))
                continue
            if at > last and closes_form(line.text, self.layout):
                break
            parts = self._parts(Stretch.whole(line))
            if not self._read_all(at, parts, last=at > last):
                break
            self.ends = at + 1
        for row in self.rows:
            if isinstance(row, Section):
                take_points(row)
        return self.rows

    def _read_heading(self, line: Stretch) -> None:
        """Take the heading that names the project, and the money that it tells behind the name."""
        heading = heading_of(line)
        if heading:
            self.rows.append(HeadRow([[heading.name]], field="project_name"))
            if amounts := head_labels(heading.money, self.layout):
                self._add(amounts)
            elif heading.money.text:
                self.rows.append(HeadRow([[heading.money]], field="budget"))

    def _read_all(self, at: int, parts: list[Stretch], *, last: bool) -> bool:
        """Take the parts of a line; tell whether each is of the form."""
        taken = [self._read(at, part, last=last) for part in parts]
        return all(taken)

    def _parts(self, line: Stretch) -> list[Stretch]:
        """A line as it is, or, of indicators, parted by the levels that it names."""
        if self.section or tells_indicators(line, self.names):
            return self.names.apart(line)
        return [line]

    def _read(self, at: int, line: Stretch, *, last: bool) -> bool:
        """Take a line; tell whether it is of the form. ``last``: behind all levels."""
        style, said = counted(line)
        head = head_labels(said, self.layout)
        if head and self._take_indicators(head[0]):
            return True
        leading = self.names.leading(line, below=self.section is not None)
        if leading.names:
            section = self.section or self._begin()
            section.levels.pass_names(leading, lambda: self._level_below(at))
            section.below_names(leading.rest)
            return True
        if self.section and not (head and self._leaves(head, said, style, last=last)):
            return self.section.read(said, style, last=last)
        columns = [] if head or self.section else labelled_columns(said, self.layout)
        if columns and columns[0].field.startswith("level"):
            return self._begin().read(said, style, last=last)
        return self._read_head(head, line, said, last=last)

    def _take_indicators(self, first: Said) -> bool:
        """Begin a new heading below a label of indicators (绩效指标：), be it with the first of them behind it."""
        if not first.field.startswith("indicators") or (self.section and first.value.text):
            return False
        self.rows.append(HeadRow([[first.label]], over=True))
        section = self._begin()
        if first.value.text:
            leading = self.names.leading(first.value, below=True)
            section.levels.pass_names(leading, lambda: "")
            section.below_names(leading.rest)
        return True

    def _begin(self) -> SectionWriter:
        section = Section()
        self.rows.append(section)
        self.section, self.value = SectionWriter(section, Levels(self.layout)), None
        return self.section

    def _leaves(self, head: list[Said], said: Stretch, style: str, *, last: bool) -> bool:
        """Tell whether labels below indicators are of the head, rather than an indicator's name (完成时间：12月底前)."""
        first = head[0]
        if self.section and self.section.section.headings and labelled_columns(said, self.layout):
            return False  # 计量单位：人次
        funds = last and first.field in HeadWords.AMOUNTS and (len(head) > 1 or not first.value.text)
        if said.line.depth or funds:  # 预算, over a sentence or amounts; an indicator of costs has its target
            return True
        label = first.label.text
        if self.layout.is_closing(label) or self.layout.is_note(label) or first.field == "plan":
            return True
        if style and style not in ("一、", "（一）"):
            return False
        own = tells_goals(first.field) or first.field in _SHORT - HeadWords.AMOUNTS
        return own and first.label.text != first.value.text

    def _read_head(self, head: list[Said], line: Stretch, said: Stretch, *, last: bool) -> bool:
        goes_on = self.value is not None and (not self.value or self.named not in _SHORT)
        if head and not (goes_on and self._is_counted_goal(head[0])):
            self.section = None
            self._add(head)
        elif not self._is_text() and (unknown := unknown_label(said)):
            self._add([unknown])
        elif goes_on and self.value is not None and not (last and self.value):
            self.value.append(line)
        elif last:
            return False
        else:
            self.rows.append(Remark([[line]]))
        return True

    def _add(self, said: list[Said]) -> None:
        """Add a row of labels with their values."""
        cells = [cell for one in said for cell in ([one.label], [one.value] if one.value.text else [])]
        label = said[0].label.text
        over = len(said) == 1 and (
            self.layout.label(label) in (None, "caption") or bool(self.layout.group(label))
        )
        self.rows.append(HeadRow(cells, over=over))
        self.value, self.named = cells[-1], said[-1].field

    def _is_text(self) -> bool:
        """Tell whether the head's last label is one of a text, in which any word may stand before a colon."""
        return tells_goals(self.named) or self.named == "purpose"

    def _is_counted_goal(self, first: Said) -> bool:
        return tells_goals(self.named) and tells_goals(first.field) and first.label.text[-2:-1].isdigit()

    def _level_below(self, at: int) -> str:
        """The next name of a level in the lines below."""
        for line in self.lines[at + 1 :]:
            if names := self.names.leading(Stretch.whole(line), below=True).names:
                return names[0].text
        return ""
