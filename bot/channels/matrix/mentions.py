"""Whether a message speaks to the assistant, and what it says without the mention."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from bot.channels.matrix.message import Message

_LINKS_TO_USERS = ("https://matrix.to/#/", "matrix:u/")


@dataclass(frozen=True, slots=True)
class Me:
    """The assistant as people in a room see it."""

    user_id: str
    display_name: str


def is_mentioned(message: Message, me: Me) -> bool:
    """Whether a message mentions the assistant.

    A client that says whom a message mentions is believed, and a display name that is also an
    ordinary word then only counts where somebody is called by it ("Wegwijzer, wat is ...?").
    """
    if me.user_id in (message.mentioned or ()) or me.user_id in _pills(message.html):
        return True
    patterns = _patterns(me)
    if patterns.handle.search(message.text) or any(form.search(message.text) for form in patterns.called):
        return True
    return message.mentioned is None and patterns.name.search(message.text) is not None


def without_mention(text: str, me: Me) -> str:
    """Take out the name where somebody is called by it, and the user id anywhere."""
    patterns = _patterns(me)
    for pattern in (*patterns.called, patterns.handle):
        text = pattern.sub("", text)
    return text


@dataclass(frozen=True, slots=True)
class _Patterns:
    name: re.Pattern[str]
    handle: re.Pattern[str]
    called: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=256)
def _patterns(me: Me) -> _Patterns:
    localpart = me.user_id[1:].partition(":")[0]
    # No part of a longer name, such as @wegwijzer:example.org in @wegwijzer:example.org.evil.
    starts, ends = r"(?<![\w@-])", r"(?![\w-]|[.:]\w)"
    name = rf"@?{_any_of((me.display_name, me.user_id))}{ends}"
    handle = rf"@{_any_of((me.display_name, localpart, me.user_id[1:]))}{ends}"
    return _Patterns(
        name=_compiled(rf"{starts}{name}"),
        handle=_compiled(rf"(?<!\s)\s*{starts}{handle}"),
        called=(
            _compiled(rf"\A\s*{name}\s*[,:;.!–-]*\s*"),
            _compiled(rf"(?:,\s*|(?<=\w)\s+){name}(?=\s*,)"),
            _compiled(rf",\s*{name}(?=[\s.?!]*\Z)"),
        ),
    )


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _pills(html: str) -> set[str]:
    """The users that a message links to, outside what it quotes above a reply."""
    if "matrix" not in html:
        return set()
    tree = LexborHTMLParser(html)
    for quote in tree.css("mx-reply"):
        quote.decompose()
    targets = (unquote(link.attributes.get("href") or "") for link in tree.css("a"))
    return {user for target in targets if (user := _user_behind(target))}


def _user_behind(target: str) -> str:
    for prefix in _LINKS_TO_USERS:
        if target.lower().startswith(prefix):
            user = target[len(prefix) :].partition("?")[0]
            return user if user.startswith("@") else f"@{user}"
    return ""
