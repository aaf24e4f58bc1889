"""What the doctor says: what was looked at, what was found, and what to do."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.doctor.finding import Finding, Sign

DOCTOR = """Controleer of alles er is en werkt: instellingen, gegevensmap, database, taalmodel, index,
Matrix en Telegram. Er verandert niets. Geheimen worden niet getoond.

Voorbeeld: wegwijzer doctor"""

SETTINGS = "Instellingen"
FOLDER = "Gegevensmap"
PRIVATE = "Afscherming"
MEMORY = "Geheugen"
DATABASE = "Database"
DOCUMENTS = "Documenten"
MODEL = "Taalmodel"
INDEX = "Index"
MATRIX = "Matrix"
KEYS = "Sleutels"
TELEGRAM = "Telegram"

NONE = "geen"
NO_ANSWER = "geen antwoord binnen {seconds} seconden. Controleer of de server draait en bereikbaar is."

SETTINGS_GOOD = "alle waarden zijn te gebruiken"
UNKNOWN_VARIABLE = "{name} in de omgeving doet niets. Bedoel je {meant}?"
UNKNOWN_FILE = "{path} doet niets. Bedoel je {meant}?"

ROOM = "{folder}, {free} vrij"
MAKE_ROOM = ". Dat is weinig: maak ruimte op de schijf."
NO_FOLDER = "{folder} is er niet. Maak de map, of pas data_dir aan."
NOT_WRITABLE = (
    "in {folder} kan niet geschreven worden ({reason}). Geef wie de assistent start het recht om daar te "
    "schrijven."
)
ALL_PRIVATE = "sleutels en geheimen zijn voor niemand anders te lezen"
FILE_OPEN = "{path} is ook voor anderen te lezen. Sluit het af met: chmod 600 {path}"
FOLDER_OPEN = "iedereen op deze computer kan de database lezen. Sluit de map af met: chmod 700 {folder}"

MEMORY_FREE = "{free} vrij"
MORE_MEMORY = ". Draait de assistent nog niet, dan heeft hij {needed} nodig. Geef meer geheugen."

DATABASE_IS = "{kind} {version}, bereikbaar en bijgewerkt ({url})"
NO_DATABASE = "nog geen; die wordt bij de eerste start gemaakt"
TO_MIGRATE = (
    "de tabellen zijn van een andere versie (migratie {revision}). Maak een reservekopie; de volgende "
    "start werkt ze bij."
)
MAY_NOT_MIGRATE = (
    "de tabellen moeten bijgewerkt worden, en dat mag deze gebruiker niet. Geef hem in de database CREATE"
    " op het schema."
)
NO_RIGHTS = (
    "deze gebruiker mag niet alles lezen en schrijven ({tables}). Geef hem SELECT, INSERT, UPDATE en "
    "DELETE op alle tabellen."
)
OLD_POSTGRESQL = "PostgreSQL {version} wordt niet meer onderhouden. Stap over op 15 of nieuwer."
CLOCKS_APART = (
    "de klok van de databaseserver scheelt {seconds} seconden met die van hier. Zet beide gelijk (NTP)."
)

NO_DOCUMENTS = "{folder} is er niet. Pas documents aan, of zet de map terug."
MODEL_IS = "{name} is te laden"
INDEX_IS = "generatie {number}, {passages} passages, {backend} ({place})"
BEHIND = (
    ". De documenten zijn sindsdien veranderd: de assistent leest ze opnieuw, of draai wegwijzer reindex."
)

MATRIX_IS = "{user} is ingelogd op {homeserver}"
RUNS = "; de assistent draait"
NOT_LOGGED_IN = "de homeserver is bereikbaar; {user} logt in bij de eerste start"
NO_HOMESERVER = (
    "{homeserver} is niet bereikbaar ({reason}). Controleer matrix.homeserver en of de server draait."
)
NOT_MATRIX = "op {homeserver} draait geen Matrix. Controleer matrix.homeserver."
CANNOT_LOG_IN = "{user} kan niet inloggen: er is geen wachtwoord en geen token. Zet matrix.password."
SESSION_ENDED = "de homeserver neemt het token van {user} niet aan ({code}). "
LOGS_IN_AGAIN = "Bij de volgende start logt de assistent opnieuw in met het wachtwoord."
OTHER_USER = "het token is van {other} en niet van {user}. Pas matrix.user_id of matrix.access_token aan."
KEYS_ARE = "apparaat {device} heeft zijn sleutels, en is ondertekend"
OTHER_KEYS = (
    "de sleutels van apparaat {device} zijn niet die de homeserver kent. Zet de goede reservekopie terug, of "
    "begin opnieuw met: wegwijzer matrix recover"
)
NOT_SIGNED = (
    "apparaat {device} is niet ondertekend, dus sommige mensen krijgen geen antwoord. Draai: wegwijzer "
    "matrix setup"
)

TELEGRAM_IS = "de bot is @{name}"
NO_TELEGRAM = "{api} is niet bereikbaar ({reason}). Controleer telegram.api_url en de verbinding."
OTHER_WEBHOOK = (
    "berichten gaan nu naar een ander adres dan is ingesteld ({there}). Bij de start zet de assistent dat"
    " goed."
)
WEBHOOK_FAILS = (
    "Telegram kan berichten niet bezorgen ({reason}). Controleer telegram.webhook_url en de proxy ervoor."
)
NOBODY_ALLOWED = "niemand krijgt antwoord. Zet mensen in telegram.allowed_users of groepen in allowed_groups."

_ALL_GOOD = "Alles is in orde."
_SOME = "{wrong} fout, {notice} om op te letten."
_SIGNS: Mapping[Sign, str] = {Sign.GOOD: "goed", Sign.NOTICE: "let op", Sign.WRONG: "fout"}
_WIDE = 12


def report(found: Sequence[Finding]) -> str:
    """Write what was found, a line each, and how much of it is wrong."""
    lines = [f"{_SIGNS[one.sign]:<7} {one.subject + ':':<{_WIDE + 2}} {one.found}" for one in found]
    count = Counter(one.sign for one in found)
    wrong, notice = count[Sign.WRONG], count[Sign.NOTICE]
    last = _SOME.format(wrong=wrong, notice=notice) if wrong or notice else _ALL_GOOD
    return "\n".join((*lines, "", last)) + "\n"
