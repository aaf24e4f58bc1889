"""What those who run the program see of it: the process that people run, on PostgreSQL."""

import asyncio
import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from bot.observability.stages import Stage
from tests.bot.channels.telegram.assistant import PERSON, program
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.cli.wegwijzer import furnished
from tests.bot.observability.collector import Collector, collecting
from tests.postgres.server import Postgres

QUESTION = "Welke rollen kent het driehoekmodel? Met dank, Ansje Kwikstaart"
PATIENCE = 30.0


class Operator:
    """Who looks at the pages."""

    def __init__(self, session: aiohttp.ClientSession, port: int) -> None:
        self._session, self._url = session, f"http://127.0.0.1:{port}"

    async def look(self, path: str) -> tuple[int, Any]:
        async with self._session.get(f"{self._url}{path}") as answer:
            return answer.status, await answer.json()

    async def metrics(self) -> dict[tuple[str, ...], float]:
        """Each value by its name and the values of its labels, in alphabetical order."""
        async with self._session.get(f"{self._url}/metrics") as answer:
            families = [*text_string_to_metric_families(await answer.text())]
        return {
            (one.name, *sorted(one.labels.values())): one.value
            for family in families
            for one in family.samples
        }

    async def until(self, path: str, wanted: Callable[[int, Any], bool]) -> Any:
        """Look until it is as wanted; gives what is there then."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    status, body = await self.look(path)
                except aiohttp.ClientError:
                    status, body = 0, {}
                if wanted(status, body):
                    return body
                await asyncio.sleep(0.1)


async def test_those_who_run_the_assistant_see_how_it_is(
    api: BotApi, postgres: Postgres, postgres_database: str, installed: Path, tmp_path: Path
) -> None:
    data = furnished(tmp_path / "data", installed)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with collecting() as collector, aiohttp.ClientSession() as session:
        operator = Operator(session, port)
        environment = {
            "WEGWIJZER_OBSERVABILITY_PORT": str(port),
            "WEGWIJZER_OBSERVABILITY_LOG_FORMAT": "json",
            "WEGWIJZER_OBSERVABILITY_OTLP_ENDPOINT": collector.url,
            "WEGWIJZER_DATABASE_URL": postgres_database,
            "OTEL_BSP_SCHEDULE_DELAY": "100",
        }
        async with program(api, data, **environment):
            ready = await operator.until("/readyz", lambda status, _: status == 200)
            assert set(ready["checks"]) == {"database", "index", "channel telegram"}

            api.say(QUESTION, sender=PERSON)
            await api.until_said(1, chat=PERSON)

            await _counts_what_happened(operator)
            await _tells_the_collector(collector)
            await _sees_the_database_go_and_come_back(operator, postgres)

        _writes_json_without_what_was_said((data / "run.log").read_text(), collector)


async def _counts_what_happened(operator: Operator) -> None:
    # The reply is counted once Telegram has confirmed it.
    async with asyncio.timeout(PATIENCE):
        while ("wegwijzer_replies_total", "answer", "telegram") not in (found := await operator.metrics()):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert found["wegwijzer_messages_received_total", "say", "telegram"] == 1
    assert found["wegwijzer_replies_total", "answer", "telegram"] == 1
    assert all(found["wegwijzer_stage_seconds_count", stage] >= 1 for stage in Stage)
    assert found["wegwijzer_queue_oldest_seconds", "inbox", "telegram"] < PATIENCE
    assert found["wegwijzer_queue_length", "outbox", "telegram"] == 0
    assert found["wegwijzer_index_generation",] >= 1
    assert found["wegwijzer_index_passages",] > 100
    assert found["wegwijzer_leads", "telegram"] == 1
    assert found["wegwijzer_channel_last_contact_timestamp_seconds", "telegram"] > 0
    assert found["wegwijzer_database_answers",] == 1
    assert found["process_resident_memory_bytes",] > 0


async def _tells_the_collector(collector: Collector) -> None:
    async with asyncio.timeout(PATIENCE):
        while not collector.named("message"):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    (message,) = collector.named("message")
    within = {span.name for span in collector.spans if span.trace_id == message.trace_id}
    # PostgreSQL: a message is put in a queue, from which any process takes it.
    assert within == {"message", "work"} | set(Stage) - {Stage.WHOLE}
    (handling,) = collector.named("handling")
    assert handling.parent_span_id == message.span_id
    assert {one.key: one.value.string_value for one in message.attributes}["wegwijzer.channel"] == "telegram"


async def _sees_the_database_go_and_come_back(operator: Operator, postgres: Postgres) -> None:
    postgres.stop()
    try:
        body = await operator.until("/readyz", lambda status, _: status == 503)
        assert body["checks"]["database"]["state"].startswith("no answer")
        assert (await operator.metrics())["wegwijzer_database_answers",] == 0
        assert (await operator.look("/healthz"))[0] == 200, "to start it anew would not help"
    finally:
        postgres.start()
    await operator.until("/readyz", lambda status, _: status == 200)


def _writes_json_without_what_was_said(log: str, collector: Collector) -> None:
    records = [json.loads(line) for line in log.splitlines()]
    (message,) = collector.named("message")
    told = {one.key: one.value.string_value for one in message.attributes}["wegwijzer.correlation"]
    assert records
    assert all(record["correlation"] in {"-", told} for record in records)
    for word in ("driehoekmodel", "Ansje", "Kwikstaart"):
        assert word not in log
        assert word.encode() not in collector.received
