from bot.rate_limit import OF_ONE_PERSON
from bot.wording.intake import QUESTIONS
from bot.wording.phrases import DUTCH
from tests.bot.incoming import incoming
from tests.bot.talk import Talk


async def test_the_same_message_again_gives_the_same_replies(talk: Talk) -> None:
    message = incoming("hallo")

    first = await talk.assistant.handle(message)
    again = await talk.assistant.handle(message)

    assert first == again


async def test_in_a_group_nothing_is_said_to_what_was_not_meant_for_the_assistant(talk: Talk) -> None:
    assert await talk.replies("wat is de ACU?", direct=False) == ()


async def test_in_a_group_the_assistant_replies_when_addressed(talk: Talk) -> None:
    assert await talk.replies("wat is de ACU?", direct=False, addressed=True)


async def test_the_assistant_introduces_itself_once_in_a_conversation(talk: Talk) -> None:
    (first,) = await talk.replies("hallo")
    (second,) = await talk.replies("hallo")

    assert len(first.blocks) == len(second.blocks) + 1


async def test_who_the_assistant_is_comes_before_what_it_asks(talk: Talk) -> None:
    (first,) = await talk.replies("/melden")

    assert DUTCH.introduction in str(first.blocks[0])
    assert QUESTIONS["description"] in str(first.blocks[-1])


async def test_who_sends_a_thousand_messages_at_once_is_told_once_and_others_are_answered(talk: Talk) -> None:
    moment = incoming("").sent_at
    flood = [incoming("hallo", sent_at=moment) for _ in range(1000)]

    replies = [await talk.assistant.handle(message) for message in flood]

    told = [reply for said in replies for reply in said if "veel berichten" in str(reply)]
    assert len(told) == 1
    assert replies[-1] == ()
    assert "Hallo" in await talk.say("hallo", sender="bob")


async def test_what_was_one_too_many_is_not_read_after_a_restart(talk: Talk) -> None:
    moment = incoming("").sent_at
    flood = [incoming("hallo", sent_at=moment) for _ in range(OF_ONE_PERSON.burst + 1)]
    replies = [await talk.assistant.handle(message) for message in flood]

    await talk.restart()

    assert await talk.assistant.handle(flood[-1]) == replies[-1] != ()
