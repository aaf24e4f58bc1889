"""Metrics and health over HTTP, without all that is behind them."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest

from bot.dialogue import Dialogue
from bot.observability import contact
from bot.observability.liveness import watch
from bot.observability.pages import Pages, PortUnusable
from bot.observability.readiness import checks
from bot.observability.tracing import TelemetryMissing, traces_to
from bot.observability.watched import Watched
from bot.storage.health import DatabaseHealth
from bot.storage.index_jobs import IndexJobs
from bot.wording.errors import explain
from tests.bot.talk import Talk


@pytest.fixture(autouse=True)
def channels(monkeypatch: pytest.MonkeyPatch) -> dict[str, contact.Contact]:
    """The channels that are to be served: at first none."""
    there: dict[str, contact.Contact] = {}
    monkeypatch.setattr(contact, "contacts", there)
    monkeypatch.setattr("bot.observability.readiness.contacts", there)
    return there


@pytest.fixture
def unwatched() -> Iterator[None]:
    yield
    watch()


@pytest.fixture
async def pages() -> AsyncIterator[Pages]:
    pages = Pages()
    async with pages.served("127.0.0.1", 0):
        yield pages


async def look(pages: Pages, path: str) -> tuple[int, dict]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{pages.port}{path}") as answer,
    ):
        return answer.status, await answer.json()


async def test_what_is_being_loaded_is_alive_and_not_ready(pages: Pages) -> None:
    assert (await look(pages, "/healthz"))[0] == 200
    status, body = await look(pages, "/readyz")

    assert status == 503
    assert body["checks"]["start"]["state"].startswith("starting")


async def test_a_task_that_should_go_on_and_has_ended_is_told(pages: Pages, unwatched: None) -> None:
    ended = asyncio.create_task(asyncio.sleep(0), name="housekeeping")
    await ended
    watch(ended)

    assert await look(pages, "/healthz") == (
        503,
        {"healthy": False, "wrong": {"housekeeping": "has ended"}},
    )


async def test_a_process_that_stands_by_is_ready_and_one_that_lost_its_server_is_not(
    talk: Talk, dialogue: Dialogue, channels: dict[str, contact.Contact]
) -> None:
    watched = Watched(DatabaseHealth(talk.engine), IndexJobs(talk.engine), lambda: dialogue.serving)
    for name in ("matrix", "telegram", "stands_by", "silent", "closed"):
        contact.expect(name)
    contact.heard_from("matrix")
    contact.listens("telegram")
    contact.leads("stands_by", leading=False)
    contact.heard_from("silent")
    channels["silent"].heard_at -= contact.LOST_AFTER + 1  # type: ignore[operator]
    contact.closed("closed")

    found = await checks(watched)

    assert {name: check.ready for name, check in found.items()} == {
        "database": True,
        "index": True,
        "channel matrix": True,
        "channel telegram": True,
        "channel stands_by": True,
        "channel silent": False,
        "channel closed": False,
    }
    assert found["channel stands_by"].state.startswith("standing by: another process")


async def test_a_port_in_use_gives_one_line_that_names_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortUnusable) as raised:
            async with Pages().served("127.0.0.1", port):
                pass

    sentence = explain(raised.value)
    assert sentence
    assert f"poort {port} op 127.0.0.1 " in sentence
    assert "observability.port" in sentence


def test_without_the_packages_for_traces_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)

    with pytest.raises(TelemetryMissing) as raised, traces_to("http://127.0.0.1:1"):
        pass

    assert "pip install 'wegwijzer[telemetry]'" in (explain(raised.value) or "")
