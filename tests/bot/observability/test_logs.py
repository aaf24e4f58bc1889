"""What is in the log, and what never is."""

import ast
import asyncio
import io
import json
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from pydantic import BaseModel

from bot.delivery.delivery import ChannelUnavailable, Delivery
from bot.messages import Incoming, Reply, paragraph
from bot.observability import correlation
from bot.observability.correlation import correlation_of
from bot.observability.log_lines import JsonLines, Lines
from bot.privacy.withholding import withheld
from bot.storage.inbox import Inbox
from tests.bot.incoming import incoming
from tests.bot.talk import Talk
from tests.postgres.server import Postgres

ROOT = Path(__file__).resolve().parents[3]
MARKER, NAME, BSN = "kwikstaartnest", "Ansje van Duivenbode", "123456782"
SENTENCE = f"Wat is het {MARKER} van {NAME}, BSN {BSN}?"
SENDER = "@ansje.van.duivenbode:example.org"
ITS_OWN = {"client.user_id", "settings.matrix.user_id"}
"""The account of the assistant is no person's."""

NEVER_LOGGED = {"event", "sender", "user", "user_id", "text", "conversation", "room", "inviter", "recipient"}


class Age(BaseModel):
    age: int


class Chat:
    """A channel on which things go wrong as libraries have them go wrong: what was said is in the error."""

    def __init__(self, talk: Talk, postgres: Postgres) -> None:
        self.said: list[Reply] = []
        self._talk, self._postgres = talk, postgres
        self._wrong = [self._postgres_quotes, self._pydantic_quotes]

    async def handle(self, message: Incoming) -> tuple[Reply, ...]:
        replies = await self._talk.assistant.handle(message)
        if self._wrong:
            await self._wrong.pop()(message.text)
        return replies

    async def send(self, _message: Incoming, reply: Reply, _number: int) -> None:
        self.said.append(reply)
        if len(self.said) == 1:
            raise ChannelUnavailable(f"{SENDER} is not in the room")

    async def _pydantic_quotes(self, text: str) -> None:
        Age.model_validate({"age": text})

    async def _postgres_quotes(self, text: str) -> None:
        async with await psycopg.AsyncConnection.connect(self._postgres.url("postgres")) as connection:
            await connection.execute("CREATE TEMPORARY TABLE said (what text PRIMARY KEY)")
            for _ in range(2):
                await connection.execute("INSERT INTO said VALUES (%s)", [text])


@pytest.fixture
def written() -> Iterator[dict[str, io.StringIO]]:
    """Everything that is logged, by everybody and from DEBUG, in both formats."""
    streams = {"text": io.StringIO(), "json": io.StringIO()}
    handlers = []
    for formatter, stream in zip((Lines(), JsonLines()), streams.values(), strict=True):
        handler = logging.StreamHandler(stream)
        handler.setFormatter(formatter)
        handlers.append(handler)
    loggers = [
        logging.getLogger(name) for name in ("", "sqlalchemy.engine", "aiosqlite", "asyncio", "psycopg")
    ]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    for handler in handlers:
        loggers[0].addHandler(handler)
    yield streams
    for handler in handlers:
        loggers[0].removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.fixture
async def chat(talk: Talk, postgres: Postgres, written: dict[str, io.StringIO]) -> AsyncIterator[Chat]:
    """Somebody asks something with personal data in it; handling and sending fail, and are tried again."""
    chat = Chat(talk, postgres)
    inbox = Inbox(talk.engine, "test", withheld)
    delivery = Delivery(inbox, chat.handle, chat.send, Reply((paragraph("sorry"),)))
    running = asyncio.create_task(delivery.run())
    message = incoming(SENTENCE, event="$asked", sender=SENDER, sent_at=datetime.now(UTC))
    await delivery.receive([message], "1")
    async with asyncio.timeout(20):
        while await inbox.pending():  # noqa: ASYNC110 - it is in the database
            await asyncio.sleep(0.05)
    yield chat
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_no_log_holds_what_was_said_or_who_said_it(chat: Chat, written: dict[str, io.StringIO]) -> None:
    assert len(chat.said) == 2, "sent again, after it failed"

    for log in (stream.getvalue() for stream in written.values()):
        assert "answering failed (2 of 3)" in log
        for word in (MARKER, *NAME.split(), BSN, SENDER, SENDER.partition(":")[0], "$asked"):
            assert word not in log


async def test_a_log_tells_what_went_wrong_where_and_with_which_message(
    chat: Chat, written: dict[str, io.StringIO]
) -> None:
    records = [json.loads(line) for line in written["json"].getvalue().splitlines()]
    about = [record for record in records if record["correlation"] == correlation_of("test", "$asked")]

    failed = [record for record in about if record["message"].startswith("answering failed")]
    assert [record["exception"]["type"] for record in failed] == ["ValidationError", "UniqueViolation"]
    assert failed[1]["exception"]["code"] == "23505"
    assert re.match(r"bot\.delivery\.delivery:\d+ _answer$", failed[1]["exception"]["frames"][0])
    assert [record["message"] for record in about if "has to wait" in record["message"]] == [
        "the reply has to wait: ChannelUnavailable"
    ]
    assert f"[{correlation_of('test', '$asked')}] the reply has to wait" in written["text"].getvalue()


def test_with_a_secret_nobody_learns_from_an_id_whose_message_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    without = correlation_of("telegram", "1234:5")

    monkeypatch.setattr(correlation, "_key", b"")
    correlation.keep_secret_with("123:token")
    kept = correlation_of("telegram", "1234:5")

    assert kept != without
    assert kept == correlation_of("telegram", "1234:5")


def test_what_would_make_another_line_is_written_out() -> None:
    record = logging.LogRecord("bot.x", logging.INFO, "", 1, "to %s", ("!a\nERROR \u202e\x1b[2J",), None)

    assert Lines().format(record).endswith(r"to !a\nERROR \u202e\x1b[2J")


@pytest.mark.parametrize("package", ["bot", "index", "knowledge"])
def test_no_call_of_the_log_names_a_person_or_a_message(package: str) -> None:
    wrong = []
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and _logs(node):
                named = {_last_name(one) for one in node.args[1:] if ast.unparse(one) not in ITS_OWN}
                wrong += [f"{path.relative_to(ROOT)}:{node.lineno} {name}" for name in named & NEVER_LOGGED]
                assert isinstance(node.args[0], ast.Constant | ast.Name), f"{path}:{node.lineno}"

    assert wrong == []


def _logs(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "log"
        and function.attr in {"debug", "info", "warning", "error", "exception", "critical"}
    )


def _last_name(argument: ast.expr) -> str:
    if isinstance(argument, ast.Attribute):
        return argument.attr
    return argument.id if isinstance(argument, ast.Name) else ""
