"""SQL over one release: it reads the release's tables and can reach nothing else.

DuckDB gets the tables as Arrow data sets, not as paths, and no access to files, extensions or settings at
all. Allowing it just the release's paths would not do: DuckDB 2.0 writes to an allowed path from inside a
SELECT (``WITH t AS (COPY … TO …) SELECT …``). As the data sets carry the declared schema, columns have their
types, partition folders add none, and columns that an older release lacks are null.
"""

from __future__ import annotations

from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from warehouse.errors import QueryError, QueryRefused
from warehouse.release import Release
from warehouse.schema import TABLES

MEMORY_LIMIT: Final = "60%"
# DESCRIBE, SHOW and SUMMARIZE are SELECTs to DuckDB; a PIVOT over what values there are is several steps.
READING: Final = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.MULTI}
_LOCKDOWN: Final = """
    SET TimeZone = 'UTC';
    SET temp_directory = '';
    SET autoinstall_known_extensions = false;
    SET autoload_known_extensions = false;
    SET python_enable_replacements = false;
    SET enable_external_access = false;
    SET lock_configuration = true;
"""


def run_query(release: Release, sql: str) -> pa.Table:
    """Return the rows of one SELECT (also DESCRIBE, SHOW, SUMMARIZE, EXPLAIN) over the tables of ``release``.

    Every table that is declared (``schema.TABLES``) is there under its name, empty where the release has no rows of it.
    Raises QueryRefused for anything but one reading statement and for reaching outside; QueryError, with
    DuckDB's message, for wrong SQL and for a query that needs more than ``MEMORY_LIMIT`` of the memory.
    """
    with duckdb.connect(":memory:", config={"memory_limit": MEMORY_LIMIT}) as connection:
        try:
            statement = _only_statement(connection, sql)
            for table in TABLES:
                connection.register(table, _rows_of(release, table))
            connection.execute(_LOCKDOWN)
            return connection.sql(statement).to_arrow_table()
        except duckdb.PermissionException as error:
            raise QueryRefused("outside_the_warehouse", str(error)) from error
        except duckdb.Error as error:
            raise QueryError(str(error)) from error


def _only_statement(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise QueryRefused("not_one_statement", f"one statement is wanted, not {len(statements)}")
    if statements[0].type not in READING:
        wanted = "only reading is allowed (SELECT, DESCRIBE, SHOW, EXPLAIN)"
        raise QueryRefused("not_a_select", f"{wanted}, not {statements[0].type.name}")
    return statements[0]


def _rows_of(release: Release, table: str) -> ds.Dataset | pa.Table:
    schema = TABLES[table].arrow_schema()
    files = [str(path) for path in release.files(table)]
    return ds.dataset(files, schema=schema, format="parquet") if files else schema.empty_table()
