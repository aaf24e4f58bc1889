"""Doing what a message does to what the assistant knows."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions import TendingAction
from bot.fixed_answers.actions import KeepFixedAnswer, RemoveFixedAnswer
from bot.gaps.actions import DecideOnQuestion
from bot.library.actions import AddDocuments, BringBackDocument, SetTerms, WithdrawDocument
from bot.messages import Incoming
from bot.reindexing.actions import CancelJob, RequestJob
from bot.storage.fixed_answers import change_fixed_answers
from bot.storage.gaps import decide_on_question
from bot.storage.index_jobs import change_jobs
from bot.storage.library import change_library


async def tend(connection: AsyncConnection, message: Incoming, action: TendingAction, now: datetime) -> None:
    """Do what a message of an admin does to what the assistant knows.

    Raises:
        Overtaken: what the action rests on is no longer so.
    """
    match action:
        case RequestJob() | CancelJob():
            await change_jobs(connection, message, action, now)
        case AddDocuments() | WithdrawDocument() | BringBackDocument() | SetTerms():
            await change_library(connection, message, action, now)
        case KeepFixedAnswer() | RemoveFixedAnswer():
            await change_fixed_answers(connection, action, now)
        case DecideOnQuestion():
            await decide_on_question(connection, action, now)
