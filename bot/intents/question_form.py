"""Whether a message has the form of a question; what it means is for the classifier."""

from index.words import words

_OPENERS = frozenset(
    """wat wie waar wanneer waarom hoe hoeveel welk welke waarvoor waarmee wiens kan kun mag is zijn was heeft
    hebben geldt bestaat moet moeten wordt noem leg what who where when why how which is are does do can
    vraag""".split()
)


def is_asked(text: str) -> bool:
    """Whether a message ends as a question does, or begins as one."""
    said = words(text)
    return text.rstrip().endswith("?") or (len(said) > 1 and said[0] in _OPENERS)
