"""The Matrix channel: everything from logging in to the last reply."""

import asyncio
from functools import partial

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.client import connect
from bot.channels.matrix.continuation import continued
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.destination import Destination, destination_of_reply
from bot.channels.matrix.direct_rooms import DirectRooms
from bot.channels.matrix.invites import Invites
from bot.channels.matrix.media import fetch
from bot.channels.matrix.receipts import Receipts
from bot.channels.matrix.sending import send
from bot.channels.matrix.sync import Sync
from bot.channels.matrix.typing_notices import TypingNotices
from bot.channels.outbox import Outbox, Outgoing, keep_drained
from bot.channels.replies import Replies
from bot.delivery import Delivery, Inbox
from bot.messages import Incoming, Reply
from bot.supervision import supervised


async def serve(
    account: MatrixAccount,
    inbox: Inbox,
    outbox: Outbox,
    assistant: Replies,
    apology: Reply,
    largest_file: int,
) -> None:
    """Answer people in Matrix rooms until cancelled.

    Args:
        account: who to be.
        inbox: where messages wait, and where the sync token is kept with them.
        outbox: where what is said unasked waits.
        assistant: makes the replies.
        apology: said when it cannot.
        largest_file: bytes; a larger file is not fetched.

    Raises:
        LoginRefused: the account, the password or the token is not right.
        SessionRevoked: the homeserver ended the session.
    """
    client = await connect(account)
    try:
        position = await inbox.position()
        async with supervised() as tasks:
            typing = TypingNotices(client, tasks)
            receipts = Receipts(client)
            direct_rooms = DirectRooms(client)
            news = asyncio.Event()

            async def handle(incoming: Incoming) -> tuple[Reply, ...]:
                async with typing.shown(Conversation.parse(incoming.conversation).room):
                    replies = await assistant.handle(incoming, partial(fetch, client, largest=largest_file))
                # What the assistant does may be news to others.
                news.set()
                return replies

            async def send_reply(incoming: Incoming, reply: Reply, number: int) -> None:
                await send(client, destination_of_reply(incoming), reply, f"{incoming.event} {number}")
                if reply.continues_directly:
                    group = client.rooms[Conversation.parse(incoming.conversation).room]
                    room = await direct_rooms.room_with(incoming.sender, encrypted=group.encrypted)
                    await delivery.receive([continued(incoming, room)], None)

            async def send_unasked(outgoing: Outgoing) -> None:
                conversation = Conversation.parse(outgoing.conversation)
                room = client.rooms.get(conversation.room)
                is_direct = room is not None and direct_rooms.is_direct(room)
                to = Destination(conversation, mention=None if is_direct else outgoing.sender)
                await send(client, to, outgoing.reply, f"outbox {outgoing.id}")

            delivery = Delivery(inbox, handle, send_reply, apology)
            sync = Sync(
                client,
                assistant.is_addressed,
                delivery.receive,
                direct_rooms,
                Invites(client, tasks),
                receipts,
            )
            tasks.create_task(receipts.run())
            tasks.create_task(sync.run(position))
            await sync.ready.wait()
            tasks.create_task(keep_drained(outbox, "matrix", send_unasked, news))
            await delivery.run()
    finally:
        await client.close()
