"""Names for things on Telegram that do not tell what they are: ids there are those of people."""

import base64
import hashlib
import hmac

LENGTH = 22
"""Characters: 132 bits. A parameter of a deep link has 64 at most."""


def pseudonym(secret: str, *parts: object) -> str:
    """Give a name that is always the same, from which nobody without the secret learns what it names.

    Args:
        secret: the token of the bot.
        parts: what is named.
    """
    said = "\n".join(map(str, parts))
    digest = hmac.new(secret.encode(), said.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode()[:LENGTH]
