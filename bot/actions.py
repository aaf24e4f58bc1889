"""Everything that a message can do to what is kept."""

from bot.fixed_answers.actions import FixedAnswerAction
from bot.gaps.actions import DecideOnQuestion
from bot.knelpunten.actions import KnelpuntAction
from bot.library.actions import LibraryAction
from bot.linking.actions import LinkAction
from bot.reindexing.actions import IndexAction

TendingAction = IndexAction | LibraryAction | FixedAnswerAction | DecideOnQuestion
"""What an admin does to what the assistant knows."""

Action = KnelpuntAction | LinkAction | TendingAction
