"""Cutting very long text, for libraries that take time in the square of its length."""

from collections.abc import Iterator, Sequence


def windows(text: str, most: int, breaks: Sequence[str]) -> Iterator[str]:
    """Cut a text into pieces that together are that text.

    Args:
        text: what to cut; a text of no more than ``most`` characters stays whole.
        most: most characters in a piece.
        breaks: where a cut may fall, just after it; the first of these that a piece holds counts,
            and without any the cut falls wherever the piece is full.

    Example:
        >>> list(windows("Een zin. Nog een.", 12, [". ", " "]))
        ['Een zin. ', 'Nog een.']
    """
    start = 0
    while len(text) - start > most:
        found = ((text.rfind(mark, start, start + most), mark) for mark in breaks)
        end = next((place + len(mark) for place, mark in found if place >= start), start + most)
        yield text[start:end]
        start = end
    yield text[start:]
