"""The demonstration, served as a user serves it, and a real Chromium to walk through it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import zhiliang
from tests.journeys.walking import Found, Walk
from zhiliang.command.demo.accounts import PASSWORD
from zhiliang.command.test import BROWSERS

START_SECONDS = 60


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("没有找到 chromium / no chromium found")
    # Chromium's sandbox refuses root; the pages are our own.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=arguments)


@pytest.fixture(scope="session")
def prepared(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment of the prepared demonstration, with its own data folder and database."""
    environment = {name: v for name, v in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "PYTHONPATH": str(Path(zhiliang.__file__).parents[1]),
        "ZHILIANG_VAR": str(tmp_path_factory.mktemp("demo")),
        "ZHILIANG_TASKS": "immediate",
    }
    run = [sys.executable, "-m", "zhiliang", "demo", "--check"]
    subprocess.run(run, env=environment, check=True)
    return environment


@contextmanager
def served(environment: dict[str, str], *start: str) -> Iterator[str]:
    """Address of the site while it is served by a command that takes the address last."""
    address = f"127.0.0.1:{_free_port()}"
    server = subprocess.Popen(
        [sys.executable, *start, address],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _when_ready(f"http://{address}")
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def site(prepared: dict[str, str]) -> Iterator[str]:
    """Address of the prepared demonstration."""
    with served(prepared, "-m", "django", "runserver", "--noreload") as url:
        yield url


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _when_ready(url: str) -> str:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        try:
            urllib.request.urlopen(f"{url}/accounts/sign-in/", timeout=5)
            return url
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.3)
    raise TimeoutError("the demonstration did not start")


Visit = Callable[..., BrowserContext]


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Visit]:
    """Make a fresh visitor: `visitor(width=390, color_scheme="dark", …)`."""
    contexts: list[BrowserContext] = []

    def make(*, width: int = 1280, **options: object) -> BrowserContext:
        context = browser.new_context(
            base_url=site, locale="zh-CN", viewport={"width": width, "height": 900}, **options
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(visitor: Visit) -> Page:
    """A fresh visitor at a desk."""
    return visitor().new_page()


@pytest.fixture(scope="session")
def keys(browser: Browser, site: str) -> Callable[[str], Any]:
    """The session of a demo account; everybody signs in once."""

    @cache
    def enter(username: str) -> Any:
        context = browser.new_context(base_url=site, locale="zh-CN")
        page = context.new_page()
        page.goto("/accounts/sign-in/")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="登录").click()
        page.wait_for_url("**/accounts/")
        state = context.storage_state()
        context.close()
        return state

    return enter


@pytest.fixture
def signed_in(visitor: Visit, keys: Callable[[str], Any]) -> Callable[..., Page]:
    """Open a page as one of the demo accounts."""

    def enter(username: str, **options: object) -> Page:
        return visitor(storage_state=keys(username), **options).new_page()

    return enter


@pytest.fixture(scope="session")
def found(browser: Browser, site: str, keys: Callable[[str], Any]) -> Callable[..., Found]:
    """What is found on a page; every page is walked once for each width and light."""

    @cache
    def walk(path: str, width: int, light: str, username: str = "") -> Found:
        state = {"storage_state": keys(username)} if username else {}
        view = {"width": width, "height": 900}
        context = browser.new_context(base_url=site, viewport=view, color_scheme=light, **state)
        try:
            return Walk(context.new_page()).open(path).found()
        finally:
            context.close()

    return walk
