"""A message of which no receipt came is looked for before it is sent again."""

import asyncio
from pathlib import Path

import pytest
from httpx import ConnectError, ReadTimeout
from telegram.error import NetworkError

from bot.channels.telegram.message_numbers import BEYOND, MOST_CANDIDATES, MessageNumbers
from bot.channels.telegram.requests import NotSent, ask
from bot.channels.telegram.under_way import UnderWay, UnderWayMessages
from bot.delivery.delivery import ChannelUnavailable
from tests.bot.channels.telegram.bot_api import BotApi, Json
from tests.bot.channels.telegram.conftest import GROUP, serving
from tests.bot.channels.telegram.refusals import Drop, Refusal
from tests.bot.channels.telegram.test_faults import once
from tests.bot.channels.telegram.test_unasked import tell

ACCOUNT = 123


async def test_a_file_of_which_the_receipt_is_lost_is_not_sent_again(channel: BotApi) -> None:
    channel.fault = once("sendDocument", Drop(after=True))

    channel.say("bestand graag")
    await channel.until(lambda: channel.called("editMessageCaption"))
    channel.say("klaar")
    await channel.until(lambda: channel.texts()[-1:] == ["Je zei: klaar"])

    assert [message["document"]["file_name"] for message in channel.said() if "document" in message] == [
        "a.json"
    ]


async def test_a_picture_of_which_the_receipt_is_lost_is_found_and_keeps_its_words(channel: BotApi) -> None:
    channel.fault = once("sendPhoto", Drop(after=True))

    channel.say("plaatje 30 Ontvangen 3.")
    await channel.until(lambda: channel.called("editMessageCaption"))
    channel.say("klaar")
    await channel.until(lambda: channel.texts()[-1:] == ["Je zei: klaar"])

    assert [message["caption"] for message in channel.said() if "photo" in message] == ["Ontvangen 3."]


async def test_a_part_of_which_the_receipt_is_lost_is_not_sent_again_nor_mixed_up(channel: BotApi) -> None:
    channel.fault = once("sendMessage", Drop(after=True))

    channel.say("lang 1500")
    await channel.until(lambda: sum(text.count("woord") for text in channel.texts()) >= 1500)
    channel.say("klaar")
    await channel.until(lambda: channel.texts()[-1] == "Je zei: klaar")

    assert " ".join(channel.texts()).split().count("woord\N{GRINNING FACE}") == 1500


async def test_in_a_topic_of_a_supergroup_it_is_found_among_what_others_say(channel: BotApi) -> None:
    def lose(method: str, data: Json) -> Refusal | None:
        if method != "sendMessage" or channel.said(GROUP):
            return None
        # Nobody mentions the assistant, so it sees nothing of this.
        for _ in range(3):
            channel.message("gepraat", 8, GROUP)
        return Drop(after=True)

    channel.fault = lose
    channel.say("@wegwijzer_bot dag", chat=GROUP, message_thread_id=55, is_topic_message=True)
    await channel.until(lambda: len(channel.called("editMessageText")) >= 4)
    channel.say("@wegwijzer_bot klaar", chat=GROUP)

    assert await channel.until_said(2, chat=GROUP) == ["Je zei: dag", "Je zei: klaar"]


async def test_the_next_message_to_the_chat_waits_until_that_is_known(api: BotApi, tmp_path: Path) -> None:
    api.fault = once("sendMessage", Drop(after=True))
    async with serving(api, tmp_path):
        api.say("@wegwijzer_bot een", chat=GROUP, message_thread_id=55, is_topic_message=True)
        await api.until(lambda: api.said(GROUP))
        api.say("@wegwijzer_bot twee", chat=GROUP, message_thread_id=66, is_topic_message=True)

        assert await api.until_said(2, chat=GROUP) == ["Je zei: een", "Je zei: twee"]
        await api.until(lambda: not any((tmp_path / "telegram" / "under_way").iterdir()))
    assert [message["message_thread_id"] for message in api.said(GROUP)] == [55, 66]


async def test_what_may_not_be_kept_is_found_and_blackened(channel: BotApi, tmp_path: Path) -> None:
    noted = []

    def lose(method: str, _data: Json) -> Refusal | None:
        if method != "sendMessage" or noted:
            return None
        noted.extend(file.read_text() for file in (tmp_path / "telegram" / "under_way").iterdir())
        return Drop(after=True)

    channel.fault = lose
    channel.say("geheim")
    await channel.until(lambda: channel.called("editMessageText"))
    channel.say("klaar")

    assert await channel.until_said(2) == ["[BSN]", "Je zei: klaar"]
    assert "123456782" not in "".join(noted)


async def test_what_did_not_arrive_is_sent_and_no_other_message_changes(channel: BotApi) -> None:
    channel.say("eerder")
    await channel.until_said(1)
    channel.fault = once("sendMessage", Drop(after=False))

    channel.say("vraag")
    await channel.until_said(2)

    assert channel.texts() == ["Je zei: eerder", "Je zei: vraag"]
    assert channel.called("editMessageText")


async def test_where_telegram_does_not_say_it_is_sent_again_rather_than_not_at_all(channel: BotApi) -> None:
    lost = once("sendMessage", Drop(after=True))
    channel.fault = lambda method, data: (
        Refusal(400, "Bad Request: something new") if method == "editMessageText" else lost(method, data)
    )

    channel.say("vraag")

    assert await channel.until_said(2) == ["Je zei: vraag", "Je zei: vraag"]


async def test_after_too_many_requests_nothing_is_looked_for(channel: BotApi) -> None:
    channel.fault = once("sendMessage", Refusal(429, "Too Many Requests", retry_after=1))

    channel.say("vraag")
    await channel.until_said(1)

    assert channel.called("editMessageText") == []


async def test_a_notice_of_which_the_receipt_is_lost_is_not_sent_again(api: BotApi, tmp_path: Path) -> None:
    api.fault = once("sendMessage", Drop(after=True))
    async with serving(api, tmp_path):
        api.say("dag", sender=8)
        await api.until(lambda: api.texts(8))
        api.fault = once("sendMessage", Drop(after=True))
        await tell(tmp_path, "7")
        api.say("nieuws", sender=8)
        await api.until(lambda: api.called("editMessageText") and api.texts(7))
    async with serving(api, tmp_path):
        api.say("klaar", sender=7)
        await api.until(lambda: api.texts(7)[-1] == "Je zei: klaar")
        await asyncio.sleep(0.1)

    assert api.texts(7) == ["Je concept verloopt.", "Je zei: klaar"]


async def test_what_cannot_be_noted_is_not_sent_before_it_can(channel: BotApi, tmp_path: Path) -> None:
    folder = tmp_path / "telegram" / "under_way"
    await channel.until(folder.exists)
    folder.rmdir()
    folder.touch()
    channel.say("vraag")
    await asyncio.sleep(0.3)
    assert channel.said() == []

    folder.unlink()
    folder.mkdir()

    assert await channel.until_said(1) == ["Je zei: vraag"]


@pytest.mark.parametrize(
    ("cause", "failure"),
    [
        (ConnectError("refused"), NotSent),
        (ReadTimeout("silent"), ChannelUnavailable),
        (None, ChannelUnavailable),
    ],
)
async def test_what_telegram_never_got_is_told_apart(
    cause: Exception | None, failure: type[Exception]
) -> None:
    async def call() -> None:
        raise NetworkError("away") from cause

    with pytest.raises(ChannelUnavailable) as raised:
        await ask(call())

    assert type(raised.value) is failure


def test_candidates_are_what_is_not_known_from_just_above_up_to_a_little_beyond() -> None:
    numbers = MessageNumbers(ACCOUNT)
    for number in (10, 12, 13):
        numbers.know(f"{ACCOUNT}:{number}")

    assert numbers.highest(7) == 13
    assert numbers.candidates(7, since=10) == (11, *range(14, 13 + BEYOND + 1))


def test_a_supergroup_counts_by_itself() -> None:
    numbers = MessageNumbers(ACCOUNT)
    numbers.know(f"{GROUP}:500")
    numbers.know(f"{ACCOUNT}:3")

    assert (numbers.highest(GROUP), numbers.highest(7), numbers.highest(-5)) == (500, 3, 3)


def test_there_are_never_many_candidates() -> None:
    numbers = MessageNumbers(ACCOUNT)
    numbers.know(f"{ACCOUNT}:5000")

    assert numbers.candidates(7, since=10) == tuple(range(11, 11 + MOST_CANDIDATES))


@pytest.mark.parametrize("event", ["press 4382bfdwdsb323b2d9", "123:5 edited 7", "abc_-d 9", ""])
def test_what_is_no_message_has_no_number(event: str) -> None:
    numbers = MessageNumbers(ACCOUNT)

    numbers.know(event)

    assert numbers.highest(7) is None


def test_what_is_under_way_outlives_the_process_and_half_a_note_is_none(tmp_path: Path) -> None:
    message = UnderWay(chat=7, since=5, cause="123:4", number=0, text="dag", keyboard={"inline_keyboard": []})
    UnderWayMessages(tmp_path).put(message)
    assert UnderWayMessages(tmp_path).to(7) == message

    (tmp_path / "7").write_text('{"chat": 7, "si')

    assert UnderWayMessages(tmp_path).to(7) is None
