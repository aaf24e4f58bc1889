"""What is said on Telegram only, and of its token."""

UNKNOWN_BOT = (
    "Telegram kent het token niet. Vraag BotFather om een nieuw token, en zet het in telegram.token."
)

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
