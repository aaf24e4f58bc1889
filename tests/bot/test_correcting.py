"""Corrections, withdrawals and late messages as any channel hands them in."""

from datetime import timedelta

from bot.memory import Exchange, Memory
from bot.messages import Act, Incoming, Kind
from bot.rate_limit import OF_ONE_GROUP
from bot.wording import manners
from tests.bot.incoming import incoming
from tests.bot.talk import Talk

ROLES = "Welke rollen kent het driehoekmodel?"


def correction(of: Incoming, text: str, **changes: object) -> Incoming:
    return incoming(text, act=Act.CORRECT, target=of.event, **changes)


async def test_a_correction_that_comes_twice_gives_the_same_replies(talk: Talk) -> None:
    asked = incoming("wat is de ACU?")
    await talk.assistant.handle(asked)
    changed = correction(asked, ROLES)

    first = await talk.assistant.handle(changed)

    assert first[0].kind is Kind.ANSWER
    assert await talk.assistant.handle(changed) == first


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
