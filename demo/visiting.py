"""A visit to the demonstration with a browser, as somebody makes it by hand."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright

from demo.people import Account

WIDTH, HEIGHT = 1100, 800
SHARPNESS = 2
"""Pixels of a screenshot for each pixel of the page."""

UNPACKED = Path(__file__).parent / "browser" / "chromium"


@asynccontextmanager
async def browser_page(address: str) -> AsyncIterator[Page]:
    """Open a page in Chromium, without a window, as long as the block lasts.

    Chromium is the one that the environment variable ``CHROMIUM`` names, or else the one from npm.
    """
    chosen = os.environ.get("CHROMIUM")
    executable = (shutil.which(chosen) or chosen) if chosen else UNPACKED / "chromium"
    libraries = {} if chosen else {"LD_LIBRARY_PATH": str(UNPACKED / "al2023" / "lib")}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=executable,
            # Hinted letters stand unevenly in a picture.
            args=["--font-render-hinting=none"],
            env={**os.environ, **libraries},
        )
        try:
            page = await browser.new_page(
                locale="nl-NL",
                viewport={"width": WIDTH, "height": HEIGHT},
                device_scale_factor=SHARPNESS,
            )
            await page.goto(address)
            yield page
        finally:
            await browser.close()


async def log_in(page: Page, account: Account) -> None:
    """Log in; the conversation with the assistant opens."""
    await page.get_by_label("Naam").fill(account.name)
    await page.get_by_label("Wachtwoord").fill(account.password)
    await page.get_by_role("button", name="Log in").click()


async def ask(page: Page, question: str) -> Locator:
    """Ask a question in the encrypted room that is open; gives the answer when it is there."""
    box = page.get_by_placeholder("Stuur een versleuteld bericht")
    await box.fill(question)
    await box.press("Enter")
    answer = page.locator(".Timeline_message:not(.own)").filter(has_text=question).last
    await answer.wait_for()
    return answer
