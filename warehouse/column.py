"""A column as its table's file declares it, and what its type is called in Polars and Arrow."""

from __future__ import annotations

from typing import Final, Literal

import polars as pl
import pyarrow as pa
from pydantic import BaseModel, ConfigDict

TypeName = Literal[
    "string",
    "int16",
    "int32",
    "int64",
    "float32",
    "float64",
    "decimal(18,6)",
    "decimal(38,6)",
    "bool",
    "timestamp_utc",
    "box_list",
]

EDGES = ("x0", "top", "x1", "bottom")
_POLARS_BOX = pl.Struct({"page": pl.Int32(), **{edge: pl.Float32() for edge in EDGES}})
_ARROW_BOX = pa.struct([pa.field("page", pa.int32()), *[pa.field(edge, pa.float32()) for edge in EDGES]])

POLARS_TYPES: Final[dict[TypeName, pl.DataType]] = {
    "string": pl.String(),
    "int16": pl.Int16(),
    "int32": pl.Int32(),
    "int64": pl.Int64(),
    "float32": pl.Float32(),
    "float64": pl.Float64(),
    "decimal(18,6)": pl.Decimal(18, 6),
    "decimal(38,6)": pl.Decimal(38, 6),
    "bool": pl.Boolean(),
    "timestamp_utc": pl.Datetime("us", "UTC"),
    "box_list": pl.List(_POLARS_BOX),
}

# "element" is what Parquet calls a list's content: with it a file's schema reads back as it was declared.
ARROW_TYPES: Final[dict[TypeName, pa.DataType]] = {
    "string": pa.string(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float32": pa.float32(),
    "float64": pa.float64(),
    "decimal(18,6)": pa.decimal128(18, 6),
    "decimal(38,6)": pa.decimal128(38, 6),
    "bool": pa.bool_(),
    "timestamp_utc": pa.timestamp("us", "UTC"),
    "box_list": pa.list_(pa.field("element", _ARROW_BOX)),
}


class ColumnSchema(BaseModel):
    """One column: its meaning in Chinese and English, its unit, and the values it may hold (None: any)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    type: TypeName
    nullable: bool = False
    unit: str | None = None
    values: tuple[str, ...] | None = None
    zh: str
    en: str

    @property
    def polars_type(self) -> pl.DataType:
        """The type in Polars: amounts are ``Decimal(18, 6)``, sums ``Decimal(38, 6)``, times ``Datetime("us", "UTC")``."""
        return POLARS_TYPES[self.type]

    def arrow_field(self) -> pa.Field:
        """The field in Arrow and Parquet, with metadata ``description_zh``, ``description_en``, ``unit``."""
        meaning = {"description_zh": self.zh, "description_en": self.en}
        if self.unit is not None:
            meaning["unit"] = self.unit
        return pa.field(self.name, ARROW_TYPES[self.type], self.nullable, metadata=meaning)
