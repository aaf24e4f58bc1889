"""What of a passage is embedded: its words after the title and headings that give them their subject."""

from hashlib import blake2b

from knowledge.passage import Line, Passage

KEY_BYTES = 16


def passage_text(passage: Passage) -> str:
    """Return the text that is embedded for a passage."""
    return "\n".join(part for part in (passage.source.title, passage.section, passage.text) if part)


def line_text(passage: Passage, line: Line) -> str:
    """Return the text that is embedded for one sentence or list item of a passage."""
    return "\n".join(part for part in (passage.source.title, passage.section, line.text) if part)


def text_key(text: str) -> bytes:
    """Return the hash under which the vector of a text is found again at the next build."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=KEY_BYTES).digest()
