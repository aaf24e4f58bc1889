"""The bot to compare with: matrix-nio's own loop, and a task for each message; it keeps nothing.

It says whom it mentions (nobody), as the specification asks of every message and every client does: Synapse
checks that at length, which is no difference between bots that is to be measured.

With ``in order`` it waits in each room until one echo is sent before it sends the next, which is what order
in a conversation takes. Run by `bench.matrix` as a process of its own.
"""

import asyncio
import sys
from collections import defaultdict
from contextlib import nullcontext

import nio

_FILTER = {"room": {"timeline": {"limit": 100}}}


async def main(order: str, homeserver: str, user_id: str, password: str, folder: str) -> None:
    """Echo until killed."""
    config = nio.AsyncClientConfig(encryption_enabled=True)
    client = nio.AsyncClient(homeserver, user_id, store_path=folder, config=config)
    await client.login(password)
    tasks: set[asyncio.Task[None]] = set()
    turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(room: str, event: nio.RoomMessageText) -> None:
        relation = {"m.in_reply_to": {"event_id": event.event_id}}
        content = {"msgtype": "m.text", "body": event.body, "m.mentions": {}, "m.relates_to": relation}
        async with turns[room] if order == "in order" else nullcontext():
            await client.room_send(room, "m.room.message", content, ignore_unverified_devices=True)

    def echo(room: nio.MatrixRoom, event: nio.RoomMessageText) -> None:
        if event.sender != client.user_id:
            task = asyncio.create_task(send(room.room_id, event))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    async def join(room: nio.MatrixRoom, _event: nio.InviteMemberEvent) -> None:
        await client.join(room.room_id)

    client.add_event_callback(echo, nio.RoomMessageText)
    client.add_event_callback(join, nio.InviteMemberEvent)
    await client.sync_forever(30_000, _FILTER)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
