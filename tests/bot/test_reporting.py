"""Reporting a knelpunt, as the reporter sees it."""

import pytest

from bot.knelpunten.report import Report
from bot.messages import Kind
from bot.wording import intake as words
from tests.bot.talk import ANSWERS, DESCRIPTION, Talk
from tests.bot.years import YEAR


@pytest.mark.parametrize(
    "wish", ["/melden", "!melden", "kan ik hier een knelpunt doorgeven?", "knelpunt mleden", "start melding"]
)
async def test_a_wish_to_report_starts_a_report(talk: Talk, wish: str) -> None:
    assert words.QUESTIONS["description"] in await talk.say(wish)


async def test_a_description_of_a_problem_is_offered_a_report_with_it_filled_in(talk: Talk) -> None:
    problem = "wij lopen vast op een regeling die niemand kan uitleggen, bij wie meld ik dat?"

    assert words.OFFER in await talk.say(problem)
    said = await talk.say("1")

    assert words.TAKEN_AS_DESCRIPTION in said
    assert words.QUESTIONS["affected"] in said
    rest = ["burgers", "overslaan", "UWV", "ICT", *["overslaan"] * 6]
    assert problem in await talk.say(*rest)


async def test_what_was_no_report_after_all_is_answered_as_a_question(talk: Talk) -> None:
    await talk.say("wij lopen vast op een regeling die niemand kan uitleggen, bij wie meld ik dat?")

    (reply,) = await talk.replies("nee, het is een vraag")

    assert reply.kind in {Kind.ANSWER, Kind.NEARBY, Kind.UNKNOWN}
    assert await talk.knelpunten() == []


async def test_a_question_about_knelpunten_is_answered(talk: Talk) -> None:
    (reply,) = await talk.replies("wat is een knelpuntenbrief?")

    assert reply.kind in {Kind.ANSWER, Kind.NEARBY}


async def test_when_in_doubt_the_assistant_asks_which_of_the_two(talk: Talk) -> None:
    (reply,) = await talk.replies(
        "waarom krijgen ouderen minder aio dan waar ze recht op hebben volgens de svb"
    )

    assert [choice.label for choice in reply.choices] == [words.CHOICE_TELL, words.CHOICE_ASK]


async def test_in_a_group_the_report_moves_to_a_conversation_of_two(talk: Talk) -> None:
    (reply,) = await talk.replies("/melden", direct=False, addressed=True)

    assert reply.continues_directly
    assert words.IN_PRIVATE in await talk.say("/mijnmeldingen", direct=False, addressed=True)


async def test_a_report_that_is_confirmed_stands_with_a_number(talk: Talk) -> None:
    said = await talk.report()

    assert f"KP-{YEAR}-0001" in said
    (knelpunt,) = await talk.knelpunten()
    assert knelpunt.report == Report(
        title=DESCRIPTION.rstrip("."),
        description=DESCRIPTION,
        affected="burgers",
        group="jonge ouders",
        organisation="Gemeente Zwolle",
        cause="gegevensdeling",
    )


async def test_nothing_is_sent_before_it_is_confirmed(talk: Talk) -> None:
    said = await talk.say("/melden", *ANSWERS, *["overslaan"] * 6)

    assert words.SUMMARY in said
    assert await talk.knelpunten() == []


async def test_back_shows_the_answer_and_keeps_it_unless_changed(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS[:4])

    assert "Je antwoord is nu: Gemeente Zwolle." in await talk.say("terug")
    assert words.QUESTIONS["cause"] in await talk.say("verder")
    assert "Je antwoord is nu: Gemeente Zwolle." in await talk.say("terug")
    await talk.say("Gemeente Kampen")

    assert "Organisatie: Gemeente Kampen" in await talk.say("ICT", *["overslaan"] * 6)


async def test_what_is_required_cannot_be_skipped(talk: Talk) -> None:
    assert words.REQUIRED in await talk.say("/melden", "overslaan")


async def test_help_explains_the_step_and_asks_again(talk: Talk) -> None:
    said = await talk.say("/melden", "hulp")

    assert words.HELP["description"] in said
    assert words.QUESTIONS["description"] in said


async def test_stop_keeps_the_draft_for_later(talk: Talk) -> None:
    assert words.STOPPING in await talk.say("/melden", *ANSWERS[:2], "stop")
    assert words.STORED in await talk.say("bewaren")
    (reply,) = await talk.replies("wat is de ACU?")
    assert reply.kind is Kind.ANSWER

    assert "Je was bezig met een melding over" in await talk.say("/melden")
    assert words.QUESTIONS["group"] in await talk.say("verder gaan")


async def test_yes_goes_on_with_a_draft(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS[:2], "stop", "bewaren", "/melden")

    assert words.QUESTIONS["group"] in await talk.say("ja")


async def test_stop_throws_the_draft_away_when_told_so(talk: Talk) -> None:
    assert words.DISCARDED in await talk.say("/melden", *ANSWERS[:2], "stop", "weggooien")
    assert words.QUESTIONS["description"] in await talk.say("/melden")


async def test_each_field_can_be_changed_from_the_summary(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS, *["overslaan"] * 6)

    assert words.WHICH_CHANGE in await talk.say("iets wijzigen")
    assert words.QUESTIONS["title"] in await talk.say("titel")
    said = await talk.say("Drie keer hetzelfde formulier")

    assert "Titel: Drie keer hetzelfde formulier" in said
    assert words.QUESTIONS["proposal"] in await talk.say("wijzig voorstel")
    assert "Voorstel: Eén formulier" in await talk.say("Eén formulier")


async def test_a_question_in_between_is_answered_with_its_source_and_the_step_is_asked_again(
    talk: Talk,
) -> None:
    await talk.say("/melden", *ANSWERS[:3])

    answer, again = await talk.replies("wat is de ACU?")

    assert answer.citations
    assert words.QUESTIONS["organisation"] in str(again)


@pytest.mark.parametrize("text", ["wat is het weer?", "hoe gaat het?", "wat een domme bot ben jij?"])
async def test_a_question_about_something_else_is_not_stored_as_the_answer(talk: Talk, text: str) -> None:
    said = await talk.say("/melden", *ANSWERS[:3], text)

    assert words.QUESTIONS["organisation"] in said
    assert words.ASIDE in said


async def test_what_was_taken_for_a_question_can_be_the_answer_after_all(talk: Talk) -> None:
    question = "Waarom krijgen ouders geen bericht als het formulier zoek is?"
    await talk.say("/melden", *ANSWERS[:5], "overslaan", "overslaan")
    first, *_ = await talk.replies("wat is een zbo?")
    assert first.kind is Kind.ANSWER

    assert words.QUESTIONS["tried"] in await talk.say("ja, dit is mijn antwoord")

    assert "Gevolg: wat is een zbo?" in await talk.say(*["overslaan"] * 3)
    assert question not in await talk.say("hulp")


async def test_a_choice_can_be_typed_by_number_by_word_and_with_a_typing_error(talk: Talk) -> None:
    await talk.say("/melden", DESCRIPTION)

    await talk.say("1 en 3", "overslaan", "UWV", "gegevensdelign")

    assert "burgers, professionals" in (said := await talk.say(*["overslaan"] * 6))
    assert "Oorzaak: gegevensdeling" in said


async def test_a_choice_that_is_not_there_is_asked_again(talk: Talk) -> None:
    assert words.NO_SUCH_CHOICE in await talk.say("/melden", DESCRIPTION, "marsmannetjes")


async def test_an_answer_that_is_too_long_is_refused_and_the_step_asked_again(talk: Talk) -> None:
    said = await talk.say("/melden", "heel lang verhaal " * 4000)

    assert "te lang" in said
    assert words.QUESTIONS["description"] in said


async def test_a_report_goes_on_after_a_restart(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS[:3])
    await talk.restart()

    said = await talk.say(*ANSWERS[3:], *["overslaan"] * 6)

    assert "Organisatie: Gemeente Zwolle" in said


async def test_two_rooms_two_channels_and_two_people_do_not_touch_each_other(talk: Talk) -> None:
    others = [{"conversation": "other"}, {"channel": "other"}, {"sender": "bob"}]
    await talk.say("/melden", DESCRIPTION)

    for other in others:
        assert words.QUESTIONS["description"] in await talk.say("/melden", **other)

    assert words.QUESTIONS["group"] in await talk.say("burgers")


@pytest.mark.parametrize(("answer", "then"), [("ja", words.STORED), ("nee", words.DISCARDED)])
async def test_a_plain_yes_or_no_answers_whether_to_keep_the_draft(
    talk: Talk, answer: str, then: str
) -> None:
    assert then in await talk.say("/melden", *ANSWERS[:2], "stop", answer)


async def test_no_at_the_summary_asks_what_to_change(talk: Talk) -> None:
    assert words.WHICH_CHANGE in await talk.say("/melden", *ANSWERS, *["overslaan"] * 6, "nee")


@pytest.mark.parametrize("answer", ["nee", "stop", "later"])
async def test_who_does_not_go_on_keeps_the_draft(talk: Talk, answer: str) -> None:
    await talk.say("/melden", *ANSWERS[:2], "stop", "bewaren", "/melden")

    assert words.STORED in await talk.say(answer)
