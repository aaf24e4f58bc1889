"""Every command that needs a role, typed by somebody without one: in the terminal, in a room, in a chat."""

import getpass
import io
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.assembly.assistant import assistant_on
from bot.assembly.base import Base
from bot.channels.terminal.conversation import talk
from bot.commands.command import Name
from bot.dialogue import Dialogue
from bot.knelpunten.report import Status
from bot.messages import Reply
from bot.permissions import NEEDED, Role
from bot.serving import Service
from bot.settings import Settings
from bot.storage.database import open_in_memory
from bot.storage.knelpunten import Knelpunten
from bot.storage.outbox import Outbox
from bot.wording import telegram as telegram_words
from bot.wording.workflow import not_allowed
from index.embedding.embedder import Embedder
from tests.bot.channels.matrix.assistant import ask, assistant_in_rooms, direct_room
from tests.bot.channels.matrix.conftest import registered
from tests.bot.channels.telegram.assistant import assistant_in_chats
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import GROUP
from tests.bot.privileged import OF_ZWOLLE, TYPED, acts, kept, report_two, typed
from tests.synapse.person import Person
from tests.synapse.server import Synapse

REFUSALS = [not_allowed(NEEDED[name]) for name in TYPED]
WITHOUT, WITH = 7, 8
"""Two people on Telegram; the second has every role."""


def every_role(channel: str, person: str) -> list[dict[str, str]]:
    return [{"channel": channel, "person": person, "role": role} for role in Role]


async def status(engine: AsyncEngine) -> Status | None:
    found = await Knelpunten(engine).find(OF_ZWOLLE)
    return found and found.status


async def test_in_the_terminal_each_is_refused(
    dialogue: Dialogue,
    embedder: Embedder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{typed(name)}\n" for name in TYPED)))
    engine = await open_in_memory()
    await report_two(engine)
    before = await kept(engine)
    assistant = assistant_on(Base(dialogue, embedder, engine, Settings(data_dir=tmp_path)))

    await talk(assistant, Outbox(engine), Reply(()), 1000, Service(assistant, Outbox(engine), engine).settled)

    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if line in REFUSALS] == REFUSALS
    assert await kept(engine) == before
    assert await acts(engine) == refused_of(getpass.getuser())
    await engine.dispose()


async def test_in_a_matrix_room_each_is_refused(
    synapse: Synapse, dialogue: Dialogue, embedder: Embedder, tmp_path: Path
) -> None:
    account = registered(synapse, tmp_path)
    async with (
        Person.joins(synapse, "anna") as anna,
        Person.joins(synapse, "bob") as bob,
        assistant_in_rooms(account, dialogue, embedder, roles=every_role("matrix", bob.user_id)) as engine,
    ):
        await report_two(engine)
        before = await kept(engine)
        room = await direct_room(anna, account)

        said = [await ask(anna, room, typed(name)) for name in TYPED]
        shown = {event["event_id"] for event in anna.events}

        assert [refusal in text for refusal, text in zip(REFUSALS, said, strict=True)] == [True] * len(TYPED)
        assert await kept(engine) == before
        assert await acts(engine) == refused_of(anna.user_id)

        group = await bob.create_room(account.user_id, anna.user_id)
        await anna.join(group)
        await anna.wait_for_member(group, account.user_id)
        announced = await ask(anna, group, f"{account.user_id} {typed(Name.TAKE)}")
        await anna.wait_for(
            lambda event: (
                event["room_id"] == room
                and event["content"].get("body") == not_allowed(NEEDED[Name.TAKE])
                and event["event_id"] not in shown
            )
        )
        assert "KP" not in announced
        assert await status(engine) is Status.RECEIVED

        await ask(bob, await direct_room(bob, account), typed(Name.TAKE))
        assert await status(engine) is Status.IN_PROGRESS


async def test_in_a_telegram_chat_each_is_refused(
    dialogue: Dialogue, embedder: Embedder, tmp_path: Path
) -> None:
    api = BotApi()
    await api.start()
    api.members[GROUP, WITHOUT] = api.members[GROUP, WITH] = "member"
    roles = every_role("telegram", str(WITH))
    try:
        async with assistant_in_chats(api, tmp_path, dialogue, embedder, roles=roles) as engine:
            await report_two(engine)
            before = await kept(engine)

            for count, name in enumerate(TYPED, 1):
                api.say(typed(name), sender=WITHOUT)
                await api.until(lambda count=count: len(refused_in(api, WITHOUT)) >= count)

            assert refused_in(api, WITHOUT) == REFUSALS
            assert await kept(engine) == before
            assert await acts(engine) == refused_of(str(WITHOUT))

            api.say(typed(Name.TAKE), sender=WITH)
            await api.until(lambda: OF_ZWOLLE in "".join(api.texts(WITH)))
            api.say(f"/toelichting {OF_ZWOLLE}", sender=WITH)
            await api.until(lambda: any("reply_markup" in said for said in api.said(WITH)))
            offered = next(said for said in api.said(WITH) if "reply_markup" in said)
            api.press(offered, row=0, sender=WITHOUT)
            await api.until(lambda: api.called("answerCallbackQuery"))

            assert api.called("answerCallbackQuery")[0]["text"] == telegram_words.NOT_YOUR_BUTTON
            assert await status(engine) is Status.IN_PROGRESS
            assert len(await acts(engine)) == len(TYPED) + 2
    finally:
        await api.stop()


def refused_of(person: str) -> list[tuple[str, str, str | None, bool]]:
    """What is written down when somebody types them all."""
    return [(name, person, OF_ZWOLLE if OF_ZWOLLE in typed(name) else None, False) for name in TYPED]


def refused_in(api: BotApi, chat: int) -> list[str]:
    """The refusals in a chat, in order; the first reply also says who the assistant is."""
    paragraphs = "\n\n".join(api.texts(chat)).split("\n\n")
    return [text for text in paragraphs if text in REFUSALS]
