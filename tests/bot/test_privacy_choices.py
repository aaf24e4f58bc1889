"""Choosing what becomes of personal data: blacken, rewrite, or say that they are none."""

import asyncio

import pytest

from bot.privacy.withholding import withheld
from bot.rendering.plain import render
from bot.storage.inbox import Inbox
from bot.wording import commands as command_words
from bot.wording import intake as words
from bot.wording import privacy as privacy_words
from tests.bot.channel import Channel
from tests.bot.incoming import incoming
from tests.bot.talk import ANSWERS, DESCRIPTION
from tests.bot.told import BSN, TOLD, WITH_BSN, asks_what_to_do


@pytest.mark.parametrize(
    "choice", ["zwart maken", "Zwart maken", "1", "1.", "maak maar zwart", "zwrat maken"]
)
async def test_blacken_leaves_a_mark(channel: Channel, choice: str) -> None:
    said = await channel.say("/melden", WITH_BSN, choice, "terug")

    assert "Met BSN [BSN weggelaten] loopt" in said


@pytest.mark.parametrize("choice", ["zelf herschrijven", "2", "ik herschrijf het zelf wel"])
async def test_rewrite_takes_the_new_text(channel: Channel, choice: str) -> None:
    said = await channel.say("/melden", WITH_BSN, choice)
    assert privacy_words.REWRITE in said
    assert words.QUESTIONS["description"] in said

    assert f"Je antwoord is nu: {DESCRIPTION}" in await channel.say(DESCRIPTION, "terug")


async def test_who_writes_a_new_text_at_once_has_rewritten_it(channel: Channel) -> None:
    await channel.say("/melden", WITH_BSN)

    assert f"Je antwoord is nu: {DESCRIPTION}" in await channel.say(DESCRIPTION, "terug")


async def test_a_new_text_with_personal_data_is_asked_about_anew(channel: Channel) -> None:
    said = await channel.say("/melden", WITH_BSN, "zelf herschrijven", TOLD["naam"][1])

    assert asks_what_to_do(said, "naam", "Wijnandts")


@pytest.mark.parametrize(
    "choice",
    ["dit is geen persoonsgegeven", "3", "dit zijn geen persoonsgegevens", "Nee, geen persoonsgegeven"],
)
async def test_what_is_no_personal_data_is_kept_as_it_was_said(channel: Channel, choice: str) -> None:
    _, told = TOLD["naam"]

    assert f"Je antwoord is nu: {told}" in await channel.say("/melden", told, choice, "terug")


async def test_what_is_no_personal_data_in_a_first_message_is_not_asked_about_again(channel: Channel) -> None:
    problem = f"Wij lopen vast, bij wie meld ik dat? {TOLD['naam'][1]}"

    assert words.OFFER in await channel.say(problem, "dit is geen persoonsgegeven")
    assert words.TAKEN_AS_DESCRIPTION in await channel.say("ja")
    assert problem in await channel.say("terug")


@pytest.mark.parametrize("choice", ["zwart maken", "1", "3", "dit is geen persoonsgegeven"])
async def test_after_a_restart_the_reporter_is_told_to_send_it_again(channel: Channel, choice: str) -> None:
    await channel.say("/melden", *ANSWERS[:2], WITH_BSN)
    await channel.restart()

    said = await channel.say(choice)

    assert privacy_words.NOT_HELD in said
    assert words.QUESTIONS["group"] in said
    assert "Welke groep: jonge ouders" in await channel.say("jonge ouders", *ANSWERS[3:], *["overslaan"] * 6)


async def test_after_a_restart_a_new_text_is_the_answer(channel: Channel) -> None:
    await channel.say("/melden", WITH_BSN)
    await channel.restart()

    assert f"Je antwoord is nu: {DESCRIPTION}" in await channel.say(DESCRIPTION, "terug")


async def test_a_message_that_a_restart_overtook_is_asked_for_again(channel: Channel) -> None:
    await channel.say("/melden")
    message = incoming(WITH_BSN)
    await Inbox(channel.talk.engine, "test", withheld).receive([message], None)
    await channel.talk.restart()

    (waiting,) = await Inbox(channel.talk.engine, "test", withheld).pending()
    said = "\n".join(render(reply) for reply in await channel.talk.assistant.handle(waiting))

    assert command_words.WITHHELD in said
    assert words.QUESTIONS["description"] in said


async def test_the_same_answer_handled_twice_is_asked_about_once_more_without_what_was_found(
    channel: Channel,
) -> None:
    await channel.say("/melden")
    message = incoming(WITH_BSN)

    first = render((await channel.talk.assistant.handle(message))[0])
    again = render((await channel.talk.assistant.handle(message))[0])

    assert asks_what_to_do(first, "BSN", BSN)
    assert asks_what_to_do(again, "BSN", "[BSN weggelaten]")
    assert BSN not in again


async def test_the_same_choice_handled_twice_is_one_choice(channel: Channel) -> None:
    await channel.say("/melden", WITH_BSN)
    message = incoming("zwart maken")

    first = await channel.talk.assistant.handle(message)
    again = await channel.talk.assistant.handle(message)

    assert first == again
    assert words.QUESTIONS["group"] in await channel.say("burgers")


async def test_a_choice_is_for_one_message_only(channel: Channel) -> None:
    await channel.say("/melden", WITH_BSN, "zwart maken", "burgers")

    said = await channel.say("zwart maken")

    assert privacy_words.NOT_HELD in said
    assert words.QUESTIONS["group"] in said
    assert words.QUESTIONS["organisation"] in await channel.say("3 jongeren")


async def test_two_people_at_once_each_choose_about_their_own(channel: Channel) -> None:
    talk = channel.talk
    await asyncio.gather(*(talk.say("/melden", sender=sender) for sender in ("anna", "bob")))
    await asyncio.gather(talk.say(WITH_BSN, sender="anna"), talk.say(TOLD["kenteken"][1], sender="bob"))

    await asyncio.gather(
        talk.say("zwart maken", sender="anna"), talk.say("dit is geen persoonsgegeven", sender="bob")
    )

    assert "Met BSN [BSN weggelaten] loopt" in await talk.say("terug", sender="anna")
    assert TOLD["kenteken"][1] in await talk.say("terug", sender="bob")
    assert channel.written(BSN) == []


async def test_who_stops_instead_of_choosing_leaves_nothing(channel: Channel) -> None:
    assert words.DISCARDED in await channel.say("/melden", WITH_BSN, "stop")
    assert channel.written(BSN) == []
