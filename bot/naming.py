"""How channels name people."""

import re
from collections.abc import Mapping

_NAMES: Mapping[str, re.Pattern[str]] = {
    # ASCII, as Matrix has it: of letters that only look like those of a colleague no role comes.
    "matrix": re.compile(r"@[!-9;-~]+:[!-~]+"),
    # Somebody else may take the name that starts with @.
    "telegram": re.compile(r"[1-9][0-9]*"),
    "terminal": re.compile(r"\S.*"),
}

CHANNELS = tuple(_NAMES)
"""The channels on which people can be named."""


def names_somebody(channel: str, person: str) -> bool:
    """Whether somebody can be called that on a channel; on one that is not in `CHANNELS`, anything goes."""
    pattern = _NAMES.get(channel)
    return pattern is None or pattern.fullmatch(person) is not None
