"""The commands about fixed answers."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.commands.command import Name
from bot.commands.done import Done, say
from bot.fixed_answers.actions import KeepFixedAnswer, RemoveFixedAnswer
from bot.fixed_answers.drafting import Draft, changed_draft, new_draft
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.labelled import Label, Labelled, read_labelled
from bot.fixed_answers.listing import fixed_answer_blocks, fixed_answer_list, fixed_answer_shown
from bot.fixed_answers.sources import DocumentSources
from bot.library.hidden import NOTHING_HIDDEN
from bot.library.readership import Readership
from bot.messages import Block, Choice, Incoming, Kind, Paragraph, Reply, paragraph
from bot.overview.period import day_here
from bot.paging import PAGE
from bot.storage.fixed_answers import FixedAnswers
from bot.wording import fixed_answers as words
from index.words import words as words_in

SURE, NEW, AWAY = "ja", "nieuw", "weg"
_ONE = re.compile(r"(?P<number>\d{1,9})\b\s*(?P<rest>.*)", re.DOTALL)
_NEW = re.compile(rf"{NEW}\b\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


class FixedAnswerCommands:
    """Carries out `/antwoorden` and `/antwoord`.

    Args:
        answers: the fixed answers.
        documents: what their sources may be.
        readership: tells what may not be shown in a group.
    """

    def __init__(self, answers: FixedAnswers, documents: DocumentSources, readership: Readership) -> None:
        self._answers = answers
        self._documents = documents
        self._readership = readership

    async def carry_out(self, name: Name, argument: str, incoming: Incoming, now: datetime) -> Done:
        """Carry out one of these commands of an admin; in a group it shows what is for that group."""
        hidden = NOTHING_HIDDEN if incoming.direct else await self._readership.hidden_from(incoming, now)
        today = day_here(now)
        # What comes from disk is read in a thread, so that it is at hand further on.
        await asyncio.to_thread(self._documents.read)
        page = PAGE.fullmatch(argument)
        if name is Name.FIXED_ANSWERS or page:
            number = max(1, int(page[1])) if page else 1
            shown = [answer for answer in await self._answers.all() if answer.source not in hidden]
            return Done(fixed_answer_list(number, shown, today))
        new = _NEW.fullmatch(argument)
        if new:
            return await self._make(new["rest"], today)
        one = _ONE.fullmatch(argument)
        if one is None:
            return Done(say(words.WHICH, (_TO_THE_LIST,)))
        answer = await self._answers.find(int(one["number"]))
        if answer is None or answer.source in hidden:
            return Done(say(words.NONE_SUCH.format(number=one["number"]), (_TO_THE_LIST,)))
        return await self._about(answer, one["rest"].strip(), today)

    async def _about(self, answer: FixedAnswer, typed: str, today: date) -> Done:
        if not typed:
            return Done(fixed_answer_shown(answer, source_of(answer, self._documents), today))
        first, _, sure = typed.casefold().strip(" .").partition(" ")
        if first == AWAY and not sure:
            return Done(_whether_to_remove(answer))
        if first == AWAY and sure.strip() == SURE:
            said = words.REMOVED.format(number=answer.id)
            return Done(say(said, (_TO_THE_LIST,)), RemoveFixedAnswer(answer.id or 0))
        labelled = read_labelled(typed)
        if labelled.loose:
            said = words.LOOSE_TEXT.format(typed=labelled.loose)
            return Done(say(f"{said} {words.HOW_TO_CHANGE.format(number=answer.id)}"))
        draft = changed_draft(labelled, answer, today, self._documents.addresses)
        answers = await self._answers.all()
        return drafted(draft, f"/antwoord {answer.id}", labelled, self._documents, answers, today)

    async def _make(self, typed: str, today: date) -> Done:
        command = f"/antwoord {NEW}"
        if not typed:
            lines = how_to(command, with_question=True)
            return Done(Reply((paragraph(words.HOW_TO_MAKE), *lines), Kind.COMMAND))
        labelled = read_labelled(typed)
        draft = new_draft(labelled, (), today, self._documents.addresses)
        return drafted(draft, command, labelled, self._documents, await self._answers.all(), today)


def drafted(
    draft: Draft,
    command: str,
    labelled: Labelled,
    documents: DocumentSources,
    answers: Sequence[FixedAnswer],
    today: date,
) -> Done:
    """Keep a fixed answer that is complete; else say what is missing, and repeat what was typed.

    Args:
        draft: the fixed answer as far as it was told.
        command: with which it was typed.
        labelled: what was typed.
        documents: what its source may be.
        answers: those that there are.
        today: the day, in the Netherlands.
    """
    answer, before = draft.answer, next((one for one in answers if one.id == draft.id), None)
    if answer is None:
        again = _repeated(draft, labelled, is_new=before is None)
        said = (words.wrong(draft.wrong), words.SEND_AGAIN, command, *again)
        return Done(Reply(tuple(map(paragraph, said)), Kind.COMMAND))
    if answer == before:
        return Done(say(words.NOTHING_TO_CHANGE))
    taken = next((one for one in answers if one is not before and _wordings(one) & _wordings(answer)), None)
    if taken:
        choice = Choice(words.NUMBERED.format(number=taken.id), f"/antwoord {taken.id}")
        return Done(say(words.TAKEN.format(number=taken.id, question=taken.questions[0]), (choice,)))
    heading = words.CHANGED.format(number=answer.id) if before else words.made(answer)
    blocks: tuple[Block, ...] = (
        paragraph(heading),
        *fixed_answer_blocks(answer, source_of(answer, documents), today),
    )
    return Done(Reply(blocks, Kind.COMMAND, (_TO_THE_LIST,)), KeepFixedAnswer(answer))


def how_to(command: str, *, with_question: bool = False) -> tuple[Paragraph, ...]:
    """Give an example of what to type for a new fixed answer, line by line."""
    labels = (Label.QUESTION, Label.TEXT, Label.SOURCE, Label.OWNER)
    lines = (
        f"{label}: {words.EXAMPLES[label]}"
        for label in labels
        if with_question or label is not Label.QUESTION
    )
    return tuple(map(paragraph, (command, *lines)))


def source_of(answer: FixedAnswer, documents: DocumentSources) -> str:
    """Say for people what a fixed answer leans on."""
    source = documents.of(answer.source)
    return source.title if source else answer.source


def _wordings(answer: FixedAnswer) -> set[tuple[str, ...]]:
    return {tuple(words_in(question)) for question in answer.questions}


def _repeated(draft: Draft, labelled: Labelled, *, is_new: bool) -> Iterator[str]:
    """Give what was typed in lines that can be sent again; for a new answer with what is missing in it."""
    questions = [(label, value) for label, value in labelled.others if label in _OF_QUESTIONS]
    yield from (f"{label}: {value}" for label, value in questions)
    if is_new and not draft.questions:
        yield f"{Label.QUESTION}: {words.EXAMPLES[Label.QUESTION]}"
    said = {
        Label.TEXT: labelled.text,
        Label.SOURCE: labelled.last(Label.SOURCE),
        Label.OWNER: labelled.last(Label.OWNER),
        Label.REVIEW: labelled.last(Label.REVIEW),
    }
    for label, value in said.items():
        if value:
            yield from f"{label}: {value}".splitlines()
        elif is_new and label in words.EXAMPLES:
            yield f"{label}: {words.EXAMPLES[label]}"


_OF_QUESTIONS = frozenset({Label.QUESTION, Label.WITHOUT_QUESTION, Label.LEFT_OUT})
_TO_THE_LIST = Choice(words.TO_THE_LIST, "/antwoorden")


def _whether_to_remove(answer: FixedAnswer) -> Reply:
    asked = words.WHETHER_TO_REMOVE.format(number=answer.id, question=answer.questions[0])
    sure = Choice(words.TAKE_AWAY, f"/antwoord {answer.id} {AWAY} {SURE}")
    return say(asked, (sure, Choice(words.KEEP, f"/antwoord {answer.id}")))
