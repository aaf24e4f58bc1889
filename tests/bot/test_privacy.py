"""Personal data in what people tell: nothing of it is written before they have chosen what becomes of it."""

from pathlib import Path

import pytest

from bot.wording import commands as command_words
from bot.wording import intake as words
from tests.bot.channel import Channel
from tests.bot.talk import ANSWERS, DESCRIPTION
from tests.bot.told import BSN, KINDS, WITH_BSN, asks_what_to_do
from tests.bot.years import YEAR

FREE_STEPS = ("group", "organisation", "regulation", "frequency", "consequence", "tried", "proposal")
ORDER = ("description", "affected", "group", "organisation", "cause")


@pytest.mark.parametrize(("kind", "secret", "told"), KINDS)
async def test_an_answer_is_written_nowhere_before_its_reporter_chooses_nor_what_is_blackened_after(
    channel: Channel, kind: str, secret: str, told: str
) -> None:
    said = await channel.say("/melden", told)

    assert asks_what_to_do(said, kind, secret)
    assert channel.written(secret) == []

    assert words.QUESTIONS["affected"] in await channel.say("zwart maken")
    summary = await channel.say(*ANSWERS[1:], *["overslaan"] * 6)
    assert f"[{kind} weggelaten]" in summary
    assert f"KP-{YEAR}-0001" in await channel.say("versturen")
    await channel.say("/mijnmeldingen", f"/status KP-{YEAR}-0001", "/mijngegevens")
    assert channel.written(secret) == []


@pytest.mark.parametrize(("kind", "secret", "told"), KINDS)
async def test_a_first_message_that_tells_of_a_problem_is_written_nowhere_before_its_sender_chooses(
    channel: Channel, kind: str, secret: str, told: str
) -> None:
    problem = f"Wij lopen vast op iets wat niemand kan uitleggen, bij wie meld ik dat? {told}"

    assert asks_what_to_do(await channel.say(problem), kind, secret)
    assert channel.written(secret) == []

    assert words.OFFER in await channel.say("zwart maken")
    assert words.TAKEN_AS_DESCRIPTION in await channel.say("ja")
    assert f"[{kind} weggelaten]" in await channel.say("terug")
    assert channel.written(secret) == []


@pytest.mark.parametrize(("kind", "secret", "told"), KINDS)
async def test_a_remark_is_written_nowhere_before_its_writer_chooses(
    channel: Channel, kind: str, secret: str, told: str
) -> None:
    await channel.talk.report()

    assert asks_what_to_do(await channel.say(f"/opmerking KP-{YEAR}-0001 {told}"), kind, secret)
    assert channel.written(secret) == []

    assert command_words.REMARKED.format(number=f"KP-{YEAR}-0001") in await channel.say("zwart maken")
    assert channel.written(secret) == []
    assert channel.written(f"[{kind} weggelaten]")


@pytest.mark.parametrize(("kind", "secret", "told"), KINDS)
async def test_a_question_in_between_is_written_nowhere_before_its_asker_chooses(
    channel: Channel, kind: str, secret: str, told: str
) -> None:
    await channel.say("/melden", *ANSWERS[:2])

    assert asks_what_to_do(await channel.say(f"Wat is de ACU? {told} Wat is de ACU?"), kind, secret)
    assert channel.written(secret) == []

    assert words.QUESTIONS["group"] in await channel.say("zwart maken")
    await channel.say("wat is de ACU?", "ja, dit is mijn antwoord", *ANSWERS[3:])
    assert channel.written(secret) == []


@pytest.mark.parametrize(("kind", "secret", "told"), KINDS)
async def test_a_question_is_answered_and_remembered_without_personal_data(
    channel: Channel, kind: str, secret: str, told: str
) -> None:
    await channel.say(f"Wat is de ACU? {told} Wat is de ACU?", "en de MCU?", "en waarom?", "/mijngegevens")

    assert channel.written(secret) == []


@pytest.mark.parametrize("step", FREE_STEPS)
async def test_at_every_open_step_an_answer_is_written_nowhere_before_its_reporter_chooses(
    channel: Channel, step: str
) -> None:
    place = ORDER.index(step) if step in ORDER else len(ORDER)
    skipped = FREE_STEPS.index(step) - 2 if step not in ORDER else 0

    said = await channel.say("/melden", *ANSWERS[:place], *["overslaan"] * skipped, WITH_BSN)

    assert asks_what_to_do(said, "BSN", BSN)
    said = await channel.say("1", "terug")
    assert words.QUESTIONS[step] in said
    assert "[BSN weggelaten]" in said


async def test_an_own_cause_is_written_nowhere_before_its_reporter_chooses(channel: Channel) -> None:
    said = await channel.say("/melden", *ANSWERS[:4], f"anders, {WITH_BSN}")

    assert asks_what_to_do(said, "BSN", BSN)
    assert "Oorzaak: anders: Met BSN [BSN weggelaten]" in await channel.say("1", *["overslaan"] * 6)


async def test_a_title_that_is_changed_is_written_nowhere_before_its_reporter_chooses(
    channel: Channel,
) -> None:
    await channel.say("/melden", *ANSWERS, *["overslaan"] * 6)

    said = await channel.say("wijzig titel", "Kind met BSN 123456782 wacht")

    assert asks_what_to_do(said, "BSN", BSN)
    assert "Titel: Kind met BSN [BSN weggelaten] wacht" in await channel.say("zwart maken")


async def test_a_report_with_its_description_behind_the_command_is_taken_once_it_is_blackened(
    channel: Channel,
) -> None:
    assert asks_what_to_do(await channel.say(f"/melden {WITH_BSN}"), "BSN", BSN)

    assert words.TAKEN_AS_DESCRIPTION in await channel.say("zwart maken")
    assert "Met BSN [BSN weggelaten] loopt" in await channel.say("terug")


async def test_a_remark_with_support_is_written_nowhere_before_its_writer_chooses(channel: Channel) -> None:
    await channel.talk.report(sender="bob")
    await channel.say("/melden", DESCRIPTION, "ja", "UWV", "overslaan")

    said = await channel.say("wijzig opmerking", WITH_BSN)

    assert asks_what_to_do(said, "BSN", BSN)
    assert "[BSN weggelaten]" in await channel.say("zwart maken")


async def test_nothing_comes_into_the_index(channel: Channel, installed: Path) -> None:
    await channel.say("/melden", WITH_BSN, "1", *ANSWERS[1:], *["overslaan"] * 6, "versturen")

    files = [path for path in (installed / "index").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if BSN.encode() in path.read_bytes()]
