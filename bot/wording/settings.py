"""What is wrong with a setting, and what to do about it, in one line."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import get_args

from bot.settings import SETTINGS_FILE, RoleSettings, Settings, SettingsInvalid
from bot.settings.loading import variable_of
from bot.settings.matrix import SHORTEST_PICKLE_KEY
from bot.settings.secret_files import SECRETS, SECRETS_DIR
from bot.settings.section import Section

NO_CHANNEL = (
    "er is geen kanaal ingesteld. Zet in wegwijzer.toml matrix.homeserver en matrix.user_id, met een "
    "wachtwoord of token erbij, of zet er telegram.token."
)

_WHOLE, _NUMBER, _TEXT = "moet een heel getal zijn", "moet een getal zijn", "moet tekst zijn"
_ONE_OF, _LIST, _TABLE = "moet een van deze zijn: {expected}", "moet een lijst zijn", "moet een sectie zijn"

WRONG: Mapping[str, str] = {
    # Errors of pydantic, by their type.
    "missing": "ontbreekt",
    "extra_forbidden": "bestaat niet",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "greater_than": "moet groter zijn dan {gt}",
    "greater_than_equal": "moet {ge} of meer zijn",
    "less_than": "moet kleiner zijn dan {lt}",
    "less_than_equal": "mag hoogstens {le} zijn",
    "bool_type": "moet true of false zijn",
    "bool_parsing": "moet true of false zijn",
    "string_type": f"{_TEXT}, tussen aanhalingstekens",
    "path_type": "moet de naam van een bestand of map zijn, tussen aanhalingstekens",
    "string_too_short": "is te kort: minstens {min_length} tekens",
    "too_short": "is te kort: minstens {min_length} tekens",
    "literal_error": _ONE_OF,
    "enum": _ONE_OF,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
    "url_parsing": "moet een webadres zijn, met http:// of https:// ervoor",
    "url_type": "moet een webadres zijn, met http:// of https:// ervoor",
    "url_scheme": "moet een webadres zijn, met http:// of https:// ervoor",
    # Words of our own.
    "empty": "is leeg",
    "web_address": "moet een webadres zijn, met http:// of https:// ervoor",
    "no_word": "moet een woord bevatten",
    "warned_too_early": "heeft een draft_warning_days die niet kleiner is dan draft_days",
    "not_limited": 'noemt organisations of themes, en dat kan alleen bij role = "behandelaar"',
    "no_channel": _ONE_OF,
    "nobody": "is niet hoe iemand heet op {channel}",
    "not_postgresql": "kan alleen pgvector zijn als database_url een PostgreSQL-database noemt (postgresql://...)",
    "not_json": "moet JSON zijn",
    "not_readable": "is niet te lezen",
    "no_folder": "noemt een map die er niet is: {path}",
}

_PATTERNS: Mapping[str, str] = {
    "matrix.user_id": "moet een naam zijn zoals @wegwijzer:example.org",
    "knowledge.admin_rooms": "moet een kanaal en een kamer noemen, zoals matrix:!abc:example.org",
}
"""What a value must look like, where a regular expression says so."""

_FILE: Mapping[str, str] = {
    "toml": (
        "{file} klopt niet op regel {line}, bij teken {column}. Verbeter die regel; tekst staat tussen "
        "aanhalingstekens."
    ),
    "toml_end": "{file} houdt te vroeg op: de laatste regel is niet af. Maak hem af.",
    "not_text": "{file} is geen tekst in UTF-8. Sla het bestand zo op.",
    "not_readable": "{file} mag niet gelezen worden. Geef wie de assistent start het recht om te lezen.",
}

_LISTED = "Alle instellingen staan in docs/settings.md."
_SECRET = ", of in een bestand met de naam {key} in de map van " + SECRETS_DIR
_WHOLE_AS_FLOAT = re.compile(r"-?[0-9]+\.0")
_IN_LIST = re.compile(r"(.+?)\.([0-9]+)(?:\.(.+))?")


def wrong(error: SettingsInvalid) -> str:
    """Say what is wrong with a setting, and what to do."""
    if error.key == str(SETTINGS_FILE):
        return _FILE[error.detail].format(file=SETTINGS_FILE, **error.limits)
    return f"de instelling {name_of(error.key)} {_what(error)}. {_remedy(error)}"


def name_of(key: str) -> str:
    """Name a setting as people write it; of what is in a list, say which one it is."""
    if not (found := _IN_LIST.fullmatch(key)):
        return key
    listed, place, within = found.groups()
    row = (
        f"[[{listed}]] nummer {int(place) + 1}"
        if listed == "roles"
        else f"{listed} (nummer {int(place) + 1})"
    )
    name = (within or "").partition(".")[0]
    return f"{name} in {row}" if name else row


def _what(error: SettingsInvalid) -> str:
    if error.detail == "string_pattern_mismatch":
        return next((said for key, said in _PATTERNS.items() if error.key.startswith(key)), "klopt niet")
    if error.detail == "too_short" and error.key == "matrix.pickle_key":
        return WRONG["too_short"].format(min_length=SHORTEST_PICKLE_KEY)
    limits = {name: _plain(value) for name, value in error.limits.items()}
    return WRONG[error.detail].format_map(limits) if error.detail in WRONG else f"klopt niet ({error.detail})"


def _plain(value: object) -> str:
    """Write a limit as people do: ``0`` for ``0.0``, and names without the English between them."""
    text = str(value).replace("'", "").replace(" or ", ", ")
    return text.removesuffix(".0") if _WHOLE_AS_FLOAT.fullmatch(text) else text


def _remedy(error: SettingsInvalid) -> str:
    where = error.where or str(SETTINGS_FILE)
    match error.detail:
        case "missing":
            secret = _SECRET.format(key=error.key) if error.key in SECRETS else ""
            said = f"Zet hem in {SETTINGS_FILE}, of in de omgeving als {variable_of(error.key)}{secret}."
        case "extra_forbidden":
            meant = get_close_matches(error.key, _known(error.key), n=1)
            said = f"Haal hem weg uit {where}. {f'Bedoel je {name_of(meant[0])}?' if meant else _LISTED}"
        case "empty":
            said = f"Vul hem in, of haal hem weg uit {where}."
        case "not_readable":
            said = f"Geef wie de assistent start het recht om {where} te lezen; het moet tekst in UTF-8 zijn."
        case "no_folder":
            said = f"Maak die map, of verander {SECRETS_DIR}."
        case _ if error.where:
            said = f"Pas hem aan in {where}."
        case _:
            said = f"Pas hem aan in {SETTINGS_FILE}, of in de omgeving als {variable_of(error.key)}."
    return said


def _known(key: str) -> list[str]:
    """The settings that it may have been meant to be."""
    if found := _IN_LIST.fullmatch(key):
        return [f"{found[1]}.{found[2]}.{name}" for name in RoleSettings.model_fields]
    known: list[str] = []
    for name, field in Settings.model_fields.items():
        section = next((one for one in _types(field.annotation) if issubclass(one, Section)), None)
        known += [f"{name}.{within}" for within in section.model_fields] if section else [name]
    return known


def _types(annotation: object) -> list[type]:
    """The classes that a field may be of."""
    return [one for one in (annotation, *get_args(annotation)) if isinstance(one, type)]
