"""What may be a project's name, by its words alone."""

from __future__ import annotations

from extractors.joining import squeeze
from extractors.layouts.layout import Layout

LEADS = ("表：", "下：", "表:", "下:")  # what ends so is of the text before the form, not its title
SENTENCE_ENDS = ("。", "；", "！", *LEADS)
_LONGEST = 40  # characters


def is_name(text: str, layout: Layout) -> bool:
    """Tell whether a line may be a name: no sentence, and none of the words of forms and drafts."""
    words = squeeze(text)
    named = layout.is_label(words) or layout.is_level(words) or layout.is_form_name(words)
    of_form = named or layout.part(text) is not None
    return len(words) <= _LONGEST and not words.endswith(SENTENCE_ENDS) and not of_form
