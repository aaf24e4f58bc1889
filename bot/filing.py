"""Files that come with a message: to the documents that admins tend, or to what is reported."""

from dataclasses import replace

from bot.admin_rooms import AdminRooms
from bot.attachments import Fetch
from bot.commands.command import Name, read_command
from bot.commands.commands import Commands
from bot.commands.done import Done, say
from bot.commands.offering import offering
from bot.conversation.choosing import chosen
from bot.knelpunten.number import find_number
from bot.library.adding.adding import Adding
from bot.library.adding.reply import ADD, REPLACE
from bot.library.adding.sent import Sizes
from bot.memory import Awaiting, Doubt
from bot.messages import Kind, Reply, paragraph
from bot.outcome import Outcome, PrivilegedUse
from bot.permissions import NEEDED
from bot.received import Received
from bot.storage.answers import Answers
from bot.wording.library_preview import NOT_ADDED
from bot.wording.manners import FILES_OF_ADMINS
from bot.wording.workflow import not_allowed
from bot.workflow.notices import YES

CHOICES = {Doubt.WHETHER_TO_ADD: ADD, Doubt.WHETHER_TO_REPLACE: REPLACE}

NOT_FOR_YOU = Reply((paragraph(FILES_OF_ADMINS),), Kind.NOTICE)


class Filing:
    """Takes the files that are for the documents, and leaves all others.

    Args:
        admin_rooms: the groups in which all files are.
        commands: tells who may add documents.
        answers: tells what somebody was told before.
        adding: shows what files would become, and makes them documents.
    """

    def __init__(self, admin_rooms: AdminRooms, commands: Commands, answers: Answers, adding: Adding) -> None:
        self._admin_rooms = admin_rooms
        self._commands = commands
        self._answers = answers
        self._adding = adding

    @property
    def sizes(self) -> Sizes:
        """How large documents may be."""
        return self._adding.sizes

    async def file(self, received: Received, fetch: Fetch) -> Outcome | None:
        """Give what comes of files that are for the documents; None where they are not.

        They are in an admin room, and those of an admin in a conversation of two as well. What is sent with a
        report, or belongs to a knelpunt, is not.

        Args:
            received: the message that they came with.
            fetch: gives the content of a file.
        """
        incoming = received.incoming
        is_room = self._admin_rooms.have(incoming)
        if not (incoming.direct or is_room) or not incoming.attachments or _is_about_knelpunt(received):
            return None
        if await self._commands.is_for(Name.ADD_PAGE, incoming):
            done = await self._adding.preview(incoming, received.admitted, fetch)
            asked = received.awaiting(done.awaiting or offering(done.reply.choices))
            use = _use(allowed=not done.refused)
            return replace(asked.outcome(done.reply), action=done.action, use=use)
        return await self._refused(received) if is_room else None

    async def decide(self, awaited: Awaiting, received: Received, fetch: Fetch) -> Outcome | None:
        """Take the answer to whether files or pages are added; None where a message is none.

        Args:
            awaited: what was asked.
            received: the message; nothing is waited for any more.
            fetch: gives the content of a file.
        """
        picked = chosen(received.text, CHOICES.get(awaited.doubt, ()))
        if picked is None:
            return None
        if picked.value != YES:
            return received.outcome(say(NOT_ADDED))
        incoming = received.incoming
        if await self._commands.is_for(Name.ADD_PAGE, incoming):
            done = await self._adding.add(awaited.message, incoming, fetch)
        else:
            done = Done(say(not_allowed(NEEDED[Name.ADD_PAGE])), refused=True)
        use = _use(allowed=not done.refused)
        return replace(received.awaiting(done.awaiting).outcome(done.reply), action=done.action, use=use)

    async def _refused(self, received: Received) -> Outcome:
        """Say for whom it is; once to who mentioned nobody and only shows others a file."""
        incoming = received.incoming
        told = not incoming.addressed and await self._answers.was_told(incoming, FILES_OF_ADMINS)
        use = _use(allowed=False)
        return replace(received.outcome(*() if told else (NOT_FOR_YOU,)), use=use)


def _use(*, allowed: bool) -> PrivilegedUse:
    return PrivilegedUse(Name.ADD_PAGE, None, allowed=allowed)


def _is_about_knelpunt(received: Received) -> bool:
    command = read_command(received.text)
    begins_report = command is not None and command.name is Name.REPORT
    return received.is_reporting or begins_report or find_number(received.text) is not None
