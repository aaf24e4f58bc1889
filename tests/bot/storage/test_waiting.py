"""How much of one person waits."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages import Act, Attachment, Incoming
from bot.storage.inbox import Inbox
from tests.bot.incoming import incoming

MOST = 3
FILE = Attachment(name="a.pdf", size=1, source="a")


def inbox_on(engine: AsyncEngine, channel: str = "test") -> Inbox:
    return Inbox(engine, channel, lambda message: message, MOST)


def said(texts: str, **changes: object) -> list[Incoming]:
    return [incoming(text, **changes) for text in texts]


async def waiting_in(inbox: Inbox, sender: str = "anna") -> list[str]:
    return [message.text for message in await inbox.pending() if message.sender == sender]


async def test_the_first_message_that_is_too_many_comes_without_what_it_says(
    engine: AsyncEngine,
) -> None:
    inbox = inbox_on(engine)

    await inbox.receive(said("abcde", attachments=(FILE,)), "1")

    waiting = await inbox.pending()
    assert [message.text for message in waiting] == ["a", "b", "c", ""]
    assert [message.surplus for message in waiting] == [False, False, False, True]
    assert waiting[-1].attachments == ()


async def test_of_what_is_too_many_nothing_is_withheld_as_nothing_is_kept(engine: AsyncEngine) -> None:
    inbox = Inbox(engine, "test", lambda message: replace(message, text="...", withheld=True), MOST)

    await inbox.receive(said("abcd"), "1")

    *_, surplus = await inbox.pending()
    assert (surplus.text, surplus.withheld, surplus.surplus) == ("", False, True)


async def test_until_its_sender_was_told_everything_else_is_too_many_also_after_a_restart(
    engine: AsyncEngine,
) -> None:
    inbox = inbox_on(engine)
    await inbox.receive(said("abcd"), "1")
    for message in (await inbox.pending())[:3]:
        await inbox.finish(message)

    inbox = inbox_on(engine)
    await inbox.receive(said("e"), "2")
    assert await waiting_in(inbox) == [""]

    await inbox.finish((await inbox.pending())[0])
    await inbox.receive(said("f"), "3")
    assert await waiting_in(inbox) == ["f"]


async def test_who_sends_much_takes_no_place_of_another_nor_on_another_channel(engine: AsyncEngine) -> None:
    inbox, elsewhere = inbox_on(engine), inbox_on(engine, "elders")

    await inbox.receive([*said("abcde"), *said("f", sender="bob")], "1")
    await elsewhere.receive(said("g", channel="elders"), "1")

    assert await waiting_in(inbox, "bob") == ["f"]
    assert await waiting_in(elsewhere) == ["g"]


async def test_a_message_that_comes_twice_takes_one_place(engine: AsyncEngine) -> None:
    inbox = inbox_on(engine)
    first = said("abc")
    await inbox.receive(first, "1")

    await inbox.receive(first, "2")

    assert await waiting_in(inbox) == ["a", "b", "c"]


async def test_what_is_taken_back_is_never_too_much(engine: AsyncEngine) -> None:
    inbox = inbox_on(engine)
    first = said("abcd")
    await inbox.receive(first, "1")

    await inbox.receive([incoming("", act=Act.WITHDRAW, target=first[0].event)], "2")

    assert (await inbox.pending())[-1].act is Act.WITHDRAW
