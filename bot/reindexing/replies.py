"""What came of work on the index, as a reply to who asked for it."""

from collections.abc import Container

from bot.messages import Choice, Kind, Listing, Reply, Text, paragraph
from bot.reindexing.reindexed import Ending, Reindexed
from bot.wording import reindexing as words


def reindexed_reply(reindexed: Reindexed, unnamed: Container[str] = ()) -> Reply:
    """Tell what came of reading the documents again; where it was refused, offer to do it anyway.

    Args:
        reindexed: what came of it.
        unnamed: documents that are counted, and not named.
    """
    listing = Listing(tuple((Text(line),) for line in words.details(reindexed, unnamed)))
    blocks = (paragraph(words.outcome(reindexed)), listing)
    if reindexed.ending is not Ending.REFUSED:
        return Reply(blocks, Kind.COMMAND)
    anyway = Choice(words.USE_ANYWAY, "/herindexeer toch")
    return Reply((*blocks, paragraph(words.FORCE)), Kind.COMMAND, (anyway,))


def sentence_reply(*sentences: str) -> Reply:
    """Say something, a paragraph each."""
    return Reply(tuple(map(paragraph, sentences)), Kind.COMMAND)
