"""An indicator in running text, its name and its target: behind a colon, a gap, a sign, in brackets, or from a figure on."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from extractors.form.words.signs import EITHER, JUDGED, MARK, MOVES, REACHES, WORD
from extractors.labelled.column_labels import Labelled
from extractors.labelled.stretch import Stretch

_SHORTEST, _LONGEST = 2, 60  # characters of a name
_BRACKETS = re.compile(r"[（(【\[][^（(【\[)）】\]]*[)）】\]]")
_HIDDEN = "\ufffc"  # stands for what is in brackets
_IN_BRACKETS = re.compile(
    rf"(?P<name>.{{2,}}?)\s*[（(](?P<target>(?:{EITHER}|{REACHES}|{MOVES}|\d)(?:[^（()）]|[（(][^（()）]*[)）])*|{JUDGED})[)）]"
)
_CALLED_IN_BRACKETS = re.compile(
    r"(?P<name>.{2,60}?)\s*[（(](?:指标|目标)值\s*[:：]\s*(?P<target>[^（()）]+)[)）]"
)
_BEHIND_WORD = "".join(f"(?<!{word})" for word in f"{WORD}|{REACHES}".split("|"))
# a word for a sign may be part of a name, where another sign comes behind it; a blank behind one (不低于 98%) parts nothing
_PARTED = (
    re.compile(
        rf"(?P<colon>：|(?<!\d):|:(?!\d))|(?P<sign>{MARK})"
        rf"|[ \u00a0]{{2,}}|[\t\u3000]+|{_BEHIND_WORD}[ \u00a0](?=\d)|\s+[/／]\s+|—{{2,}}|-{{2,}}"
        rf"|(?:(?<=时限)|(?<=时间)|(?<=期限)|(?<=日期))为"
        rf"|(?<=[^\d\s])[—–](?=\s*(?:\d|{MARK}|{WORD}))"
    ),
    re.compile(rf"(?P<colon>(?!))|(?P<sign>{EITHER}|{REACHES}|(?:{MOVES}|达)(?=\s*\d))"),
)
_TO_FIGURE = re.compile(r"(?P<first>\d[\d.,~\-—–至]*)?(?P<name>[^\d，。,；;：:]{2,})(?=\d)")
# 水环境质量 明显改善, 如厕条件—明显改善, 村容村貌，明显改善
_BLANK = re.compile(
    r"(?P<name>[^ ]{2,}) (?P<target>[\u4e00-\u9fff][^ ]{1,20})|(?P<dashed>[^—–-]{3,})[—–-](?P<word>[\u4e00-\u9fff]{2,10})"
    r"|(?P<before>[^，,\d]{3,20})[，,](?P<judged>[\u4e00-\u9fff]{2,8})"
)
# 技艺存续状况得到改善
_JUDGED_BEHIND = re.compile(
    rf"(?P<name>.{{2,}}(?:状况|情况|能力|水平|环境|质量|程度|意识|秩序|面貌|条件|作用|形象|氛围|满意度|感))(?P<target>{JUDGED})"
)
# 保洁员，≥68人; 检查频次，每月1次; 体检完成时间，11月30日前
_COMMA_BEFORE = re.compile(
    rf"(?P<name>(?!其中|同时)[^，,。；;\d]{{2,30}})[，,]\s*(?P<target>(?:{EITHER}|{REACHES}|\d|[每各首次]|全年|当年|年[内底]|采样)[^，,]{{1,20}})"
)
_OF_DATE = re.compile(r"[年月日前底末初至到第约\s]")
_COUNTS = re.compile(r"第\s*$")  # the figure behind it is none of a target
_NAME_ENDS = "-—–=＝,，、:："
_IS = "为是"  # behind a name
TARGET_ALONE = re.compile(rf"(?:{EITHER}|{REACHES}|\d)")

Kind = Literal["colon", "sign", "gap", "brackets", "figure", "blank", "none"]


class Item(NamedTuple):
    """An indicator's name and target, either of which may be missing, by what they are parted, and what is told besides."""

    name: Stretch | None
    target: Stretch | None
    kind: Kind
    besides: tuple[Labelled, ...] = ()

    @property
    def sure(self) -> bool:
        """Tell whether a sign parts name and target, rather than any figure or blank in a text."""
        return self.kind not in ("figure", "blank", "none")

    @property
    def weighed(self) -> bool:
        """Tell whether its weight is told."""
        return any(one.field == "weight" for one in self.besides)


def item_of(said: Stretch) -> Item:
    """An indicator's name and its target, told apart by what comes first between them."""
    text = said.text
    if called := _CALLED_IN_BRACKETS.fullmatch(text):
        return Item(said.part(0, called.end("name")), said.part(*called.span("target")), "brackets")
    shown = without_brackets(text)
    if TARGET_ALONE.match(text) and not _to_figure(shown) and not _parted_by_sign(said, shown):
        return Item(None, said, "none")
    if (parted := _parted_by_sign(said, shown)) is not None:
        return parted
    if (inside := _IN_BRACKETS.fullmatch(text)) and len(inside["name"]) <= _LONGEST:
        return Item(said.part(0, inside.end("name")), said.part(*inside.span("target")), "brackets")
    if comma := _COMMA_BEFORE.fullmatch(text):
        return Item(said.part(0, comma.end("name")), said.part(comma.start("target")), "gap")
    if end := _to_figure(shown):
        return Item(_name(said, end), said.part(end), "figure")
    if blank := _BLANK.fullmatch(text):
        between = blank.end(next(name for name in ("name", "dashed", "before") if blank[name]))
        return Item(said.part(0, between), said.part(between + 1), "blank")
    if judged := _JUDGED_BEHIND.fullmatch(text):
        return Item(said.part(0, judged.end("name")), said.part(judged.start("target")), "blank")
    return Item(said, None, "none")


def without_brackets(text: str) -> str:
    """The text with a sign for each character in brackets, where nothing parts it."""
    return _BRACKETS.sub(lambda found: _HIDDEN * len(found[0]), text)


def _parted_by_sign(said: Stretch, shown: str) -> Item | None:
    for found in (found for parted in _PARTED for found in parted.finditer(shown[: _LONGEST + 1])):
        name = _name(said, found.start())
        if "。" in name.text:
            return None
        if len(name.text) < _SHORTEST:
            continue
        kind: Kind = "colon" if found["colon"] else "sign" if found["sign"] else "gap"
        target = said.part(found.start() if kind == "sign" else found.end())
        return Item(name, target if target.text else None, kind)
    return None


def _name(said: Stretch, end: int) -> Stretch:
    """The name up to where a target begins, or what parts it from one."""
    name = said.part(0, end, _NAME_ENDS)
    return name.part(0, len(name.text.rstrip(_IS))).part(0, without=_NAME_ENDS)


def _to_figure(shown: str) -> int:
    """Where the first figure behind a name stands; 0 where there is none. A name may begin with a figure, but is no date."""
    found = _TO_FIGURE.match(shown[: _LONGEST + 1])
    if not found or _COUNTS.search(found["name"]):
        return 0
    if found["first"] and len(_OF_DATE.sub("", found["name"])) <= _SHORTEST:
        return 0
    return found.end()
