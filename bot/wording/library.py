"""What is said about the documents that the assistant answers from."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from bot.library.catalogue import Entry, Origin
from bot.library.term_words import Misunderstood
from bot.library.terms import Terms
from bot.wording.dates import day_of, readable_date
from bot.wording.phrases import Language
from bot.wording.workflow_proposal import in_a_row

ALL = "Ik antwoord uit {documents}."
MATCHING = "{documents} met {words}."
PART = "{what} Dit zijn {first} tot en met {last}."
ONE_DOCUMENT, MANY_DOCUMENTS = "1 document", "{count} documenten"
HOW = "Kies een document, of zoek verder. Bijvoorbeeld: /documenten werkwijze."
NONE = "Ik vind geen document met {words}."
NO_DOCUMENTS = "Er zijn nog geen documenten. Stuur een bestand om er een toe te voegen."
ALL_DOCUMENTS = "Alle documenten"
NOT_HERE = "{documents} alleen voor andere kamers. Die beheer je in een gesprek met mij alleen."
ONE_NOT_HERE, MANY_NOT_HERE = "1 document is", "{count} documenten zijn"

ENTRY = "{name}: {title} ({features})"
UNTITLED = "{name} ({features})"
IN_SHORT: Mapping[Origin, str] = {
    Origin.SHIPPED: "meegeleverd",
    Origin.FOLDER: "uit een map",
    Origin.LESSON: "les",
    Origin.FILE: "toegevoegd op {date}",
    Origin.PAGE: "opgehaald op {date}",
    Origin.GONE: "niet meer aanwezig",
}
FROM: Mapping[Origin, str] = {
    Origin.SHIPPED: "Meegeleverd met Wegwijzer",
    Origin.FOLDER: "Uit een map in de instellingen",
    Origin.LESSON: "Geleerd van een knelpunt",
    Origin.FILE: "Toegevoegd op {date}",
    Origin.PAGE: "Opgehaald van het web op {date}",
    Origin.GONE: "Het bestand heb ik niet meer",
}
WITHDRAWN_SHORT, WAITING_SHORT, ROOMS_SHORT = "ingetrokken", "nog niet opgenomen", "niet voor iedereen"
NOT_YET_SHORT, NO_MORE_SHORT = "geldt nog niet", "geldt niet meer"
ONE_PASSAGE, MANY_PASSAGES = "1 passage", "{count} passages"
DATE = "Datum: {date}"
PUBLISHER = "Van: {publisher}"
URL = "Op het web: "
INCOMPLETE = "Niet het hele document: het origineel is langer"
WAITING = "Nog niet opgenomen in mijn index"
WITHDRAWN = "Ingetrokken: ik laat er niets meer uit zien"
HOLDS_ALWAYS_FOR_ALL = "Geldt altijd, voor iedereen"
CHOICE_HERE_ONLY, CHOICE_EVERYONE, CHOICE_ALWAYS = (
    "Alleen voor deze kamer",
    "Voor iedereen",
    "Altijd geldig",
)
CHOICE_WITHDRAW, CHOICE_BACK = "Intrekken", "Terugzetten"
HOW_TO_SET = (
    "Wanneer en voor wie het geldt, verander je zo: /document {name} geldig 1 januari 2026 t/m "
    "31 december 2026, of: /document {name} voor deze kamer."
)

WHICH = "Zet de naam erachter. Bijvoorbeeld: /{command} werkwijze.pdf. Typ /documenten om te zien wat er is."
NOT_FOUND = "Een document '{typed}' ken ik niet. Typ /documenten om te zien wat er is."
DID_YOU_MEAN, DID_YOU_MEAN_ONE = "Bedoel je dit document?", "Bedoel je een van deze documenten?"

SET = "{name}: dat is veranderd."
VALID = "Het geldt {days}."
ONLY = "Alleen mensen in {rooms} krijgen er nog iets uit te zien."
FOR_ALL = "Het is voor iedereen."
THIS_ROOM, ROOM = "deze kamer", "{room}"
ALWAYS, FROM_DAY, UNTIL_DAY = "altijd", "vanaf {first}", "tot en met {last}"
NOT_YET = "Tot die dag laat ik er niets uit zien."
NO_MORE = "Dat is voorbij, dus ik laat er niets meer uit zien."
STILL_WITHDRAWN = "Het is wel ingetrokken. Terugzetten kan met: /document {name} terug."
MISUNDERSTOOD: Mapping[Misunderstood, str] = {
    Misunderstood.DAYS: (
        "Die datum begrijp ik niet. Typ bijvoorbeeld: geldig 1 januari 2026 t/m 31 december 2026, "
        "geldig vanaf 1 mei 2026, geldig tot 1 mei 2026, of: geldig altijd."
    ),
    Misunderstood.ORDER: "De laatste dag komt voor de eerste. Ik heb niets veranderd.",
    Misunderstood.ROOMS: (
        "Die kamer ken ik zo niet. Typ: voor iedereen, voor deze kamer, of bijvoorbeeld: "
        "voor matrix:!abc:example.org."
    ),
    Misunderstood.NOTHING: (
        "Zet erachter wanneer of voor wie het geldt. Bijvoorbeeld: geldig vanaf 1 mei 2026, of: "
        "voor deze kamer."
    ),
}

WHETHER_TO_WITHDRAW = "{name} intrekken? {what} Daarna laat ik er niets meer uit zien."
WHAT_IT_IS = "Het heeft {passages}{since}."
WHAT_IT_WILL_BE = "Het is nog niet opgenomen{since}."
SINCE_ADDED, SINCE_DATED = ", en is toegevoegd op {date}", ", en is van {date}"
THEN_GONE = "Het bestand gooi ik weg. Terugzetten kan alleen door het opnieuw te sturen."
THEN_BACK = "Terugzetten kan met: /document {name} terug."
CHOICE_SURE, CHOICE_NOT_SURE = "Ja, intrekken", "Nee"
WITHDRAWING = "Vanaf nu laat ik niets meer zien uit {name}. Ik haal het ook uit mijn index."
WITHDRAWN_ALREADY = "{name} is al ingetrokken."
BRINGING_BACK = "Ik zet {name} terug. Hoe ver ik ben, lees je hier."
NOT_WITHDRAWN = "{name} is niet ingetrokken."
FILE_GONE = "Het bestand {name} heb ik niet meer. Stuur het opnieuw om het weer toe te voegen."


def documents(count: int) -> str:
    """Say how many documents there are."""
    return ONE_DOCUMENT if count == 1 else MANY_DOCUMENTS.format(count=count)


def passages(count: int) -> str:
    """Say how many passages there are."""
    return ONE_PASSAGE if count == 1 else MANY_PASSAGES.format(count=count)


def not_here(count: int) -> str:
    """Say that some documents are not shown."""
    return NOT_HERE.format(documents=ONE_NOT_HERE if count == 1 else MANY_NOT_HERE.format(count=count))


def entry_in_short(entry: Entry, today: date) -> str:
    """Say in a line what a document is."""
    said = list(features(entry, today))
    if entry.passages:
        said.insert(0, passages(entry.passages))
    title = entry.source.title
    form = UNTITLED if title == entry.name else ENTRY
    return form.format(name=entry.name, title=title, features=", ".join(said))


def features(entry: Entry, today: date) -> Iterator[str]:
    """Say in a few words each where a document comes from, and what else there is to know."""
    yield _from(IN_SHORT, entry)
    if entry.terms.withdrawn:
        yield WITHDRAWN_SHORT
    if entry.is_waiting:
        yield WAITING_SHORT
    if entry.terms.rooms is not None:
        yield ROOMS_SHORT
    if entry.terms.valid_from and entry.terms.valid_from > today:
        yield NOT_YET_SHORT
    if entry.terms.valid_until and entry.terms.valid_until < today:
        yield NO_MORE_SHORT


def origin(entry: Entry) -> str:
    """Say where a document comes from."""
    return _from(FROM, entry)


def dated(text: str) -> str:
    """Write a document's date for people."""
    return readable_date(text, Language.DUTCH)


def terms_in_words(terms: Terms, room: str) -> str:
    """Say for whom and when a document holds; ``""`` for everyone and always.

    Args:
        terms: these.
        room: where it is said, as `Terms.rooms` names it.
    """
    said = []
    if terms.valid_from or terms.valid_until:
        said.append(VALID.format(days=days(terms)))
    if terms.rooms is not None:
        said.append(ONLY.format(rooms=_rooms(terms.rooms, room)))
    return " ".join(said)


def terms_in_full(terms: Terms, room: str) -> str:
    """Say for whom and when a document holds, also where that is for everyone and always.

    Args:
        terms: these.
        room: where it is said, as `Terms.rooms` names it.
    """
    return f"{VALID.format(days=days(terms))} {_for_whom(terms, room)}"


def terms_set(name: str, terms: Terms, room: str, today: date) -> str:
    """Say what it means that the terms of a document are these now."""
    said = [SET.format(name=name), VALID.format(days=days(terms))]
    if terms.valid_from and terms.valid_from > today:
        said.append(NOT_YET)
    if terms.valid_until and terms.valid_until < today:
        said.append(NO_MORE)
    said.append(_for_whom(terms, room))
    if terms.withdrawn:
        said.append(STILL_WITHDRAWN.format(name=name))
    return " ".join(said)


def days(terms: Terms) -> str:
    """Say when a document holds: ``vanaf 1 mei 2026 tot en met 31 mei 2026``."""
    first = FROM_DAY.format(first=dated(terms.valid_from.isoformat())) if terms.valid_from else ""
    last = UNTIL_DAY.format(last=dated(terms.valid_until.isoformat())) if terms.valid_until else ""
    return " ".join(filter(None, (first, last))) or ALWAYS


def what_it_is(entry: Entry) -> str:
    """Say what is withdrawn: how many passages, and since when it is there."""
    since = ""
    if entry.added:
        since = SINCE_ADDED.format(date=day_of(entry.added.added_at))
    elif entry.source.date[:1].isdigit():
        since = SINCE_DATED.format(date=dated(entry.source.date))
    form = WHAT_IT_IS if entry.passages else WHAT_IT_WILL_BE
    return form.format(passages=passages(entry.passages), since=since)


def quoted(typed: Collection[str]) -> str:
    """Say which words were looked for."""
    return in_a_row([f"'{word}'" for word in typed])


def _from(forms: Mapping[Origin, str], entry: Entry) -> str:
    return forms[entry.origin].format(date=day_of(entry.added.added_at) if entry.added else "")


def _for_whom(terms: Terms, room: str) -> str:
    return FOR_ALL if terms.rooms is None else ONLY.format(rooms=_rooms(terms.rooms, room))


def _rooms(rooms: Collection[str], room: str) -> str:
    named = [THIS_ROOM] if room in rooms else []
    return in_a_row([*named, *sorted(set(rooms) - {room})])
