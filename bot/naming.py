"""How channels name people."""

import re
from collections.abc import Mapping

_NAMES: Mapping[str, re.Pattern[str]] = {
    "matrix": re.compile(r"@[^:\s]+:\S+"),
    # Somebody else may take the name that starts with @.
    "telegram": re.compile(r"[1-9]\d*"),
    "terminal": re.compile(r"\S.*"),
}

CHANNELS = tuple(_NAMES)
"""The channels on which people can be named."""


def names_somebody(channel: str, person: str) -> bool:
    """Whether somebody can be called that on a channel; on one that is not in `CHANNELS`, anything goes."""
    pattern = _NAMES.get(channel)
    return pattern is None or pattern.fullmatch(person) is not None
