"""Words before a number that say what the number is."""

import re

REACH = 48
"""Characters before a number in which its label is looked for: keeps every check of bounded length."""

_OTHER_NUMBER = re.compile(
    r"(?:\b(?:zaak|dossier|factuur|order|ticket|incident|melding(?:s)?|document|polis|klant|debiteur(?:en)?|"
    r"relatie|registratie|volg|artikel|serie|referentie|betalings?|beschikkings?|aanslag|kvk|rsin|btw|"
    r"vestigings?|loonheffingen|wijzigings?|project|contract|begrotings?|kamerstuk)"
    r"[ -]?(?:id|code|num+er|n(?:umme)?rs?\.?|kenmerk)?|"
    r"\b(?:ons |uw )?kenmerk|\breferentie|\bref\.)(?: is| was| met nummer)?[ :#=.(]*$",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"(?:€|\beur|\beuro) ?$", re.IGNORECASE)
_MONEY_AFTER = re.compile(r",\d| ?(?:€|euro\b|eur\b|miljoen\b|miljard\b)", re.IGNORECASE)
_ACCOUNT_BEFORE = re.compile(r"\b[a-z]{2} ?\d\d[ .-]?[a-z]{4}[ .\d-]*$", re.IGNORECASE)


def before(text: str, place: int) -> str:
    """The characters before a place in which a label may stand."""
    return text[max(0, place - REACH) : place]


def names_another_number(text: str, place: int) -> bool:
    """Whether the number at a place is labelled as a case, an invoice, a company or the like."""
    return _OTHER_NUMBER.search(before(text, place)) is not None


def is_money(text: str, start: int, end: int) -> bool:
    """Whether the number from start to end is an amount."""
    return _MONEY_BEFORE.search(before(text, start)) is not None or _MONEY_AFTER.match(text, end) is not None


def is_inside_account_number(text: str, place: int) -> bool:
    """Whether what stands before a place has the form of the first part of an IBAN, right or wrong."""
    return _ACCOUNT_BEFORE.search(before(text, place)) is not None
