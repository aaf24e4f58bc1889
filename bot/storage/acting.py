"""Doing what a message does to what is kept, in the transaction that notes that it was handled."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions import Action
from bot.knelpunten.actions import (
    AddAttachments,
    AddRemark,
    Change,
    ForgetPerson,
    GrantRole,
    PreferNotices,
    RevokeRoles,
    SendReport,
    SupportKnelpunt,
)
from bot.knelpunten.history import EventKind, Role
from bot.knelpunten.report import Status
from bot.linking.actions import LinkAccounts, OfferLink, UnlinkAccount
from bot.messages import Incoming
from bot.storage.changing import change_knelpunt
from bot.storage.forgetting import forget_person
from bot.storage.linking import change_links
from bot.storage.notice_preference import prefer_notices
from bot.storage.participation import add_participant, find_participant, joining
from bot.storage.person import of_sender
from bot.storage.recording import record, report_columns, reported
from bot.storage.roles import change_roles
from bot.storage.schema import attachment, knelpunt, knelpunt_relation, knelpunt_support
from bot.storage.telling import tell
from bot.storage.tending import tend
from bot.storage.transaction import Overtaken


async def perform(connection: AsyncConnection, message: Incoming, action: Action, now: datetime) -> None:
    """Do what a message does.

    Raises:
        Overtaken: what the action rests on is no longer so: its number was taken, its knelpunt or
            its files are not there, or the sender takes no part in the knelpunt.
    """
    match action:
        case SendReport():
            await _send_report(connection, message, action, now)
        case SupportKnelpunt():
            await _support(connection, message, action, now)
        case AddRemark():
            await _remark(connection, message, action, now)
        case AddAttachments(number=number, attachments=files):
            knelpunt_id = await _id_of(connection, number)
            by = await _participant(connection, message, knelpunt_id)
            await _attach(connection, message, knelpunt_id, files, by, now)
        case Change():
            await change_knelpunt(connection, message, action, now)
        case GrantRole() | RevokeRoles():
            await change_roles(connection, action, now)
        case PreferNotices(wanted=wanted):
            await prefer_notices(connection, message, wanted=wanted)
        case OfferLink() | LinkAccounts() | UnlinkAccount():
            await change_links(connection, message, action, now)
        case ForgetPerson():
            await forget_person(connection, message)
        case _:
            await tend(connection, message, action, now)


async def _send_report(
    connection: AsyncConnection, message: Incoming, action: SendReport, now: datetime
) -> None:
    try:
        added = await connection.execute(
            insert(knelpunt)
            .values(
                number=action.number,
                **report_columns(action.report),
                severity="",
                status=Status.RECEIVED,
                reported_at=now,
                since=now,
            )
            .returning(knelpunt.c.id)
        )
    except IntegrityError as error:
        raise Overtaken(f"{action.number} is taken") from error
    knelpunt_id = added.scalar_one()
    contact = action.report.contact
    by = await add_participant(connection, message, knelpunt_id, Role.REPORTER, contact=contact)
    await record(
        connection, knelpunt_id, EventKind.REPORTED, reported(action.report), at=now, participant_id=by
    )
    await _relate(connection, action, knelpunt_id, by, now)
    await _attach(connection, message, knelpunt_id, action.attachments, by, now)


async def _support(
    connection: AsyncConnection, message: Incoming, action: SupportKnelpunt, now: datetime
) -> None:
    knelpunt_id = await _id_of(connection, action.number)
    by = await joining(connection, message, knelpunt_id)
    said = asdict(action.support)
    await connection.execute(insert(knelpunt_support).values(knelpunt_id=knelpunt_id, added_at=now, **said))
    await record(connection, knelpunt_id, EventKind.SUPPORTED, said, at=now, participant_id=by)
    await _attach(connection, message, knelpunt_id, action.attachments, by, now)


async def _remark(connection: AsyncConnection, message: Incoming, action: AddRemark, now: datetime) -> None:
    knelpunt_id = await _id_of(connection, action.number)
    by = await _participant(connection, message, knelpunt_id)
    data = {"text": action.text}
    await record(connection, knelpunt_id, EventKind.REMARKED, data, at=now, participant_id=by)
    for notice in action.notices:
        await tell(connection, message, knelpunt_id, notice, now, action.told_from)


async def _relate(
    connection: AsyncConnection, action: SendReport, knelpunt_id: int, by: int, now: datetime
) -> None:
    # In one order, so that two reports at the same time do not wait for each other's knelpunten.
    known = await connection.execute(
        select(knelpunt.c.id, knelpunt.c.number)
        .where(knelpunt.c.number.in_(action.related), knelpunt.c.id != knelpunt_id)
        .order_by(knelpunt.c.id)
        .with_for_update()
    )
    for known_id, known_number in known.all():
        await connection.execute(
            insert(knelpunt_relation),
            [
                {"knelpunt_id": knelpunt_id, "related_id": known_id},
                {"knelpunt_id": known_id, "related_id": knelpunt_id},
            ],
        )
        data = {"number": known_number}
        await record(connection, knelpunt_id, EventKind.RELATED, data, at=now, participant_id=by)
        # The reporter takes no part in the known one.
        await record(connection, known_id, EventKind.RELATED, {"number": action.number}, at=now)


async def _attach(
    connection: AsyncConnection,
    message: Incoming,
    knelpunt_id: int,
    files: Sequence[int],
    by: int,
    now: datetime,
) -> None:
    for file in files:
        name = await connection.scalar(
            update(attachment)
            .where(
                attachment.c.id == file,
                attachment.c.knelpunt_id.is_(None),
                of_sender(attachment, message),
            )
            .values(
                knelpunt_id=knelpunt_id,
                channel=None,
                conversation=None,
                sender=None,
                event=None,
                position=None,
            )
            .returning(attachment.c.name)
        )
        if name is None:
            raise Overtaken(f"file {file} is not there")
        await record(
            connection,
            knelpunt_id,
            EventKind.ATTACHED,
            {"attachment": file, "name": name},
            at=now,
            participant_id=by,
        )


async def _id_of(connection: AsyncConnection, number: str) -> int:
    """The knelpunt of that number, which nobody else changes until this transaction ends."""
    knelpunt_id: int | None = await connection.scalar(
        select(knelpunt.c.id).where(knelpunt.c.number == number).with_for_update()
    )
    if knelpunt_id is None:
        raise Overtaken(f"{number} is not there")
    return knelpunt_id


async def _participant(connection: AsyncConnection, message: Incoming, knelpunt_id: int) -> int:
    found = await find_participant(connection, message, knelpunt_id)
    if found is None:
        raise Overtaken("the sender takes no part in the knelpunt")
    return found
