"""From gross to net: what the programme added, by the scheme of HM Treasury and English Partnerships."""

from __future__ import annotations

from keianalysis.effects.assumptions import LOSSES, STRUCTURAL_MULTIPLIER
from keianalysis.effects.readings import Reading
from keianalysis.effects.units import FullTimeJobs, Number
from keianalysis.indicators.computation import computation


@computation("additionality.net", makes=("jobs_structural_net",))
def net(gross: FullTimeJobs[Number], reading: Reading[Number]) -> FullTimeJobs[Number]:
    """Return net structural jobs (fte): gross x (1 - each loss) x multiplier.

    The losses are deadweight, leakage, displacement and substitution. Source: HM Treasury Green Book
    and English Partnerships, Additionality Guide.
    """
    return waterfall(gross, reading)[-1][1]


def waterfall(
    gross: FullTimeJobs[Number], reading: Reading[Number]
) -> list[tuple[str, FullTimeJobs[Number]]]:
    """Return what is left of the gross jobs after each step, from ``gross`` to the multiplier."""
    steps: list[tuple[str, FullTimeJobs[Number]]] = [("gross", gross)]
    for name in LOSSES:
        kept = reading.constant(1) - reading.assumption(name)
        steps.append((name, FullTimeJobs(steps[-1][1].amount * kept)))
    grown = steps[-1][1].amount * reading.assumption(STRUCTURAL_MULTIPLIER)
    steps.append((STRUCTURAL_MULTIPLIER, FullTimeJobs(grown)))
    return steps
