"""The digest as a message."""

from bot.messages import Block, Kind, Listing, Reply, Text, paragraph
from bot.wording import digest as words
from bot.workflow.digest import Digest

MOST_SHOWN = 5
"""Knelpunten under one heading."""


def digest_reply(digest: Digest) -> Reply:
    """Tell somebody what there is."""
    blocks: list[Block] = [paragraph(words.TODAY)]
    for heading, knelpunten in digest.items():
        items = tuple(
            (
                Text(knelpunt.number, strong=True),
                Text(f": {knelpunt.report.title} ({knelpunt.report.organisation})"),
            )
            for knelpunt in knelpunten[:MOST_SHOWN]
        )
        blocks += [paragraph(Text(words.HEADINGS[heading], strong=True)), Listing(items)]
        left = len(knelpunten) - len(items)
        if left:
            blocks.append(paragraph(words.more(heading, left)))
    return Reply((*blocks, paragraph(words.HOW_ON)), Kind.NOTICE)
