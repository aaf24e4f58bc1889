"""What the assistant says to commands."""

UNKNOWN_COMMAND = "Die opdracht ken ik niet. Typ /help om te zien wat ik kan."
DID_YOU_MEAN = "Die opdracht ken ik niet. Bedoel je /{name}?"

MY_REPORTS = "Dit zijn de knelpunten die je hebt gemeld of waar je je bij hebt aangesloten:"
NO_REPORTS = "Je hebt nog niets gemeld. Typ /melden om een knelpunt te melden."
REPORTED = "Gemeld op {day} door {organisation}. Stand: {status}."
ASKED = "Wie het behandelt, vraagt: {question}"
SUPPORTED_BY = "Ook bij"
REMARK = "Opmerking"
ATTACHMENT = "Bijlage"
ADD = (
    "Wil je iets toevoegen? Typ: /opmerking {number} en je tekst. "
    "Een bestand stuur je met {number} als tekst erbij."
)
WHICH_STATUS = "Welk knelpunt bedoel je? Typ bijvoorbeeld: /status KP-2026-0042."
NO_SUCH_KNELPUNT = "{number} ken ik niet. Typ /mijnmeldingen om je eigen nummers te zien."
WHICH_REMARK = (
    "Zet het nummer en je tekst erachter. Bijvoorbeeld: /opmerking KP-2026-0042 Het speelt nu ook in Zwolle."
)
NOT_YOURS = (
    "Bij {number} kun je niets toevoegen: je hebt het niet gemeld en je hebt je er niet bij aangesloten."
)
REMARKED = "Je opmerking staat bij {number}."

MY_DATA = "In dit bestand staat alles wat ik over je bewaar. Ik maak het op het moment dat je erom vraagt."
MY_DATA_FILE = "mijngegevens.json"
FORGET = (
    "Weet je het zeker? Ik wis je concepten en onze gesprekken. Je meldingen blijven staan, maar niet meer "
    "op jouw naam. Je hoort dan ook niet meer wat ermee gebeurt. "
    "Heb je accounts gekoppeld, dan geldt dit voor allemaal. Dit kan niet terug."
)
CHOICE_FORGET = "Ja, vergeet mij"
CHOICE_NOT_FORGET = "Nee"
FORGOTTEN = "Gedaan. Ik weet niets meer van je."
NOT_FORGOTTEN = "Ik heb niets gewist."
TOO_MANY = (
    "Je stuurt veel berichten achter elkaar. Wat je nu stuurt, lees ik niet. "
    "Probeer het over een minuut opnieuw."
)
WITHHELD = (
    "In je bericht stonden persoonsgegevens, dus ik heb het nergens bewaard. Intussen ben ik opnieuw gestart "
    "en ben ik het kwijt. Stuur het nog een keer, liefst zonder die gegevens."
)
