"""The commands with which admins have the documents read again, and choose the generation that answers."""

import asyncio
import re
from datetime import datetime

from bot.assembly.generations import generations_of
from bot.commands.command import Name
from bot.commands.done import Done, say
from bot.messages import Block, Choice, Kind, Listing, Reply, Text, paragraph
from bot.reindexing.actions import CancelJob, JobKind, RequestJob
from bot.reindexing.under_way import UnderWay
from bot.settings import Settings
from bot.storage.index_jobs import IndexJobs
from bot.wording import reindexing as words
from index.generations import Generation, NoIndexError

MOST_SHOWN = 9
"""As many as there are signs for to choose the others, with the one that serves among them."""

_NUMBER = re.compile(r"\d{1,9}")


class IndexCommands:
    """Carries out `/herindexeer`, `/generaties` and `/terug`.

    Args:
        jobs: what is done to the index.
        settings: name the index.
        under_way: how far it is; None where the index is one that is not changed here.
    """

    def __init__(self, jobs: IndexJobs, settings: Settings, under_way: UnderWay | None) -> None:
        self._jobs = jobs
        self._generations = generations_of(settings)
        self._under_way = under_way

    async def carry_out(self, name: Name, argument: str) -> Done:
        """Carry out a command of an admin."""
        if self._under_way is None:
            return Done(say(words.NOT_FROM_HERE))
        typed = argument.casefold().strip(" .")
        match name:
            case Name.REINDEX:
                return await self._reindex(typed, self._under_way)
            case Name.GO_BACK:
                return await asyncio.to_thread(self._go_back, typed)
            case _:
                return Done(await asyncio.to_thread(self._list))

    async def _reindex(self, typed: str, under_way: UnderWay) -> Done:
        job = await self._jobs.first()
        match typed:
            case "stop" if job is None:
                return Done(say(words.NOTHING_RUNS))
            case "stop":
                return Done(say(words.STOPPING), CancelJob())
            case "" | "toch" if job is not None:
                return Done(_already(job.asked_at, under_way))
            case "" | "toch":
                return Done(say(words.STARTED), RequestJob(kind=JobKind.REINDEX, forced=typed == "toch"))
            case _:
                return Done(say(words.HOW))

    def _go_back(self, typed: str) -> Done:
        found = {generation.number: generation for generation in self._generations.all()}
        number = typed.removeprefix("generatie").strip()
        if not _NUMBER.fullmatch(number):
            return Done(say(words.GO_BACK_WHICH, tuple(self._choices(tuple(found.values())))))
        wanted = found.get(int(number))
        serving = self._serving()
        if wanted is None:
            choices = tuple(self._choices(tuple(found.values())))
            return Done(say(words.NO_SUCH_GENERATION.format(number=number), choices))
        if serving is not None and wanted.number == serving.number:
            return Done(say(words.ALREADY_THERE.format(number=wanted.number)))
        if serving is not None and wanted.manifest.model != serving.manifest.model:
            return Done(say(words.OTHER_MODEL.format(number=wanted.number)))
        going = RequestJob(kind=JobKind.GO_BACK, generation=wanted.number)
        return Done(say(words.GOING_BACK.format(number=wanted.number)), going)

    def _list(self) -> Reply:
        found = self._generations.all()
        serving = self._serving()
        if not found or serving is None:
            return say(words.NO_GENERATIONS)
        shown = found[:MOST_SHOWN]
        if serving.number not in {generation.number for generation in shown}:
            shown = (*shown[:-1], serving)
        lines = (words.entry(one, serves=one.number == serving.number) for one in shown)
        blocks: list[Block] = [
            paragraph(words.GENERATIONS),
            Listing(tuple((Text(line),) for line in lines)),
        ]
        if len(found) > len(shown):
            blocks.append(paragraph(words.MORE_GENERATIONS.format(count=len(found) - len(shown))))
        if self._generations.is_held():
            blocks.append(paragraph(words.HELD.format(number=serving.number)))
        return Reply(tuple(blocks), Kind.COMMAND, tuple(self._choices(shown)))

    def _choices(self, found: tuple[Generation, ...]) -> list[Choice]:
        """Offer to go back to each of these that could answer and does not."""
        serving = self._serving()
        return [
            Choice(words.CHOICE_BACK.format(number=generation.number), f"/terug {generation.number}")
            for generation in found[:MOST_SHOWN]
            if serving is not None
            and generation.number != serving.number
            and generation.manifest.model == serving.manifest.model
        ]

    def _serving(self) -> Generation | None:
        try:
            return self._generations.current()
        except NoIndexError:
            return None


def _already(since: datetime, under_way: UnderWay) -> Reply:
    said = [words.ALREADY.format(since=words.moment_of(since))]
    if under_way.step:
        said.append(words.progress(under_way.step, under_way.seconds_left()))
    return Reply(tuple(map(paragraph, said)), Kind.COMMAND)
