"""E-mail addresses of people."""

import re
from collections.abc import Iterator

_AT = re.compile(r"@| ?[(\[] ?(?:at|apenstaart(?:je)?) ?[)\]] ?", re.IGNORECASE)
_LOCAL = re.compile(r"[^\W_](?:[\w.%+'-]{0,62}[\w%+-])?$|_[\w.%+'-]{0,62}[\w%+-]$")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w-])")
_LONGEST_LOCAL = 64
_FUNCTION = re.compile(
    r"(?:info|postbus|contact|klachten?|bezwaar|servicedesk|helpdesk|support|secretariaat|administratie|"
    r"receptie|balie|loket|klantenservice|klantcontact|webmaster|redactie|meldpunt|meldingen|privacy|avg|fg|"
    r"no-?reply|voorlichting|communicatie|pers|personeelszaken|hrm?|inkoop|facturen|crediteuren|gemeente|"
    r"wijkteam|team|bestuur|directie|aanmelden|aanvragen|vragen|knelpunten|feedback|woo|juridischezaken|"
    r"burgerzaken|participatie|toeslagen|ondersteuning)(?:[._-][\w.-]*)?"
    r"|[\w.-]*(?:klacht|meldpunt|informatiepunt|servicedesk|helpdesk|secretariaat|administratie|postbus|"
    r"klantenservice|loket|aanbested|webmaster|redactie|no-?reply)[\w.-]*",
    re.IGNORECASE,
)
_OF_PRIVATE_PERSONS = re.compile(
    r"(?:.*\.)?(?:gmail|googlemail|hotmail|outlook|live|msn|icloud|me|yahoo|ziggo|kpnmail|planet|home|hetnet|"
    r"casema|chello|upcmail|xs4all|quicknet|telfort|tele2|solcon|proton|protonmail|gmx|aol)\.\w+",
    re.IGNORECASE,
)


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """E-mail addresses, except an organisation's mailboxes such as ``info@`` and ``postbus.bezwaar@``."""
    reached = 0
    for at in _AT.finditer(text):
        local = _LOCAL.search(text[max(reached, at.start() - _LONGEST_LOCAL) : at.start()])
        domain = _DOMAIN.match(text, at.end())
        if local is None or domain is None:
            continue
        if _FUNCTION.fullmatch(local[0]) and not _OF_PRIVATE_PERSONS.fullmatch(domain[0]):
            continue
        yield at.start() - len(local[0]), domain.end()
        reached = domain.end()
