"""A question for the difference between two things asks what each of them is."""

import re

_DIFFERENCE = r"(?:verschil\w*|onderscheid\w*|differences?|differ)"
_COMPARES = re.compile(
    rf"""\b{_DIFFERENCE}\b .*? \b(?:tussen|between)\s+ (?P<one>.+?) \s+(?:en|and)\s+ (?P<other>.+?) [?.!\s]*$
    | \bverschil\w*\s+ (?P<one_briefly>\S+) \s+en\s+ (?P<other_briefly>.+?) [?.!\s]*$
    | \bverschil\w*\s+ (?P<first>.+?) \s+van\s+ (?P<second>.+?) [?.!\s]*$""",
    re.IGNORECASE | re.VERBOSE,
)


def asked_of_each(question: str) -> list[str]:
    """Give the question what each thing is, of a question for the difference between two; none of another."""
    compares = _COMPARES.search(question)
    return [f"wat is {thing}?" for thing in compares.groups() if thing] if compares else []
