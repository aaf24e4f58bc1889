"""How long stopping takes while a reply is under way; usage: python -m bench.stopping [STOPS].

It starts the program as people do, on a Bot API server of the tests, has somebody ask something of which the
reply takes a second to be sent, and sends SIGTERM meanwhile. It needs what `make install` makes.
"""

import asyncio
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.settings import load_settings
from tests.bot.channels.telegram.assistant import PERSON, program
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.cli.wegwijzer import furnished

REPLY_TAKES = 1.0


async def stop_once(folder: Path) -> tuple[float, int, int]:
    """Give the seconds that stopping took, the exit code, and how many replies were sent."""
    api = BotApi()
    await api.start()
    try:
        data = furnished(folder, load_settings().data_dir)
        async with program(api, data) as running:
            api.say("/help", sender=PERSON)
            while not api.said(PERSON):  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.01)
            api.seconds_to_answer = REPLY_TAKES
            api.say("Wat is de ACU?", sender=PERSON)
            while len(api.said(PERSON)) < 2:  # noqa: ASYNC110, PLR2004 - the help, and the answer
                await asyncio.sleep(0.01)
            started = time.monotonic()
            running.send_signal(signal.SIGTERM)
            code = await running.wait()
            return time.monotonic() - started, code, len(api.said(PERSON))
    finally:
        await api.stop()


async def main(stops: int = 20) -> None:
    """Stop time after time."""
    found = []
    for _ in range(stops):
        with TemporaryDirectory() as folder:
            found.append(await stop_once(Path(folder)))
        print("{:.1f} s, exit code {}, {} replies".format(*found[-1]), flush=True)
    took = sorted(seconds for seconds, _, _ in found)
    print(f"stops       {stops}")
    print(f"p50         {took[len(took) // 2]:.1f} s")
    print(f"p95         {took[min(len(took) - 1, int(len(took) * 0.95))]:.1f} s")
    print(f"longest     {took[-1]:.1f} s")
    print(f"exit codes  {sorted({code for _, code, _ in found})}")


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
