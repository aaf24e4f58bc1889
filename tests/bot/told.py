"""Personal data of each kind, invented, as somebody tells them; and what the assistant asks then."""

import pytest

from bot.wording import privacy as privacy_words

TOLD = {
    "BSN": ("123456782", "Met BSN 123456782 loopt de aanvraag van het formulier elke keer vast."),
    "rekeningnummer": (
        "NL91ABNA0417164300",
        "Rekening NL91ABNA0417164300 wordt door het systeem nooit overgenomen.",
    ),
    "telefoonnummer": ("06-12345678", "Wie belt met 06-12345678 krijgt steeds hetzelfde formulier terug."),
    "e-mailadres": (
        "k.verhoeven82@gmail.com",
        "De ouder mailt vanaf k.verhoeven82@gmail.com en krijgt van het systeem geen bericht terug.",
    ),
    "kenteken": ("XX-99-XX", "Van de auto met kenteken XX-99-XX klopt de registratie in het systeem niet."),
    "documentnummer": ("NX1234567", "Paspoort NX1234567 wordt aan de balie door het systeem niet herkend."),
    "adres": (
        "Kerkstraat 12",
        "De aanvrager woont op Kerkstraat 12, 8011 AB Zwolle en krijgt de brief van het loket niet.",
    ),
    "geboortedatum": (
        "12 maart 1980",
        "De aanvrager is geboren op 12 maart 1980 en valt in het systeem buiten de regeling.",
    ),
    "naam": (
        "Wijnandts",
        "Mevrouw Wijnandts moet bij een verhuizing drie keer hetzelfde formulier invullen.",
    ),
}
KINDS = [pytest.param(kind, *told, id=kind) for kind, told in TOLD.items()]
BSN, WITH_BSN = TOLD["BSN"]


def asks_what_to_do(said: str, kind: str, secret: str) -> bool:
    return (
        f"{kind}: " in said
        and secret in said
        and privacy_words.WHAT_TO_DO in said
        and all(choice in said for choice in ("1. Zwart maken", "2. Zelf herschrijven", "3. Dit is geen"))
    )
