"""One-time codes, with which somebody shows that an account on another channel is theirs too."""

import hashlib
import re
import secrets
from datetime import timedelta

ALPHABET = "23456789CDFGHJKMNPQRTVWXY"
"""Of signs that look alike one at most is here; without vowels no code is a word."""

VALID = timedelta(minutes=10)
_LENGTH = 8
_HALF = _LENGTH // 2
_READ_AS = str.maketrans("BSZ", "852")
_BETWEEN = re.compile(r"[^0-9A-Za-z]+")


def new_code() -> str:
    """Make a code, for instance ``7KQ2-M4XD``.

    Nobody guesses one. There are 25^8, about 1.5e11, and one is good for ten minutes, in which the assistant
    reads some 340 messages of an account (`bot.rate_limit`): a chance of 2e-9 for each code that can be used
    at that moment. Even who gets round the limit, with many accounts or with false times of sending, and
    tries a hundred a second, has a chance of 4e-7. Why such codes are made so: sections 5.1 and 6.1 of
    RFC 8628.
    """
    signs = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
    return f"{signs[:_HALF]}-{signs[_HALF:]}"


def read_code(typed: str) -> str | None:
    """Read a code, in whatever way it is typed over; None where it cannot be one.

    Case, spaces, dashes and other signs around or between do not matter. A letter that looks like a digit of
    the alphabet is read as that digit.
    """
    signs = _BETWEEN.sub("", typed).upper().translate(_READ_AS)
    if len(signs) != _LENGTH or not set(signs) <= set(ALPHABET):
        return None
    return f"{signs[:_HALF]}-{signs[_HALF:]}"


def hash_of(code: str) -> str:
    """Give what is kept of a code; takes some 50 ms, so not in the event loop.

    There are so few codes that a fast hash would give them away within their ten minutes to who can read
    the database; to try them all with this one takes two centuries of one processor. It is always salted
    with the same: a code is found by its hash, and is never used again.
    """
    return hashlib.scrypt(code.encode(), salt=b"wegwijzer link code", n=2**14, r=8, p=1, dklen=32).hex()
