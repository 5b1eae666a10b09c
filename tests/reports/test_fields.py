"""What a field is called is one thing, on pages and where a person corrects it."""

from __future__ import annotations

import pytest

from reports.fields import field_name
from warehouse.desk.correctable import correctable, field_named


@pytest.mark.parametrize("column", correctable())
def test_a_correction_takes_the_name_that_pages_show(column: str) -> None:
    assert field_named(field_name(column, "zh")) == column
