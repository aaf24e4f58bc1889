"""The summary: send, change or stop."""

from bot.conversation import transitions
from bot.conversation.choosing import chosen
from bot.conversation.control import Control, control_of
from bot.knelpunten.choices import AT_SUMMARY, fields_to_change
from bot.knelpunten.draft import Draft
from bot.knelpunten.moves.move import Effect, Move, Said, form_of, moved, stop, unclear
from bot.wording import intake as words


def at_summary(draft: Draft, said: Said) -> Move:
    """Send the report, choose what to change, or stop."""
    match said.control_among(AT_SUMMARY, yes=Control.SEND, no=Control.CHANGE):
        case Control.SEND:
            return Move(draft, Effect.SEND)
        case Control.STOP:
            return stop(draft)
        case Control.CHANGE:
            return moved(draft, transitions.choose(draft.progress))
        case Control.BACK:
            return moved(draft, transitions.back(form_of(draft), draft.progress))
        case Control.HELP:
            return Move(draft, notes=(words.HELP_SUMMARY,))
        case _:
            return _change_at_once(draft, said)


def choosing(draft: Draft, said: Said) -> Move:
    """Choose what to change."""
    field = chosen(said.text, fields_to_change(draft.purpose))
    if field:
        return moved(draft, transitions.edit(form_of(draft), draft.progress, field.value))
    match said.control:
        case Control.BACK | Control.KEEP:
            return moved(draft, transitions.back(form_of(draft), draft.progress))
        case Control.STOP:
            return stop(draft)
        case Control.SEND:
            return Move(draft, Effect.SEND)
        case _:
            return unclear(draft, said, words.NO_SUCH_CHOICE)


def _change_at_once(draft: Draft, said: Said) -> Move:
    """Take what says in one what to do and to what: wijzig titel."""
    first, _, rest = said.text.partition(" ")
    if control_of(first) is not Control.CHANGE:
        return unclear(draft, said, words.NOT_UNDERSTOOD_SUMMARY)
    field = chosen(rest, fields_to_change(draft.purpose))
    if field is None:
        return moved(draft, transitions.choose(draft.progress))
    return moved(draft, transitions.edit(form_of(draft), draft.progress, field.value))
