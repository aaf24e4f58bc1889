"""Taking in a report: moves the draft, looks for look-alikes, and says what is asked next."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.actions import Action
from bot.conversation import transitions
from bot.knelpunten.actions import SendReport, SupportKnelpunt
from bot.knelpunten.draft import Draft, Purpose
from bot.knelpunten.form import REPORT_FORM, YES
from bot.knelpunten.moves import Effect, Move, move
from bot.knelpunten.prompts import ask
from bot.knelpunten.report import Report, Support
from bot.knelpunten.titles import propose_title
from bot.messages import Kind, Reply, paragraph
from bot.storage.attachments import Attachments
from bot.storage.knelpunten import Knelpunten
from bot.text import as_sentence
from bot.wording import intake as words

FindSame = Callable[[Draft], Awaitable[Sequence[str]]]
"""Gives the numbers of the knelpunten that look like the one a draft tells of, the nearest first."""


async def find_none(_draft: Draft) -> Sequence[str]:
    """Find no look-alikes: for an embedding model that nobody has measured them with."""
    return ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes of one message to a draft.

    Attributes:
        reply: what is said; after the answer, where the message was a question.
        draft: how it is from now on.
        action: what is done to what is kept.
        is_question: the message was a question: it wants an answer before `reply`.
    """

    reply: Reply
    draft: Draft | None
    action: Action | None = None
    is_question: bool = False


class Intake:
    """Conducts the conversation in which somebody reports.

    Args:
        knelpunten: what was reported before.
        attachments: the files of drafts.
        find_same: finds look-alikes.
    """

    def __init__(self, knelpunten: Knelpunten, attachments: Attachments, find_same: FindSame) -> None:
        self._knelpunten = knelpunten
        self._attachments = attachments
        self._find_same = find_same

    async def start(self, description: str = "") -> Turn:
        """Begin a report, with what was already told filled in."""
        if not description:
            draft = Draft(progress=transitions.begin(REPORT_FORM))
            return await self._ask(draft, words.START, words.CONTROLS)
        known = {"description": description, "title": propose_title(description)}
        draft = await self._with_same(Draft(progress=transitions.begin(REPORT_FORM, known)))
        return await self._ask(draft, words.START, words.CONTROLS, words.TAKEN_AS_DESCRIPTION)

    async def offer_to_resume(self, draft: Draft, *notes: str) -> Turn:
        """Ask whether to go on with a draft."""
        return await self._ask(
            replace(draft, progress=transitions.offer_to_resume(draft.progress), aside=None), *notes
        )

    async def ask_again(self, draft: Draft, *notes: str) -> Turn:
        """Ask once more what the draft is waiting for."""
        return await self._ask(draft, *notes)

    async def take(self, draft: Draft, text: str, *, is_question: bool) -> Turn:
        """Take a message.

        Args:
            draft: how it is now.
            text: what the person wrote.
            is_question: it looks like a question rather than an answer.
        """
        moved = move(draft, text, is_question=is_question)
        match moved.effect:
            case Effect.SEND:
                return await self._send(moved.draft or draft)
            case Effect.STORED:
                return Turn(_say(words.STORED), moved.draft)
            case Effect.DISCARDED:
                return Turn(_say(words.DISCARDED), None)
            case Effect.LOOK_FOR_SAME:
                return await self._ask(await self._with_same(moved.draft or draft), *moved.notes)
            case Effect.ANSWER_QUESTION:
                asked = await self._ask(moved.draft or draft)
                return replace(asked, is_question=True)
            case Effect.ASK_AGAIN:
                return await self._moved(draft, moved)

    async def _moved(self, before: Draft, moved: Move) -> Turn:
        draft = moved.draft or before
        if draft.purpose is Purpose.SUPPORT and before.purpose is Purpose.REPORT and draft.supported:
            knelpunt = await self._knelpunten.find(draft.supported)
            title = knelpunt.report.title if knelpunt else ""
            return await self._ask(
                draft, words.START_SUPPORT.format(number=draft.supported, title=as_sentence(title))
            )
        return await self._ask(draft, *moved.notes)

    async def _with_same(self, draft: Draft) -> Draft:
        numbers = await self._find_same(draft)
        return replace(draft, proposed=tuple(number for number in numbers if number not in draft.related))

    async def _ask(self, draft: Draft, *notes: str) -> Turn:
        known = await self._knelpunten.find_many(draft.proposed)
        names = [file.name for file in await self._attachments.of_ids(draft.attachments)]
        return Turn(ask(draft, known, names, [paragraph(note) for note in notes]), draft)

    async def _send(self, draft: Draft) -> Turn:
        said = {name: text or "" for name, text in draft.progress.answers.items()}
        if draft.supported:
            support = SupportKnelpunt(
                number=draft.supported, support=Support(**said), attachments=draft.attachments
            )
            return Turn(_say(words.SENT_SUPPORT, draft.supported), None, support)
        number = await self._knelpunten.next_number(datetime.now(UTC).year)
        contact = said.pop("contact", "") == YES
        report = SendReport(
            number=number,
            report=Report(**said, contact=contact),
            related=draft.related,
            attachments=draft.attachments,
        )
        return Turn(_say(words.SENT, number), None, report)


def _say(sentence: str, number: str = "") -> Reply:
    sentences = [sentence.format(number=number)]
    if number:
        sentences.append(words.FOLLOW.format(number=number))
    return Reply(tuple(paragraph(each) for each in sentences), Kind.REPORT)
