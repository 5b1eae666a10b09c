"""The long run over all layouts: ``python -m tests.extractors.cuts --medium pdf --width 4``.

Cuts every form at every line, one cut at a time, reads it and counts what became of it. 1 where a form was read wrong
and nothing told of it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from extractors.errors import UnreadableDraft
from tests.extractors.cuts.document import Medium, Outcome, PaperForm, judge, read_cut
from tests.extractors.cuts.ruled import Box, RuledTable
from tests.extractors.cuts.sources import composed, heading_of, province
from tests.extractors.test_unseen_forms import FORMS, NO_TAB_STOPS


def main() -> int:
    """Print the forms that were not read as they are without a cut, where they were cut, and the counts."""
    arguments = _arguments()
    counts: Counter[Outcome] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.txt"
        for name, over, boxes, width in _forms(arguments):
            again = heading_of(boxes) if arguments.again else None
            table = RuledTable(boxes, width=width, middle=arguments.middle, again=again)
            found = dict(cut_everywhere(PaperForm(over, table), arguments.medium, path))
            counts.update(found.values())
            if wrong := {at: outcome for at, outcome in found.items() if outcome.startswith("wrong")}:
                print(name, wrong)
    print(dict(counts))
    return 1 if counts["wrong"] else 0


def cut_everywhere(form: PaperForm, medium: Medium, path: Path) -> Iterator[tuple[int, Outcome]]:
    """Cut a form at each of its lines in turn, and say what became of it."""
    whole = read_cut([(form, [])], medium, path)
    for at in range(1, form.table.height):
        try:
            yield at, judge(read_cut([(form, [at])], medium, path), whole)
        except UnreadableDraft:
            yield at, "wrong, refused"


def _forms(arguments: argparse.Namespace) -> Iterator[tuple[str, list[str], list[Box], float]]:
    for form in FORMS:
        if arguments.medium != "text" or form["name"] not in NO_TAB_STOPS:
            yield form["name"], form["over"], province(form), arguments.width
    for seed in range(arguments.composed):
        yield f"composed {seed}", *composed(seed), arguments.width / 4


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.extractors.cuts", description=__doc__)
    parser.add_argument("--medium", choices=get_args(Medium), default="pdf")
    parser.add_argument("--width", type=float, default=4, help="of a column, in Chinese characters")
    parser.add_argument("--middle", action="store_true", help="text is centred from top to bottom")
    parser.add_argument("--again", action="store_true", help="each page says the heading again")
    parser.add_argument("--composed", type=int, default=0, help="composed forms besides the provinces'")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
