"""Files that people send: checked by their content, and kept with a draft or a knelpunt of theirs."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.attachments import AttachmentUnavailable, Fetch, Obstacle
from bot.knelpunten.actions import AddAttachments
from bot.knelpunten.draft import Draft
from bot.knelpunten.files.check import CheckedFile, check
from bot.knelpunten.files.names import safe_name
from bot.knelpunten.files.refused import AttachmentRefused, Refusal
from bot.knelpunten.number import find_number
from bot.messages import Attachment, Incoming
from bot.privacy.detection import find_personal_data
from bot.privacy.file_names import blacken_file_name
from bot.privacy.gate import Admitted
from bot.privacy.personal_data import PersonalData
from bot.storage.attachments import Attachments
from bot.storage.knelpunten import Knelpunten
from bot.wording import attachments as refusals
from bot.wording import intake as words

MOST_FILES = 10

MOST_AT_ONCE = 2
"""Files that are looked into; each may take half a gigabyte, and twenty seconds."""


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of the files of a message.

    Attributes:
        notes: what is said about each.
        draft: the sender's draft, with its new files.
        action: what is done to a knelpunt that was reported before.
        found_in: files that are not kept as long as the sender has not said that the personal data in
            them are none, with these data.
    """

    notes: tuple[str, ...]
    draft: Draft | None
    action: AddAttachments | None = None
    found_in: tuple[tuple[Attachment, Sequence[PersonalData]], ...] = ()


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
        self._at_once = asyncio.Semaphore(MOST_AT_ONCE)

    async def attach(
        self, incoming: Incoming, admitted: Admitted, draft: Draft | None, fetch: Fetch
    ) -> Attached:
        """Keep the files of a message: with the knelpunt that it names, else with the sender's draft.

        Args:
            incoming: the message, for who sent it and where.
            admitted: what may be kept of it.
            draft: the sender's draft.
            fetch: gives the content of a file.
        """
        number = find_number(admitted.text)
        if number:
            if not await self._knelpunten.takes_part(number, incoming.channel, incoming.sender):
                return Attached((words.FILE_NOT_YOURS.format(number=number),), draft)
            kept = await self._keep(incoming, admitted, fetch, words.ATTACHED_TO, number)
            action = AddAttachments(number=number, attachments=tuple(kept.ids)) if kept.ids else None
            return Attached(tuple(kept.notes), draft, action, tuple(kept.found_in))
        if draft is None:
            return Attached((words.FILE_WITHOUT_REPORT,), None)
        if len(draft.attachments) + len(admitted.attachments) > MOST_FILES:
            return Attached((words.TOO_MANY_FILES.format(most=MOST_FILES),), draft)
        kept = await self._keep(incoming, admitted, fetch, words.ATTACHED)
        draft = replace(draft, attachments=(*draft.attachments, *kept.ids))
        return Attached(tuple(kept.notes), draft, found_in=tuple(kept.found_in))

    async def _keep(
        self, incoming: Incoming, admitted: Admitted, fetch: Fetch, sentence: str, number: str = ""
    ) -> "_Kept":
        kept = _Kept()
        for position, sent in enumerate(admitted.attachments):
            attachment = replace(sent, name=blacken_file_name(sent.name))
            try:
                file, found = await self._checked(attachment, fetch)
            except AttachmentUnavailable:
                kept.notes.append(words.FILE_UNAVAILABLE.format(name=safe_name(attachment.name)))
            except AttachmentRefused as refused:
                kept.notes.append(refusals.refusal(attachment.name, refused, self._largest))
            else:
                if found and not admitted.checked:
                    kept.found_in.append((replace(attachment, name=file.name), found))
                    continue
                kept.ids.append(
                    await self._attachments.add_to_draft(
                        incoming, position, file.name, file.media_type, file.content
                    )
                )
                kept.notes.append(sentence.format(name=file.name, number=number))
                if file.location_removed:
                    kept.notes.append(refusals.LOCATION_REMOVED)
        return kept

    async def _checked(
        self, attachment: Attachment, fetch: Fetch
    ) -> tuple[CheckedFile, Sequence[PersonalData]]:
        try:
            content = await fetch(attachment)
        except AttachmentUnavailable as unavailable:
            if unavailable.obstacle is Obstacle.TOO_LARGE:
                raise AttachmentRefused(Refusal.TOO_LARGE, size=attachment.size) from unavailable
            raise
        async with self._at_once:
            return await asyncio.to_thread(_check, attachment.name, content, self._largest)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What became of the files of a message, one by one."""

    notes: list[str] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    found_in: list[tuple[Attachment, Sequence[PersonalData]]] = field(default_factory=list)


def _check(name: str, content: bytes, largest: int) -> tuple[CheckedFile, Sequence[PersonalData]]:
    file = check(name, content, largest)
    return file, find_personal_data(file.text)
