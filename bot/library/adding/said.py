"""For whom and when what is sent holds, as it is said with it."""

from dataclasses import dataclass
from datetime import date

from bot.library.term_words import Misunderstood, TermsNotUnderstood, read_terms
from bot.library.terms import EVERYONE_ALWAYS, Terms
from bot.messages import Incoming
from bot.overview.period import day_here


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of for whom and when documents hold; for each it is a change of its own terms.

    Attributes:
        words: such as ``geldig t/m 31 december 2026``; they were understood.
        on: the day on which they were said.
    """

    words: str
    on: date

    def changed(self, terms: Terms, room: str) -> Terms:
        """Give what the terms of a document become; what is not spoken of stays as it is.

        Args:
            terms: as they are.
            room: where it was said, as `Terms.rooms` names it.
        """
        return read_terms(self.words, terms, room, self.on)


def said_in(text: str, incoming: Incoming) -> Said | None:
    """Read for whom and when what is sent holds, where that is said with it.

    Args:
        text: what is said with it.
        incoming: the message, for where and when that is.

    Raises:
        TermsNotUnderstood: it begins to say so; what was meant to be a limit must not be passed over.
    """
    said = Said(text, day_here(incoming.sent_at))
    try:
        said.changed(EVERYONE_ALWAYS, incoming.place)
    except TermsNotUnderstood as error:
        if error.reason is Misunderstood.NOTHING:
            return None
        raise
    return said
