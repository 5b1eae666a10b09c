from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalise.funding import funding_document, funding_level


@pytest.mark.parametrize(
    ("name", "purpose", "level"),
    [
        ("中央财政养老保险补助经费", "", "central"),
        ("2023年省级财政代办员补助", "关于提前下达2023年中央补助", "provincial"),
        ("城乡居民养老保险补助", "关于提前下达2023年中央补助经费", "central"),
        ("市级财政衔接资金", "", "city"),
        ("再就业资金县配套", "", "county"),
        ("区级配套资金", "", "county"),
        ("本级农业专项", "", "county"),
        ("诉讼费专项经费", "支付诉讼费用", None),
        ("党中央精神宣讲", "社区级培训", None),
        ("", "", None),
    ],
)
def test_level_of_the_money(name: str, purpose: str, level: str | None) -> None:
    assert funding_level(name, purpose) == level


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("2023年中央就业补助资金冀财社【2022】150 号", "冀财社〔2022〕150号"),
        ("补助冀财社【2022】145", "冀财社〔2022〕145号"),
        ("承财农[2023]12号", "承财农〔2023〕12号"),
        ("根据浙财教〔2024〕7号文", "浙财教〔2024〕7号"),
        ("根据滦财农（2022）15号", "滦财农〔2022〕15号"),
        ("冀财预2022年15号", "冀财预〔2022〕15号"),
        ("承县财社〔2022〕5号", "承县财社〔2022〕5号"),
        ("补助财社〔2022〕5号", "财社〔2022〕5号"),
        ("根据冀人社发〔2022〕5号", "冀人社发〔2022〕5号"),
        ("冀财社【2022】150号、冀财社【2022】151号", "冀财社〔2022〕150号"),
        ("就业见习补贴【2022】150号", "〔2022〕150号"),
        ("2023年12月底前", None),
        ("预算（2023）", None),
        ("", None),
    ],
)
def test_documents_in_one_form(text: str, document: str | None) -> None:
    assert funding_document(text) == document


def test_a_document_in_full_is_preferred_to_a_number_alone() -> None:
    assert funding_document("见习补贴【2022】150号", "按冀财社【2022】151号下达") == "冀财社〔2022〕151号"


@given(st.text(alphabet="冀承财社农县补助【】[]()〔〕2022150号年 "))
def test_no_text_makes_it_raise(text: str) -> None:
    document = funding_document(text, text)
    assert document is None or document.endswith("号")
