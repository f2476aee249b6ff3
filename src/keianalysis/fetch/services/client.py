"""Asking politely: one agent that says who it is, waits its turn, and tries again with patience."""

from __future__ import annotations

import datetime as dt
import email.utils
import random
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Final, TypeVar

import httpx

from keianalysis.fetch.errors import NotThere, ServiceFailed

AGENT: Final = "keianalysis/0.1 (regional monitor; fetches releases of official statistics)"
WORTH_ANOTHER_TRY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers of a service that is busy or restarting, not of one that does not know what was asked."""

AT_ONCE: Final = 3
"""Requests under way at one time."""

Parsed = TypeVar("Parsed")


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, and how often to try.

    Between two tries the wait doubles from ``first``, less up to a half by chance, so that many
    clients do not come back together. A service that asks for more than ``longest`` is left alone.
    """

    tries: int = 6
    first: float = 0.5
    longest: float = 300.0
    connect: float = 10.0
    read: float = 60.0
    whole: float = 3600.0
    sleep: Callable[[float], None] = field(default=time.sleep)


@cache
def _trusted() -> ssl.SSLContext:
    """Return the certificates of the environment, read once: that takes longer than a request."""
    return httpx.create_ssl_context(trust_env=True)


class _Again(Exception):
    """A try failed and the next may not; ``after`` is what the service asked for, in seconds."""

    def __init__(self, message: str, after: float = 0.0) -> None:
        self.after = after
        super().__init__(message)


class Client:
    """The one who asks. Proxy and certificates come from the environment, as for other programs."""

    def __init__(self, patience: Patience | None = None) -> None:
        self.patience = patience or Patience()
        self.received = 0
        limits = httpx.Limits(max_connections=AT_ONCE)
        timeout = httpx.Timeout(self.patience.read, connect=self.patience.connect)
        headers = {"User-Agent": AGENT, "Accept-Language": "nl, en;q=0.5"}
        self._http = httpx.Client(
            headers=headers, timeout=timeout, limits=limits, follow_redirects=True, verify=_trusted()
        )
        self._count = threading.Lock()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def get(self, address: str, parse: Callable[[bytes], Parsed], accept: str = "*/*") -> Parsed:
        """Return what ``parse`` makes of the answer; a ValueError of it counts as a broken answer.

        Raises
        ------
        NotThere
            When the service knows nothing at this address.
        ServiceFailed
            When it refuses, or every try failed; the message says how the last one did.
        """
        told = ""
        for number in range(self.patience.tries):
            try:
                return self._once(address, parse, accept)
            except _Again as again:
                told = str(again)
                if again.after > self.patience.longest:
                    raise ServiceFailed(
                        f"{address}: {told}; the service asks to wait {again.after:.0f} seconds"
                    ) from again
                if number + 1 < self.patience.tries:
                    self.patience.sleep(max(self._pause(number), again.after))
        raise ServiceFailed(f"{address}: {told}; gave up after {self.patience.tries} tries")

    def _pause(self, number: int) -> float:
        return self.patience.first * 2.0**number * random.uniform(0.5, 1.0)

    def _once(self, address: str, parse: Callable[[bytes], Parsed], accept: str) -> Parsed:
        try:
            with self._http.stream("GET", address, headers={"Accept": accept}) as answer:
                _check(answer, address)
                content = b"".join(self._within_time(answer))
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise ServiceFailed(f"{address} is not an address that can be asked: {error}") from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _Again(f"{type(error).__name__}: {error}") from error
        except httpx.HTTPError as error:
            raise ServiceFailed(f"{address}: {error}") from error
        with self._count:
            self.received += len(content)
        try:
            return parse(content)
        except ValueError as error:
            raise _Again(f"the answer cannot be read ({error})") from error

    def _within_time(self, answer: httpx.Response) -> Iterator[bytes]:
        # The read timeout begins anew with every byte; a trickle would last for ever.
        end = time.monotonic() + self.patience.whole
        for block in answer.iter_bytes():
            if time.monotonic() > end:
                raise _Again(f"the answer took more than {self.patience.whole:.0f} seconds")
            yield block


def _check(answer: httpx.Response, address: str) -> None:
    code = answer.status_code
    if code in WORTH_ANOTHER_TRY:
        raise _Again(f"the service answers {code}", _retry_after(answer.headers.get("Retry-After", "")))
    if code in (404, 410):
        raise NotThere(f"{address}: the service answers {code}, nothing is there")
    if code >= 400:
        raise ServiceFailed(f"{address}: the service answers {code} and refuses")


def _retry_after(text: str) -> float:
    """Return the seconds that a service asks to wait: a number, or the time until a date."""
    if text.strip().isdigit():
        return float(text)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return 0.0
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return max(0.0, (aware - dt.datetime.now(tz=dt.UTC)).total_seconds())


@contextmanager
def asking(patience: Patience | None = None) -> Iterator[Client]:
    """Give a client for a block of work and close its connections after it."""
    client = Client(patience)
    try:
        yield client
    finally:
        client.close()
