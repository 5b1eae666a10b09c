"""Labels of a form's head with their values behind them, as a line says them: one, or several side by side."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.form.words.amounts import ALL_OF_ONE, IN_WORDS, UNIT
from extractors.form.words.head import HeadWords, looks_like_label
from extractors.labelled.stretch import Stretch
from extractors.layouts.layout import Layout

_BRACKETED = re.compile(r"[【\[［](?P<label>[^【】\[\]［］]{2,20})[】\]］]\s*[:：]?")
_FIRST = re.compile(r"(?P<label>(?:其中\s*[:：，,]?\s*)?[^:：，。；;]{2,30}?)\s*[:：]")
_LEADS = re.compile(r"(?:具体|分别|主要)?(?:如下|见下|见下表|如下表)$")  # 绩效指标如下：
_LED = re.compile(r"^(?:具体|各项|有关|相关)")
_IS = re.compile(r"(?P<label>[^:：，,。；;\s]{2,10}?)为(?P<value>[^\d，,。；;][^，,。；;]+)[，,。；;]?")
_STOPPED = re.compile(r"(?P<label>[^:：，,。；;\s]{2,12})。")  # （二）预算安排。…
_NEXT = re.compile(
    r"(?<=[\s；;，,。、（(])(?P<label>(?:其中\s*[:：]\s*)?[^\s:：，,。；;、（）()]{2,20}(?:[（(][^（）()]{1,12}[)）])?)\s*[:：]"
)
_AMOUNT = rf"\s*[:：]?\s*(?:为|共计|计)?\s*(?P<amount>(?:\d[\d.,，]*\s*{UNIT}|{IN_WORDS})(?:{ALL_OF_ONE})?)"
_FIRST_AMOUNT = re.compile(
    rf"(?:[该本]?项目)?\s*(?:20\d\d\s*年度?)?\s*(?P<label>(?:其中\s*[:：，,]?\s*)?[\u4e00-\u9fff（）()]{{2,16}}?){_AMOUNT}"
)
_NEXT_AMOUNT = re.compile(
    rf"[，,；;、。\s（(]*(?P<label>(?:其中\s*[:：，,]?\s*)?[\u4e00-\u9fff]{{2,12}}?){_AMOUNT}"
)
_GAP = re.compile(r"[ \u00a0]{2,}|[\t\u3000]+|[ \u00a0]")
_ENDS = "；;，,。、（）() "
_END = "；;，,"
_ENDS_NAME = "。；;，,"
_OPEN, _CLOSE = "（(", "）)"


class Said(NamedTuple):
    """A label, the field that it names, and what stands behind it (empty where the line ends)."""

    field: str
    label: Stretch
    value: Stretch


def head_labels(said: Stretch, layout: Layout) -> list[Said]:
    """The labels of a line with their values; none where it does not begin with one."""
    if amounts := _amounts(said, layout):
        return amounts
    if sentence := _sentence(said, layout):
        return sentence
    if whole := _named(said.text, layout):
        return [Said(whole, said, said.part(len(said.text)))]
    parted = _BRACKETED.match(said.text) or _STOPPED.match(said.text)
    found = parted or _FIRST.match(said.text)
    if not found or not (field := _named(found["label"], layout)):
        return _by_gaps(said, layout)
    leads = _LEADS.search(found["label"])
    label = said.part(*(found.span("label") if parted else (0, leads.start() if leads else found.end())))
    first = Said(
        field,
        label,
        said.part(found.end(), without=_ENDS_NAME if field in HeadWords.TEXTS - {"fact"} else ""),
    )
    over_amounts = field in HeadWords.AMOUNTS or field == "caption"
    if over_amounts and (amounts := _amounts(first.value, layout)):
        return [Said("caption", first.label, said.part(found.end(), found.end())), *amounts]
    if not _is_short(field):
        return [first]
    ends, starts = [first], [found.end()]
    for other in (_BRACKETED if parted else _NEXT).finditer(said.text, found.end()):
        if not _is_short(ends[-1].field):
            break
        if (field := _named(other["label"], layout)) and field != "caption":
            before = ends[-1]
            ends[-1] = before._replace(value=said.part(starts[-1], other.start(), _ENDS_NAME + _OPEN))
            label = said.part(*(other.span("label") if parted else other.span()))
            ends.append(Said(field, label, said.part(other.end())))
            starts.append(other.end())
    return [*ends[:1], *(one._replace(value=_in_brackets(one, said)) for one in ends[1:])]


def _in_brackets(one: Said, said: Stretch) -> Stretch:
    """The value without the bracket that closes behind it, where one opens before its label (（项目编码：…）)."""
    before = said.text[: one.label.start - said.start].rstrip()
    return one.value.part(0, without=_CLOSE + _ENDS_NAME) if before.endswith(tuple(_OPEN)) else one.value


def unknown_label(said: Stretch) -> Said | None:
    """A label that no layout knows, with what stands behind it."""
    found = _FIRST.match(said.text)
    if not found or not looks_like_label(found["label"]):
        return None
    return Said("fact", said.part(0, found.end()), said.part(found.end()))


def _named(text: str, layout: Layout) -> str | None:
    """The field or the group of fields that a label names; a month end is of the plan."""
    words = _LEADS.sub("", text)
    words = words if words == text else _LED.sub("", words)
    return layout.label(words) or layout.group(words) or ("plan" if layout.milestone(words) else None)


def _is_short(field: str) -> bool:
    """Tell whether a field's value is a name or an amount, behind which another label may stand."""
    return field in HeadWords.TEXTS or field in HeadWords.AMOUNTS or field == "plan"


def _amounts(said: Stretch, layout: Layout) -> list[Said]:
    """Amounts side by side, each behind its label (资金总额98万元，其中：财政拨款90万元，其他资金8万元), if all are known."""
    found: list[Said] = []
    at, pattern = 0, _FIRST_AMOUNT
    while said.text[at:].strip(_ENDS):
        match = pattern.match(said.text, at)
        field = layout.label(match["label"]) if match else None
        if match is None or field not in HeadWords.AMOUNTS:
            return []
        found.append(Said(field, said.part(*match.span("label")), said.part(*match.span("amount"))))
        at, pattern = match.end(), _NEXT_AMOUNT
    return found


def _sentence(said: Stretch, layout: Layout) -> list[Said]:
    """The unit that a sentence names, and the amounts behind it (项目单位为某镇财政所，2024年预算安排204万元)."""
    found = _IS.match(said.text)
    field = layout.label(found["label"]) if found else None
    if found is None or field not in HeadWords.TEXTS - {"fact"}:
        return []
    rest = said.part(found.end())
    amounts = _amounts(rest, layout)
    if rest.text and not amounts:
        return []
    return [Said(field, said.part(*found.span("label")), said.part(*found.span("value"))), *amounts]


def _by_gaps(said: Stretch, layout: Layout) -> list[Said]:
    """A label and its value that only a gap parts (项目名称　　普法宣传)."""
    gap = _GAP.search(said.text)
    field = layout.label(said.text[: gap.start()]) if gap else None
    if gap is None or field in (None, "caption", "fact") or _GAP.search(said.part(gap.end()).text):
        return []
    return [Said(str(field), said.part(0, gap.start()), said.part(gap.end()))]
