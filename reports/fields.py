"""What the fields of a form are called (``fields.toml``): one name each, for pages, pictures and the command line."""

from __future__ import annotations

from reports.words import Language, texts


def field_name(field: str, language: Language) -> str:
    """A field in a person's language; one without a name is called as in the tables."""
    return texts("fields").get(field, {}).get(language, field)
