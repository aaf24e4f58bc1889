"""Corrections, withdrawals and late messages as any channel hands them in."""

from dataclasses import replace
from datetime import timedelta

from bot.dialogue import introduces
from bot.memory import Exchange, Memory
from bot.messages import Act, Incoming, Kind
from bot.rate_limit import OF_ONE_GROUP
from bot.storage.conversations import Conversations
from bot.wording import manners
from tests.bot.incoming import incoming
from tests.bot.talk import Talk

PROBLEM = "wij lopen vast op een regeling die niemand kan uitleggen, bij wie meld ik dat?"
ROLES = "Welke rollen kent het driehoekmodel?"


def correction(of: Incoming, text: str, **changes: object) -> Incoming:
    return incoming(text, act=Act.CORRECT, target=of.event, **changes)


def withdrawal(of: Incoming) -> Incoming:
    return incoming("", act=Act.WITHDRAW, target=of.event, sender=of.sender)


async def is_reporting(talk: Talk, sender: str = "anna") -> bool:
    context = await Conversations(talk.engine).context_of(
        incoming("", sender=sender), since=incoming("").sent_at
    )
    return context.draft is not None


async def test_a_correction_that_comes_twice_gives_the_same_replies(talk: Talk) -> None:
    asked = incoming("wat is de ACU?")
    await talk.assistant.handle(asked)
    changed = correction(asked, ROLES)

    first = await talk.assistant.handle(changed)

    assert first[0].kind is Kind.ANSWER
    assert await talk.assistant.handle(changed) == first


async def test_when_the_first_question_is_corrected_the_answer_still_says_who_the_assistant_is(
    talk: Talk,
) -> None:
    asked = incoming("wat is de ACU?")
    await talk.assistant.handle(asked)

    for words in (ROLES, "What is the ACU?", ROLES):
        (answer,) = await talk.assistant.handle(correction(asked, words))
        assert introduces(answer)
    (later,) = await talk.replies(ROLES)
    assert not introduces(later)


async def test_a_later_question_that_is_corrected_does_not_say_who_the_assistant_is(talk: Talk) -> None:
    await talk.say("hallo")
    asked = incoming("wat is de ACU?")
    await talk.assistant.handle(asked)

    (answer,) = await talk.assistant.handle(correction(asked, ROLES))

    assert not introduces(answer)


async def test_a_correction_by_somebody_else_or_of_what_was_never_said_is_nothing(talk: Talk) -> None:
    asked = incoming("wat is de ACU?")
    await talk.assistant.handle(asked)

    assert await talk.assistant.handle(correction(asked, ROLES, sender="bob")) == ()
    assert await talk.assistant.handle(correction(incoming("nooit gezegd"), ROLES)) == ()


async def test_a_correction_of_a_question_from_before_a_report_does_not_get_into_the_report(
    talk: Talk,
) -> None:
    asked = incoming(ROLES)
    await talk.assistant.handle(asked)
    question = await talk.say("/melden")

    (reply,) = await talk.assistant.handle(correction(asked, "Ouders vullen drie formulieren in."))

    assert (reply.kind, manners.NOT_CORRECTED in str(reply)) == (Kind.NOTICE, True)
    assert question.split("\n\n")[-1] in await talk.say("hulp")


async def test_what_is_late_is_acknowledged_once_and_leaves_the_conversation_as_it_was(talk: Talk) -> None:
    await talk.say("/melden")
    moment = incoming("").sent_at

    first = await talk.replies("Ouders vullen drie formulieren in.", late=True, sent_at=moment)
    second = await talk.replies("Hallo?", late=True, sent_at=moment + timedelta(seconds=1))

    assert [manners.LATE in str(reply) for reply in first] == [True]
    assert second == ()


async def test_a_group_that_asks_too_much_at_once_is_told_once(talk: Talk) -> None:
    moment = incoming("").sent_at
    flood = [
        incoming("hallo", sender=f"persoon {number}", direct=False, addressed=True, sent_at=moment)
        for number in range(OF_ONE_GROUP.burst + 3)
    ]

    replies = [await talk.assistant.handle(message) for message in flood]

    told = [reply for some in replies for reply in some if manners.TOO_MANY_HERE in str(reply)]
    assert len(told) == 1
    assert replies[-1] == ()


async def test_what_was_offered_for_a_message_is_withdrawn_with_it(talk: Talk) -> None:
    told = incoming(PROBLEM)
    (offer,) = await talk.assistant.handle(told)
    assert offer.choices

    await talk.assistant.handle(withdrawal(told))
    await talk.say("ja")

    assert not await is_reporting(talk)


async def test_a_report_that_began_with_a_message_is_withdrawn_with_it(talk: Talk) -> None:
    told = incoming("/melden Ouders moeten drie keer hetzelfde formulier invullen.")
    await talk.assistant.handle(told)
    assert await is_reporting(talk)

    await talk.assistant.handle(withdrawal(told))

    assert not await is_reporting(talk)
    assert await talk.knelpunten() == []


async def test_a_report_that_its_sender_went_on_with_stays_when_the_first_message_is_withdrawn(
    talk: Talk,
) -> None:
    told, offered = (
        incoming("/melden Ouders moeten drie keer hetzelfde formulier invullen."),
        incoming(PROBLEM),
    )
    await talk.assistant.handle(told)
    await talk.say("burgers")
    await talk.assistant.handle(replace(offered, sender="bob"))
    await talk.say("ja", sender="bob")

    await talk.assistant.handle(withdrawal(told))
    await talk.assistant.handle(withdrawal(offered))

    assert await is_reporting(talk)
    assert await is_reporting(talk, sender="bob")


FIRST, SECOND, THIRD = (Exchange(f"vraag {event}", (f"{event}#1",), event) for event in ("e1", "e2", "e3"))


def test_a_corrected_question_leans_on_what_was_asked_before_it_and_stays_in_its_place() -> None:
    memory = Memory(exchanges=(FIRST, SECOND, THIRD))

    before = memory.before("e2")
    corrected = before.with_exchange(Exchange("andere vraag")).asked_with("e2")

    assert before.exchanges == (FIRST,)
    questions = [exchange.question for exchange in memory.with_correction("e2", corrected).exchanges]
    assert questions == ["vraag e1", "andere vraag", "vraag e3"]


def test_what_is_withdrawn_or_no_help_is_remembered_as_that() -> None:
    memory = Memory(exchanges=(FIRST, SECOND))

    assert memory.without("e1").exchanges == (SECOND,)
    assert [exchange.unhelpful for exchange in memory.unhelped("e2").exchanges] == [False, True]
