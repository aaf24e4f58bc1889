"""What the assistant says about messages that it does not answer as they are."""

LATE = "Ik was er een tijd niet. Stel je vraag opnieuw als je nog een antwoord zoekt."
FILES_OF_ADMINS = (
    "Bestanden uit deze groep lees ik als nieuw document. Alleen de beheerder kan een document toevoegen. "
    "Aan dit bestand heb ik niets gedaan."
)
TAKES_LONG = (
    "Dit duurt langer dan anders. Je bericht is niet weg en je hoeft niets te doen: "
    "ik antwoord zodra het kan."
)
NOT_CORRECTED = (
    "Je hebt een eerder bericht gewijzigd. In een melding neem ik dat niet over: "
    "daar blijft staan wat er stond. "
    "Ben je nog bezig met je melding? Typ dan: terug, om een antwoord te veranderen."
)
TOO_MANY_HERE = (
    "Er komen hier veel vragen tegelijk. Wat nu komt, lees ik niet. Probeer het over een minuut opnieuw."
)
