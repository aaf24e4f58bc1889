"""The full table of commands that are not for everyone, as people type them, and what to type them about."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.commands.command import Name
from bot.knelpunten.actions import SendReport
from bot.storage.conversations import Conversations
from bot.storage.schema import metadata, privileged_act
from tests.bot.incoming import incoming
from tests.bot.storage.samples import outcome, report
from tests.bot.years import YEAR

FOR_EVERYONE = frozenset(
    {
        Name.HELP,
        Name.REPORT,
        Name.MY_REPORTS,
        Name.STATUS,
        Name.REMARK,
        Name.MY_DATA,
        Name.FORGET_ME,
        Name.NOTICES,
        Name.LINK,
    }
)
"""Written out, so that whoever adds a command says whom it is for."""

OF_ZWOLLE, OF_UWV = f"KP-{YEAR}-0001", f"KP-{YEAR}-0002"

TYPED: Mapping[Name, str] = {
    Name.KNELPUNTEN: "/knelpunten",
    Name.TAKE: "/neem {number}",
    Name.ASK: "/vraag {number} Om hoeveel mensen gaat het?",
    Name.SET: "/zet {number} doorgezet De organisatie pakt het zelf op.",
    Name.MERGE: "/samen {number} {other}",
    Name.SPLIT: "/splits {number}",
    Name.EXPLAIN: "/toelichting {number}",
    Name.OVERVIEW: "/overzicht 1999",
    Name.STAND: "/stand {organisation} 1999",
    Name.LESSON: "/les {number} Bel eerst. Schrijf daarna pas.",
    Name.ROLE: "/rol telegram:8 beheerder",
    Name.DOCUMENTS: "/documenten",
    Name.DOCUMENT: "/document 014-driehoek.md voor deze kamer",
    Name.ADD_PAGE: "/voegtoe https://www.example.org/",
    Name.WITHDRAW: "/trekin 015-samenwerkingsprincipes-driehoek-overzicht.md ja",
    Name.REINDEX: "/herindexeer",
    Name.GENERATIONS: "/generaties",
    Name.GO_BACK: "/terug 7",
    Name.HEALTH: "/gezondheid",
    Name.GAPS: "/vragen",
    Name.FIXED_ANSWERS: "/antwoorden",
    Name.FIXED_ANSWER: "/antwoord 1",
    Name.EVALUATION: "/toetsvragen weg T1",
}
"""Each of them; the year 1999 is one of which there is nothing to draw."""

ABOUT_ONE = tuple(name for name, typed in TYPED.items() if "{number}" in typed)


def typed(
    name: Name, number: str = OF_ZWOLLE, other: str = OF_UWV, organisation: str = "Gemeente Zwolle"
) -> str:
    """How a command is typed."""
    return TYPED[name].format(number=number, other=other, organisation=organisation)


async def report_two(engine: AsyncEngine) -> None:
    """Have two organisations report something else."""
    conversations = Conversations(engine)
    for number, organisation in ((OF_ZWOLLE, "Gemeente Zwolle"), (OF_UWV, "UWV")):
        told = report(organisation=organisation, title=f"Brief van {organisation} komt te laat")
        sent = outcome(action=SendReport(number=number, report=told))
        await conversations.keep(incoming("versturen", sender="melder"), sent, datetime.now(UTC))


async def acts(engine: AsyncEngine) -> list[tuple[str, str | None, str | None, bool]]:
    """What was written down of these commands: which, by whom, about what, and whether it was allowed."""
    columns = (
        privileged_act.c.command,
        privileged_act.c.sender,
        privileged_act.c.number,
        privileged_act.c.allowed,
    )
    async with engine.connect() as connection:
        return [
            tuple(row) for row in await connection.execute(select(*columns).order_by(privileged_act.c.id))
        ]


async def kept(engine: AsyncEngine) -> dict[str, Sequence[Any]]:
    """All that is kept, but what is kept of every message, whatever it says."""
    of_each_message = {
        "handled_event",
        "conversation",
        "privileged_act",
        "sent_event",
        "inbox",
        "channel_position",
    }
    async with engine.connect() as connection:
        return {
            table.name: (await connection.execute(select(table))).all()
            for table in metadata.sorted_tables
            if table.name not in of_each_message
        }
