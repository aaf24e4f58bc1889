"""The commands with which admins tend what the assistant knows: who carries out which."""

from dataclasses import dataclass
from datetime import datetime

from bot.commands.command import Name
from bot.commands.documents import Documents
from bot.commands.done import Done
from bot.commands.evaluation import EvaluationSet
from bot.commands.fixed_answers import FixedAnswerCommands
from bot.commands.gaps import GapCommand
from bot.commands.reindexing import IndexCommands
from bot.health.checking import HealthCheck
from bot.health.reply import health_reply
from bot.messages import Incoming


@dataclass(frozen=True, slots=True)
class Tending:
    """Who carries out these commands.

    Attributes:
        documents: those about documents.
        index: those about the index and its generations.
        evaluation: the one about the evaluation set.
        gaps: the one about questions that got no good answer.
        fixed_answers: those about fixed answers.
        health: the one that shows how the assistant is.
    """

    documents: Documents
    index: IndexCommands
    evaluation: EvaluationSet
    gaps: GapCommand
    fixed_answers: FixedAnswerCommands
    health: HealthCheck

    async def carry_out(self, name: Name, argument: str, incoming: Incoming, now: datetime) -> Done:
        """Carry out a command of an admin."""
        match name:
            case Name.DOCUMENTS | Name.DOCUMENT | Name.ADD_PAGE | Name.WITHDRAW:
                return await self.documents.carry_out(name, argument, incoming, now)
            case Name.REINDEX | Name.GENERATIONS | Name.GO_BACK:
                return await self.index.carry_out(name, argument)
            case Name.EVALUATION:
                return await self.evaluation.carry_out(argument, incoming, now)
            case Name.GAPS:
                return await self.gaps.carry_out(argument, incoming, now)
            case Name.FIXED_ANSWERS | Name.FIXED_ANSWER:
                return await self.fixed_answers.carry_out(name, argument, incoming, now)
            case Name.HEALTH:
                return Done(health_reply(await self.health.check(now, incoming), now))
            case _:
                raise LookupError(name)
