"""The command about questions that got no good answer."""

import asyncio
import re
from datetime import datetime

from bot.asking import ask
from bot.commands.done import Done, say
from bot.commands.fixed_answers import drafted, how_to
from bot.dialogue import Dialogue
from bot.evaluation.evaluation_set import add_case
from bot.evaluation.questions import QuestionsInvalid
from bot.fixed_answers.drafting import new_draft
from bot.fixed_answers.labelled import read_labelled
from bot.fixed_answers.sources import DocumentSources
from bot.gaps.actions import DecideOnQuestion, Decision
from bot.gaps.finding import GapFinder, gap_called
from bot.gaps.gap import Gap
from bot.gaps.listing import MOST_WAYS, gap_list, gap_shown, ways_of
from bot.library.finding import document_named, nearest_documents
from bot.library.readership import Readership
from bot.messages import Block, Choice, Incoming, Kind, Reply, paragraph
from bot.overview.period import day_here
from bot.paging import PAGE
from bot.settings import Settings
from bot.storage.fixed_answers import FixedAnswers
from bot.wording import evaluation_set as evaluation_words
from bot.wording import gaps as words

_ONE = re.compile(r"(?P<id>[0-9a-f]{4,64})\b\s*(?P<verb>\w*)\W?(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
NO_ANSWER = "geen"
PATIENCE = 10.0
"""Seconds after which is said that the questions are still being put in order; that goes on."""


class GapCommand:
    """Carries out `/vragen`.

    Args:
        finder: finds the gaps.
        answers: the fixed answers.
        dialogue: answers from the documents.
        readership: tells what may not be shown where something is asked.
        documents: what the sources of fixed answers may be.
        settings: name the evaluation set, and how long questions are kept.
    """

    def __init__(
        self,
        finder: GapFinder,
        answers: FixedAnswers,
        dialogue: Dialogue,
        readership: Readership,
        documents: DocumentSources,
        settings: Settings,
    ) -> None:
        self._finder = finder
        self._answers = answers
        self._dialogue = dialogue
        self._readership = readership
        self._settings = settings
        self._documents = documents

    async def carry_out(self, argument: str, incoming: Incoming, now: datetime) -> Done:
        """Carry out the command of an admin."""
        try:
            async with asyncio.timeout(PATIENCE):
                found_gaps = await self._finder.find(now)
        except TimeoutError:
            return Done(say(words.BEING_SORTED, (_TO_THE_LIST,)))
        gaps = found_gaps.gaps
        page = PAGE.fullmatch(argument)
        if page or not argument:
            is_open = [gap for gap in gaps if gap.is_open]
            number = max(1, int(page[1])) if page else 1
            days = self._settings.retention.message_days
            return Done(gap_list(number, is_open, days, is_part=found_gaps.is_part))
        found = _ONE.fullmatch(argument)
        gap = gap_called(found["id"], gaps) if found else None
        if found is None or gap is None:
            return Done(say(words.NOT_KNOWN.format(typed=argument.split(maxsplit=1)[0]), (_TO_THE_LIST,)))
        return await self._about(gap, found["verb"].casefold(), found["rest"].strip(), incoming, now)

    async def _about(self, gap: Gap, verb: str, rest: str, incoming: Incoming, now: datetime) -> Done:
        match verb:
            case "buiten" if not rest:
                said = words.IS_OUTSIDE.format(question=gap.question)
                return Done(say(said, (_TO_THE_LIST,)), _decide(gap, Decision.OUT_OF_SCOPE))
            case "antwoord":
                return await self._answer(gap, rest, now)
            case "toets":
                return await self._to_evaluation(gap, rest, incoming, now)
            case _:
                shown = await self._show(gap, incoming, now)
                said = words.NOT_UNDERSTOOD.format(typed=f"{verb} {rest}".strip())
                before = (paragraph(said),) if verb or rest else ()
                return Done(Reply((*before, *shown.blocks), Kind.COMMAND, shown.choices))

    async def _show(self, gap: Gap, incoming: Incoming, now: datetime) -> Reply:
        hidden = await self._readership.hidden_from(incoming, now)
        reply, _ = await asyncio.to_thread(ask, self._dialogue, gap.question, None, hidden)
        return gap_shown(gap, reply.citations)

    async def _answer(self, gap: Gap, typed: str, now: datetime) -> Done:
        command = f"/vragen {gap.id} antwoord"
        if not typed:
            blocks: tuple[Block, ...] = (
                paragraph(words.HOW_TO_ANSWER),
                ways_of(gap),
                *how_to(command),
                paragraph(words.HOW_TO_REVIEW),
            )
            return Done(Reply(blocks, Kind.COMMAND))
        questions = [question for question, _ in gap.ways[:MOST_WAYS]]
        labelled = read_labelled(typed)
        await asyncio.to_thread(self._documents.read)
        draft = new_draft(labelled, questions, day_here(now), self._documents.addresses)
        others = await self._answers.all()
        return drafted(draft, command, labelled, self._documents, others, day_here(now))

    async def _to_evaluation(self, gap: Gap, typed: str, incoming: Incoming, now: datetime) -> Done:
        hidden = await self._readership.hidden_from(incoming, now)
        documents = [name for name in self._dialogue.documents if name not in hidden]
        if not typed:
            example = min(documents, default=NO_ANSWER)
            return Done(say(words.WHICH_DOCUMENT.format(id=gap.id, example=example)))
        document = None if typed.casefold() == NO_ANSWER else document_named(typed, documents)
        if document is None and typed.casefold() != NO_ANSWER:
            near = nearest_documents(typed, documents)
            said = words.NO_SUCH_DOCUMENT.format(typed=typed)
            choices = tuple(Choice(name, f"/vragen {gap.id} toets {name}") for name in near)
            return Done(say(f"{said} {words.DID_YOU_MEAN}" if near else said, choices))
        try:
            added = await asyncio.to_thread(add_case, self._settings, gap.question, document)
        except (QuestionsInvalid, OSError) as error:
            return Done(say(evaluation_words.unreadable(error)))
        said = f"{evaluation_words.added(added)} {evaluation_words.expected(added.case)}"
        return Done(say(said, (_TO_THE_LIST,)), _decide(gap, Decision.TO_EVALUATION))


_TO_THE_LIST = Choice(words.TO_THE_LIST, "/vragen")


def _decide(gap: Gap, decision: Decision) -> DecideOnQuestion:
    return DecideOnQuestion(question=gap.question, decision=decision)
