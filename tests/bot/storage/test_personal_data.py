import json
from pathlib import Path

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knelpunten.actions import (
    AddRemark,
    ForgetPerson,
    GrantRole,
    PreferNotices,
    SendReport,
    SupportKnelpunt,
)
from bot.knelpunten.report import Support
from bot.linking.actions import OfferLink
from bot.memory import Exchange, Memory
from bot.messages import Reply, paragraph
from bot.outcome import PrivilegedUse
from bot.permissions import Grant, Role
from bot.reindexing.actions import JobKind, RequestJob
from bot.storage.attachments import Attachments
from bot.storage.checking import differing_from_history
from bot.storage.continuations import Continuations
from bot.storage.conversations import Conversations
from bot.storage.inbox import Inbox
from bot.storage.knelpunten import Knelpunten
from bot.storage.outbox import Outbox, add_to_outbox
from bot.storage.personal_data import PersonalData
from bot.storage.roles import Roles
from bot.storage.schema import metadata, privileged_act, to_answer
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, ON_SQLITE, draft, on_disk, outcome, report

NUMBER = "KP-2026-0001"
ANSWER = Reply((paragraph("antwoord aan anna"),))
MEMORY = Memory(introduced=True, exchanges=(Exchange("vraag van anna"),))


async def live(engine: AsyncEngine, sender: str, number: str) -> None:
    """Let somebody do all that leaves something behind."""
    conversations, attachments = Conversations(engine), Attachments(engine)
    used = outcome(action=PreferNotices(wanted=True), use=PrivilegedUse("neem", number, allowed=True))
    await conversations.keep(incoming(f"/neem {number}", sender=sender), used, NOW)
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
    for action in (
        GrantRole(channel="test", person=sender, grant=Grant(Role.HANDLER, (f"Organisatie van {sender}",))),
        OfferLink(code_hash=f"code van {sender}", valid_until=NOW),
        RequestJob(kind=JobKind.REINDEX),
    ):
        await conversations.keep(incoming("/opdracht", sender=sender), outcome(action=action), NOW)
    await Continuations(engine, lambda message: message).keep(sender, incoming("groep", sender=sender), NOW)
    async with engine.begin() as connection:
        notice = Reply((paragraph(f"Let op, {sender}"),))
        await add_to_outbox(connection, "test", "room", sender, notice, NOW)
        await connection.execute(
            insert(to_answer).values(
                channel="test", conversation="room", sender=sender, event=sender, message={}, asked_at=NOW
            )
        )


async def people_in(engine: AsyncEngine) -> dict[str, set[str | None]]:
    """Who is named in each table that can name somebody."""
    async with engine.connect() as connection:
        return {
            table.name: {*await connection.scalars(select(table.c.sender))}
            for table in metadata.sorted_tables
            if "sender" in table.c
        }


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
    assert [message["text"] for message in everything["messages_waiting"]] == ["dit wacht nog", "groep"]
    assert "Let op, anna" in json.dumps(everything["notices"])
    assert everything["notice_preference"] == [{"wanted": True}]
    assert everything["digest"] == [{"conversation": "room", "told_until": NOW.isoformat()}]
    (role,) = everything["roles"]
    assert (role["role"], role["organisations"]) == ("behandelaar", ["Organisatie van anna"])
    (act,) = everything["privileged_acts"]
    assert (act["command"], act["number"], act["allowed"]) == ("neem", NUMBER, True)
    (job,) = everything["index_jobs"]
    assert (job["kind"], job["conversation"]) == ("reindex", "room")
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
    assert [notice.sender for notice in await Outbox(engine).pending("test", 10, NOW)] == ["bert"]


async def test_no_table_names_somebody_who_is_forgotten(engine: AsyncEngine) -> None:
    await live(engine, "anna", NUMBER)
    named_before = {name for name, people in (await people_in(engine)).items() if "anna" in people}
    assert named_before == {*await people_in(engine)} - {"linked_account"}, "all tables are tried"

    await Conversations(engine).keep(incoming("ja"), outcome(action=ForgetPerson()), NOW)

    assert {name for name, people in (await people_in(engine)).items() if "anna" in people} == set()


async def test_what_somebody_did_with_a_role_stays_when_they_are_forgotten_without_their_name(
    engine: AsyncEngine,
) -> None:
    await live(engine, "anna", NUMBER)

    await Conversations(engine).keep(incoming("ja"), outcome(action=ForgetPerson()), NOW)

    async with engine.connect() as connection:
        (act,) = await connection.execute(select(privileged_act))
    assert (act.sender, act.event) == (None, None)
    assert (act.at, act.channel, act.command, act.number, act.allowed) == (NOW, "test", "neem", NUMBER, True)


async def test_who_is_forgotten_keeps_the_roles_of_the_settings_and_no_others(engine: AsyncEngine) -> None:
    roles = Roles(engine, {("test", "anna"): [Grant(Role.ADMIN)]})
    await live(engine, "anna", NUMBER)

    await Conversations(engine).keep(incoming("ja"), outcome(action=ForgetPerson()), NOW)

    assert await roles.of("test", "anna") == (Grant(Role.ADMIN),)


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


@ON_SQLITE
async def test_no_file_holds_anything_of_somebody_who_is_forgotten(
    engine: AsyncEngine, conversations: Conversations, database_file: Path
) -> None:
    person = "@erik-eenmalig:example.org"
    file = await Attachments(engine).add_to_draft(
        incoming("x", sender=person), 0, "weg.png", "image/png", b"beeld dat weg moet " * 1000
    )
    told = draft("Concept dat weg moet " * 500, attachments=(file,))
    await conversations.keep(incoming("x", sender=person), outcome(replies=(ANSWER,), draft=told), NOW)
    given = GrantRole(channel="test", person=person, grant=Grant(Role.ADMIN))
    used = outcome(action=given, use=PrivilegedUse("rol", None, allowed=True), draft=told)
    await conversations.keep(incoming("/rol", sender=person), used, NOW)
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
