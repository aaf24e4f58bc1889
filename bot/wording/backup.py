"""What is said about backups."""

from collections.abc import Mapping

from bot.backup.manifest import Manifest
from bot.backup.refused import (
    BackupBusy,
    BackupDamaged,
    BackupNewer,
    BackupRefused,
    DatabaseFilled,
    FolderInUse,
    FolderIsLink,
    NothingKept,
    RestoreUnfinished,
)
from bot.wording.attachments import readable_size
from bot.wording.dates import HERE, day_of
from bot.wording.reindexing import number

BACKUP = """Maak een reservekopie van alles wat bewaard wordt, ook terwijl de assistent draait.

In het bestand staan persoonsgegevens en sleutels. Bewaar het versleuteld, en niet langer dan nodig.
De instellingen, de geheimen en je eigen documenten staan er niet in.

Voorbeeld: wegwijzer backup /backup/wegwijzer.tar.gz"""
RESTORE = """Zet een reservekopie terug in een lege gegevensmap en een lege database.

Stop eerst de assistent. Gaat er iets mis, dan verandert er niets.

Voorbeeld: wegwijzer restore /backup/wegwijzer.tar.gz"""
OUTPUT = "Bestand dat gemaakt wordt."
FORCE = "Vervang het bestand als het er al is."
INPUT = "Bestand van wegwijzer backup."

MADE = "De reservekopie staat in {path} ({size}, {rows} rijen{index})."
PRIVATE = (
    "Er staan persoonsgegevens en sleutels in. Alleen jij kunt het bestand lezen. Bewaar het versleuteld, en "
    "niet langer dan nodig."
)
RESTORED = "De reservekopie van {day} {clock} uur is teruggezet: {rows} rijen{index}."
INDEX = ", index generatie {number}"
REINDEXED = "De index wordt bij de eerste start opnieuw gemaakt."
OLD_KEYS = (
    "Heeft de assistent na deze reservekopie nog op Matrix gedraaid? "
    "Draai dan eerst: wegwijzer matrix recover"
)
START = "Controleer alles met: wegwijzer doctor. Start daarna met: wegwijzer run"

_NOTHING = "er is nog geen database, dus er is niets te bewaren. Controleer data_dir en database_url."
_DAMAGED = "{path} is geen hele reservekopie{name}. Er is niets veranderd. Gebruik een andere."
_DAMAGED_IN = " (fout in {name})"
_NEWER = (
    "de reservekopie is van Wegwijzer {program}, en dat is nieuwer. Er is niets veranderd. Installeer eerst "
    "die versie."
)
_BUSY = "een ander proces is in {folder} al met een reservekopie bezig. Probeer het straks opnieuw."
_FOLDER_IN_USE = (
    "{path} is er al. Er is niets veranderd. Zet een reservekopie terug in een lege gegevensmap: kies een "
    "andere data_dir, of verplaats wat er staat."
)
_DATABASE_FILLED = (
    "in de database staat al iets ({table}). Er is niets teruggezet. Zet een reservekopie terug in een lege "
    "database: kies een andere data_dir, of zet in database_url het adres van een lege database."
)
_IS_LINK = (
    "{path} is een link naar een andere map. Er is niets veranderd. Haal de link weg, en probeer het opnieuw."
)
HALF_RESTORED = (
    "in {folder} is een reservekopie maar half teruggezet. Zet hem opnieuw terug, in een lege database, met: "
    "wegwijzer restore"
)

_REFUSED: Mapping[type[BackupRefused], str] = {
    BackupBusy: _BUSY,
    BackupNewer: _NEWER,
    DatabaseFilled: _DATABASE_FILLED,
    FolderInUse: _FOLDER_IN_USE,
    FolderIsLink: _IS_LINK,
    NothingKept: _NOTHING,
    RestoreUnfinished: HALF_RESTORED,
}


def refused(error: BackupRefused) -> str:
    """Say why a backup is not made or restored, and what to do."""
    if isinstance(error, BackupDamaged):
        name = _DAMAGED_IN.format(name=error.name) if error.name else ""
        return _DAMAGED.format(path=error.path, name=name)
    return _REFUSED[type(error)].format(**vars(error))


def made(manifest: Manifest, path: object, size: int) -> str:
    """Say that a backup is made."""
    rows = number(sum(manifest.rows.values()))
    return MADE.format(path=path, size=readable_size(size), rows=rows, index=_index(manifest))


def restored(manifest: Manifest) -> str:
    """Say that a backup is restored."""
    return RESTORED.format(
        day=day_of(manifest.made_at),
        clock=f"{manifest.made_at.astimezone(HERE):%H.%M}",
        rows=number(sum(manifest.rows.values())),
        index=_index(manifest),
    )


def _index(manifest: Manifest) -> str:
    return "" if manifest.generation is None else INDEX.format(number=manifest.generation)
