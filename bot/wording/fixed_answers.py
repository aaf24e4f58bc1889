"""What is said with fixed answers, and to admins about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.fixed_answers.drafting import LONGEST, MOST_QUESTIONS, Fault, Wrong
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.labelled import Label
from bot.wording.dates import readable_date
from bot.wording.phrases import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What is said with a fixed answer."""

    heading: str
    source: str
    reviewed: str
    overdue: str
    offer: str


PHRASES = {
    Language.DUTCH: Phrases(
        heading="Vast antwoord van het programma:",
        source="Bron:",
        reviewed="Nagekeken door {owner}. Dit antwoord geldt tot het op {day} opnieuw wordt nagekeken.",
        overdue=(
            "Nagekeken door {owner}. Dit antwoord had op {day} opnieuw nagekeken moeten worden. "
            "Misschien klopt het niet meer helemaal."
        ),
        offer="Het programma heeft wel een vast antwoord op een vraag die erop lijkt:",
    ),
    Language.ENGLISH: Phrases(
        heading="Fixed answer by the programme:",
        source="Source:",
        reviewed="Checked by {owner}. This answer holds until it is checked again on {day}.",
        overdue=(
            "Checked by {owner}. This answer should have been checked again on {day}. "
            "Some of it may no longer be right."
        ),
        offer="The programme does have a fixed answer to a question that looks like it:",
    ),
}

NONE_YET = (
    "Er zijn nog geen vaste antwoorden. Maak er een bij een vraag uit /vragen, of typ /antwoord nieuw om te "
    "zien hoe het gaat."
)
ALL_ONE = "1 vast antwoord."
ALL = "{count} vaste antwoorden."
PART = "{what} Dit zijn {first} tot en met {last}."
OVERDUE_ONE = "1 moet worden nagekeken; dat staat bovenaan."
OVERDUE = "{count} moeten worden nagekeken; die staan bovenaan."
ENTRY = "nr. {number}: {question} ({owner}, nakijken op {day})"
ENTRY_OVERDUE = "nr. {number}: {question} ({owner}, had op {day} nagekeken moeten worden)"

WHICH = "Typ het nummer erbij, bijvoorbeeld: /antwoord 3. De nummers zie je met /antwoorden."
NONE_SUCH = "Vast antwoord {number} is er niet. Je ziet ze met /antwoorden."
NUMBERED = "Vast antwoord {number}"
ASKED_ONE = "Voor deze vraag:"
ASKED = "Voor deze vragen:"
REVIEW = "Nakijken op {day}."
REVIEW_OVERDUE = "Dit had op {day} nagekeken moeten worden."
OWNER = "Eigenaar: {owner}"
SOURCE = "Bron: {source}"
HOW_TO_CHANGE = (
    "Veranderen: typ /antwoord {number} en op de regels daaronder wat er verandert, bijvoorbeeld "
    "nakijken: 1-6-2027. Dat kan met tekst:, bron:, eigenaar: en nakijken:. Met vraag: komt er een manier "
    "van vragen bij, met vraag weg: 2 gaat de tweede weg."
)
TAKE_AWAY, KEEP, TO_THE_LIST = "Haal weg", "Laat staan", "Naar de lijst"
WHETHER_TO_REMOVE = "Wil je vast antwoord {number} weghalen? Het is voor: {question}"
REMOVED = "Vast antwoord {number} is weg. Op die vraag antwoord ik weer uit de documenten."
CHANGED = "Vast antwoord {number} is veranderd. Zo staat het er nu:"
TAKEN = "Vast antwoord {number} is er al voor deze vraag: {question} Verander dat, of haal het eerst weg."
NOTHING_TO_CHANGE = "Zo stond het er al. Er is niets veranderd."
MADE = "Het vaste antwoord staat erbij. Ik geef het vanaf nu op {questions}. Zo ziet het eruit:"
THIS_QUESTION = "deze vraag"
THESE_QUESTIONS = "deze {count} vragen, en op vragen die hetzelfde betekenen"

MISSING = "Er mist nog {missing}."
SEND_AGAIN = "Stuur het zo nog eens, en vul aan of verbeter wat nodig is:"
NAMES = {
    Label.QUESTION: "een vraag",
    Label.TEXT: "de tekst van het antwoord",
    Label.SOURCE: "een bron",
    Label.OWNER: "een eigenaar",
}
EXAMPLES = {
    Label.QUESTION: "(bijvoorbeeld: Wie vervangt de eigenaar bij ziekte?)",
    Label.TEXT: "(bijvoorbeeld: Het afdelingshoofd wijst een vervanger aan.)",
    Label.SOURCE: "(een document, een webadres, of bijvoorbeeld: afspraak in het teamoverleg van mei)",
    Label.OWNER: "(bijvoorbeeld: team Communicatie)",
}
FAULTS = {
    Fault.NO_DAY: "'{typed}' is geen datum. Typ bijvoorbeeld: nakijken: 1-6-2027.",
    Fault.PAST_DAY: "De dag om het na te kijken ({typed}) is al geweest. Kies een dag vanaf morgen.",
    Fault.UNKNOWN_DOCUMENT: "Het document '{typed}' ken ik niet.",
    Fault.SEVERAL_DOCUMENTS: "De bron van een vast antwoord is één document. '{typed}' kan er meer zijn.",
    Fault.NO_WORDS: "'{typed}' is geen vraag: er staan geen woorden in.",
    Fault.TOO_MANY: f"Een vast antwoord is voor ten hoogste {MOST_QUESTIONS} vragen.",
    Fault.NO_SUCH_QUESTION: "Er is geen vraag met nummer '{typed}'.",
    Fault.LAST_QUESTION: (
        "Dit is de enige vraag waar het antwoord voor is. Zet er eerst een andere bij, of haal het antwoord "
        "weg."
    ),
}
TOO_LONG = "{what} is te lang: er passen {most} tekens in."
LONG = {
    Label.TEXT: "De tekst",
    Label.QUESTION: "Een vraag",
    Label.SOURCE: "De bron",
    Label.OWNER: "De eigenaar",
}
DID_YOU_MEAN = "Bedoel je {names}?"
LOOSE_TEXT = "Ik weet niet wat ik met '{typed}' moet doen."
HOW_TO_MAKE = "Zo maak je een vast antwoord. Stuur dit als één bericht, met je eigen woorden:"


def day(moment: date, language: Language = Language.DUTCH) -> str:
    """Write a day in full."""
    return readable_date(moment.isoformat(), language)


def checked(answer: FixedAnswer, today: date, language: Language) -> str:
    """Say who checked an answer, and until when it holds."""
    phrases = PHRASES[language]
    form = phrases.overdue if answer.review_on <= today else phrases.reviewed
    return form.format(owner=answer.owner, day=day(answer.review_on, language))


def entry(answer: FixedAnswer, today: date) -> str:
    """Say in a line what a fixed answer is for."""
    form = ENTRY_OVERDUE if answer.review_on <= today else ENTRY
    return form.format(
        number=answer.id, question=answer.questions[0], owner=answer.owner, day=day(answer.review_on)
    )


def review(answer: FixedAnswer, today: date) -> str:
    """Say when an answer is looked at again."""
    form = REVIEW_OVERDUE if answer.review_on <= today else REVIEW
    return form.format(day=day(answer.review_on))


def page(count: int, first: int, last: int, overdue: int) -> str:
    """Say what is on a page of the list."""
    said = ALL_ONE if count == 1 else ALL.format(count=count)
    if (first, last) != (1, count):
        said = PART.format(what=said, first=first, last=last)
    if overdue:
        said = f"{said} {OVERDUE_ONE if overdue == 1 else OVERDUE.format(count=overdue)}"
    return said


def made(answer: FixedAnswer) -> str:
    """Say that an answer is given from now on, and to what."""
    count = len(answer.questions)
    return MADE.format(questions=THIS_QUESTION if count == 1 else THESE_QUESTIONS.format(count=count))


def wrong(faults: Sequence[Wrong]) -> str:
    """Say what is missing in what was typed, and what is wrong with it."""
    missing = [NAMES[one.label] for one in faults if one.fault is Fault.MISSING]
    said = [MISSING.format(missing=_in_a_row(missing))] if missing else []
    return " ".join(said + [_fault(one) for one in faults if one.fault is not Fault.MISSING])


def _fault(one: Wrong) -> str:
    if one.fault is Fault.TOO_LONG:
        return TOO_LONG.format(what=LONG[one.label], most=LONGEST[one.label])
    said = FAULTS[one.fault].format(typed=one.typed)
    return f"{said} {DID_YOU_MEAN.format(names=_in_a_row(one.near, 'of'))}" if one.near else said


def _in_a_row(names: Sequence[str], word: str = "en") -> str:
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last
