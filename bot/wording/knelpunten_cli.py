"""What the commands about knelpunten say."""

from bot.knelpunten.history import Event, EventKind, Role

KNELPUNTEN = """Bekijk, deel en vergelijk de gemelde knelpunten.

Voorbeeld: wegwijzer knelpunten list"""

LIST = """Toon de knelpunten, het nieuwste eerst. In een pipe: een regel per knelpunt, gescheiden door tabs.

Voorbeeld: wegwijzer knelpunten list --oorzaak gegevensdeling --zoek toeslag"""

SHOW = """Toon één knelpunt helemaal, met alles wat ermee gebeurd is.

Voorbeeld: wegwijzer knelpunten show KP-2026-0042"""

EXPORT = """Schrijf alle knelpunten als CSV, XLSX (Excel) of JSON.

Voorbeeld: wegwijzer knelpunten export --output knelpunten.xlsx"""

IMPORT = """Lees knelpunten in uit JSON-regels. Een export als JSON mag ook.

Elke regel is een object met id, en title of description of allebei. Verder mag: organisation,
target_group, law, cause en severity. Een id dat al eens is ingelezen, blijft zoals het is.
Persoonsgegevens worden weggelaten: op hun plaats staat bijvoorbeeld [BSN weggelaten].

Voorbeeld: wegwijzer knelpunten import knelpunten.jsonl"""

SIMILAR = """Toon bij elk knelpunt welke andere erop lijken.

Het zijn de knelpunten die de assistent aan de melder zou laten zien, met de kans dat het om hetzelfde gaat.

Voorbeeld: wegwijzer knelpunten similar --json"""

CHECK_PRIVACY = """Zoek in elke regel van de invoer naar persoonsgegevens. Er wordt niets bewaard.

Voorbeeld: wegwijzer check-privacy --json < meldingen.txt"""

STATUS = "Alleen knelpunten met deze stand."
ORGANISATION = "Alleen van organisaties met deze woorden in hun naam, ook als ze zich later aansloten."
CAUSE = "Alleen met deze oorzaak."
TEXT = "Alleen met deze tekst in de titel of de beschrijving."
LIST_JSON = "Geef elk knelpunt als een JSON-object op een eigen regel."
NUMBER = "Het nummer, bijvoorbeeld KP-2026-0042 of kp 2026 42."
SHOW_JSON = "Geef het knelpunt als één JSON-object, met de geschiedenis erbij (history)."
FORMAT = "De vorm. Standaard: wat bij de naam van het bestand past, en anders csv."
OUTPUT = "Het bestand. Standaard: de uitvoer."
FORCE = "Vervang het bestand als het er al is."
IMPORT_FILE = "Het bestand, of - voor de invoer."
SIMILAR_JSON = "Geef voor elk knelpunt een JSON-regel met id en similar (id en score)."
CHECK_PRIVACY_JSON = "Geef voor elke regel een JSON-lijst met kind, text, start en end."

NONE_FOUND = "Er zijn geen knelpunten gevonden."
COUNT_ONE = "1 knelpunt"
COUNT = "{count} knelpunten"
HISTORY = "Geschiedenis"
WHY = "Toelichting: {why}"
OUTPUT_NEEDED = "Excel kan niet op het scherm. Geef een bestand, bijvoorbeeld: --output knelpunten.xlsx"
TASK_VECTORS = "Knelpunten vergelijken"
NOTHING_SIMILAR = "Er zijn geen knelpunten die op elkaar lijken."
CHECK_PRIVACY_TYPE = "Typ of plak de tekst. Sluit af met Ctrl-D."
CHECK_PRIVACY_FOUND = "Regel {line}: {kind}: {text}"

_EVENTS = {
    EventKind.REPORTED: "gemeld",
    EventKind.IMPORTED: "ingelezen als {imported_as}",
    EventKind.RELATED: "lijkt op {number}",
    EventKind.SUPPORTED: "speelt ook bij {organisation}",
    EventKind.REMARKED: "opmerking: {text}",
    EventKind.ATTACHED: "bijlage: {name}",
    EventKind.CHANGED: "stand: {status}",
    EventKind.MERGED: "opgegaan in {number}",
    EventKind.SPLIT: "losgemaakt van {number}",
    EventKind.ASKED: "vraag: {text}",
    EventKind.ANSWERED: "antwoord: {text}",
    EventKind.CONFIRMED: "echt opgelost, zegt de melder",
    EventKind.LEARNED: "les: {text}",
    EventKind.PUBLISHED: "les opgenomen in de kennisbank",
    EventKind.DECLINED: "les niet in de kennisbank",
}
_BY = {
    Role.REPORTER: "melder",
    Role.SUPPORTER: "aangesloten organisatie",
    Role.HANDLER: "behandelaar",
    Role.DIRECTORATE: "programmadirectie",
}


def event(happened: Event) -> str:
    """Say what happened to a knelpunt, and who did it where that is known."""
    what = _EVENTS[happened.kind].format(**happened.data)
    said = what if happened.by is None else f"{what} ({_BY[happened.by]})"
    why = happened.data.get("why")
    return f"{said}. {WHY.format(why=why)}" if why else said


def count(number: int) -> str:
    """Say how many knelpunten there are."""
    return COUNT_ONE if number == 1 else COUNT.format(count=number)


def imported(added: int, known: int, skipped: int, blackened: int) -> str:
    """Say what an import did."""
    counts = f"Ingelezen: {added} nieuw, {known} al bekend"
    if skipped:
        counts += f", {skipped} overgeslagen"
    return f"{counts}. Zonder de persoonsgegevens uit {blackened}." if blackened else f"{counts}."
