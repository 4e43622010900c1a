"""A page with a notebook's looks and no notebook: it shows what cells give, and the real Python builders answer it.

`PageKernel` is to such a page what a kernel is to JupyterLab: a thread of its own, in which cells run and messages of
widgets are heard one after the other, so that a test may wait for the page while Python works. Between the two goes
what goes between JupyterLab and a kernel: the state of a widget, its changes and its custom messages.
"""

from __future__ import annotations

import asyncio
import json
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any, Literal, Self

from anywidget import AnyWidget
from comm.base_comm import BaseComm
from jupyterlab.commands import get_app_dir
from playwright.sync_api import Page
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler, StaticFileHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from pmkit.widgets import builder

Cell = Callable[[], AnyWidget]
"""What a cell does: it gives the widget that is shown below it."""
Theme = Literal["light", "dark"]
FOLDER = Path(__file__).with_name("blank")
PATIENCE = 60
"""Seconds, on a machine that is busy."""


@cache
def theme_css(name: str) -> str:
    """JupyterLab's own: all that `--jp-…` stands for."""
    place = Path(get_app_dir()) / "themes" / "@jupyterlab" / f"theme-{name}-extension"
    return (place / "index.css").read_text(encoding="utf-8")


class PageKernel:
    """Runs the cells of blank pages and hears their widgets; a context."""

    def __init__(self) -> None:
        self.cells: tuple[Cell, ...] = ()
        self.is_silent = False
        """As a kernel that was shut down: it hears nothing."""
        self.pages: set[WebSocketHandler] = set()
        self._comms: dict[str, BaseComm] = {}
        self._port: Future[int] = Future()
        self._thread = Thread(target=lambda: asyncio.run(self._serve()), name="page kernel")

    def __enter__(self) -> Self:
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._port.result(timeout=PATIENCE)}/"
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    async def _serve(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        files = {"path": str(FOLDER), "default_filename": "page.html"}
        own = {"kernel": self}
        application = Application(
            [(r"/messages", Messages, own), (r"/theme/(\w+)\.css", ThemeSheet), (r"/(.*)", StaticFileHandler, files)]
        )
        server = HTTPServer(application)
        sockets = bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        self._port.set_result(sockets[0].getsockname()[1])
        await self._end.wait()
        server.stop()
        await server.close_all_connections()

    def restart(self, *cells: Cell) -> None:
        """Forget every widget, as a new kernel would have; with other cells, run these from now on."""

        async def forget() -> None:
            self.cells, self.is_silent = cells or self.cells, False
            for one in list(builder._live.values()):
                one.close()
            builder._live.clear()
            self._comms.clear()

        asyncio.run_coroutine_threadsafe(forget(), self._loop).result(timeout=PATIENCE)

    def make_comm(self, **given: Any) -> BaseComm:
        """What `comm.create_comm` gives to a widget that is made in a cell."""
        made = PageComm(self, **given)
        self._comms[made.comm_id] = made
        return made

    def hear(self, message: dict[str, Any]) -> None:
        """A cell is to be run, or a widget has something to say."""
        if self.is_silent:
            return
        if "cell" in message:
            self.tell({"cell": message["cell"], **self._run(message["cell"])})
        elif known := self._comms.get(message["to"]):
            known.handle_msg({"content": {"data": message["data"]}, "buffers": []})
            self.tell({"heard": message["to"]})

    def _run(self, number: int) -> dict[str, Any]:
        try:
            shown = self.cells[number]()
        except Exception:  # noqa: BLE001 - the test that runs the cell is told
            return {"error": traceback.format_exc()}
        return {"id": shown.model_id, "state": shown.get_state()}

    def tell(self, message: dict[str, Any]) -> None:
        """To whatever page is open."""
        for page in self.pages:
            try:
                page.write_message(json.dumps(message))
            except WebSocketClosedError:
                continue


class PageComm(BaseComm):
    """The way from a widget to its page."""

    def __init__(self, kernel: PageKernel, **given: Any) -> None:
        self._kernel = kernel
        super().__init__(**given)

    def publish_msg(self, msg_type: str, data: dict[str, Any] | None = None, *_: Any, **__: Any) -> None:
        """Of a changed state; the page itself has seen what only echoes it."""
        if msg_type == "comm_msg" and data and data["method"] == "update":
            self._kernel.tell({"from": self.comm_id, "state": data["state"]})


class Messages(WebSocketHandler):
    """One page's end of the way between it and its widgets."""

    def initialize(self, kernel: PageKernel) -> None:
        self.kernel = kernel

    def open(self, *_: str, **__: str) -> None:
        self.kernel.pages.add(self)

    def on_message(self, message: str | bytes) -> None:
        self.kernel.hear(json.loads(message))

    def on_close(self) -> None:
        self.kernel.pages.discard(self)


class ThemeSheet(RequestHandler):
    """A theme of JupyterLab."""

    def get(self, name: str) -> None:
        self.set_header("Content-Type", "text/css")
        self.finish(theme_css(name))


@dataclass(frozen=True)
class BlankPage:
    """A page that shows what cells give, and the folder in which they run."""

    page: Page
    folder: Path
    kernel: PageKernel

    def open(self) -> None:
        """Load the page, or load it again; nothing has been run then."""
        self.page.goto(self.kernel.address)
        self.page.evaluate("(count) => window.addCells(count)", len(self.kernel.cells))

    def run(self, cell: int = 0) -> None:
        """Run one cell and show what it gives, once more if it was run before."""
        self.page.evaluate("(cell) => window.run(cell)", cell)

    def restart_kernel(self) -> None:
        """What was made before is gone; the page still shows it."""
        self.kernel.restart()

    def change_theme(self, name: Theme) -> None:
        """Show the page in this theme of JupyterLab."""
        self.page.evaluate("(name) => window.changeTheme(name)", name)
        self.settle()

    def resize(self, width: int, height: int) -> None:
        """Give the window this size, and wait until all is drawn for it."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.settle()

    def settle(self) -> None:
        """Wait until what was done is drawn, by the page and by Python."""
        self.page.evaluate("() => window.settled()")

    def close_sidebar(self) -> None:
        """Give the room of the file browser to the notebook."""
        self.page.evaluate("() => { document.body.dataset.sidebar = 'closed'; }")
