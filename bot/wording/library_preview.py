"""What is said about files before they become documents."""

from collections.abc import Sequence

from bot.library.adding.comparing import Differences
from bot.library.adding.personal_data import Place, Sighting
from bot.privacy.personal_data import PersonalDataKind
from bot.wording.attachments import readable_size
from bot.wording.workflow_proposal import in_a_row

NOT_KEPT = "(niet bewaard)"
"""Kept in the place of words of a file that may never become a document."""

PASSAGES = "{passages}. Het begint zo: "
ONE_SECTION, MANY_SECTIONS = "1 onderdeel", "{count} onderdelen"
BEGINNING_WITH = "{sections}, om te beginnen: "
NAMED = "{sections}: "
FOUND = "Persoonsgegevens: "
NOT_SEARCHED = "Het is lang. Alleen het eerste deel heb ik nagekeken op persoonsgegevens."
NOT_SEARCHED_AT_ALL = "Dit heb ik niet nagekeken op persoonsgegevens: samen is het daarvoor te lang."
REPLACES = "Dit vervangt {name}{since}."
SINCE = " van {date}"
REPLACES_UNREAD = "Het vorige is nog niet opgenomen, dus ik kan ze niet vergelijken."
REPLACES_ELSEWHERE = "Het is alleen voor andere kamers. Daarom laat ik hier niet zien wat er verandert."
REPLACES_BEHIND = "De index loopt nog achter op het document. Daarom laat ik niet zien wat er verandert."
DIFFERS = "Wat er verandert: {changes}."
NOTHING_DIFFERS = "Aan de passages verandert niets: alle {count} zijn hetzelfde."
NEW, GONE, CHANGED, SAME = "{count} nieuw", "{count} weg", "{count} gewijzigd", "{count} hetzelfde"
SHOWN_NEW, SHOWN_GONE, SHOWN_CHANGED = "Nieuw: ", "Weg: ", "Gewijzigd: "
ALL_DIFFERENCES = "Alle verschillen staan in het bestand dat hierbij zit."
WAS_WITHDRAWN = "{name} was ingetrokken. Als je dit toevoegt, geef ik er weer antwoorden uit."
SKIPPED = "Overgeslagen:"
MORE_SKIPPED = "en nog {count}"
BRIEFLY = " ({what})"
REPLACES_BRIEFLY = "vervangt wat er is{since}"

WHETHER_TO_ADD = "Wil je dit toevoegen?"
WHETHER_TO_REPLACE = "Wil je dit vervangen?"
WARNING = "Let op: er staan persoonsgegevens in. Wie een vraag stelt, kan ze te zien krijgen."
CHOICE_ADD, CHOICE_REPLACE, CHOICE_NOT = "Toevoegen", "Vervangen", "Niet doen"
NOTHING_TO_ADD = "Er is niets om toe te voegen."
WITH_OTHERS = "Dit wacht ook nog op je antwoord: {names}. Je antwoord geldt voor alles samen."
NO_ROOM = (
    "Dit wacht nog op je antwoord: {names}. Meer kan er niet bij: samen {limit}. "
    "Kies eerst of je dat toevoegt, en stuur dit daarna opnieuw."
)
TOO_MANY_TOGETHER = "zijn het meer dan {most} documenten"
TOO_MUCH_TOGETHER = "is het meer dan {together}"
CHANGED_FILE = "{name} is intussen veranderd. Dit is het nu:"
CHANGED_PAGE = "De pagina is intussen veranderd. Dit staat er nu:"
LOST = "Ik weet niet meer welk bestand het was. Stuur het opnieuw."
NO_TERMS = "In je bericht lees ik niet voor wie of wanneer het geldt."
SEND_AGAIN = "Stuur het bestand daarna opnieuw: ik heb er nog niets mee gedaan."
TOO_LARGE_NOW = "{name}: {why}. Ik heb niets toegevoegd."
UNAVAILABLE_NOW = "{name} kan ik niet meer ophalen. Stuur het opnieuw. Ik heb niets toegevoegd."
NOT_ADDED = "Goed. Ik heb niets toegevoegd, en niets bewaard."
TAKING_UP = "Ik neem {names} op. Hoe ver ik ben, lees je hier."
TAKING_UP_MANY = "Ik neem {count} documenten op. Hoe ver ik ben, lees je hier."
MOST_NAMED = 3
MORE_NAMED = "nog {count}"

WHICH_PAGE = "Zet het adres van de pagina erachter. Bijvoorbeeld: /voegtoe https://www.example.org/pagina."

DIFFERENCES_FILE = "verschillen.html"
DIFFERENCES = "Wat er verandert"
UNCHANGED_BETWEEN = "{count} passages hetzelfde"
ONE_UNCHANGED_BETWEEN = "1 passage hetzelfde"
MORE_DIFFERENCES = "En nog {count} verschillen, die hier niet staan."
LABEL_NEW, LABEL_GONE, LABEL_CHANGED = "Nieuw", "Weg", "Gewijzigd"

_KINDS = {
    PersonalDataKind.BSN: ("1 BSN", "{count} BSN's"),
    PersonalDataKind.IBAN: ("1 rekeningnummer", "{count} rekeningnummers"),
    PersonalDataKind.PHONE: ("1 telefoonnummer", "{count} telefoonnummers"),
    PersonalDataKind.EMAIL: ("1 e-mailadres", "{count} e-mailadressen"),
    PersonalDataKind.LICENCE_PLATE: ("1 kenteken", "{count} kentekens"),
    PersonalDataKind.IDENTITY_DOCUMENT: ("1 documentnummer", "{count} documentnummers"),
    PersonalDataKind.ADDRESS: ("1 adres", "{count} adressen"),
    PersonalDataKind.BIRTH_DATE: ("1 geboortedatum", "{count} geboortedatums"),
    PersonalDataKind.NAME: ("1 naam", "{count} namen"),
}
_MOST_PLACES = 3
_PAGE = "bladzijde {page}"
_MORE_PLACES = "en nog {count} plaatsen"
_ONE_MORE_PLACE = "en nog 1 plaats"


def sections(count: int) -> str:
    """Say how many sections there are."""
    return ONE_SECTION if count == 1 else MANY_SECTIONS.format(count=count)


def counted(sighting: Sighting) -> str:
    """Say how many there are of a kind of personal data: ``2 namen``."""
    one, many = _KINDS[sighting.kind]
    return one if sighting.count == 1 else many.format(count=sighting.count)


def located(sighting: Sighting) -> str:
    """Say where they are: ``(Contact, bladzijde 2)``, or ``""`` where that cannot be told."""
    named = list(filter(None, map(_place, sighting.places)))
    more = len(named) - _MOST_PLACES
    shown = named[:_MOST_PLACES]
    if more > 0:
        shown.append(_ONE_MORE_PLACE if more == 1 else _MORE_PLACES.format(count=more))
    return f" ({'; '.join(shown)})" if shown else ""


def changes(differences: Differences) -> str:
    """Say what a new version changes: ``2 nieuw, 1 gewijzigd en 30 hetzelfde``."""
    counts = (
        (NEW, len(differences.new)),
        (GONE, len(differences.gone)),
        (CHANGED, len(differences.changed)),
        (SAME, differences.same),
    )
    return in_a_row([form.format(count=count) for form, count in counts if count])


def with_others(names: Sequence[str]) -> str:
    """Say that the answer is for what was shown before too."""
    return WITH_OTHERS.format(names=_first_of(names))


def too_many_together(names: Sequence[str], most: int) -> str:
    """Say that no more documents can wait than these.

    Args:
        names: of those that wait.
        most: how many may.
    """
    return NO_ROOM.format(names=_first_of(names), limit=TOO_MANY_TOGETHER.format(most=most))


def too_much_together(names: Sequence[str], together: int) -> str:
    """Say that no larger documents can wait than these.

    Args:
        names: of those that wait.
        together: bytes that may.
    """
    limit = TOO_MUCH_TOGETHER.format(together=readable_size(together))
    return NO_ROOM.format(names=_first_of(names), limit=limit)


def taking_up(names: tuple[str, ...]) -> str:
    """Say that documents are being taken up."""
    if len(names) > MOST_NAMED:
        return TAKING_UP_MANY.format(count=len(names))
    return TAKING_UP.format(names=in_a_row(list(names)))


def _first_of(names: Sequence[str]) -> str:
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown.append(MORE_NAMED.format(count=len(names) - MOST_NAMED))
    return in_a_row(shown)


def _place(place: Place) -> str:
    page = _PAGE.format(page=place.page) if place.page else ""
    return ", ".join(filter(None, (place.heading, page)))
