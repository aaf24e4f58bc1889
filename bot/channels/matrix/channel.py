"""The Matrix channel: everything from logging in to the last reply."""

import asyncio
from functools import partial

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.account_lock import alone
from bot.channels.matrix.choice_reactions import ChoiceReactions
from bot.channels.matrix.client import close, connect
from bot.channels.matrix.continuation import continued
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.destination import destination_of_reply
from bot.channels.matrix.direct_rooms import DirectRooms
from bot.channels.matrix.encryption.undecryptable import Undecryptable
from bot.channels.matrix.encryption.upkeep import Upkeep
from bot.channels.matrix.gestures import Gestures
from bot.channels.matrix.invites import Invites
from bot.channels.matrix.leaving import Leaving
from bot.channels.matrix.policy import MatrixPolicy
from bot.channels.matrix.reading import Reading
from bot.channels.matrix.reassuring import TellingItTakesLong
from bot.channels.matrix.receipts import Receipts
from bot.channels.matrix.replying import Replying
from bot.channels.matrix.rooms import Rooms
from bot.channels.matrix.sending import send
from bot.channels.matrix.sync import Sync
from bot.channels.matrix.typing_notices import TypingNotices
from bot.channels.matrix.unasked import send_unasked
from bot.channels.matrix.upgrades import Upgrades
from bot.channels.outbox import keep_drained
from bot.channels.replies import Replies
from bot.channels.store import ChannelStore
from bot.delivery.delivery import Delivery
from bot.delivery.reassuring import Reassuring
from bot.messages import Act, Incoming, Reply, paragraph
from bot.supervision import supervised
from bot.wording.matrix import UNREADABLE

TYPING = {Act.SAY, Act.CORRECT}
"""What is answered in words: while that is done, typing is shown."""


async def serve(
    account: MatrixAccount,
    store: ChannelStore,
    assistant: Replies,
    apology: Reply,
    policy: MatrixPolicy,
    largest_file: int,
) -> None:
    """Answer people in Matrix rooms until cancelled.

    Args:
        account: who to be.
        store: what is kept from one start to the next.
        assistant: makes the replies.
        apology: said when it cannot.
        policy: what is answered, and from whom.
        largest_file: bytes; a larger file is not fetched.

    Raises:
        AccountInUse: another process uses the account.
        LoginRefused: the account, the password or the token is not right.
        PickleKeyWrong: the keys of the device are encrypted with another key.
        SessionRevoked: the homeserver ended the session.
        StoreLost: the keys of the device are gone.
    """
    with alone(account):
        await _serve(account, store, assistant, apology, policy, largest_file)


async def _serve(
    account: MatrixAccount,
    store: ChannelStore,
    assistant: Replies,
    apology: Reply,
    policy: MatrixPolicy,
    largest_file: int,
) -> None:
    client = await connect(account)
    try:
        position = await store.inbox.position()
        async with supervised() as tasks:
            typing = TypingNotices(client, tasks)
            receipts = Receipts(client)
            direct_rooms = DirectRooms(client)
            invites = Invites(client, policy, tasks)
            upgrades = Upgrades(client, direct_rooms, store.moving, tasks)
            rooms = Rooms(invites, direct_rooms, upgrades, Leaving(client, tasks))
            choices = ChoiceReactions(client, tasks)
            replying = Replying(client, assistant, store.answers, choices, policy, largest_file, upgrades)
            send_notice = partial(send_unasked, client, direct_rooms, store.answers, choices)
            news = asyncio.Event()

            async def handle(incoming: Incoming) -> tuple[Reply, ...]:
                if incoming.act in TYPING:
                    async with typing.shown(Conversation.parse(incoming.conversation).room):
                        replies = await replying.handle(incoming)
                else:
                    replies = await replying.handle(incoming)
                if incoming.act is Act.WITHDRAW:
                    await delivery.receive(await replying.withdrawn_elsewhere(incoming), None)
                # What the assistant does may be news to others.
                news.set()
                return replies

            async def send_reply(incoming: Incoming, reply: Reply, number: int) -> None:
                await replying.send(incoming, reply, number)
                if reply.continues_directly:
                    group = client.rooms[Conversation.parse(incoming.conversation).room]
                    room = await direct_rooms.room_with(incoming.sender, encrypted=group.encrypted)
                    await delivery.receive([continued(incoming, room)], None)

            async def tell_unreadable(incoming: Incoming) -> None:
                reply = Reply((paragraph(UNREADABLE),))
                await send(client, destination_of_reply(incoming), reply, f"{incoming.event} unreadable")

            undecryptable = Undecryptable(client, account.folder / "undecryptable", tell_unreadable)
            await undecryptable.load()
            upkeep = Upkeep(client)
            reassuring = Reassuring(TellingItTakesLong(client, upgrades).tell)
            delivery = Delivery(
                store.inbox, handle, send_reply, apology, reassuring=reassuring, stopping=store.stopping
            )
            sync = Sync(
                client,
                assistant.is_addressed,
                delivery.receive,
                Reading(client, direct_rooms, Gestures(store.answers), policy),
                rooms,
                receipts,
                upkeep,
                undecryptable,
            )
            tasks.create_task(receipts.run())
            tasks.create_task(upkeep.run())
            tasks.create_task(sync.run(position))
            if position is not None:
                tasks.create_task(invites.catch_up())
            await sync.ready.wait()
            tasks.create_task(undecryptable.run())
            tasks.create_task(keep_drained(store.outbox, "matrix", send_notice, news))
            await delivery.run()
    finally:
        await close(client)
