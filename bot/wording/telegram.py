"""What is said on Telegram only."""

NOT_ENCRYPTED = (
    "Let op: Telegram versleutelt gesprekken met mij niet van begin tot eind. "
    "Zet hier dus geen persoonsgegevens van burgers, zoals namen, adressen of een BSN."
)
DESCRIPTION = (
    "Ik beantwoord vragen over het programma Werk aan Uitvoering, met de bron erbij, en neem knelpunten op. "
    "Telegram versleutelt gesprekken met mij niet van begin tot eind: "
    "zet hier geen persoonsgegevens van burgers."
)
NOT_FOR_YOU = (
    "Ik ben er alleen voor mensen die toegang hebben. Wil je die ook? "
    "Geef dan je nummer op Telegram aan de beheerder: {user}."
)
NOT_FOR_THIS_GROUP = (
    "Ik ben niet voor deze groep bedoeld. Moet dat wel? "
    "Geef dan het nummer van de groep aan de beheerder: {group}."
)
OLD_BUTTON = (
    "Deze knop hoort bij een eerdere vraag. Kies een knop onder mijn laatste bericht, of typ je antwoord."
)
NOT_YOUR_BUTTON = "Deze knop is voor wie de vraag stelde."
CONTINUE_DIRECTLY = "Verder in een eigen gesprek"

PRIVATE_COMMANDS = {
    "melden": "Meld een knelpunt",
    "mijnmeldingen": "Bekijk wat je hebt gemeld",
    "status": "Vraag hoe het met een knelpunt staat",
    "opmerking": "Voeg iets toe aan je melding",
    "mijngegevens": "Vraag op wat ik van je bewaar",
    "vergeetmij": "Laat mij je vergeten",
    "help": "Lees wat ik kan",
}
GROUP_COMMANDS = {name: PRIVATE_COMMANDS[name] for name in ("melden", "status", "help")}
