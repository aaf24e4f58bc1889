"""Is it the same as what was reported before?"""

from dataclasses import replace

from bot.conversation import transitions
from bot.conversation.choosing import chosen
from bot.conversation.control import Control
from bot.conversation.progress import SUMMARY
from bot.knelpunten.choices import DIFFERENT, YES, look_alikes
from bot.knelpunten.draft import Draft, Purpose
from bot.knelpunten.form import SUPPORT_FORM
from bot.knelpunten.moves.move import Move, Said, unclear
from bot.knelpunten.number import find_number
from bot.wording import intake as words


def proposed(draft: Draft, said: Said) -> Move:
    """Join one of the look-alikes, or go on with a report that is another knelpunt."""
    picked = chosen(said.text, look_alikes(draft.proposed))
    only = draft.proposed[0] if len(draft.proposed) == 1 and chosen(said.text, (YES,)) else None
    number = find_number(picked.value if picked else said.text) or only
    if number in draft.proposed:
        return Move(_support(draft, number))
    if picked == DIFFERENT or said.control in {Control.SKIP, Control.KEEP}:
        related = tuple(dict.fromkeys((*draft.related, *draft.proposed)))
        return Move(replace(draft, proposed=(), related=related))
    if said.control is Control.BACK:
        progress = replace(draft.progress, at="description", editing=draft.progress.at == SUMMARY)
        return Move(replace(draft, proposed=(), progress=progress))
    if said.control is Control.HELP:
        return Move(draft, notes=(words.HELP_SAME,))
    return unclear(draft, said, words.NO_SUCH_CHOICE)


def _support(draft: Draft, number: str) -> Draft:
    """Go on as a support; what was told already is not asked again."""
    told = draft.progress.answers
    known = {
        "remark": told.get("description"),
        **{name: told.get(name) for name in ("organisation", "frequency")},
    }
    return replace(
        draft,
        purpose=Purpose.SUPPORT,
        supported=number,
        proposed=(),
        progress=transitions.begin(SUPPORT_FORM, {name: text for name, text in known.items() if text}),
    )
