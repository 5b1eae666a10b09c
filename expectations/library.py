"""Great Expectations, imported in about half the time: it is what a small batch would wait for longest."""

from __future__ import annotations

import gc
import importlib.util
import logging
import sys
import threading
import warnings
from types import ModuleType

# Imported by the library for one expectation (Kullback-Leibler divergence) that no suite uses: 1.6 of 6 seconds.
_RARELY_USED = "scipy.stats"

_importing = threading.Lock()


def load_library() -> ModuleType:
    """Import Great Expectations; a batch does so in the background while drafts are read."""
    with _importing:
        if "great_expectations.expectations" not in sys.modules:
            _import_once()
        return sys.modules["great_expectations"]


def _import_once() -> None:
    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    _import_lazily(_RARELY_USED)
    collecting = gc.isenabled()
    gc.disable()  # nothing that an import makes is garbage; looking for some is a tenth of the time
    try:
        with warnings.catch_warnings():  # its import touches a deprecated module of the standard library
            warnings.simplefilter("ignore", DeprecationWarning)
            import great_expectations
            import great_expectations.expectations  # noqa: F401 - the package does not import it by itself
    finally:
        if collecting:
            gc.enable()


def _import_lazily(name: str) -> None:
    """Put a module in place that is executed when something of it is first used (importlib's recipe)."""
    if name in sys.modules:
        return
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    package, _, attribute = name.rpartition(".")
    setattr(sys.modules[package], attribute, module)
