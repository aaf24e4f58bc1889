"""The words of a draft of the Stand van de Uitvoering, and what is said about it.

The letter is for parliament and ministries: B1, but without "je".
"""

from collections.abc import Mapping
from datetime import datetime

from bot.knelpunten.report import Cause, Status
from bot.stand.selection import NothingReported, OrganisationUnknown
from bot.text import as_sentence
from bot.wording.dates import day_of
from bot.wording.workflow_proposal import in_a_row
from bot.workflow.routing import DriehoekRole

LANGUAGE = "nl-NL"
TITLE = "CONCEPT: Stand van de Uitvoering {year}, {organisation}"
RUNNING_TITLE = "CONCEPT, Stand van de Uitvoering {year}, {organisation}"
PAGE, OF_PAGES = "Pagina ", " van "
FILE_NAME = "concept-stand-van-de-uitvoering-{year}-{organisation}"

WARNING = (
    "Dit is een concept van een knelpuntenbrief. De beschrijvingen staan er zoals medewerkers ze hebben "
    "gemeld. Persoonsgegevens die daarin zijn gevonden, zijn weggelaten. {organisation} heeft de tekst nog "
    "niet nagelezen en vastgesteld."
)
INTRODUCTION = "Inleiding"
PURPOSE = (
    "In deze brief laat {organisation} zien welke knelpunten medewerkers in {year} in de praktijk "
    "tegenkwamen, en wat die betekenen voor burgers, bedrijven en professionals. De brief is bedoeld voor "
    "het gesprek tussen politiek, beleid en uitvoering over oplossingen."
)
READING = (
    "Bij elk knelpunt staat wat er in de praktijk gebeurt, wie er last van heeft, wat de oorzaak is, wat er "
    "al is geprobeerd en wat er wordt gevraagd. De vraag is gericht aan een van de drie rollen in de "
    "driehoek: de opdrachtgever, die het beleid maakt, de opdrachtnemer, die het uitvoert, of de eigenaar, "
    "die de continuïteit bewaakt."
)

PRACTICE = "Wat er in de praktijk gebeurt"
AFFECTED = "Wie er last van heeft"
FREQUENCY = "Hoe vaak"
CONSEQUENCE = "Wat dat betekent"
CAUSE = "Oorzaak"
REGULATION = "Wet, regeling of systeem"
TRIED = "Wat er al is geprobeerd"
ASKED = "Wat er wordt gevraagd"
ORGANISATIONS = "Waar het speelt"
STANDING = "Hoe het ervoor staat"
NUMBER = "Nummer"

MISSING = "[Nog aan te vullen: hierover staat niets in de meldingen.]"
MISSING_PROPOSAL = "[Nog aan te vullen: in de meldingen staat geen voorstel.]"
BY = "{organisation}: {text}"
CAUSE_UNKNOWN = "Onbekend."
MERGED_NUMBERS = "{number} (hierin samengevoegd: {merged})."

ANNEX = "Bijlage: cijfers"
BY_STATUS, BY_THEME, BY_ORGANISATION = (
    "Knelpunten naar stand",
    "Knelpunten naar thema",
    "Waar de knelpunten spelen",
)
ALL = "Alle knelpunten"
COUNT, TOTAL = "Aantal", "Totaal"
STATUS_COLUMN, THEME_COLUMN, ORGANISATION_COLUMN = "Stand", "Thema", "Organisatie"
ALL_COLUMNS = ("Nummer", "Knelpunt", "Thema", "Stand", "Organisaties", "Aansluitingen")

ARGUMENT_NEEDED = "Zet de organisatie en het jaar erachter. Bijvoorbeeld: /stand UWV 2026"
READ_IT = "Lees het na voordat je het deelt. In beide bestanden staat dezelfde tekst: Word en Markdown."
UNKNOWN = "Van {organisation} zijn geen meldingen."
WHICH = "Bedoel je een van deze?"
NEAREST = "Wat er het meest op lijkt: {organisations}."
NOTHING = "Van {organisation} zijn er geen meldingen uit {year}."
OTHER_YEARS = "Wel uit {years}."

HELP = """Maak een concept van de Stand van de Uitvoering (de knelpuntenbrief) van een organisatie.

Voorbeeld: wegwijzer stand "Gemeente Zwolle" 2026 --output brief.docx"""
ORGANISATION_ARGUMENT = "De naam van de organisatie."
YEAR_ARGUMENT = "Het jaar waarin de knelpunten zijn gemeld."
OUTPUT = "Het bestand, met .docx voor Word of .md voor Markdown. Standaard: Markdown naar de uitvoer."
FORM_UNKNOWN = "De naam van het bestand moet eindigen op .docx of .md."

_STATUS = {
    Status.RECEIVED: "Ontvangen op {day}.",
    Status.IN_PROGRESS: "In behandeling sinds {day}.",
    Status.ASKED: "In behandeling. Sinds {day} loopt er een vraag aan de melder.",
    Status.PASSED_ON: "Doorgezet op {day}: de organisatie werkt zelf aan een oplossing.",
    Status.ACCELERATED: "Versneld op {day}: organisaties werken samen aan een oplossing.",
    Status.SOLVED: "Opgelost op {day}.",
    Status.CLOSED: "Afgesloten zonder oplossing op {day}.",
    Status.MERGED: "Samengevoegd met een ander knelpunt op {day}.",
}


def made(moment: datetime, count: int) -> str:
    """Say when the draft was made, and of how many reports."""
    return f"Concept van {day_of(moment)}, opgesteld met Wegwijzer uit {reports(count)}."


def reports(count: int) -> str:
    """Say how many reports."""
    return "1 melding" if count == 1 else f"{count} meldingen"


def contents(count: int, told: int, shared: int, themes: Mapping[str, int]) -> str:
    """Say how many knelpunten there are, how many others have too, and what they are about."""
    knelpunten = "1 knelpunt" if count == 1 else f"{count} knelpunten"
    sentences = [f"De brief beschrijft {knelpunten}, uit {reports(told)}."]
    if shared:
        which = f"Daarvan {'speelt' if shared == 1 else 'spelen'} er {shared}"
        if shared == count:
            which = "Het speelt" if count == 1 else "Ze spelen allemaal"
        sentences.append(f"{which} ook bij andere organisaties.")
    if len(themes) > 1:
        counted = in_a_row([f"{theme} ({number})" for theme, number in themes.items()])
        sentences.append(f"De thema's zijn {counted}.")
    return " ".join(sentences)


def cause(told: str) -> str:
    """Write the cause as a sentence; own words stay as they are."""
    own = told.removeprefix(f"{Cause.OTHER}: ")
    return sentence(own) if own else CAUSE_UNKNOWN


def asked(addressed: DriehoekRole, proposal: str = "", organisation: str = "") -> str:
    """Say what is asked of which role in the driehoek, and which organisation proposed it."""
    proposed = f" (voorstel van {organisation})" if organisation else ""
    return f"Aan de {addressed}{proposed}: {sentence(proposal) if proposal else MISSING_PROPOSAL}"


def standing(status: Status, since: datetime) -> str:
    """Say where a knelpunt stands."""
    return _STATUS[status].format(day=day_of(since))


def sentence(text: str) -> str:
    """Write somebody's words as a sentence."""
    return as_sentence(capitalised(text))


def by(organisation: str, text: str) -> str:
    """Write what somebody told as a sentence, and where they work."""
    return BY.format(organisation=organisation, text=sentence(text)) if organisation else sentence(text)


def capitalised(text: str) -> str:
    """Write somebody's words with a capital."""
    return text[:1].upper() + text[1:]


def refusal(error: OrganisationUnknown | NothingReported) -> str:
    """Say why there is no letter."""
    match error:
        case OrganisationUnknown():
            return UNKNOWN.format(organisation=error.organisation)
        case NothingReported():
            years = OTHER_YEARS.format(years=in_a_row([str(year) for year in error.years]))
            return f"{NOTHING.format(organisation=error.organisation, year=error.year)} {years}"


def refusal_in_one_line(error: OrganisationUnknown | NothingReported) -> str:
    """Say why there is no letter, and which organisations come near."""
    said = refusal(error)
    said = said[:1].lower() + said[1:]
    if isinstance(error, OrganisationUnknown) and error.nearest:
        return f"{said} {NEAREST.format(organisations=in_a_row(error.nearest))}"
    return said
