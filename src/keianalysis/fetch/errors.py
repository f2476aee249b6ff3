"""What can go wrong between a service and a kept release; each leaves the kept releases as they were."""

from __future__ import annotations

from keianalysis.model.errors import KeianalysisError


class FetchFailed(KeianalysisError):
    """Something was asked of a service and did not come whole; nothing of it was kept."""


class ServiceFailed(FetchFailed):
    """A service did not answer, or not with what it promises."""


class NotThere(ServiceFailed):
    """A service knows nothing at an address."""


class IncompleteAnswer(FetchFailed):
    """The rows that came are not the rows that the service counts."""


class EmptyAnswer(FetchFailed):
    """A code was asked for and no row came about it."""


class Quarantined(FetchFailed):
    """A release came that cannot be used unseen; it lies in quarantine and the last good one stays."""
