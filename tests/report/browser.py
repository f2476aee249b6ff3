"""The Chromium of this machine, for tests that read a page as a reader does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
REQUIRED = os.environ.get("KEIANALYSIS_BROWSER") == "required"
SWITCHES = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def installed() -> str | None:
    """Return the browser of this machine, or nothing."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


needs_browser = pytest.mark.skipif(
    installed() is None and not REQUIRED, reason="no Chromium on this machine: the page cannot be read"
)


@contextmanager
def started() -> Iterator[Browser]:
    """Start a browser without network, and close it afterwards."""
    path = installed()
    assert path is not None, f"KEIANALYSIS_BROWSER asks for a browser; none of {', '.join(NAMES)} is here"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, file: Path, **screen: Any) -> Iterator[Page]:
    """Open a file on a screen; whatever it asked for or complained of afterwards fails."""
    context = browser.new_context(**{"reduced_motion": "reduce", "offline": True} | screen)
    context.set_default_timeout(15_000)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(file.as_uri())
    yield page
    context.close()
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert complaints == [], complaints
