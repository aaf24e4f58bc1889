"""Files that people send: checked by their content, and kept with a draft or a knelpunt of theirs."""

import asyncio
from dataclasses import dataclass, replace

from bot.attachments import AttachmentUnavailable, Fetch, Obstacle
from bot.knelpunten.actions import AddAttachments
from bot.knelpunten.draft import Draft
from bot.knelpunten.files.check import CheckedFile, check
from bot.knelpunten.files.names import safe_name
from bot.knelpunten.files.refused import AttachmentRefused, Refusal
from bot.knelpunten.number import find_number
from bot.messages import Attachment, Incoming
from bot.privacy.blackening import blacken
from bot.privacy.detection import find_personal_data
from bot.privacy.personal_data import PersonalDataKind
from bot.storage.attachments import Attachments
from bot.storage.knelpunten import Knelpunten
from bot.wording import attachments as refusals
from bot.wording import intake as words
from bot.wording.privacy import KIND_NAMES

MOST_FILES = 10
REFUSED_FOR = {PersonalDataKind.BSN, PersonalDataKind.IBAN, PersonalDataKind.BIRTH_DATE}
"""The names and telephone numbers in files are mostly those of officials."""


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of the files of a message.

    Attributes:
        notes: what is said about each.
        draft: the sender's draft, with its new files.
        action: what is done to a knelpunt that was reported before.
    """

    notes: tuple[str, ...]
    draft: Draft | None
    action: AddAttachments | None = None


class Attaching:
    """Takes the files that come with messages.

    Args:
        attachments: where they are kept.
        knelpunten: tells who takes part in what.
        largest: bytes that a file may have.
    """

    def __init__(self, attachments: Attachments, knelpunten: Knelpunten, largest: int) -> None:
        self._attachments = attachments
        self._knelpunten = knelpunten
        self._largest = largest

    async def attach(self, incoming: Incoming, draft: Draft | None, fetch: Fetch) -> Attached:
        """Keep the files of a message: with the knelpunt that it names, else with the sender's draft."""
        number = find_number(incoming.text)
        if number:
            if not await self._knelpunten.takes_part(number, incoming.channel, incoming.sender):
                return Attached((words.FILE_NOT_YOURS.format(number=number),), draft)
            notes, kept = await self._keep(incoming, fetch, words.ATTACHED_TO, number)
            action = AddAttachments(number=number, attachments=kept) if kept else None
            return Attached(notes, draft, action)
        if draft is None:
            return Attached((words.FILE_WITHOUT_REPORT,), None)
        if len(draft.attachments) + len(incoming.attachments) > MOST_FILES:
            return Attached((words.TOO_MANY_FILES.format(most=MOST_FILES),), draft)
        notes, kept = await self._keep(incoming, fetch, words.ATTACHED)
        return Attached(notes, replace(draft, attachments=(*draft.attachments, *kept)))

    async def _keep(
        self, incoming: Incoming, fetch: Fetch, sentence: str, number: str = ""
    ) -> tuple[tuple[str, ...], tuple[int, ...]]:
        notes, kept = [], []
        for position, attachment in enumerate(incoming.attachments):
            try:
                file = await self._checked(attachment, fetch)
            except AttachmentUnavailable:
                notes.append(words.FILE_UNAVAILABLE.format(name=safe_name(attachment.name)))
            except AttachmentRefused as refused:
                notes.append(refusals.refusal(attachment.name, refused, self._largest))
            else:
                name = blacken(file.name, find_personal_data(file.name))
                kept.append(
                    await self._attachments.add_to_draft(
                        incoming, position, name, file.media_type, file.content
                    )
                )
                notes.append(sentence.format(name=name, number=number))
                if file.location_removed:
                    notes.append(refusals.LOCATION_REMOVED)
        return tuple(notes), tuple(kept)

    async def _checked(self, attachment: Attachment, fetch: Fetch) -> CheckedFile:
        try:
            content = await fetch(attachment)
        except AttachmentUnavailable as unavailable:
            if unavailable.obstacle is Obstacle.TOO_LARGE:
                raise AttachmentRefused(Refusal.TOO_LARGE, size=attachment.size) from unavailable
            raise
        return await asyncio.to_thread(_check, attachment.name, content, self._largest)


def _check(name: str, content: bytes, largest: int) -> CheckedFile:
    file = check(name, content, largest)
    kinds = {found.kind for found in find_personal_data(file.text)} & REFUSED_FOR
    if kinds:
        raise AttachmentRefused(Refusal.PERSONAL_DATA, ", ".join(sorted(KIND_NAMES[kind] for kind in kinds)))
    return file
