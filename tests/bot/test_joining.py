"""Knelpunten that look alike, as somebody who reports meets them."""

import asyncio

import pytest

from bot.knelpunten.report import Support
from bot.knelpunten.titles import propose_title
from bot.storage.checking import differing_from_history
from bot.wording import intake as words
from tests.bot.talk import ANSWERS, Talk
from tests.bot.years import YEAR

LOST = (
    "Een ziekmelding die een werkgever via het portaal verstuurt verdwijnt soms zonder foutmelding. Maanden "
    "later krijgt hij een boete voor te laat melden. Een bewijs van de melding heeft hij niet."
)
NOT_ARRIVING = (
    "Meldingen van ziekte via het portaal van het UWV komen soms niet aan. De werkgever heeft geen bewijs en "
    "krijgt maanden later toch een boete voor te laat melden."
)
OTHER = (
    "Aanbieders krijgen maanden niet betaald omdat gemeenten elkaar aanwijzen als verantwoordelijk voor het "
    "kind, zeker als ouders gescheiden zijn en verhuisd."
)
NUMBER = f"KP-{YEAR}-0001"
SAME = words.CHOICE_SAME.format(number=NUMBER)


@pytest.fixture(autouse=True)
async def stored(talk: Talk) -> None:
    """Somebody else reported a knelpunt before."""
    await talk.report({0: LOST, 3: "VNO-NCW"}, sender="bob")


async def test_a_look_alike_is_shown_with_all_that_it_takes_to_judge(talk: Talk) -> None:
    said = await talk.say("/melden", NOT_ARRIVING)

    _, second, third = LOST.split(". ")
    assert words.SAME in said
    assert f"{NUMBER}: {propose_title(LOST)}" in said
    assert second in said
    assert third not in said
    assert "Gemeld door VNO-NCW. Stand: ontvangen." in said
    assert f"1. {SAME}" in said
    assert f"2. {words.CHOICE_DIFFERENT}" in said


async def test_what_does_not_look_alike_is_not_shown(talk: Talk) -> None:
    said = await talk.say("/melden", OTHER)

    assert words.SAME not in said
    assert words.QUESTIONS["affected"] in said


async def test_a_look_alike_of_a_first_message_is_shown_when_the_report_begins(talk: Talk) -> None:
    said = await talk.say(f"/melden {NOT_ARRIVING}")

    assert words.TAKEN_AS_DESCRIPTION in said
    assert f"1. {SAME}" in said


async def test_what_another_reported_a_moment_ago_is_shown(talk: Talk) -> None:
    await talk.say("/melden", OTHER)
    await talk.report({0: OTHER}, sender="carla")

    said = await talk.say("/melden", f"Ook wij zien dit. {OTHER}", sender="dirk")

    assert f"KP-{YEAR}-0002" in said


@pytest.mark.parametrize("answer", ["ja", "1", NUMBER, f"kp {YEAR} 1", SAME])
async def test_yes_joins_and_asks_for_the_organisation(talk: Talk, answer: str) -> None:
    said = await talk.say("/melden", NOT_ARRIVING, answer)

    assert f"Je sluit je aan bij {NUMBER}" in said
    assert words.QUESTIONS["organisation"] in said


async def test_who_joins_is_kept_with_what_they_said_as_a_remark(talk: Talk) -> None:
    said = await talk.say("/melden", NOT_ARRIVING, "ja", "RVO", "elke week")
    assert words.SUMMARY_SUPPORT.format(number=NUMBER) in said
    assert f"Opmerking: {NOT_ARRIVING}" in said

    assert words.SENT_SUPPORT.format(number=NUMBER) in await talk.say("versturen")

    (knelpunt,) = await talk.knelpunten()
    assert knelpunt.supports == (Support(organisation="RVO", frequency="elke week", remark=NOT_ARRIVING),)
    assert await differing_from_history(talk.engine) == ()


async def test_nobody_has_joined_before_it_is_confirmed(talk: Talk) -> None:
    await talk.say("/melden", NOT_ARRIVING, "ja", "RVO", "elke week")

    assert (await talk.knelpunten())[0].supports == ()


async def test_what_others_joined_shows_their_organisation_to_who_takes_part(talk: Talk) -> None:
    await talk.say("/melden", NOT_ARRIVING, "ja", "RVO", "elke week", "versturen")

    assert "Ook bij: RVO" in await talk.say(f"/status {NUMBER}", sender="bob")


@pytest.mark.parametrize("answer", ["nee", "2", words.CHOICE_DIFFERENT, "overslaan"])
async def test_no_goes_on_with_an_own_report_that_is_linked(talk: Talk, answer: str) -> None:
    assert words.QUESTIONS["affected"] in await talk.say("/melden", NOT_ARRIVING, answer)
    summary = await talk.say(*ANSWERS[1:], *["overslaan"] * 6)
    assert f"Lijkt op: {NUMBER}" in summary
    await talk.say("versturen")

    first, second = await talk.knelpunten()
    assert first.related == (second.number,)
    assert second.related == (NUMBER,)
    assert second.report.description == NOT_ARRIVING
    assert await differing_from_history(talk.engine) == ()


async def test_what_was_said_to_be_another_is_not_shown_again(talk: Talk) -> None:
    await talk.say("/melden", NOT_ARRIVING, "nee", "terug")

    said = await talk.say(f"{NOT_ARRIVING} Dat duurt lang.")

    assert words.SAME not in said
    assert words.QUESTIONS["affected"] in said


async def test_back_from_a_look_alike_asks_for_the_description(talk: Talk) -> None:
    said = await talk.say("/melden", NOT_ARRIVING, "terug")

    assert words.QUESTIONS["description"] in said
    assert NOT_ARRIVING in said


async def test_a_description_that_is_changed_is_compared_anew(talk: Talk) -> None:
    await talk.say("/melden", OTHER, *ANSWERS[1:], *["overslaan"] * 6)

    said = await talk.say("wijzig wat er gebeurt", NOT_ARRIVING)

    assert f"1. {SAME}" in said
    assert f"Lijkt op: {NUMBER}" in await talk.say("nee")


async def test_something_else_than_yes_or_no_is_asked_again(talk: Talk) -> None:
    said = await talk.say("/melden", NOT_ARRIVING, "misschien wel")

    assert words.NO_SUCH_CHOICE in said
    assert f"1. {SAME}" in said


async def test_a_question_before_judging_is_answered_and_the_look_alike_shown_again(talk: Talk) -> None:
    await talk.say("/melden", NOT_ARRIVING)

    answer, again = await talk.replies("wat is de ACU?")

    assert answer.citations
    assert words.SAME in str(again)


async def test_a_look_alike_is_asked_about_after_a_restart(talk: Talk) -> None:
    await talk.say("/melden", NOT_ARRIVING)
    await talk.restart()

    assert words.QUESTIONS["organisation"] in await talk.say("ja")


async def test_help_says_what_becomes_of_yes_and_no(talk: Talk) -> None:
    assert words.HELP_SAME in await talk.say("/melden", NOT_ARRIVING, "hulp")


async def test_a_reporter_who_meets_their_own_knelpunt_may_join_it(talk: Talk) -> None:
    await talk.say("/melden", NOT_ARRIVING, "ja", "RVO", "overslaan", "versturen", sender="bob")

    (knelpunt,) = await talk.knelpunten()
    assert [support.organisation for support in knelpunt.supports] == ["RVO"]
    assert (await talk.say("/mijnmeldingen", sender="bob")).count(NUMBER) == 1


async def test_two_who_send_at_the_same_time_both_stand(talk: Talk) -> None:
    for sender in ("anna", "carla"):
        await talk.say("/melden", NOT_ARRIVING, "nee", *ANSWERS[1:], *["overslaan"] * 6, sender=sender)

    said = await asyncio.gather(*(talk.say("versturen", sender=sender) for sender in ("anna", "carla")))

    numbers = {f"KP-{YEAR}-0002", f"KP-{YEAR}-0003"}
    assert {number for number in numbers for one in said if number in one} == numbers
    first, *both = await talk.knelpunten()
    assert {knelpunt.number for knelpunt in both} == numbers == set(first.related)
    assert await differing_from_history(talk.engine) == ()


async def test_two_who_join_at_the_same_time_both_stand(talk: Talk) -> None:
    for sender, organisation in (("anna", "RVO"), ("carla", "VNG")):
        await talk.say("/melden", NOT_ARRIVING, "ja", organisation, "overslaan", sender=sender)

    await asyncio.gather(*(talk.say("versturen", sender=sender) for sender in ("anna", "carla")))

    (knelpunt,) = await talk.knelpunten()
    assert {support.organisation for support in knelpunt.supports} == {"RVO", "VNG"}


async def test_the_same_join_handled_twice_is_one(talk: Talk) -> None:
    await talk.say("/melden", NOT_ARRIVING, "ja", "RVO", "overslaan")

    for _ in range(2):
        await talk.say("versturen", event="same")

    assert len((await talk.knelpunten())[0].supports) == 1
