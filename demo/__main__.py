"""Show the assistant: `python -m demo` starts everything, says where to look, and runs until Ctrl-C."""

import asyncio
import signal
import sys
import tempfile
from pathlib import Path

from bot.settings import load_settings
from demo.assistant import AssistantStopped
from demo.people import ANNA, BRAM
from demo.running import running

STARTING = "De demonstratie start ..."
READY = """
Open in je browser:   {address}

Log in als            {anna.name}  of  {bram.name}
met het wachtwoord    {anna.password}

Je vindt daar een versleuteld gesprek met Wegwijzer, en een groep. In een groep antwoordt Wegwijzer
alleen als je Wegwijzer noemt. Stel bijvoorbeeld deze vraag: Welke rollen kent het driehoekmodel?

Stoppen: Ctrl-C. Wat je in de demonstratie hebt gedaan, is dan weg.
"""
STOPPED = "\nDe demonstratie is gestopt."
FAILED = "\nWegwijzer is vanzelf gestopt. Dit stond als laatste in het logboek:"


def main() -> None:
    """Run until Ctrl-C; exit code 1 when the assistant stops by itself."""
    with asyncio.Runner() as runner:
        showing = runner.get_loop().create_task(_show())
        for sign in (signal.SIGINT, signal.SIGTERM):
            runner.get_loop().add_signal_handler(sign, showing.cancel)
        try:
            runner.get_loop().run_until_complete(showing)
        except asyncio.CancelledError:
            sys.stdout.write(f"{STOPPED}\n")
        except AssistantStopped as error:
            sys.stderr.write(f"{FAILED}\n\n{error}")
            sys.exit(1)


async def _show() -> None:
    sys.stdout.write(f"{STARTING}\n")
    with tempfile.TemporaryDirectory(prefix="wegwijzer-demo-") as folder:
        async with running(Path(folder), load_settings()) as demonstration:
            sys.stdout.write(READY.format(address=demonstration.address, anna=ANNA, bram=BRAM))
            sys.stdout.flush()
            await demonstration.assistant.stopped()


if __name__ == "__main__":
    main()
