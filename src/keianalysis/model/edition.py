"""What identifies an edition of the report."""

from __future__ import annotations

from dataclasses import dataclass

from keianalysis.model.territories import Territory, territory


@dataclass(frozen=True)
class Edition:
    """One edition: ``kind`` is review or monitor, ``year`` the last year it reports on.

    ``region`` is the code of the territory, empty for the default one.
    """

    name: str
    kind: str
    year: int
    as_of: str
    language: str
    region: str = ""

    @property
    def territory(self) -> Territory:
        """The territory that the edition is about."""
        return territory(self.region)

    @property
    def is_review(self) -> bool:
        """Whether the edition recomputes the midterm review."""
        return self.kind == "review"
