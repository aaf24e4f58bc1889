"""Make the picture for the documentation: `python -m demo.screenshot FILE`."""

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.settings import load_settings
from demo.people import ANNA
from demo.running import running
from demo.visiting import ask, browser_page, log_in

QUESTION = "Welke rollen kent het driehoekmodel?"


async def main(picture: Path) -> None:
    """Ask a question, and make a picture of the answer."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            running(Path(folder), load_settings()) as demonstration,
            browser_page(demonstration.address) as page,
        ):
            await log_in(page, ANNA)
            await ask(page, QUESTION)
            await page.locator(".RoomList .badge:visible").wait_for(state="hidden")
            await page.mouse.move(0, 0)
            picture.parent.mkdir(parents=True, exist_ok=True)
            await page.screenshot(path=picture)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
