"""A real Chromium for the tests of this folder: headless, one for all of them, driven by selenium.

`open_page(html or address, width=…, dark=…)` opens a page and gives a `Window`; what a test did not ask for itself is held after
each test: no error in the console, no request to anywhere. Where no browser is installed the tests are skipped with a reason; under
CI=true that is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NEEDED = "needs chromium and chromedriver: apt-get install chromium chromium-driver fonts-ipafont-gothic"
WIDE, NARROW = 1280, 390
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_TAGS = ["wcag2a", "wcag2aa"]
_CHECK = """
const [tags, done] = arguments;
const place = (node) => node.html + " " + (node.any[0] || { message: "" }).message;
const rule = (one) => one.id + ": " + one.nodes.slice(0, 3).map(place).join(" | ");
axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] })
  .then((found) => done(found.violations.map(rule)), (error) => done([String(error)]));
"""


def _program(*names: str) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def pytest_terminal_summary(terminalreporter) -> None:
    if any(__package__.replace(".", "/") in report.nodeid for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(f"tests/browser skipped: {NEEDED}")


@pytest.fixture(scope="session")
def driver():
    """The browser itself; tests use `open_page`."""
    browser, driver = _program(*_BROWSERS), _program("chromedriver")
    if not browser or not driver:
        if os.environ.get("CI") == "true":
            pytest.fail(NEEDED)
        pytest.skip(NEEDED)
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = browser
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--force-prefers-reduced-motion",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = Chrome(options=options, service=Service(driver))
    yield chrome
    chrome.quit()


@dataclass(slots=True)
class Window:
    """One page in the browser, with what it said and asked for since it was opened."""

    driver: Any
    address: str
    expected_errors: list[str] = field(default_factory=list)  # parts of console messages that the test wants

    def script(self, code: str, *arguments: Any) -> Any:
        return self.driver.execute_script(code, *arguments)

    def one(self, css: str) -> Any:
        return self.driver.find_element("css selector", css)

    def all(self, css: str) -> list[Any]:
        return self.driver.find_elements("css selector", css)

    def text(self, css: str) -> str:
        """The visible text of the first such element."""
        return self.one(css).text

    def click(self, css: str) -> None:
        """Clicks where a person would, after scrolling there."""
        element = self.one(css)
        self.script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def press(self, *keys: str) -> None:
        """Sends keys to what has the focus."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver, duration=0).send_keys(*keys).perform()

    def focused(self) -> Any:
        return self.driver.switch_to.active_element

    def until(self, code: str) -> Any:
        """Waits (at most 10 s) until the JavaScript expression is true; gives its value."""
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.driver, 10, poll_frequency=0.02).until(lambda _: self.script(f"return {code}"))

    def in_view(self, css: str) -> bool:
        """Whether the element's middle lies in the window."""
        box = "const b = document.querySelector(arguments[0]).getBoundingClientRect(), y = (b.top + b.bottom) / 2;"
        return self.script(box + "return y >= 0 && y <= innerHeight", css)

    def console(self) -> list[str]:
        """Warnings and errors of the console."""
        said = [each["message"] for each in self.driver.get_log("browser") if each["level"] in ("SEVERE", "WARNING")]
        return [message for message in said if not any(part in message for part in self.expected_errors)]

    def requests(self) -> list[str]:
        """Addresses that the page asked for, but its own."""
        events = [json.loads(each["message"])["message"] for each in self.driver.get_log("performance")]
        asked = [each["params"]["request"]["url"] for each in events if each["method"] == "Network.requestWillBeSent"]
        return [url for url in asked if not url.startswith(self.address)]

    def violations(self) -> list[str]:
        """What axe-core finds against WCAG 2 A and AA: rule, and the first places."""
        self.script(_axe())
        return self.driver.execute_async_script(_CHECK, _TAGS)


def _axe() -> str:
    import axe_selenium_python

    return (Path(axe_selenium_python.__file__).parent / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def open_page(driver, tmp_path):
    """Opens HTML, or an address, in a window of a width, in light or dark colours."""
    windows: list[Window] = []

    def open_(page: str, *, width: int = WIDE, dark: bool = False, scripts: bool = True) -> Window:
        address = page
        if not page.startswith(("http://", "https://", "file://")):
            file = tmp_path / f"page{len(windows)}.html"
            file.write_text(page, encoding="utf-8")
            address = file.as_uri()
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": [scheme]})
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        driver.get("about:blank")
        for log in ("browser", "performance"):
            driver.get_log(log)
        driver.get(address)
        windows.append(Window(driver, address))
        return windows[-1]

    yield open_
    for window in windows[-1:]:  # earlier windows are the same tab
        assert window.console() == []
        assert window.requests() == []
