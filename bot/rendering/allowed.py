"""What may stand in a reply that is markup: which addresses become links, and which characters there are."""

import re

HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""Half of a character beyond U+FFFF, which is none in UTF-8."""

_WEB_OR_MAIL = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


def may_be_link(url: str) -> bool:
    """Whether an address leads where people expect: not into their own client, and to no script."""
    return url.isprintable() and _WEB_OR_MAIL.fullmatch(url) is not None
