"""Everything that is kept about a person."""

from datetime import datetime
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.knelpunten.history import EventKind, Role
from bot.storage.linking import accounts_of
from bot.storage.person import of_person
from bot.storage.schema import (
    attachment,
    continuation,
    conversation,
    digest,
    draft,
    granted_role,
    handled_event,
    inbox,
    index_job,
    knelpunt,
    knelpunt_event,
    link_code,
    notice_preference,
    outbox,
    participant,
    privileged_act,
)
from bot.workflow.routing import Account

JsonObject = dict[str, Any]


class PersonalData:
    """Gives people what is kept about them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def everything_about(self, channel: str, sender: str) -> JsonObject:
        """Give everything that can be traced to a person, on any account, ready to be written as JSON.

        Returns:
            ``conversations``, ``replies``, ``drafts``, ``files`` (of drafts), ``knelpunten`` (each with
            the part they take and what they told), ``messages_waiting``, ``notices``, ``notice_preference``,
            ``digest`` (where and up to when they were told what there is to treat), ``link_codes`` (where
            they asked for one, and how long it is good), ``roles`` (those that were given in chat),
            ``privileged_acts`` (what they did with roles, and what was refused), ``index_jobs`` (what they
            had done to the index) and ``linked_accounts``: the same of each other account.
        """
        asking = Account(channel, sender)
        async with self._engine.connect() as connection:
            accounts = await accounts_of(connection, asking)
            about = {account: await _about(connection, account) for account in accounts}
        return {**about.pop(asking), "linked_accounts": list(about.values())}


async def _about(connection: AsyncConnection, account: Account) -> JsonObject:
    channel, sender = account.channel, account.person

    async def rows(table: Table, *names: str) -> list[JsonObject]:
        return await _rows_of(connection, table, names, channel, sender)

    return {
        "channel": channel,
        "sender": sender,
        "conversations": await rows(conversation, "conversation", "memory", "updated_at"),
        "replies": await rows(handled_event, "conversation", "question", "replies", "handled_at"),
        "drafts": await rows(draft, "conversation", "draft", "started_at", "updated_at", "warned_at"),
        "files": await rows(attachment, "conversation", "name", "media_type", "size", "sha256", "added_at"),
        "knelpunten": await _participations(connection, channel, sender),
        "messages_waiting": await _messages_waiting(connection, channel, sender),
        "notices": await rows(outbox, "conversation", "reply", "created_at", "sent_at"),
        "notice_preference": await rows(notice_preference, "wanted"),
        "digest": await rows(digest, "conversation", "told_until"),
        "link_codes": await rows(link_code, "conversation", "valid_until"),
        "roles": await rows(granted_role, "role", "organisations", "themes", "granted_at"),
        "privileged_acts": await rows(privileged_act, "at", "command", "number", "allowed"),
        "index_jobs": await rows(index_job, "conversation", "kind", "asked_at", "finished_at"),
    }


async def _rows_of(
    connection: AsyncConnection, table: Table, names: tuple[str, ...], channel: str, sender: str
) -> list[JsonObject]:
    columns = [table.c[name] for name in names]
    rows = await connection.execute(select(*columns).where(of_person(table, channel, sender)))
    return [{name: _json(value) for name, value in row._mapping.items()} for row in rows]


async def _participations(connection: AsyncConnection, channel: str, sender: str) -> list[JsonObject]:
    parts = await connection.execute(
        select(participant, knelpunt.c.number)
        .join(knelpunt, knelpunt.c.id == participant.c.knelpunt_id)
        .where(of_person(participant, channel, sender))
        .order_by(participant.c.id)
    )
    return [
        {
            "number": part.number,
            "role": Role(part.role).value,
            "contact": part.contact,
            "conversation": part.conversation,
            "told": await _told(connection, part.id),
        }
        for part in parts.all()
    ]


async def _told(connection: AsyncConnection, participant_id: int) -> list[JsonObject]:
    events = await connection.execute(
        select(knelpunt_event)
        .where(knelpunt_event.c.participant_id == participant_id)
        .order_by(knelpunt_event.c.id)
    )
    return [{"at": _json(event.at), "kind": EventKind(event.kind).value, **event.data} for event in events]


async def _messages_waiting(connection: AsyncConnection, channel: str, sender: str) -> list[Any]:
    set_aside = await connection.scalars(
        select(continuation.c.message).where(of_person(continuation, channel, sender))
    )
    messages = await connection.scalars(
        select(inbox.c.message)
        .where(
            inbox.c.channel == channel,
            inbox.c.finished_at.is_(None),
            inbox.c.message["sender"].as_string() == sender,
        )
        .order_by(inbox.c.id)
    )
    return [*messages, *set_aside]


def _json(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
