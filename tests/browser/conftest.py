"""A real browser on the real pages: Chromium from the system, else Playwright's own."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from django.conf import LazySettings
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from .accessibility import violations
from .blueprint import Blueprint

# Playwright's loop makes Django believe that this is async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# The one without windows first: it takes half the time to open a page.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# Without these a browser as root does not start, and one without a network looks for its maker's servers all the time.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOOKS: set[int] = set()
"""Looks of texts whose contrast axe has passed, on whichever page, in this process."""
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def blueprint() -> Iterator[Blueprint]:
    with closing(Blueprint()) as blueprint:
        yield blueprint


@pytest.fixture
def city(transactional_db: None, live_server: LiveServer, settings: LazySettings, blueprint: Blueprint) -> None:
    """The demo's city, in demo mode. It takes seconds to build; each further test gets a copy."""
    settings.DEMO = True
    settings.BASE_URL = live_server.url
    settings.EMAIL_DOMAINS = ["auenbrueck.example"]
    blueprint.restore()


class Visitor:
    """Somebody with a browser; `problems` collects what the console says (a blocked script, a missing file)."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.problems: list[str] = []
        page.on("console", lambda message: message.type == "error" and self.problems.append(message.text))
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    def open(self, path: str) -> Page:
        response = self.page.goto(self.base + path)
        assert response is not None
        assert response.ok, f"{path} answers {response.status}"
        return self.page

    def enter(self, persona: str) -> Page:
        """Sign in as one of the demo's personas."""
        self.page.context.clear_cookies(name="sessionid")
        self.open("/demo/")
        self.page.locator(f'button[name="persona"][value="{persona}"]').click()
        self.page.wait_for_url("**/home/")
        return self.page

    def check(self) -> None:
        """No accessibility fault that axe finds, no side scrolling, nothing on the console.

        A page is as accessible on one database as on the other: axe looks at it on SQLite.
        """
        if connection.vendor == "sqlite":
            faults = violations(self.page, LOOKS)
            assert faults == [], f"{self.page.url}: {faults}"
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{self.page.url} is {width} px too wide"
        assert self.problems == [], self.page.url


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Visitor]]:
    """`visit(language="de", phone=False, dark=False, script=True)` opens a browser of one's own."""
    contexts: list[BrowserContext] = []

    def visitor(*, language: str = "de", phone: bool = False, dark: bool = False, script: bool = True) -> Visitor:
        context = browser.new_context(
            locale="de-DE" if language == "de" else "en-GB",
            viewport=PHONE if phone else DESK,
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Visitor(context.new_page(), live_server.url)

    yield visitor
    for context in contexts:
        context.close()
