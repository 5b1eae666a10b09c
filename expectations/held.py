"""A frame as Great Expectations takes it: a batch, held as long as it is validated.

One context, and in it one asset a table, serve all batches of a process: the library writes its whole configuration out
whenever something is added to it, and makes a folder for a documentation site that nobody asks for.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from expectations.library import load_library

if TYPE_CHECKING:
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.datasource.fluent.interfaces import Batch
    from great_expectations.datasource.fluent.pandas_datasource import PandasDatasource

_one_at_a_time = threading.Lock()


@contextmanager
def held(table: str, frame: pl.DataFrame) -> Iterator[Batch]:
    """``frame`` as a batch. Its columns must be floats, whole numbers, booleans or text.

    The library would keep the last frame of each asset for good: it is let go at the end.
    """
    with _one_at_a_time:
        definition = _definition(table)
        batch: Batch = definition.get_batch({"dataframe": frame.to_pandas()})
        try:
            yield batch
        finally:
            kept = _source().get_execution_engine().batch_manager
            kept.reset_batch_cache()
            kept.batch_data_cache.clear()


@cache
def _definition(table: str) -> BatchDefinition[Any]:
    return _source().add_dataframe_asset(name=table).add_batch_definition_whole_dataframe("all")


@cache
def _source() -> PandasDatasource:
    gx = load_library()
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source: PandasDatasource = context.data_sources.add_pandas(name="batch")
    return source
