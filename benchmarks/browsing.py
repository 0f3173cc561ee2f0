"""A page as a reader's phone gets it for the first time: what comes over the wire, and when the
text is painted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

PHONE = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
}
"""Lighthouse's phone."""
KINDS = {
    "Document": "html",
    "Stylesheet": "css",
    "Script": "js",
    "Font": "fonts",
    "Image": "images",
}

LINES = {
    "2G": {"down": 280, "up": 256, "latency": 800},
    "regular 2G": {"down": 250, "up": 50, "latency": 300},
}
"""Lines in kbit/s and ms: WebPageTest's 2G, and what Chrome's developer tools had under this name.
Chrome holds back each answer by the latency; name look-up and handshakes it doesn't lengthen."""

WATCH = """
window.seen = { shift: 0, first: 0, text: 0 };
const watch = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each))
  .observe({ type, buffered: true });
watch("layout-shift", (e) => { if (!e.hadRecentInput) seen.shift += e.value; });
watch("paint", (e) => { if (e.name === "first-contentful-paint") seen.first = e.startTime; });
watch("largest-contentful-paint", (e) => {
  if (e.element?.closest("main, article") && e.element.tagName !== "IMG") seen.text ||= e.startTime;
});
"""
FACTS = """() => ({
  ...seen,
  blocking: performance.getEntriesByType("resource")
    .filter((e) => e.renderBlockingStatus === "blocking").map((e) => e.name),
  faces: [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule && rule.style.src.includes("url("))
    .map((rule) => rule.style.fontDisplay || "auto"),
})"""


@dataclass
class File:
    """A file that a page asked for; `body` is its size in bytes as it came, `wire` with headers."""

    address: str
    kind: str
    headers: int = 0
    wire: int = 0

    @property
    def body(self) -> int:
        return self.wire - self.headers


@dataclass
class View:
    """A first view: its files; the seconds until anything and until the text was painted; what
    held up the paint, and the `font-display` of each face that comes over the wire."""

    host: str
    files: dict[str, File] = field(default_factory=dict)
    first: float = 0
    text: float = 0
    shift: float = 0
    blocking: list[str] = field(default_factory=list)
    faces: list[str] = field(default_factory=list)

    def bytes_of(self, kind: str) -> int:
        """Return how many bytes of one kind came, without headers."""
        return sum(file.body for file in self.files.values() if file.kind == kind)

    @property
    def wire(self) -> int:
        """All bytes that came, with headers."""
        return sum(file.wire for file in self.files.values())

    @property
    def strangers(self) -> list[str]:
        """What was asked of other hosts."""
        addresses = [file.address for file in self.files.values()]
        return [address for address in addresses if urlsplit(address).netloc != self.host]

    @property
    def blocking_fonts(self) -> list[str]:
        """Fonts that hold up the first paint, and faces whose text is unseen until they come."""
        files = [address for address in self.blocking if ".woff" in address]
        return files + [face for face in self.faces if face in ("block", "auto")]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=options)
        yield browser
        browser.close()


def first_view(browser: Browser, address: str, line: str = "") -> View:
    """Look at a page with nothing in the cache, on one of `LINES` or on none."""
    context = browser.new_context(**PHONE, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    view = View(urlsplit(address).netloc)
    session = context.new_cdp_session(page)
    note(session, view)
    if line:
        slow_down(session, **LINES[line])
    page.add_init_script(WATCH)
    page.goto(address, wait_until="load", timeout=180_000)
    page.wait_for_timeout(2500)  # an advert comes after the first paint; a shift may follow
    read_off(page, view)
    context.close()
    return view


def note(session: CDPSession, view: View) -> None:
    """Note each file in `view` as it comes."""

    def asked(event: Any) -> None:
        address = event["request"]["url"]
        if address.startswith("http"):
            kind = KINDS.get(event.get("type", ""), "other")
            view.files[event["requestId"]] = File(address, kind)

    def answered(event: Any) -> None:
        if file := view.files.get(event["requestId"]):
            file.headers = file.wire = event["response"]["encodedDataLength"]

    def finished(event: Any) -> None:
        if file := view.files.get(event["requestId"]):
            file.wire = event["encodedDataLength"]

    session.send("Network.enable")
    session.on("Network.requestWillBeSent", asked)
    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)


def slow_down(session: CDPSession, *, down: int, up: int, latency: int) -> None:
    speeds = {"downloadThroughput": down * 1000 / 8, "uploadThroughput": up * 1000 / 8}
    session.send(
        "Network.emulateNetworkConditions", {"offline": False, "latency": latency, **speeds}
    )


def read_off(page: Page, view: View) -> None:
    """Take over what the page has measured of itself."""
    facts = page.evaluate(FACTS)
    view.first, view.text = facts["first"] / 1000, (facts["text"] or facts["first"]) / 1000
    view.shift, view.blocking, view.faces = facts["shift"], facts["blocking"], facts["faces"]
