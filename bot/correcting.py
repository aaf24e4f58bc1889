"""A message that was changed after it was answered is answered anew, as if it had said so at once."""

from collections.abc import Sequence
from dataclasses import replace

from bot.attachments import Fetch
from bot.context import Context
from bot.conversation.progress import Phase
from bot.dialogue import introduces
from bot.messages import Incoming, Kind, Reply, paragraph
from bot.outcome import Outcome
from bot.responding import Responder
from bot.storage.answer import Answer
from bot.wording import manners

NOT_CORRECTED = Reply((paragraph(manners.NOT_CORRECTED),), Kind.NOTICE)


async def corrected(
    responder: Responder, correction: Incoming, before: Sequence[Answer], context: Context, fetch: Fetch
) -> Outcome | None:
    """Decide what comes of a correction; None where nothing does.

    Replies take the place of those to the message that is corrected; notices stand beside them. What was
    taken into a report stays as it was: its sender has read it back since, perhaps sent it, and changes it
    in the report itself.

    Args:
        responder: decides what comes of a message.
        correction: the message in its new words.
        before: what was replied to it in its old words.
        context: what is kept of the sender in this conversation.
        fetch: gives the content of an attachment.
    """
    kinds = {answer.reply.kind for answer in before}
    if kinds <= {Kind.NOTICE} or before[0].sender != correction.sender:
        return None
    draft = context.draft
    is_reporting = draft is not None and draft.progress.phase is not Phase.PAUSED
    if is_reporting or Kind.REPORT in kinds:
        said = (NOT_CORRECTED,) if correction.direct else ()
        return Outcome(replies=said, memory=context.memory, draft=draft)
    memory = context.memory.before(correction.target)
    if any(introduces(answer.reply) for answer in before):
        # What takes the place of the first answer says who the assistant is, too.
        memory = replace(memory, introduced=False)
    outcome = await responder.respond(correction, replace(context, memory=memory), fetch)
    memory = replace(outcome.memory.asked_with(correction.target), introduced=context.memory.introduced)
    return replace(outcome, memory=context.memory.with_correction(correction.target, memory))
