"""What kind of thing a question wants to hear: who, when, how much, whether.

Two questions about one subject that want to hear something else have different answers, and their vectors
are close together all the same. `bot.answering.asked_for` tells less finely what a passage must hold.
"""

import re
from enum import Enum, StrEnum, auto
from functools import lru_cache

_KEPT = 8192


class Form(StrEnum):
    """A kind of thing that a question wants to hear."""

    PERSON = "person"
    CONTACT = "contact"
    MOMENT = "moment"
    DURATION = "duration"
    FREQUENCY = "frequency"
    MONEY = "money"
    COUNT = "count"
    SIZE = "size"
    REASON = "reason"
    DIFFERENCE = "difference"
    MEANING = "meaning"
    PLACE = "place"
    MANNER = "manner"
    WHICH = "which"
    WHAT = "what"
    WHETHER = "whether"
    OBLIGED = "obliged"


class Fit(Enum):
    """Whether two questions want to hear the same."""

    SAME = auto()
    NEARLY = auto()
    NOT = auto()


_ASKS = {
    form: re.compile(pattern, re.IGNORECASE)
    for form, pattern in {
        Form.CONTACT: (
            r"\b(bij|naar|aan) (wie|welke? (persoon|collega|organisatie))\b|contact\w*|aanspreekpunt"
        ),
        Form.PERSON: (
            r"(?<!bij )(?<!naar )(?<!aan )\b(wie|wiens|who|whom|whose)\b|\b(voorzitter|leden|auteur)\b|"
            r"\b(naam|namen)\b|"
            r"welke? (mensen|persoon|personen|minister|bewindspersoon|medewerkers?|collega)\b"
        ),
        Form.MOMENT: (
            r"\b(wanneer|when|datum|data|deadline|planning|startdatum|gepland|moment|tijdstip|tijden)\b|"
            r"hoe laat|(welke?|which) (dag|dagen|maand|jaar|datum|moment|week|tijdstip)\b"
        ),
        Form.DURATION: (
            r"\bhoe ?(lang|snel)\b|how long|hoeveel (weken|maanden|dagen|tijd|jaar|uur)\b|"
            r"binnen (welke|hoeveel)\b|\b(duur|duurt|\w*termijn|doorlooptijd)\b"
        ),
        Form.FREQUENCY: r"\bhoe (vaak|dikwijls)|how often|om de hoeveel|\bfrequentie\b|hoeveel keer\b",
        Form.MONEY: (
            r"\b(kost|kosten|prijs|budget|tarief)\b|\bhoe hoog\b|hoe duur|how much|"
            r"hoeveel (geld|euro|subsidie|budget)\b"
        ),
        Form.COUNT: r"\b(hoeveel|aantal|hoeveelste|tel)\b|how many",
        Form.SIZE: r"\bhoe (groot|klein)\b|\b(grootte|omvang|maximale|limiet)\b|how (big|large)",
        Form.REASON: r"\b(waarom|waardoor|hoezo|why|reden|oorzaak|aanleiding)\b",
        Form.DIFFERENCE: r"\bverschil\w*|\bdifference",
        Form.MEANING: (
            r"\bwat (is|zijn) (een |eigenlijk (een )?)?(?!de\b|het\b|er\b|onze?\b|mijn\b|jullie\b)\w|"
            r"\bwat (betekent|betekenen|houdt|bedoel\w*|verstaan?)\b|\b(definitie|betekenis|omschrij\w+)\b"
        ),
        Form.PLACE: r"\b(waar|where|waarheen|locatie|plek|link|loket|download\w*)\b",
        Form.MANNER: (
            r"\bhoe (?!lang|snel|vaak|veel|dikwijls|groot|klein|hoog|duur|laat|zit (dat|het)\b)\w|"
            r"\b(stappen|procedure|werkwijze|manier|how)\b|"
            r"\bwat moet(en)? (ik|we|wij) (doen|regelen)\b|\bwat doe ik\b"
        ),
        Form.WHICH: r"(?<!op )(?<!naar )(?<!in )\b(welke|welk|which)\b|\b(lijst|noem|overzicht)\b",
        Form.WHAT: r"\b(wat|what)\b",
    }.items()
}
_POLITE = re.compile(
    r"^\W*((hallo|hoi|goede\w+|beste)\W+)?((weet (je|jij|u|iemand)|ku?n (je|jij|u)( (me|mij))?"
    r"( (vertellen|zeggen|uitleggen))?|ik (wil|zou)( graag)?( willen)? weten|mag ik weten|ik vraag me af|"
    r"do you know|can you tell me)\b\W*)+(?=\w*\W*(wie|wat|waar|wanneer|hoe|welke?|of|wh|how))",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"^\W*((en|maar|of|if|whether)\W+)?(?P<verb>ka?n|kunnen|mag|mogen|is|zijn|was|waren|moet|moeten|heb|heeft|hebben|"
    r"wordt?|worden|doet?|doen|geldt|bestaan?|bestaat|krijgt?|krijgen|komt?|komen|zit|zitten|valt|vallen|"
    r"geeft?|geven|biedt|bieden|wilt?|willen|werkt?|werken|gaat?|gaan|gebruikt?|hoort?|do|does|are|can|may|"
    r"should|must|hoeft?|hoeven)\b",
    re.IGNORECASE,
)
_OBLIGES = frozenset({"moet", "moeten", "hoef", "hoeft", "hoeven", "must", "should"})
_NEAR = (
    frozenset({Form.CONTACT, Form.PLACE}),
    frozenset({Form.CONTACT, Form.PERSON}),
    frozenset({Form.PLACE, Form.MANNER}),
    frozenset({Form.COUNT, Form.MONEY}),
)
"""Forms in which the same is asked: "bij wie meld ik" and "waar meld ik"."""

_OUTWEIGHS = (
    (frozenset({Form.DIFFERENCE}), frozenset(Form) - {Form.DIFFERENCE}),
    (frozenset({Form.FREQUENCY}), frozenset({Form.DURATION})),
    (frozenset({Form.DURATION}), frozenset({Form.MONEY, Form.COUNT, Form.MANNER})),
    (frozenset({Form.MONEY, Form.FREQUENCY}), frozenset({Form.COUNT, Form.MANNER})),
    (frozenset({Form.PERSON, Form.CONTACT, Form.MOMENT}), frozenset({Form.WHICH, Form.MEANING, Form.MONEY})),
    (frozenset(Form) - {Form.WHAT}, frozenset({Form.WHAT})),
)
"""Forms that bring others along which they outweigh: "hoeveel weken" asks no count, "wat kost" no "wat"."""

_UNSAID = frozenset({Form.PLACE, Form.MANNER, Form.WHICH, Form.WHETHER, Form.MEANING})
"""What somebody wants to hear who types no more than a subject."""


@lru_cache(_KEPT)
def forms_of(question: str) -> frozenset[Form]:
    """Tell what a question wants to hear; nothing where it only names a subject."""
    asked = _POLITE.sub("", question)
    verb = _WHETHER.match(asked)
    if verb:
        return frozenset({Form.OBLIGED if verb["verb"].casefold() in _OBLIGES else Form.WHETHER})
    return frozenset(form for form, asks in _ASKS.items() if asks.search(asked))


def fit_of_forms(one: str, other: str) -> Fit:
    """Tell whether two questions want to hear the same."""
    forms, others = forms_of(one), forms_of(other)
    if not forms or not others:
        return Fit.NEARLY if (forms | others) <= _UNSAID else Fit.NOT
    specific, other_specific = _specific(forms), _specific(others)
    if specific & other_specific:
        return Fit.SAME
    near = any(near & specific and near & other_specific for near in _NEAR)
    return Fit.NEARLY if near else Fit.NOT


def _specific(forms: frozenset[Form]) -> frozenset[Form]:
    """What is left when the forms that others bring along are taken away: "hoeveel weken" is no count."""
    left = set(forms)
    for strong, weak in _OUTWEIGHS:
        if left & strong:
            left -= weak
    return frozenset(left)
