"""One question put to the dialogue outside a conversation: on the command line, and to measure answers."""

import time

from bot.dialogue import Dialogue
from bot.library.hidden import NOTHING_HIDDEN, Hidden
from bot.memory import Memory
from bot.messages import Reply

ACQUAINTED = Memory(introduced=True)
"""Who asks in this way knows what answers them."""


def ask(
    dialogue: Dialogue, question: str, previous: str | None = None, hidden: Hidden = NOTHING_HIDDEN
) -> tuple[Reply, float]:
    """Ask a question.

    Args:
        dialogue: replies.
        question: as a person asks it.
        previous: what the same person asked just before.
        hidden: what may not be shown to them.

    Returns:
        The reply, and the dialogue's own time for it in milliseconds.
    """
    memory = ACQUAINTED
    if previous is not None:
        _, memory = dialogue.respond(previous, memory, hidden)
    started = time.perf_counter()
    reply, _ = dialogue.respond(question, memory, hidden)
    return reply, round((time.perf_counter() - started) * 1000, 1)
