"""`wegwijzer run`, with the time of each answer in a file; it may echo instead of answering.

Run by `bench.matrix` as a process of its own. How much one person may send is not limited: everything is
sent by one.
"""

import sys
import time
from pathlib import Path

import bot.assistant
from bot.attachments import Fetch
from bot.cli.run import run
from bot.context import Context
from bot.messages import Incoming, Kind, Reply, paragraph
from bot.outcome import Outcome
from bot.rate_limit import Rate
from bot.responding import Responder


def main(kind: str, times: str) -> None:
    """Serve until killed.

    Args:
        kind: ``echo`` for the machinery alone: the inbox, the door, what is kept.
        times: file to write the event and the milliseconds of each answer to.
    """
    bot.assistant.OF_ONE_PERSON = Rate(burst=1_000_000, per_second=1_000)
    respond = _echo if kind == "echo" else Responder.respond
    with Path(times).open("w", buffering=1) as file:

        async def timed(self: Responder, incoming: Incoming, context: Context, fetch: Fetch) -> Outcome:
            started = time.perf_counter()
            outcome = await respond(self, incoming, context, fetch)
            file.write(f"{incoming.event} {(time.perf_counter() - started) * 1000:.3f}\n")
            return outcome

        Responder.respond = timed  # type: ignore[method-assign]
        run()


async def _echo(_self: Responder, incoming: Incoming, context: Context, _fetch: Fetch) -> Outcome:
    return Outcome(replies=(Reply((paragraph(incoming.text),), Kind.ANSWER),), memory=context.memory)


if __name__ == "__main__":
    main(*sys.argv[1:])
