"""Invites: accepted from whom the policy allows, declined from others."""

import asyncio
import json
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlencode

import nio

from bot.backoff import delays
from bot.channels.matrix.harmless import harmless
from bot.channels.matrix.policy import MatrixPolicy
from bot.channels.matrix.requests import Refused, ask, request
from bot.delivery.delivery import ChannelUnavailable
from bot.observability.correlation import correlation_of

log = logging.getLogger(__name__)

ATTEMPTS = 8
WAITS_FOR_JOINING = 5.0

_NOTHING: dict[str, list[str]] = {"types": []}
_INVITES_ONLY = {
    "presence": _NOTHING,
    "account_data": _NOTHING,
    "room": {"timeline": _NOTHING, "state": _NOTHING, "ephemeral": _NOTHING, "account_data": _NOTHING},
}


class Invites:
    """Joins rooms, or declines to.

    Args:
        policy: who may invite us.
        tasks: the group that joining goes on in when it takes long, as it can take a minute where
            the room lives on a homeserver far away.
    """

    def __init__(self, client: nio.AsyncClient, policy: MatrixPolicy, tasks: asyncio.TaskGroup) -> None:
        self._client = client
        self._policy = policy
        self._tasks = tasks
        self._responding: dict[str, asyncio.Task[None]] = {}

    async def respond(self, invites: Mapping[str, nio.InviteInfo]) -> None:
        """Join rooms or decline; return when that is done or takes longer than a few seconds.

        An invite comes once: whoever saves the sync token after this loses none to a restart.
        """
        for room, invite in invites.items():
            if room not in self._responding:
                inviter = invited_by(invite, self._client.user_id)
                allowed = inviter is not None and self._policy.may_invite(inviter, self._client.user_id)
                said = "invited to %s" if allowed else "invited to %s by somebody who may not invite"
                log.info(said, correlation_of("matrix", room))
                call = self._client.join if allowed else self._client.room_leave
                self._responding[room] = self._tasks.create_task(self._respond(room, call))
        if invites:
            await asyncio.wait([self._responding[room] for room in invites], timeout=WAITS_FOR_JOINING)

    async def catch_up(self) -> None:
        """Respond to the invites from before the sync token: a process that was killed may have left them."""
        for _, delay in zip(range(ATTEMPTS), delays(), strict=False):
            try:
                await self.respond(await self._open())
                break
            except (ChannelUnavailable, Refused) as error:
                log.warning("cannot see which invites are open: %s", error)
            await asyncio.sleep(delay)

    async def _open(self) -> Mapping[str, nio.InviteInfo]:
        """Ask for all invites that are open, past the client: it takes nothing else in twice."""
        # Never asked the same, see `Sync`.
        query = {"filter": json.dumps(_INVITES_ONLY), "timeout": str(1 + secrets.randbelow(30_000))}
        answer = await request(self._client, "GET", f"/_matrix/client/v3/sync?{urlencode(query)}")
        response = nio.SyncResponse.from_dict(harmless(answer))
        if not isinstance(response, nio.SyncResponse):
            raise Refused("", "not the answer to a sync")
        invites: Mapping[str, nio.InviteInfo] = response.rooms.invite
        return invites

    async def _respond(self, room: str, call: Callable[[str], Awaitable[object]]) -> None:
        for _, delay in zip(range(ATTEMPTS), delays(), strict=False):
            try:
                await ask(call(room))
                break
            except (ChannelUnavailable, Refused) as error:
                log.warning("cannot respond to the invite to %s: %s", correlation_of("matrix", room), error)
            await asyncio.sleep(delay)
        del self._responding[room]


def invited_by(invite: nio.InviteInfo, user: str) -> str | None:
    """Give who invited a user; None where the invite does not say so."""
    for event in invite.invite_state:
        if (
            isinstance(event, nio.InviteMemberEvent)
            and event.state_key == user
            and event.membership == "invite"
        ):
            inviter: str = event.sender
            return inviter
    return None
