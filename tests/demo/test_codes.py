"""Project codes follow the rule of their check character (docs/values.md, "Codes")."""

from __future__ import annotations

import pytest

from demo.codes import check_character, project_code


def test_published_codes():
    assert check_character("13082123P00007910001", 30) == "D"
    assert check_character("13082123P00008010001", 30) == "H"


@pytest.mark.parametrize("constant", [0, 17, 30])
def test_a_code_is_whole(constant):
    code = project_code("990121", 2026, "P", 42, constant)
    assert (len(code), code[:20]) == (21, "99012126P00004210001")
    assert code[20] == check_character(code[:20], constant)
