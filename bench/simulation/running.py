"""One load, in this process: the assistant with a stub for its channel, and people who come to it."""

import asyncio
import random
from statistics import median, quantiles
from typing import Any

from bench.simulation.channel import Channel, Watched
from bench.simulation.people import arrivals_after_announcement, conversations, usual_arrivals
from bench.simulation.places import Place, settings_of
from bench.simulation.processor import processor_seconds
from bot.cli.progress import progress_on_stderr
from bot.observability.metrics import SECONDS
from bot.observability.stages import Stage
from bot.serving import open_service
from bot.settings import load_settings

ANNOUNCED = 0.0
"""Stands for an announcement among the loads."""

Row = dict[str, Any]


def run(load: float, warm_up: float, seconds: float, place: Place, shared: bool) -> Row:
    """Let people come for some time, and give how they fared and who had the processor.

    Args:
        load: how many times the busiest hour; `ANNOUNCED` after an announcement.
        warm_up: seconds before what counts.
        seconds: seconds that count.
        place: where everything is kept.
        shared: whether other processes answer along.
    """
    return asyncio.run(_run(load, warm_up, seconds, place, shared=shared))


async def _run(load: float, warm_up: float, seconds: float, place: Place, *, shared: bool) -> Row:
    drawn = random.Random(4)
    arrivals = arrivals_after_announcement(drawn) if load == ANNOUNCED else usual_arrivals(load, drawn)
    async with open_service(
        settings_of(place.url, place.folder), load_settings().index_dir, progress_on_stderr, shared=shared
    ) as service:
        channel = Channel(service, f"{load}")
        before = await _after(0.0, place)
        counting = asyncio.create_task(_after(warm_up, place))
        await channel.serve(arrivals, conversations(drawn), warm_up + seconds)
        before = await counting if counting.done() else before
        now = await _after(0.0, place)
    spent = {name: (now[name] - before.get(name, 0.0)) / seconds for name in now}
    return {**_counted(channel.watched, warm_up, seconds), **spent}


async def _after(seconds: float, place: Place) -> dict[str, float]:
    """Give who had the processor, and how long stages took in all, after so many seconds."""
    await asyncio.sleep(seconds)
    spent = {f"processor: {kind}": value for kind, value in processor_seconds(place.server).items()}
    for name in (Stage.HANDLING, Stage.EMBEDDING, Stage.ANSWERING, Stage.KEEPING):
        spent[f"in turn: {name}"] = SECONDS.labels(name)._sum.get()
    return spent


def _counted(watched: Watched, warm_up: float, seconds: float) -> Row:
    took = [wait for sent, wait in watched.answered if sent >= warm_up]
    queue = [(at, length) for at, length in watched.waiting if at >= warm_up]
    return {
        "messages": len(took),
        "messages/s": len(took) / seconds,
        "p50": median(took) if took else 0.0,
        "p95": quantiles(took, n=20)[-1] if len(took) > 1 else 0.0,
        "longest": max(took, default=0.0),
        "mean queue": sum(length for _, length in queue) / max(1, len(queue)),
        "queue at the end": queue[-1][1] if queue else 0,
        "given up": watched.given_up,
        "apologies": watched.apologies,
        "queue": watched.waiting,
    }
