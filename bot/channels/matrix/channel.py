"""The Matrix channel: everything from logging in to the last reply."""

from typing import Protocol

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.client import connect
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.invites import Invites
from bot.channels.matrix.receipts import Receipts
from bot.channels.matrix.sending import send
from bot.channels.matrix.sync import Sync
from bot.channels.matrix.typing_notices import TypingNotices
from bot.delivery import Delivery, Inbox
from bot.messages import Incoming, Reply
from bot.supervision import supervised


class Replies(Protocol):
    """What the channel needs of the assistant."""

    def is_addressed(self, incoming: Incoming) -> bool:
        """Whether a message wants a reply."""

    async def handle(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Reply to a message; the same message again gives the same replies."""


async def serve(account: MatrixAccount, inbox: Inbox, assistant: Replies, apology: Reply) -> None:
    """Answer people in Matrix rooms until cancelled.

    Args:
        account: who to be.
        inbox: where messages wait, and where the sync token is kept with them.
        assistant: makes the replies.
        apology: said when it cannot.

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

            async def handle(incoming: Incoming) -> tuple[Reply, ...]:
                async with typing.shown(Conversation.parse(incoming.conversation).room):
                    return await assistant.handle(incoming)

            async def send_reply(incoming: Incoming, reply: Reply, number: int) -> None:
                await send(client, incoming, reply, number)

            delivery = Delivery(inbox, handle, send_reply, apology)
            sync = Sync(client, assistant.is_addressed, delivery.receive, Invites(client, tasks), receipts)
            tasks.create_task(receipts.run())
            tasks.create_task(sync.run(position))
            await sync.ready.wait()
            await delivery.run()
    finally:
        await client.close()
