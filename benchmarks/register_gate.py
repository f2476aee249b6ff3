"""The disclosure gate of a province: twelve municipalities, twenty-one sections, ten years.

The baseline hides the same unsafe cells and leaves the rest to one linear programme a cell, as is usual:
the least that a cell can be, and the most, with all that is published. Both must find every unsafe cell
protected by what the gate hides. Run it from the root of the project:
python -m benchmarks.register_gate [--years 10] [--rows 30000]
"""

from __future__ import annotations

import argparse
import time
from itertools import product
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import linprog

from benchmarks.measuring import say
from keianalysis.model.sectors import SECTIONS
from keianalysis.register.disclosure.holdings import Holdings, Key
from keianalysis.register.disclosure.kinds import PARTS, SUMS
from keianalysis.register.disclosure.pattern import Pattern
from keianalysis.register.disclosure.rules import RULE
from keianalysis.register.disclosure.tables import Table, Target, sums_of

PLACES: Final = tuple("abcdefghijkl")
REGIONS: Final = {place: [place] for place in PLACES} | {
    "north": PLACES[:4],
    "middle": PLACES[4:8],
    "south": PLACES[8:],
    "Drenthe": PLACES,
}
SEED: Final = 2012


def registers(rows: int, years: int) -> list[pd.DataFrame]:
    """Return made-up establishments by place and section, a table a year."""
    random = np.random.default_rng(SEED)
    weight = 1 / np.arange(1, len(SECTIONS) + 1)
    first = pd.DataFrame(
        {
            "company": random.integers(0, rows * 9 // 10, rows),
            "municipality_code": random.choice(PLACES, rows),
            "atom": random.choice(SECTIONS, rows, p=weight / weight.sum()),
            "jobs": np.ceil(random.pareto(1.1, rows)).clip(1, 5000).astype(int),
        }
    )
    return [
        first.assign(jobs=np.maximum(1, first["jobs"] + random.integers(-2, 3, rows))) for _ in range(years)
    ]


def table(rows: pd.DataFrame, date: str) -> Table:
    """Return the table of one year."""
    men = rows["jobs"] // 2
    counts: dict[str, Any] = dict.fromkeys((*PARTS, *SUMS), 0)
    counts.update(establishments=1, men_fulltime=men, women_fulltime=rows["jobs"] - men)
    counts.update(jobs_men=men, jobs_women=rows["jobs"] - men)
    counts.update(jobs_fulltime=rows["jobs"], jobs_total=rows["jobs"])
    places = ["company", "municipality_code", "atom"]
    held = Holdings.of(rows[places].assign(**counts).groupby(places, as_index=False).sum(), tuple(counts))
    sectors = {section: (section,) for section in SECTIONS} | {"total": SECTIONS}
    parts = {
        (region, sector): held.parts(frozenset(product(codes, names)))
        for region, codes in REGIONS.items()
        for sector, names in sectors.items()
    }
    cells = [(key, atoms) for key, atoms in parts.items() if len(atoms)]
    wide = frozenset(key for key in parts if key[1] == "total" or key[0] == "Drenthe")
    return Table(date, "vintage", held, cells, (), wide, sums_of(REGIONS, SECTIONS, "total"), len(cells))


def cost(key: Key) -> float:
    """Return what hiding a cell costs: a region more than a municipality, the province more, totals most."""
    more = {"Drenthe": 125.0}.get(key[0], 1.0 if key[0] in PLACES else 25.0)
    return more * (1000.0 if key[1] == "total" else 5.0)


def baseline(pattern: Pattern) -> int:
    """Bound every unsafe cell of jobs by two linear programmes; return how many there are."""
    found = 0
    for number, own in enumerate(pattern.tables):
        shown = own.matrix[np.flatnonzero(pattern.shown(number))]
        told = shown @ own.holdings.amount("jobs_fulltime")
        for at, target in pattern.unsafe:
            if at == number and target.variable == "jobs_fulltime":
                require_apart(target, shown, told)
                found += 1
    return found


def require_apart(target: Target, shown: sparse.csr_array, told: np.ndarray) -> None:
    """Raise AssertionError when an outsider can tell a cell better than its protection level."""
    wanted = np.zeros(shown.shape[1])
    wanted[list(target.atoms)] = 1.0
    dense = shown.toarray()
    low = linprog(wanted, A_eq=dense, b_eq=told, method="highs")
    high = linprog(-wanted, A_eq=dense, b_eq=told, method="highs")
    if float(low.fun or 0.0) > max(0.0, target.amount - target.level) + 1e-6:
        raise AssertionError(f"{target.key} is bounded from below")
    if high.status != 3 and -float(high.fun or 0.0) < target.amount + target.level - 1e-6:
        raise AssertionError(f"{target.key} is bounded from above")


def main() -> None:
    """Measure the gate and the baseline and print a row of each."""
    call = argparse.ArgumentParser(description=__doc__)
    call.add_argument("--years", type=int, default=10)
    call.add_argument("--rows", type=int, default=30_000)
    options = call.parse_args()
    tables = [
        table(rows, f"{2010 + at}-04-01") for at, rows in enumerate(registers(options.rows, options.years))
    ]
    start = time.perf_counter(), time.process_time()
    pattern = Pattern(tables, RULE, cost).solve()
    ours = time.perf_counter() - start[0], time.process_time() - start[1]
    if pattern.unprotected:
        raise AssertionError(f"{len(pattern.unprotected)} cells are not protected")
    start = time.perf_counter(), time.process_time()
    count = baseline(pattern)
    theirs = time.perf_counter() - start[0], time.process_time() - start[1]
    cells = {key for one in tables for key, _ in one.cells}
    share = len(pattern.hidden) / len(cells)
    say(f"{options.years} years, {len(pattern.worlds):,} unsafe sums, {share:.0%} hidden")
    say("| what | who | seconds | processor seconds |\n|---|---|---|---|")
    say(f"| pattern and proofs of all sums | keianalysis | {ours[0]:.1f} | {ours[1]:.1f} |")
    say(f"| bounds of {count:,} cells, the pattern given | linprog | {theirs[0]:.1f} | {theirs[1]:.1f} |")


if __name__ == "__main__":
    main()
