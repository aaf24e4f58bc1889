"""What is said to admins about questions that got no good answer."""

from bot.gaps.actions import Decision
from bot.gaps.gap import Gap
from bot.wording.fixed_answers import day

NONE = "Er zijn geen vragen zonder goed antwoord. Ik kijk {days} dagen terug."
COUNT_ONE = "1 vraag kreeg geen goed antwoord."
COUNT = "{count} vragen kregen geen goed antwoord."
PART = "{what} Dit zijn {first} tot en met {last}."
MORE = "Er zijn er nog meer. Ik toon wat het vaakst en het laatst is gevraagd."
BEING_SORTED = "Ik ben de vragen nog aan het ordenen. Probeer het over een minuut opnieuw."
HOW = "Wat het vaakst is gevraagd, staat bovenaan. Kies een vraag om er iets mee te doen."
ENTRY = "{count}x: {question} ({details})"
UNKNOWN = "{count} keer geen antwoord"
NEARBY = "{count} keer bijna een antwoord"
UNHELPFUL = "{count} keer niet geholpen"
LAST = "laatst op {day}"
OFF_TOPIC = "lijkt niet over het programma te gaan"
OUT_OF_SCOPE_BEFORE = "hoorde eerder niet bij het programma"

NOT_KNOWN = "Vraag {typed} ken ik niet, of niet meer. Je ziet ze met /vragen."
NOT_UNDERSTOOD = "Ik weet niet wat ik met '{typed}' moet doen. Kies hieronder, of typ /vragen voor de lijst."
ASKED = "{question} ({details})"
WAYS = "Zo is het gevraagd:"
WAY = "{question} ({count} keer)"
MORE_WAYS = "en nog op {count} andere manieren"
NEAREST = "Het dichtst in de buurt in de documenten:"
NOTHING_NEAR = "In de documenten komt niets in de buurt."
DECIDED = {
    Decision.ANSWERED: "Er is een vast antwoord. Sindsdien is dit niet meer gevraagd zonder goed antwoord.",
    Decision.OUT_OF_SCOPE: "Deze vraag hoort niet bij het programma. Sindsdien is hij niet meer gesteld.",
    Decision.TO_EVALUATION: "Dit is nu een toetsvraag. Sindsdien is dit niet meer gevraagd.",
}
ANSWER, OUTSIDE, EVALUATION, TO_THE_LIST = (
    "Schrijf een vast antwoord",
    "Hoort niet bij het programma",
    "Toetsvraag: het antwoord staat in {title}",
    "Naar de lijst",
)
IS_OUTSIDE = "Goed. De vraag gaat van de lijst: {question} Hij komt terug als iemand hem weer stelt."
HOW_TO_ANSWER = (
    "Stuur dit als één bericht, met je eigen woorden. Het antwoord geldt dan voor de vragen hieronder. "
    "Hoort er een niet bij, zet dan op een eigen regel het nummer: zonder: 2."
)
HOW_TO_REVIEW = (
    "Met nakijken: 1-6-2027 op een eigen regel kies je wanneer het opnieuw wordt nagekeken; anders is dat "
    "over een half jaar."
)
WHICH_DOCUMENT = "Typ erbij in welk document het antwoord staat, bijvoorbeeld: /vragen {id} toets {example}."
NO_SUCH_DOCUMENT = "Het document '{typed}' ken ik niet."
DID_YOU_MEAN = "Bedoel je een van deze?"


def entry(gap: Gap) -> str:
    """Say in a line what is asked, and how it went."""
    return ENTRY.format(count=gap.count, question=gap.question, details=details(gap))


def details(gap: Gap) -> str:
    """Say how often something was asked, and how it went; not by whom."""
    counts = ((UNKNOWN, gap.unknown), (NEARBY, gap.nearby), (UNHELPFUL, gap.unhelpful))
    said = [form.format(count=count) for form, count in counts if count]
    said.append(LAST.format(day=day(gap.last).rpartition(" ")[0]))
    if gap.decided is Decision.OUT_OF_SCOPE:
        said.append(OUT_OF_SCOPE_BEFORE)
    elif gap.off_topic:
        said.append(OFF_TOPIC)
    return ", ".join(said)


def page(count: int, first: int, last: int) -> str:
    """Say what is on a page of the list."""
    said = COUNT_ONE if count == 1 else COUNT.format(count=count)
    return said if (first, last) == (1, count) else PART.format(what=said, first=first, last=last)
