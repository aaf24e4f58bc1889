"""How fast the assistant answers in Matrix rooms, beside a bare echo bot on the same homeserver.

    python -m bench.matrix [--rounds N] [--json FILE]

Starts Synapse, with its data on a RAM disk where there is one, and the bots: one that echoes in the plainest
way that matrix-nio knows, with a task for each message; the same with the messages of a room in order; the
assistant, with an echo in the place of the answer; and the assistant as it is. In turns within one run each
is asked single questions, and many in ten rooms at once, in plain and in encrypted rooms. Prints medians of
the rounds, and the ratio to the bare bot within each round; for that of the round trip, the time of the
answer itself is taken off.
"""

import argparse
import asyncio
import json
import tempfile
from collections import defaultdict
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bench.matrix.asker import Asker
from bench.matrix.contenders import COMMANDS, ECHO_BOT, Contender, contender
from bot.settings import load_settings
from tests.synapse.server import Synapse

QUESTIONS = Path(__file__).parents[1] / "questions" / "tuning.jsonl"
RAM_DISK = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
ROOMS = 10
SINGLE = 10
AT_ONCE = 20
"""Messages in each room."""

PAUSE = 0.4
"""Seconds between two single questions: what a bot does after its answer is not to burden the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one round measured of one bot.

    Attributes:
        p50: round trip in milliseconds.
        p95: likewise.
        answer: milliseconds that the answer itself took, p50.
        rate: messages a second, when many come at once.
    """

    p50: float
    p95: float
    answer: float
    rate: float


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    results = asyncio.run(_measure(arguments.rounds))
    _print(results)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n")


async def _measure(rounds: int) -> dict[str, dict[str, dict[str, float]]]:
    questions = [json.loads(line)["question"] for line in QUESTIONS.read_text().splitlines()]
    async with AsyncExitStack() as stack:
        synapse = Synapse(Path(stack.enter_context(tempfile.TemporaryDirectory(dir=RAM_DISK))))
        stack.callback(synapse.stop)
        await asyncio.to_thread(synapse.start)
        asker = await stack.enter_async_context(Asker.joins(synapse))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        installed = load_settings().data_dir
        contenders = [
            await stack.enter_async_context(
                contender(name, synapse, asker, folder / f"bot{number}", installed, ROOMS)
            )
            for number, name in enumerate(COMMANDS)
        ]
        results = {}
        for kind in ("plain", "encrypted"):
            figures: dict[str, list[Figures]] = defaultdict(list)
            encrypted = kind == "encrypted"
            for bot in contenders:
                for room in bot.rooms(encrypted=encrypted):
                    await asker.ask(room, questions[-1])
            for _ in range(rounds):
                measured = await _round(asker, contenders, questions, encrypted=encrypted)
                for name, of_one in measured.items():
                    figures[name].append(of_one)
            results[kind] = {name: _summary(own, figures[ECHO_BOT]) for name, own in figures.items()}
    return results


async def _round(
    asker: Asker, contenders: list[Contender], questions: list[str], *, encrypted: bool
) -> dict[str, Figures]:
    trips: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for number in range(SINGLE):
        for bot in contenders:
            rooms = bot.rooms(encrypted=encrypted)
            trips[bot.name].append(await asker.ask(rooms[number % ROOMS], questions[number]))
            await asyncio.sleep(PAUSE)
    measured = {}
    for bot in contenders:
        seconds = await asker.ask_in_all(bot.rooms(encrypted=encrypted), questions[:AT_ONCE])
        await asyncio.sleep(PAUSE)
        took = bot.milliseconds()
        round_trips = [seconds * 1000 for _, seconds in trips[bot.name]]
        measured[bot.name] = Figures(
            p50=median(round_trips),
            p95=quantiles(round_trips, n=20)[-1],
            answer=median(took.get(event, 0.0) for event, _ in trips[bot.name]),
            rate=ROOMS * AT_ONCE / seconds,
        )
    return measured


def _summary(own: list[Figures], echo: list[Figures]) -> dict[str, float]:
    pairs = list(zip(own, echo, strict=True))
    return {
        "p50": median(one.p50 for one in own),
        "p95": median(one.p95 for one in own),
        "answer": median(one.answer for one in own),
        "p50_ratio": median((one.p50 - one.answer) / other.p50 for one, other in pairs),
        "rate": median(one.rate for one in own),
        "rate_ratio": median(one.rate / other.rate for one, other in pairs),
    }


def _print(results: dict[str, dict[str, dict[str, float]]]) -> None:
    for kind, bots in results.items():
        print(f"\n| {kind} | p50 | p95 | of which answer | ratio | messages/s | ratio |")
        print("|---|---|---|---|---|---|---|")
        for name, of_one in bots.items():
            print(
                f"| {name} | {of_one['p50']:.0f} ms | {of_one['p95']:.0f} ms | {of_one['answer']:.0f} ms "
                f"| {of_one['p50_ratio']:.2f} | {of_one['rate']:.1f} | {of_one['rate_ratio']:.2f} |"
            )


if __name__ == "__main__":
    main()
