"""A real browser for tests: Chromium without a window, which records its messages and requests."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
pytest.importorskip("selenium", reason="selenium is not installed")
if not (CHROMIUM.exists() and DRIVER.exists()):
    pytest.skip(f"{CHROMIUM} and {DRIVER} are not installed", allow_module_level=True)


@contextmanager
def chromium(folder: Path) -> Iterator[Any]:
    """A browser as long as the block runs; what it downloads goes to ``folder / "downloads"``."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    profile, downloads = folder / "profile", folder / "downloads"
    downloads.mkdir()
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--force-prefers-reduced-motion",  # a page that glides takes marks from under the mouse
        f"--user-data-dir={profile}",
        "--window-size=1280,900",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    try:
        behavior = {"behavior": "allow", "downloadPath": str(downloads)}
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", behavior)
        yield driver
    finally:
        driver.quit()
        shutil.rmtree(profile, ignore_errors=True)


def until(condition: Callable[[], Any]) -> Any:
    """What a condition gives as soon as it is true; a busy machine has a minute for it."""
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(None, 60, 0.02).until(lambda _: condition())


def hover(browser: Any, element: Any, seen: Callable[[], bool]) -> None:
    """Move the mouse over an element, again if the page moved meanwhile, until something is seen."""
    from selenium.webdriver import ActionChains

    def moved() -> bool:
        ActionChains(browser).move_to_element(element).perform()
        return seen()

    until(moved)


def complaints(browser: Any) -> list[str]:
    """Errors that the page met since they were last asked for."""
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def requests(browser: Any) -> list[str]:
    """Addresses that the page asked for since they were last asked for."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    ]
