import json
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knelpunten.actions import AddRemark, ForgetPerson, SendReport, SupportKnelpunt
from bot.knelpunten.report import Support
from bot.memory import Exchange, Memory
from bot.messages import Reply, paragraph
from bot.storage.attachments import Attachments
from bot.storage.checking import differing_from_history
from bot.storage.conversations import Conversations
from bot.storage.inbox import Inbox
from bot.storage.knelpunten import Knelpunten
from bot.storage.outbox import Outbox, add_to_outbox
from bot.storage.personal_data import PersonalData
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, draft, on_disk, outcome, report

NUMBER = "KP-2026-0001"
ANSWER = Reply((paragraph("antwoord aan anna"),))
MEMORY = Memory(introduced=True, exchanges=(Exchange("vraag van anna"),))


async def live(engine: AsyncEngine, sender: str, number: str) -> None:
    """Let somebody do all that leaves something behind."""
    conversations, attachments = Conversations(engine), Attachments(engine)
    told = report(title=f"Melding van {sender}", contact=True)
    message = incoming("foto", sender=sender)
    file = await attachments.add_to_draft(message, 0, "meegestuurd.png", "image/png", b"beeld")
    sent = SendReport(number=number, report=told, attachments=(file,))
    await conversations.keep(message, outcome(action=sent), NOW)
    await conversations.keep(
        incoming("vraag", sender=sender), outcome(memory=MEMORY, replies=(ANSWER,), draft=draft()), NOW
    )
    for action in (
        AddRemark(number=number, text=f"Opmerking van {sender}"),
        SupportKnelpunt(number=number, support=Support(organisation="UWV", remark=f"Ook bij {sender}")),
    ):
        message = incoming("ja", sender=sender, conversation="elders")
        await conversations.keep(message, outcome(action=action), NOW)
    message = incoming("foto", sender=sender, conversation="elders")
    file = await attachments.add_to_draft(message, 0, f"foto van {sender}.png", "image/png", b"beeld")
    told_elsewhere = draft(f"Concept van {sender}", attachments=(file,))
    await conversations.keep(message, outcome(draft=told_elsewhere), NOW)
    async with engine.begin() as connection:
        notice = Reply((paragraph(f"Let op, {sender}"),))
        await add_to_outbox(connection, "test", "room", sender, notice, NOW)


async def test_a_person_gets_everything_that_is_kept_about_them(engine: AsyncEngine) -> None:
    await live(engine, "anna", NUMBER)
    await live(engine, "bert", "KP-2026-0002")
    waiting = incoming("dit wacht nog")
    inbox = Inbox(engine, "test", lambda message: message)
    await inbox.receive([waiting, incoming("van bert", sender="bert")], "p1")

    everything = await PersonalData(engine).everything_about("test", "anna")

    written = json.dumps(everything)
    assert "bert" not in written
    assert {conversation["conversation"] for conversation in everything["conversations"]} == {
        "room",
        "elders",
    }
    assert "antwoord aan anna" in json.dumps(everything["replies"])
    assert "Concept van anna" in json.dumps(everything["drafts"])
    assert [file["name"] for file in everything["files"]] == ["foto van anna.png"]
    assert [message["text"] for message in everything["messages_waiting"]] == ["dit wacht nog"]
    assert "Let op, anna" in json.dumps(everything["notices"])
    (knelpunt,) = everything["knelpunten"]
    assert (knelpunt["number"], knelpunt["role"], knelpunt["contact"]) == (NUMBER, "reporter", True)
    assert [event["kind"] for event in knelpunt["told"]] == [
        "reported",
        "attached",
        "remarked",
        "supported",
    ]
    assert knelpunt["told"][0]["report"]["title"] == "Melding van anna"


async def test_nothing_is_known_of_somebody_who_was_never_there(engine: AsyncEngine) -> None:
    everything = await PersonalData(engine).everything_about("test", "anna")

    assert {key for key, value in everything.items() if value} == {"channel", "sender"}


async def test_somebody_who_is_forgotten_is_no_longer_known(engine: AsyncEngine) -> None:
    await live(engine, "anna", NUMBER)
    await live(engine, "bert", "KP-2026-0002")
    about_bert = await PersonalData(engine).everything_about("test", "bert")

    await Conversations(engine).keep(incoming("ja"), outcome(action=ForgetPerson()), NOW)

    everything = await PersonalData(engine).everything_about("test", "anna")
    assert {key for key, value in everything.items() if value} == {"channel", "sender"}
    assert await PersonalData(engine).everything_about("test", "bert") == about_bert
    assert [notice.sender for notice in await Outbox(engine).pending("test", 10)] == ["bert"]


async def test_what_somebody_reported_stays_when_they_are_forgotten(
    engine: AsyncEngine, knelpunten: Knelpunten
) -> None:
    await live(engine, "anna", NUMBER)

    await Conversations(engine).keep(incoming("ja"), outcome(action=ForgetPerson()), NOW)

    found = await knelpunten.find(NUMBER)
    assert found
    assert found.report == report(title="Melding van anna", contact=False)
    assert [support.remark for support in found.supports] == ["Ook bij anna"]
    assert found.attachments == ("meegestuurd.png",)
    assert {event.by for event in await knelpunten.history(NUMBER)} == {None}
    assert await differing_from_history(engine) == ()


async def test_forgetting_is_confirmed_once_and_other_replies_are_gone(
    engine: AsyncEngine, conversations: Conversations
) -> None:
    earlier, message = incoming("vraag"), incoming("ja")
    await conversations.keep(earlier, outcome(replies=(ANSWER,)), NOW)
    confirmation = Reply((paragraph("vergeten"),))

    await conversations.keep(message, outcome(replies=(confirmation,), action=ForgetPerson()), NOW)

    assert await conversations.replies_to(message) == (confirmation,)
    assert await conversations.replies_to(earlier) == ()


async def test_no_file_holds_anything_of_somebody_who_is_forgotten(
    engine: AsyncEngine, conversations: Conversations, database_file: Path
) -> None:
    person = "@erik-eenmalig:example.org"
    file = await Attachments(engine).add_to_draft(
        incoming("x", sender=person), 0, "weg.png", "image/png", b"beeld dat weg moet " * 1000
    )
    told = draft("Concept dat weg moet " * 500, attachments=(file,))
    await conversations.keep(incoming("x", sender=person), outcome(replies=(ANSWER,), draft=told), NOW)
    assert on_disk("weg moet", database_file.parent)

    await conversations.keep(incoming("ja", sender=person), outcome(action=ForgetPerson()), NOW)

    for words in (person, "weg moet", "weg.png", "antwoord aan anna"):
        assert on_disk(words, database_file.parent) == [], words


async def test_no_column_but_a_participants_says_who_takes_part(engine: AsyncEngine) -> None:
    await live(engine, "anna", NUMBER)

    async with engine.connect() as connection:
        for table in (
            "knelpunt",
            "knelpunt_support",
            "knelpunt_relation",
            "knelpunt_event",
            "attachment WHERE knelpunt_id IS NOT NULL",
        ):
            rows = (await connection.execute(text(f"SELECT * FROM {table}"))).all()
            assert "room" not in str(rows), table
