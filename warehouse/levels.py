"""What a draft is made of, as tables: the document, its projects, their indicators. Checks and corrections are of one of them."""

from __future__ import annotations

from typing import Literal, get_args

Level = Literal["documents", "projects", "indicators"]
LEVELS: tuple[Level, ...] = get_args(Level)
