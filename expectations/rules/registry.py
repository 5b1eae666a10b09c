"""The rules there are: every module of this package that is named after a rule."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache

import expectations.rules as package
from expectations.rules.rule import Rule, rule_file

_RULE_MODULE = re.compile(r"r\d\d_\w+")


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    names = [module.name for module in pkgutil.iter_modules(package.__path__)]
    found = [_rule(name) for name in names if _RULE_MODULE.fullmatch(name)]
    return tuple(sorted(found, key=lambda rule: rule.file.id))


def _rule(name: str) -> Rule:
    module = importlib.import_module(f"{package.__name__}.{name}")
    return Rule(rule_file(module.__name__), module.find)
