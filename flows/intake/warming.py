"""What each worker would make anew before its first draft: importing this makes it, once, in what workers are forked from.

Nothing that starts a thread belongs here: threads are not forked along.
"""

from __future__ import annotations

from extractors.layouts.library import load_layouts

load_layouts()
