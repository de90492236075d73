"""Writes `docs/screenshots/`: each page of the reading room on the demo case, as headless Chromium shows it.

Run `python docs/make_screenshots.py` (it needs Playwright and Chromium, `make browser` installs them).
"""

from __future__ import annotations

import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from crossread.case import Case
from crossread.show.web import make_app
from crossread.store.telling import silent_documents

HERE = Path(__file__).parent / "screenshots"
SIZE = {"width": 1120, "height": 480}
TALLEST = 1500
"""Pixels of a page that are shown."""


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """Serve a case while the block runs; yield its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    where = f"127.0.0.1:{listening.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(make_app(path, (where,)), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://{where}"
    server.should_exit = True
    thread.join()


def addresses(case: Case) -> dict[str, str]:
    """Return the pages to show: name of the picture, and address."""
    findings, documents = case.findings(), case.documents()
    # The synopsis shows most where most accounts differ about a figure.
    told = [*case.findings(verdict="contested", kind="figure", sort="sources", limit=1), *findings]
    spoken = {
        list(case.ask(partial(silent_documents, actors=[actor.id])).values()).count(False): actor.id
        for actor in case.actors()
    }
    return {
        "overview": "/",
        "findings": "/findings",
        "synopsis": f"/findings/{told[0].id}",
        "document": f"/documents/{documents[0].id}?chosen=1&findings=1&figures=1&dates=1&quotations=1&copies=1",
        "compare": "/compare",
        "timeline": "/timeline",
        "actors": "/actors",
        "actor": f"/actors/{spoken[max(spoken)]}",
        "sources": "/sources",
        "search": "/search?q=fire",
        "history": "/history",
    }


def shoot(page: Page, address: str, target: Path) -> None:
    """Write one page as a picture, from its top."""
    page.goto(address)
    height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
    page.set_viewport_size({**SIZE, "height": height})
    save(page, target)
    page.set_viewport_size(SIZE)


def save(page: Page, target: Path) -> None:
    """Write what the page shows now, with 256 colours: a third of the size."""
    page.screenshot(path=target)
    with Image.open(target) as picture:
        picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE).save(target, optimize=True)


def main(given: str = "", folder: str = "") -> None:
    """Build the demo case (or take the one given) and write the pictures."""
    target = Path(folder) if folder else HERE
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place, sync_playwright() as driver:
        path = Path(place, "harbour-fire.crossread")
        if given:
            shutil.copy(given, path)
        else:
            Case.build(Path(str(files("crossread").joinpath("data/demo/harbour-fire"))), path).close()
        with Case.open(path) as case:
            pages = addresses(case)
            first = pages["synopsis"].rsplit("/", 1)[-1]
            case.decide("note", first, by="Ada Reader", at="2031-06-01T10:00:00Z", note="Ask both.")
            case.decide("reject", case.findings()[-1].id, by="Ada Reader", at="2031-06-01T10:05:00Z")
        chromium = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with serving(path) as room:
            page = chromium.new_page(viewport=SIZE)
            for name, address in pages.items():
                shoot(page, room + address, target / f"{name}.png")
            page.emulate_media(color_scheme="dark")
            shoot(page, room + pages["synopsis"], target / "synopsis-dark.png")
            page.emulate_media(color_scheme="light")
            page.set_viewport_size({"width": 390, "height": 844})
            page.goto(room + pages["synopsis"])
            save(page, target / "synopsis-phone.png")
        chromium.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
