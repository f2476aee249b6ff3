"""Where the services are, and how a question is written into an address."""

from __future__ import annotations

import os
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from keianalysis.model.errors import WrongCall

BASES: Final = {
    "cbs": ("KEIANALYSIS_CBS_URL", "https://datasets.cbs.nl/odata/v1/CBS"),
    "eurostat": ("KEIANALYSIS_EUROSTAT_URL", "https://ec.europa.eu/eurostat/api/dissemination"),
}
"""The variable of the environment that sets the address of each service, and the address without it."""


def base_of(service: str) -> str:
    """Return the address of a service, without a slash at the end.

    Raises WrongCall when the environment sets one that is no web address.
    """
    variable, usual = BASES[service]
    base = os.environ.get(variable, "").strip() or usual
    if urlsplit(base).scheme not in ("http", "https") or not urlsplit(base).netloc:
        raise WrongCall(f"{variable} is {base!r}; write an address that begins with http:// or https://")
    return base.rstrip("/")


def with_query(address: str, **parameters: str) -> str:
    """Return an address with the parameters that have a value; ``_filter`` is written $filter."""
    pairs = [
        (name.replace("_", "$", 1) if name.startswith("_") else name, text)
        for name, text in parameters.items()
        if text
    ]
    asked = "&".join(f"{name}={quote(text, safe=',:')}" for name, text in pairs)
    return f"{address}?{asked}" if asked else address


def next_page(link: str, current: str, base: str) -> str:
    """Return the address of the next page from a link that may be absolute or relative.

    A mirror passes on the links of the service that it mirrors: those are asked of the mirror.
    """
    if not urlsplit(link).scheme and not link.startswith(("/", "?")):
        table = current.removeprefix(base).strip("/").partition("/")[0]
        if link.startswith(f"{table}/"):
            return f"{base}/{link}"
    address = urljoin(current, link)
    if urlsplit(address).netloc == urlsplit(base).netloc:
        return address
    return f"{current.partition('?')[0]}?{urlsplit(address).query}"
