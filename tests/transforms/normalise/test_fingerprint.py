from __future__ import annotations

from transforms.normalise import fingerprint


def test_spacing_width_and_case_make_no_difference() -> None:
    assert fingerprint.wording("群众满意率", "App ( 服务 )") == fingerprint.wording(
        "群众\n满意率", "ＡＰＰ（服务）"
    )
    assert fingerprint.full("数量指标", "a", "b", "≥９０％") == fingerprint.full(
        "数量指标", "A", "b ", "≥ 90%"
    )


def test_words_do_not_move_between_fields() -> None:
    assert fingerprint.wording("群众满意", "率") != fingerprint.wording("群众", "满意率")
    assert fingerprint.wording("a\x1f", "b") == fingerprint.wording("a", "b")


def test_only_the_full_fingerprint_minds_the_value() -> None:
    assert fingerprint.full("数量指标", "培训", "人数", "5人") != fingerprint.full(
        "数量指标", "培训", "人数", "6人"
    )


def test_digests_are_stable_across_releases() -> None:
    assert fingerprint.wording("群众满意率", "服务对象满意度") == "8b1c74d8e2fc07dbec055b6a0621fbb2"
