"""What a rule is: its texts from a data file, and a function that finds the rows that break it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, model_validator

from expectations.rules.tables import Tables
from warehouse.levels import Level
from warehouse.severity import Severity

ExpectedIs = Literal["required", "guess", "comparison"]
Find = Callable[[Tables], pl.LazyFrame]
Model = TypeVar("Model", bound=BaseModel)


class Texts(BaseModel):
    """Templates in both languages; ``{names}`` are columns of the rows that the rule returns."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str


class RuleFile(BaseModel):
    """One rule's data file.

    ``checks`` is the table whose rows are held against the rule, and counted.
    ``scope`` *draft*: a draft's findings depend on that draft alone. *release*: they depend on other drafts,
    and are found anew whenever a release is made. ``reason`` names the text in reasons.toml that a critical
    rule quarantines with. ``messages`` by case, for rules that can be broken in more than one way.
    ``observed`` and ``expected`` are templates too, in Chinese as table findings holds them: one for all cases, or
    one a case; none where the rows that the rule returns have the column themselves. ``expected_is`` says how sure
    that is: what must stand there, a *guess* at it, or no more than what it was held against.
    ``for_county`` is false where the county can do nothing about it, as the doubt is about what was read here.
    ``data`` are the rule's own words and limits, which its module knows the shape of.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^R\d\d$")
    severity: Severity
    checks: Level
    scope: Literal["draft", "release"] = "draft"
    reason: str = ""
    name: Texts
    meaning: Texts
    messages: dict[str, Texts]
    observed: str = ""
    expected: str | dict[str, str] = ""
    expected_is: ExpectedIs = "required"
    for_county: bool = True
    data: dict[str, Any] = {}

    @model_validator(mode="after")
    def _expects_something_of_each_case(self) -> Self:
        if isinstance(self.expected, dict) and self.expected.keys() != self.messages.keys():
            raise ValueError("expected must have the cases of messages")
        return self


@dataclass(frozen=True)
class Rule:
    """A rule: what its file says, and the function that finds the rows that break it.

    ``find`` returns one row a finding: document_id, project_id and indicator_id (as far as it has a place in
    them), field, page, observed and expected (but for what the file has templates of), ``case`` where there are
    several messages, and the columns that the templates tell of. ``count`` and ``of`` say how many of how many,
    where the gate has a tolerance. ``known_by`` is the project in the id of a finding that has no ``project_id``.
    """

    file: RuleFile
    find: Find


@cache
def rule_file(module: str) -> RuleFile:
    """The data file beside a rule's module, given the module's ``__name__``."""
    path = Path(__file__).parent / f"{module.rpartition('.')[2]}.toml"
    return RuleFile.model_validate(tomllib.loads(path.read_text("utf-8")))


def data_of(module: str, shape: type[Model]) -> Model:
    """A rule's own words and limits, in the shape that its module declares."""
    return shape.model_validate(rule_file(module).data)
