"""The version of this program, as releases record it."""

from __future__ import annotations

from importlib.metadata import version

CODE_VERSION = version("jixiao")
