"""The budget of a form none of whose labels is the budget's: the only amount beside a label that speaks of money."""

from __future__ import annotations

import re

from extractors.form.entries import Entry, FormHead
from extractors.form.head_words import money_unit_in
from extractors.form.rows import Cell
from extractors.joining import as_label

_OF_MONEY = re.compile("预算|资金|金额|经费|投入|投资|拨款|总额")
# of another year, of a part, of one place or person: not the budget, whatever it is called
_ASIDE = re.compile(
    r"其中|[上去前往历]一?年|以前|历年|累计|已|结转|结余|配套|单价|标准|人均|户均|决算|执行|支出数|到位|[下后明次]年|20\d\d"
)


def take_only_amount(head: FormHead) -> None:
    """Take that amount as the budget; its label stays told as a new one.

    Nothing is taken where several such labels stand in the form, or an amount of the budget or of a part of it is known.
    """
    known = any(entry.field in ("budget", "whole", "budget_part") for entry in head.entries)
    found = [(label, amount) for label, amount in head.new_amounts if _speaks_of_money(label)]
    if known or len(found) != 1:
        return
    ((label, amount),) = found
    head.entries.append(Entry("budget", label, list(amount.pieces), unit=money_unit_in(label.text)))
    for piece in label.pieces:
        piece.take("label")


def _speaks_of_money(label: Cell) -> bool:
    named = as_label(label.text)
    money = _OF_MONEY.search(named) or money_unit_in(label.text)
    return bool(money) and not _ASIDE.search(label.text)
