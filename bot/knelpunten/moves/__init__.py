"""What a message does to a draft: pure functions, a file for each thing that the person can be asked."""

from bot.knelpunten.moves.move import Effect, Move
from bot.knelpunten.moves.moving import move

__all__ = ["Effect", "Move", "move"]
