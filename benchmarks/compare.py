"""What the comparisons cost on a whole province: seconds and memory a mart, at four sizes side by side.

    python benchmarks/compare.py [INDICATORS ...]

Generated tables of 170 counties over 2 years, ten indicators a project, most of them copied from the templates of
their department's type, some with a few characters changed, some a county's own. Each mart runs in a process
of its own that reads its tables from Parquet. Near reuse is then set beside datasketch and beside every pair there is,
on the same 20,000 distinct wordings.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from province_tables import write_tables

ROOT = Path(__file__).parents[1]
SIZES = (250_000, 500_000, 1_000_000, 2_000_000)
MARTS = (
    "reuse",
    "budget_per_indicator",
    "near_duplicates",
    "template_families",
    "sharing",
    "peers",
    "measures",
    "continued_projects",
    "year_changes",
)

ONE_MART = """
import json, resource, sys, time
from pathlib import Path
import polars as pl
from transforms.compare.budget_per_indicator import budget_per_indicator
from transforms.compare.continued import continued_projects
from transforms.compare.measures import measures
from transforms.compare.near_duplicates import near_duplicates
from transforms.compare.peers import peers
from transforms.compare.reuse import reuse
from transforms.compare.sharing import sharing
from transforms.compare.template_families import template_families
from transforms.compare.year_changes import year_changes
from warehouse.schema import TABLES

folder, mart = Path(sys.argv[1]), sys.argv[2]
indicators, projects, documents, findings = (
    pl.scan_parquet(folder / f"{name}.parquet") for name in ("indicators", "projects", "documents", "findings")
)
before = pl.LazyFrame(schema=TABLES["template_members"].polars_schema())
wall, cpu = time.perf_counter(), time.process_time()
made = {
    "reuse": lambda: reuse(indicators, projects, documents),
    "budget_per_indicator": lambda: budget_per_indicator(projects, documents),
    "near_duplicates": lambda: near_duplicates(indicators),
    "template_families": lambda: template_families(indicators, projects, documents, before)[1],
    "sharing": lambda: sharing(indicators, documents),
    "peers": lambda: peers(documents, projects, indicators, findings),
    "measures": lambda: measures(indicators, documents)[1],
    "continued_projects": lambda: continued_projects(projects, documents),
    "year_changes": lambda: year_changes(pl.scan_parquet(folder / "continued.parquet"), projects, indicators),
}[mart]()
spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "rows": made.height}
if mart == "continued_projects":
    made.write_parquet(folder / "continued.parquet")
print(json.dumps(spent | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20}))
"""


def measured(folder: Path, mart: str) -> dict[str, float]:
    """Seconds, CPU seconds, rows and peak memory (GiB) of one mart in a process of its own."""
    out = subprocess.run(
        [sys.executable, "-c", ONE_MART, str(folder), mart],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(out.stdout)


def main(sizes: list[int]) -> None:
    found: dict[int, dict[str, dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for size in sizes:
            folder = write_tables(Path(scratch) / str(size), size)
            found[size] = {mart: measured(folder, mart) for mart in MARTS}
    print("seconds (CPU seconds) peak GiB, rows of the mart at the largest size\n")
    print(f"{'indicators':22}" + "".join(f"{size:>24,}" for size in sizes))
    for mart in MARTS:
        cells = [
            f"{one['wall']:7.1f} ({one['cpu']:5.1f}) {one['peak']:5.2f}"
            for one in (found[size][mart] for size in sizes)
        ]
        print(
            f"{mart:22}" + "".join(f"{cell:>24}" for cell in cells) + f"{found[sizes[-1]][mart]['rows']:>12,}"
        )
    total = {
        size: [sum(one[key] for one in found[size].values()) for key in ("wall", "cpu")] for size in sizes
    }
    print(f"{'all':22}" + "".join(f"{f'{wall:7.1f} ({cpu:5.1f})      ':>24}" for wall, cpu in total.values()))
    subprocess.run([sys.executable, str(Path(__file__).with_name("near_reuse.py"))], cwd=ROOT, check=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
