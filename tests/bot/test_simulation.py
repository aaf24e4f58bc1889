"""The bench of ten thousand people still runs; docs/scale.md says what comes of it."""

import random
from pathlib import Path

from bench.simulation.channel import Channel
from bench.simulation.people import conversations, usual_arrivals
from bench.simulation.queues import draw
from bot.serving import Service
from bot.storage.outbox import Outbox
from tests.bot.talk import Talk


async def test_people_who_come_all_day_are_answered(talk: Talk, tmp_path: Path) -> None:
    channel = Channel(Service(talk.assistant, Outbox(talk.engine), talk.engine), "test")
    drawn = random.Random(0)

    await channel.serve(usual_arrivals(10, drawn), conversations(drawn), 1.5)

    assert channel.watched.answered
    assert not channel.watched.apologies
    rows = [{"database": "sqlite", "replicas": 1, "load": 10.0, "queue": channel.watched.waiting}]
    draw(rows, tmp_path / "queue.png")
