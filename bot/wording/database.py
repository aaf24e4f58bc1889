"""What is said when the database cannot be used."""

from collections.abc import Mapping

from bot.storage.database import NEWER, NOT_AN_ADDRESS, OTHER_KIND

_KINDS = "sqlite:///pad/naar/bestand.db of postgresql://gebruiker:wachtwoord@server/database"

_UNUSABLE: Mapping[str, str] = {
    NOT_AN_ADDRESS: (
        f"database_url is geen adres van een database. Schrijf het als {_KINDS}; tekens als @ en / in een "
        "wachtwoord als %40 en %2F."
    ),
    OTHER_KIND: (
        f"de database kan alleen SQLite of PostgreSQL zijn ({{url}}). Schrijf database_url als {_KINDS}."
    ),
    NEWER: (
        "de database is van een nieuwere versie van Wegwijzer ({url}). Installeer die versie, of zet een "
        "reservekopie terug die bij deze versie hoort."
    ),
}

NO_PGVECTOR = (
    "in de database ({url}) ontbreekt pgvector, en deze gebruiker mag dat niet toevoegen. Laat een beheerder "
    "daarin uitvoeren: CREATE EXTENSION vector; of zet index_backend op files."
)
NO_INDEX = (
    "de index in de database ({url}) is nu niet te gebruiken ({reason}). Probeer het opnieuw; blijft het zo, "
    "controleer dan database_url en of de gebruiker in die database tabellen mag maken."
)
DATABASE_IN_USE = (
    "een ander programma gebruikt de database ({url}). Er is niets veranderd. Stop eerst de assistent."
)
OTHER_VERSION = (
    "de database is van een andere versie van Wegwijzer (migratie {found}). Maak de reservekopie met de "
    "versie die nu draait, of start eerst de nieuwe."
)


def unusable(url: str, detail: str) -> str:
    """Say that a database cannot be used, why, and what to do.

    Args:
        url: its address, without password.
        detail: what is wrong.
    """
    if detail in _UNUSABLE:
        return _UNUSABLE[detail].format(url=url)
    said = " ".join(detail.split())
    return (
        f"de database is niet te gebruiken ({url}: {said}). Controleer database_url en data_dir, en of de "
        "databaseserver draait."
    )
