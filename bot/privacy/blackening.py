"""Taking personal data out of a text."""

from collections.abc import Iterable

from bot.privacy.personal_data import PersonalData
from bot.wording.privacy import mark


def blacken(text: str, found: Iterable[PersonalData]) -> str:
    """Write a mark, such as ``[BSN weggelaten]``, in the place of each piece of personal data.

    Args:
        text: the text in which they were found.
        found: without overlaps, in the order of the text; leave out what the writer says is none.

    Returns:
        The text with the marks.

    Raises:
        ValueError: if a piece does not stand in the text at its place, or two overlap.
    """
    parts = []
    reached = 0
    for data in found:
        if data.start < reached or text[data.start : data.end] != data.text:
            raise ValueError(f"{data.kind} is not at {data.start}:{data.end}")
        parts += [text[reached : data.start], mark(data.kind)]
        reached = data.end
    return "".join([*parts, text[reached:]])
