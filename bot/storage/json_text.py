"""JSON as every database keeps it."""

import json
import re

_NUL = re.compile(r"\\(?:u0000|.)")
_HALF = re.compile("[\ud800-\udfff]")
_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def as_json(value: object) -> str:
    """Give a value as JSON, with U+FFFD for each NUL and each half of a character.

    PostgreSQL takes these in JSON, and then cannot read anything out of that row any more: one message with a
    NUL would stop whoever looks among those that wait.

    Args:
        value: of what JSON can hold.
    """
    text = _HALF.sub(_INSTEAD, json.dumps(value, ensure_ascii=False))
    if "\\u0000" not in text:
        return text
    # A backslash that was written takes the sign behind it along, so that the word "u0000" stays a word.
    return _NUL.sub(lambda found: _INSTEAD if found[0] == "\\u0000" else found[0], text)
