"""What the personal data that a check finds are called, and what stands in their place."""

from bot.privacy.personal_data import PersonalDataKind

KIND_NAMES = {
    PersonalDataKind.BSN: "BSN",
    PersonalDataKind.IBAN: "rekeningnummer",
    PersonalDataKind.PHONE: "telefoonnummer",
    PersonalDataKind.EMAIL: "e-mailadres",
    PersonalDataKind.LICENCE_PLATE: "kenteken",
    PersonalDataKind.IDENTITY_DOCUMENT: "documentnummer",
    PersonalDataKind.ADDRESS: "adres",
    PersonalDataKind.BIRTH_DATE: "geboortedatum",
    PersonalDataKind.NAME: "naam",
}


def mark(kind: PersonalDataKind) -> str:
    """What is written instead of personal data that were blackened, such as ``[BSN weggelaten]``."""
    return f"[{KIND_NAMES[kind]} weggelaten]"


FOUND = "In je bericht staan gegevens van een persoon. Ik heb het nog niet bewaard. Dit vond ik:"
WHAT_TO_DO = "Een melding gaat over een systeem, niet over een persoon. Wat wil je doen?"
CHOICE_BLACKEN = "Zwart maken"
CHOICE_REWRITE = "Zelf herschrijven"
CHOICE_NOT_PERSONAL = "Dit is geen persoonsgegeven"
REWRITE = "Goed. Stuur je bericht opnieuw, zonder die gegevens."
NOT_HELD = "Ik heb je vorige bericht niet bewaard. Stuur het opnieuw, zonder de gegevens van personen."

FOUND_IN_FILE = (
    "In {name} staan misschien gegevens van een persoon. Ik heb het bestand nog niet bewaard. Dit vond ik:"
)
MORE_FOUND = "en nog {number}"
WHAT_TO_DO_WITH_FILE = (
    "Zijn het gegevens van een burger, haal ze er dan uit en stuur het bestand opnieuw. Wat wil je doen?"
)
CHOICE_NOT_KEPT = "Niet bewaren"
NOT_KEPT = "Goed. Ik heb het bestand niet bewaard."
DROPPED = "Het bestand van zojuist heb ik niet bewaard. Stuur het opnieuw als het er toch bij moet."
