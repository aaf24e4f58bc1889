"""What it costs to be seen: answering with and without metrics, side by side.

    python -m bench.observability [--pairs 400]

The tuning questions are asked of the assistant with its database in a temporary folder, each once with all
that is measured of a message and once without, in turn, so that what else the machine does falls on both. No
spans are made, as no collector is set. `one message` is all that is measured of a message, around nothing.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from pydantic import SecretStr

from bench.message import lone_message
from bot.cli.progress import progress_on_stderr
from bot.messages import Incoming, Reply
from bot.observability import stages
from bot.observability.correlation import about
from bot.observability.stages import Stage, replied, stage, taken_up
from bot.serving import open_service
from bot.settings import load_settings

QUESTIONS = Path(__file__).parent / "questions" / "tuning.jsonl"
WARM_UP = 20
IN_HANDLING = (Stage.EMBEDDING, Stage.ANSWERING, Stage.SEARCH, Stage.KEEPING)

_users = [
    module
    for name, module in sys.modules.items()
    if name.startswith("bot.") and module is not stages and getattr(module, "stage", None) is stage
]

Handle = Callable[[Incoming], Awaitable[tuple[Reply, ...]]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pairs", type=int, default=400)
    asyncio.run(_measure(parser.parse_args().pairs))


async def _measure(pairs: int) -> None:
    questions = [json.loads(line)["question"] for line in QUESTIONS.read_text().splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings().model_copy(
            update={"database_url": SecretStr(f"sqlite:///{folder}/wegwijzer.db")}
        )
        async with open_service(settings, None, progress_on_stderr) as service:
            handle: Handle = service.assistant.handle
            for number, question in enumerate(questions[:WARM_UP]):
                await handle(lone_message(f"warm-{number}", question))
            seen, unseen = [], []
            for number, question in enumerate(islice(cycle(questions), pairs)):
                ways = [(seen, _seen), (unseen, _unseen)]
                for times, way in ways if number % 2 else reversed(ways):
                    message = lone_message(f"{way.__name__}-{number}", question)
                    with _measured_by(stage if way is _seen else _nobody):
                        began = time.perf_counter()
                        await way(handle, message)
                        times.append((time.perf_counter() - began) * 1000)
    ratio = median(one / other for one, other in zip(seen, unseen, strict=True))
    print(
        f"with {median(seen):.2f} ms, without {median(unseen):.2f} ms; "
        f"median ratio of {pairs} pairs: {ratio:.4f}"
    )
    print(f"one message: {await _alone():.0f} µs")


async def _seen(handle: Handle, message: Incoming) -> None:
    with about(message):
        taken_up(message)
        with stage(Stage.HANDLING):
            replies = await handle(message)
        with stage(Stage.SENDING):
            pass
        for reply in replies:
            replied(message, reply)


async def _unseen(handle: Handle, message: Incoming) -> None:
    await handle(message)


def _nobody(_name: Stage) -> AbstractContextManager[None]:
    return nullcontext()


@contextmanager
def _measured_by(way: Callable[[Stage], AbstractContextManager[None]]) -> Iterator[None]:
    """Have the stages that the assistant goes through be measured in some way."""
    for module in _users:
        vars(module)["stage"] = way
    yield
    for module in _users:
        vars(module)["stage"] = stage


async def _alone(messages: int = 2000) -> float:
    """Microseconds that measuring one message takes."""

    async def nothing(_message: Incoming) -> tuple[Reply, ...]:
        for name in IN_HANDLING:
            with stage(name):
                pass
        return (Reply(()),)

    message = lone_message("alone", "")
    began = time.perf_counter()
    for _ in range(messages):
        await _seen(nothing, message)
    return (time.perf_counter() - began) / messages * 1e6


if __name__ == "__main__":
    main()
