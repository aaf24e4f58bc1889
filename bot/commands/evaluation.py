"""The command with which admins see, change and ask the questions that the assistant is tested with."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.commands.done import Done, say
from bot.dialogue import Dialogue
from bot.evaluation.evaluation_set import add_case, case_called, read_set, remove_case
from bot.evaluation.measuring import Judged, answerable, lapsed, measure
from bot.evaluation.questions import Question, QuestionsInvalid
from bot.library.finding import document_named, nearest_documents
from bot.library.hidden import Hidden
from bot.library.readership import Readership
from bot.messages import Choice, Incoming, Kind, Reply, paragraph
from bot.overview.period import day_here
from bot.paging import PAGE, no_such_page, other_pages
from bot.settings import Settings
from bot.storage.library import Library
from bot.text import clean
from bot.wording import evaluation_set as words
from index.words import words as words_of

ON_A_PAGE = 7
"""With two other pages and the test itself there are ten choices, as many as there are signs for."""

MISSES_ON_A_PAGE = 10
NO_ANSWER = "geen"


class EvaluationSet:
    """Carries out `/toetsvragen`.

    Args:
        settings: name the file with the questions.
        dialogue: answers them.
        library: for whom and when documents hold.
        readership: tells what may not be shown in a group.
    """

    def __init__(
        self, settings: Settings, dialogue: Dialogue, library: Library, readership: Readership
    ) -> None:
        self._settings = settings
        self._dialogue = dialogue
        self._library = library
        self._readership = readership
        # To ask them all takes the processor: people who do so at once wait for each other.
        self._measuring = asyncio.Lock()

    async def carry_out(self, argument: str, incoming: Incoming, now: datetime) -> Done:
        """Carry out the command of an admin."""
        typed = clean(argument)
        hidden = await self._hidden(incoming, now)
        verb, _, rest = typed.partition(" ")
        rest = rest.strip()
        try:
            match verb.casefold():
                case "erbij":
                    return Done(await self._add(rest, hidden))
                case "weg":
                    return Done(await self._remove(rest))
                case "meet" if (page := _page(rest)) is not None:
                    return Done(await self._measure(page, hidden))
                case _ if (page := _page(typed)) is not None:
                    return Done(await self._list(page))
                case _:
                    return Done(await self._show(typed, hidden))
        except (QuestionsInvalid, OSError) as error:
            return Done(say(words.unreadable(error)))

    async def _list(self, page: int) -> Reply:
        cases = await asyncio.to_thread(read_set, self._settings)
        if not cases:
            return say(words.NONE_YET)
        start = (page - 1) * ON_A_PAGE
        shown = cases[start : start + ON_A_PAGE]
        if not shown:
            return no_such_page("/toetsvragen")
        choices = [Choice(words.entry(case), f"/toetsvragen {case.id}") for case in shown]
        choices += other_pages(
            page, is_last=start + ON_A_PAGE >= len(cases), command="/toetsvragen pagina {}".format
        )
        said = words.page(len(cases), start + 1, start + len(shown))
        if page == 1:
            choices.append(Choice(words.MEASURE_NOW, "/toetsvragen meet"))
            said = f"{words.summary(len(cases), self._dialogue.serving[1])} {words.HOW}"
        return say(said, tuple(choices))

    async def _show(self, typed: str, hidden: Hidden) -> Reply:
        case = case_called(typed, await asyncio.to_thread(read_set, self._settings))
        if case is None:
            is_name = any(char.isdigit() for char in typed) and " " not in typed
            return say(words.NONE_SUCH.format(typed=typed) if is_name else words.NOT_UNDERSTOOD)
        is_shown = not any(document in hidden for document in case.documents)
        said = f"{words.asked(case)}. {words.expected(case) if is_shown else words.HIDDEN_HERE}"
        if is_shown and not answerable([case], self._dialogue.documents, hidden):
            said = f"{said} {words.NOT_HERE}"
        remove = Choice(words.TAKE_OUT, f"/toetsvragen weg {case.id}")
        return say(said, (remove, Choice(words.TO_THE_LIST, "/toetsvragen")))

    async def _add(self, typed: str, hidden: Hidden) -> Reply:
        question, separator, named = map(str.strip, typed.rpartition("|"))
        if not separator or not words_of(question) or not named:
            return say(words.HOW_TO_ADD)
        documents = [name for name in self._dialogue.documents if name not in hidden]
        document = None if named.casefold() == NO_ANSWER else document_named(named, documents)
        if document is None and named.casefold() != NO_ANSWER:
            nearest = nearest_documents(named, documents)
            choices = (Choice(name, f"/toetsvragen erbij {question} | {name}") for name in nearest)
            return say(words.no_such_document(named, nearest), tuple(choices))
        done = await asyncio.to_thread(add_case, self._settings, question, document)
        (judged,) = await self._ask([done.case], hidden)
        said = (words.added(done), words.expected(done.case), words.now(judged))
        return Reply(tuple(map(paragraph, said)), Kind.COMMAND)

    async def _remove(self, typed: str) -> Reply:
        named, _, sure = typed.partition(" ")
        if not named:
            return say(words.WHICH)
        case = case_called(named, await asyncio.to_thread(read_set, self._settings))
        if case is None:
            return say(words.NONE_SUCH.format(typed=named))
        if sure.casefold().strip(" .") != "ja":
            yes = Choice(words.YES, f"/toetsvragen weg {case.id} ja")
            return say(words.REMOVE.format(id=case.id, question=case.question), (yes, _NO))
        removed = await asyncio.to_thread(remove_case, self._settings, case.id)
        if removed is None:
            return say(words.NONE_SUCH.format(typed=named))
        return say(words.REMOVED.format(id=removed.id, question=removed.question))

    async def _measure(self, page: int, hidden: Hidden) -> Reply:
        cases = await asyncio.to_thread(read_set, self._settings)
        asked = answerable(cases, self._dialogue.documents, hidden)
        judged = await self._ask(asked, hidden)
        misses = [one for one in judged if not one.right]
        start = (page - 1) * MISSES_ON_A_PAGE
        shown = misses[start : start + MISSES_ON_A_PAGE]
        said = [words.measured(judged, len(cases) - len(asked))]
        if shown:
            said.append(words.wrong(start + 1, start + len(shown), len(misses)))
            said += map(words.miss, shown)
        elif misses:
            return no_such_page("/toetsvragen meet")
        choices = other_pages(
            page,
            is_last=start + MISSES_ON_A_PAGE >= len(misses),
            command="/toetsvragen meet pagina {}".format,
        )
        return Reply(tuple(map(paragraph, said)), Kind.COMMAND, tuple(choices))

    async def _ask(self, cases: Sequence[Question], hidden: Hidden) -> tuple[Judged, ...]:
        async with self._measuring:
            return await asyncio.to_thread(measure, cases, self._dialogue, hidden)

    async def _hidden(self, incoming: Incoming, now: datetime) -> Hidden:
        """Tell which documents answer nothing here: the set is about all rooms, but a group reads along."""
        if incoming.direct:
            return lapsed(await self._library.terms(), day_here(now))
        return await self._readership.hidden_from(incoming, now)


_NO = Choice(words.NO, "/toetsvragen")


def _page(typed: str) -> int | None:
    """Read which page somebody asks for, from 1; None for something else."""
    found = PAGE.fullmatch(typed)
    if found:
        return max(1, int(found[1]))
    return None if typed else 1
