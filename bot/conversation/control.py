"""The words that steer a guided conversation, however people type them."""

from enum import StrEnum

from rapidfuzz.distance import OSA

from index.words import words

SHORTEST_WITH_TYPO = 5
SHORTEST_WITH_EXCHANGE = 4
LONGEST = 80
"""Characters; more than anybody needs to say one of these."""


class Control(StrEnum):
    """What a person can do at any step."""

    BACK = "terug"
    SKIP = "overslaan"
    STOP = "stop"
    HELP = "hulp"
    KEEP = "verder"
    CHANGE = "wijzigen"
    SEND = "versturen"
    DISCARD = "weggooien"
    STORE = "bewaren"
    AGAIN = "opnieuw"


_SYNONYMS = {
    Control.BACK: "terug, ga terug, vorige, stap terug, back",
    Control.SKIP: "overslaan, sla over, skip, volgende, weet ik niet, geen idee, nvt, niet van toepassing",
    Control.STOP: "stop, stoppen, ik wil stoppen, afbreken, annuleren, annuleer, cancel",
    Control.HELP: "hulp, help, uitleg",
    Control.KEEP: "verder, ga verder, verder gaan, doorgaan, ga door, houden, zo houden, behouden",
    Control.CHANGE: "wijzigen, iets wijzigen, wijzig, aanpassen, veranderen, verander, pas aan",
    Control.SEND: "versturen, verstuur, verzenden, verzend, insturen, bevestigen, bevestig, send",
    Control.DISCARD: "weggooien, gooi weg, verwijderen, verwijder, wissen, niet bewaren",
    Control.STORE: "bewaren, bewaar, concept bewaren, later, opslaan",
    Control.AGAIN: "opnieuw, opnieuw beginnen, begin opnieuw, nieuwe melding",
}
_CONTROLS = {synonym: control for control, synonyms in _SYNONYMS.items() for synonym in synonyms.split(", ")}
_PLEASE = {"svp", "aub", "graag", "alsjeblieft", "maar"}


def control_of(text: str) -> Control | None:
    """Tell which control a message is, also with a slash before it or a typing error; else None."""
    if len(text) > LONGEST:
        return None
    bare = " ".join(word for word in words(text) if word not in _PLEASE)
    if bare in _CONTROLS:
        return _CONTROLS[bare]
    return next((control for synonym, control in _CONTROLS.items() if _is_typed_wrong(bare, synonym)), None)


def _is_typed_wrong(typed: str, meant: str) -> bool:
    """One letter wrong, missing or too many, or two exchanged; of short words only the last."""
    if min(len(typed), len(meant)) < SHORTEST_WITH_TYPO:
        return len(typed) >= SHORTEST_WITH_EXCHANGE and sorted(typed) == sorted(meant)
    return OSA.distance(typed, meant, score_cutoff=1) <= 1
