"""Answers of the homeserver without what others may have put in them that keeps matrix-nio from reading them.

Of something in an event that is not made as it should be, matrix-nio can make an error of the answer as a
whole. A sync like that would be asked for again and again, and nobody be answered.
"""

from collections.abc import Mapping
from typing import Any

DEEPEST = 100
"""Levels of JSON in an answer. What people send has ten; hundreds make programs run out of stack."""

_STRIPPED = {"type": str, "sender": str, "state_key": str, "content": dict}
"""All that there is in an event of an invite (https://spec.matrix.org/v1.15/client-server-api/#stripped-state)."""


def harmless(answer: Any) -> Any:  # noqa: ANN401 - JSON, of any shape
    """Give an answer without what lies too deep, and with no more in its invites than there can be.

    The homeserver of who invites makes up what an invite says of the room, and ours hands it on unseen.
    """
    if _is_deeper(answer, DEEPEST):
        answer = _cut(answer, DEEPEST)
    rooms = answer.get("rooms") if isinstance(answer, dict) else None
    invited = rooms.get("invite") if isinstance(rooms, dict) else None
    if not isinstance(rooms, dict) or not isinstance(invited, dict):
        return answer
    plain = {room: _plain(invite) for room, invite in invited.items() if isinstance(invite, dict)}
    return {**answer, "rooms": {**rooms, "invite": plain}}


def _is_deeper(value: object, levels: int) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels == 0 or any(_is_deeper(part, levels - 1) for part in parts if isinstance(part, dict | list))


def _cut(value: Any, levels: int) -> Any:  # noqa: ANN401
    match value:
        case dict():
            return {key: _cut(part, levels - 1) for key, part in value.items()} if levels else {}
        case list():
            return [_cut(part, levels - 1) for part in value] if levels else []
        case _:
            return value


def _plain(invite: Mapping[str, Any]) -> dict[str, Any]:
    state = invite.get("invite_state")
    events = state.get("events") if isinstance(state, dict) else None
    listed = events if isinstance(events, list) else []
    return {"invite_state": {"events": [_stripped(event) for event in listed if _is_stripped(event)]}}


def _is_stripped(event: object) -> bool:
    return isinstance(event, dict) and all(
        isinstance(event.get(key), kind) for key, kind in _STRIPPED.items()
    )


def _stripped(event: Mapping[str, Any]) -> dict[str, Any]:
    return {key: event[key] for key in _STRIPPED}
