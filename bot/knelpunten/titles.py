"""A title for a report, proposed from its description."""

import textwrap

from knowledge.sentences import split_sentences

LONGEST = 80


def propose_title(description: str) -> str:
    """Give the first sentence, with a capital, cut between words where it is long."""
    first = next(iter(split_sentences(" ".join(description.split()))), "")
    title = textwrap.shorten(first.rstrip(".?! "), LONGEST, placeholder="…")
    return title[:1].upper() + title[1:]
