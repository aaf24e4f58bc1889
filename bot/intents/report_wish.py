"""Whether a message says in so many words that somebody wants to report, and what it says besides."""

from rapidfuzz.distance import OSA

from index.words import content_words, words

FEWEST_WORDS_OF_DESCRIPTION = 4
SHORTEST_WITH_TYPO = 6

_TO_REPORT = frozenset(
    """melden meld melding meldingen doorgeven indienen aankaarten aangeven signaleren aanmelden
    kwijt report submit flag""".split()
)
_REPORTED = frozenset(
    """knelpunt knelpunten probleem problemen signaal issue bottleneck problem iets melding klacht dingen
    praktijk uitvoering uitvoeringspraktijk nieuwe nieuw start starten graag willen wil doen dien geef
    hier plek chat goed aub svp opnemen laten opgeven""".split()
)


def wants_to_report(text: str) -> bool:
    """Whether a message names reporting and what is reported, typing errors allowed."""
    said = words(text)
    return any(_is_one_of(word, _TO_REPORT) for word in said) and any(
        _is_one_of(word, _REPORTED) for word in said
    )


def describes(text: str) -> bool:
    """Whether a message tells of a problem, besides that somebody wants to report it."""
    told = [word for word in content_words(text) if not _is_one_of(word, _TO_REPORT | _REPORTED)]
    return len(told) >= FEWEST_WORDS_OF_DESCRIPTION


def _is_one_of(word: str, known: frozenset[str]) -> bool:
    return word in known or (
        len(word) >= SHORTEST_WITH_TYPO
        and any(len(other) >= SHORTEST_WITH_TYPO and OSA.distance(word, other) <= 1 for other in known)
    )
