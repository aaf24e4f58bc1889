"""Corrections, reactions and withdrawals: what people do with messages besides sending them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.events import as_dict, event_id, moment
from bot.channels.matrix.mentions import Me, without_mention
from bot.messages import Act, Incoming
from bot.signs import opinion, place
from bot.storage.answers import Answers

LONGEST_SIGN = 50
"""Characters of a reaction; clients send one sign, others may send anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """What somebody did with an event.

    Attributes:
        act: what they did.
        event: id of the event that says so.
        sender: who did it.
        sent_at: when, as the sender's homeserver says.
        target: id of the event that they did it with.
        text: the new words of a correction, or the sign of a reaction.
    """

    act: Act
    event: str
    sender: str
    sent_at: datetime
    target: str
    text: str = ""


def read_gesture(event: Mapping[str, Any]) -> Gesture | None:
    """Give the correction, reaction or withdrawal that an event is; None for anything else."""
    found = _read(event.get("type"), event, as_dict(event, "content"))
    identity, sender = event_id(event), event.get("sender")
    if found is None or identity is None or not isinstance(sender, str):
        return None
    act, target, text = found
    sent_at = moment(event.get("origin_server_ts"))
    return Gesture(act=act, event=identity, sender=sender, sent_at=sent_at, target=target, text=text)


def _read(kind: object, event: Mapping[str, Any], content: Mapping[str, Any]) -> tuple[Act, str, str] | None:
    relation = as_dict(content, "m.relates_to")
    target = event_id(relation)
    match kind, relation.get("rel_type"):
        case "m.room.redaction", _:
            # From room version 11 on, what is redacted stands in the content.
            target = event_id(content, "redacts") or event_id(event, "redacts")
            return (Act.WITHDRAW, target, "") if target else None
        case "m.reaction", "m.annotation":
            sign = relation.get("key")
            is_sign = isinstance(sign, str) and len(sign) <= LONGEST_SIGN
            return (Act.REACT, target, str(sign)) if target and is_sign else None
        case "m.room.message", "m.replace":
            new = as_dict(content, "m.new_content")
            is_text = new.get("msgtype") == "m.text" and isinstance(new.get("body"), str)
            return (Act.CORRECT, target, new["body"]) if target and is_text else None
    return None


class Gestures:
    """Tells which gestures concern the assistant, and in which conversation they belong."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    async def to_incoming(
        self, gesture: Gesture, room: str, me: Me, new: Mapping[str, Incoming], *, direct: bool
    ) -> Incoming | None:
        """Give a gesture the form in which the assistant takes it; None where it does not concern it.

        Args:
            gesture: what somebody did.
            room: where they did it.
            me: the assistant.
            new: messages that came in at the same time, by event.
            direct: whether the room is a conversation of two.
        """
        match gesture.act:
            case Act.CORRECT:
                conversation = await self._corrected_in(gesture, new)
            case Act.REACT:
                conversation = await self._reacted_in(gesture, room)
            case _:
                conversation = await self._withdrawn_in(gesture, room, new)
        if conversation is None or Conversation.parse(conversation).room != room:
            return None
        return Incoming(
            channel="matrix",
            conversation=conversation,
            sender=gesture.sender,
            event=gesture.event,
            text=without_mention(gesture.text, me).strip(),
            direct=direct,
            addressed=True,
            sent_at=gesture.sent_at,
            act=gesture.act,
            target=gesture.target,
        )

    async def _corrected_in(self, gesture: Gesture, new: Mapping[str, Incoming]) -> str | None:
        """Where a message was said that was taken up; nobody corrects what somebody else said."""
        known = new.get(gesture.target) or await self._answers.taken_up("matrix", gesture.target)
        return known.conversation if known and known.sender == gesture.sender else None

    async def _reacted_in(self, gesture: Gesture, room: str) -> str | None:
        if opinion(gesture.text) is None and place(gesture.text) is None:
            return None
        answer = await self._answers.find("matrix", gesture.target)
        if answer is None:
            return None
        # An opinion can be withdrawn: it waits in the same line as the withdrawal, which knows but the room.
        return room if opinion(gesture.text) is not None else answer.conversation

    async def _withdrawn_in(self, gesture: Gesture, room: str, new: Mapping[str, Incoming]) -> str | None:
        if gesture.target in new:
            return new[gesture.target].conversation
        known = await self._answers.taken_up("matrix", gesture.target)
        if known is None or known.was_choice:
            return None
        return known.conversation or room
