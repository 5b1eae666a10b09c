"""What can go wrong in a warehouse, one class a situation, so that callers never read messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal


class WarehouseError(Exception):
    """Any of the errors below."""


class SchemaError(WarehouseError):
    """A frame is not what its table declares. ``problems`` has one line a column, key or set."""

    def __init__(self, table: str, problems: Sequence[str]) -> None:
        """Say for which table, and everything that is wrong with the frame at once."""
        super().__init__(f"{table}: {'; '.join(problems)}")
        self.table = table
        self.problems = tuple(problems)


class UnknownRelease(WarehouseError):
    """No release has this id; ``release_id`` is None where nothing has been published yet."""

    def __init__(self, release_id: str | None) -> None:
        """Name the release that was asked for."""
        missing = "nothing has been published yet" if release_id is None else f"no release {release_id!r}"
        super().__init__(missing)
        self.release_id = release_id


class WarehouseBusy(WarehouseError):
    """Another batch is writing to this warehouse."""


class QueryError(WarehouseError):
    """The SQL is wrong, or too much for the memory limit; the message is DuckDB's."""


Refusal = Literal["not_one_statement", "not_a_select", "outside_the_warehouse"]


class QueryRefused(QueryError):
    """The SQL asks for more than reading the release. ``why`` says what."""

    def __init__(self, why: Refusal, message: str) -> None:
        """Keep the kind of refusal beside the words."""
        super().__init__(message)
        self.why = why
