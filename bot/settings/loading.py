"""Reading the settings, and saying of each that is wrong what is wrong with it."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import SettingsError

from bot.naming import CHANNELS, names_somebody
from bot.settings.invalid import SettingsInvalid
from bot.settings.roles import RoleSettings
from bot.settings.secret_files import secret_files
from bot.settings.settings import ENVIRONMENT_PREFIX, SETTINGS_FILE, Settings

_AT = re.compile(r"at line (\d+), column (\d+)")


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsInvalid: a value cannot be used, or a key is not known; the first one, and with it the others.
    """
    # None of the errors below stays as the cause of ours: they quote what was read, which may be a secret.
    try:
        settings = Settings()
    except ValidationError as error:
        raise _first(_problems(error)) from None
    except SettingsError as error:
        # Only for what the environment gives as JSON; the library says which in no other way.
        found = re.search(r'field "(\w+)"', str(error))
        key = found[1] if found else ""
        raise SettingsInvalid(key, "not_json", where=variable_of(key)) from None
    except tomllib.TOMLDecodeError as error:
        place = _AT.search(str(error))
        limits = {"line": place[1], "column": place[2]} if place else {}
        raise _unreadable("toml" if place else "toml_end", limits) from None
    except UnicodeDecodeError:
        raise _unreadable("not_text") from None
    except OSError as error:
        if error.filename is None or Path(error.filename).name != SETTINGS_FILE.name:
            raise
        raise _unreadable("not_readable") from None
    wrong = [_wrong_backend(settings), *(_wrong_role(*given) for given in enumerate(settings.roles))]
    if any(wrong):
        raise _first([one for one in wrong if one])
    return settings


def variable_of(key: str) -> str:
    """Give the environment variable of a setting; what is in a list is in that of the list."""
    listed = re.split(r"\.[0-9]+", key, maxsplit=1)[0]
    return ENVIRONMENT_PREFIX + listed.replace(".", "_").upper()


def _unreadable(detail: str, limits: dict[str, str] | None = None) -> SettingsInvalid:
    return SettingsInvalid(str(SETTINGS_FILE), detail, limits, where=str(SETTINGS_FILE))


def _first(wrong: list[SettingsInvalid]) -> SettingsInvalid:
    first, *others = wrong
    first.others = tuple(others)
    return first


def _problems(error: ValidationError) -> list[SettingsInvalid]:
    found: dict[str, SettingsInvalid] = {}
    for one in error.errors(include_url=False, include_input=False):
        key = ".".join(str(part) for part in one["loc"])
        found.setdefault(key, SettingsInvalid(key, one["type"], one.get("ctx"), where=_where(key)))
    return list(found.values())


def _wrong_role(place: int, given: RoleSettings) -> SettingsInvalid | None:
    if given.channel not in CHANNELS:
        key, detail, limits = f"roles.{place}.channel", "no_channel", {"expected": ", ".join(CHANNELS)}
    elif not names_somebody(given.channel, given.person):
        key, detail, limits = f"roles.{place}.person", "nobody", {"channel": given.channel}
    else:
        return None
    return SettingsInvalid(key, detail, limits, where=_where(key))


def _wrong_backend(settings: Settings) -> SettingsInvalid | None:
    if settings.index_backend == "files" or settings.database.startswith("postgres"):
        return None
    return SettingsInvalid("index_backend", "not_postgresql", where=_where("index_backend"))


def _where(key: str) -> str:
    """Say what gives a setting its value; ``""`` where nothing does."""
    names = {name.upper() for name in os.environ}
    variables = (variable_of(key), variable_of(key.partition(".")[0]))
    given = next((variable for variable in variables if variable in names), None)
    if given:
        return given
    if key in (files := secret_files()):
        return str(files[key])
    return str(SETTINGS_FILE) if key in _keys(_read_file()) else ""


def _read_file() -> dict[str, Any]:
    try:
        return tomllib.loads(SETTINGS_FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _keys(table: object, before: str = "") -> Iterator[str]:
    """Give each key of a table and of what is in it, with the sections that it is in."""
    match table:
        case dict():
            within = [(str(name), value) for name, value in table.items()]
        case list():
            within = [(str(place), value) for place, value in enumerate(table)]
        case _:
            return
    for name, value in within:
        key = f"{before}.{name}" if before else name
        yield key
        yield from _keys(value, key)
