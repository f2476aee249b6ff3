"""A headless Chromium that a test talks to over its own debugging socket, without a driver."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import ProxyHandler, build_opener

from tornado.websocket import WebSocketClientConnection, websocket_connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ADDRESS = re.compile(r"ws://(\S+?:\d+)/")


def installed() -> str | None:
    """Return the browser of this machine, or nothing."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Page:
    """One page of the browser."""

    def __init__(self, socket: WebSocketClientConnection) -> None:
        self.socket = socket
        self.numbers = itertools.count(1)

    async def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self.numbers)
        await self.socket.write_message(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            told = json.loads(await asyncio.wait_for(self.socket.read_message(), 60))
            if told.get("id") == number:
                result: dict[str, Any] = told["result"]
                return result

    async def run(self, script: str) -> Any:
        """Return the value of a script."""
        told = await self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    async def key(self, name: str, code: int, text: str = "") -> None:
        """Press and release a key."""
        known = {"key": name, "code": name, "windowsVirtualKeyCode": code, "text": text}
        await self.send("Input.dispatchKeyEvent", type="keyDown", **known)
        await self.send("Input.dispatchKeyEvent", type="keyUp", **known)

    async def click(self, script: str) -> None:
        """Click with the mouse in the middle of the element that a script returns."""
        box = await self.run(
            f"(() => {{ const e = {script}; e.scrollIntoView({{block: 'center', behavior: 'instant'}});"
            " const b = e.getClientRects()[0]; return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        place = {"x": box[0], "y": box[1], "button": "left", "clickCount": 1}
        await self.send("Input.dispatchMouseEvent", type="mousePressed", **place)
        await self.send("Input.dispatchMouseEvent", type="mouseReleased", **place)


@asynccontextmanager
async def opened(browser: str, file: Path) -> AsyncIterator[Page]:
    """Open a file in a fresh browser without network, and close both afterwards."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [
                *(browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"),
                *("--no-first-run", "--disable-dev-shm-usage", f"--user-data-dir={profile}"),
                *("--host-resolver-rules=MAP * ~NOTFOUND", file.as_uri()),
            ],
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stderr is not None
            found = next(match for line in process.stderr if (match := ADDRESS.search(line)))
            # The browser is on this machine, whatever proxy the network asks for.
            with build_opener(ProxyHandler({})).open(f"http://{found[1]}/json") as answer:
                tabs = json.load(answer)
            tab = next(tab for tab in tabs if tab["type"] == "page")
            socket = await websocket_connect(tab["webSocketDebuggerUrl"], max_message_size=2**28)
            page = Page(socket)
            # The browser starts on an empty page that is complete too.
            while not await page.run("location.protocol === 'file:' && document.readyState === 'complete'"):
                await asyncio.sleep(0.05)
            yield page
            socket.close()
        finally:
            process.kill()
            process.wait()
            if process.stderr is not None:
                process.stderr.close()
