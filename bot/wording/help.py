"""What each command does, in one line: in the help, and in the menu that Telegram shows."""

from collections.abc import Collection, Mapping

from bot.commands.command import Name
from bot.permissions import Role
from bot.wording.workflow_proposal import in_a_row

COMMANDS = "Deze opdrachten kun je typen:"
ALSO = "Als {roles} kun je ook:"

DOES: Mapping[Name, str] = {
    Name.REPORT: "Meld een knelpunt",
    Name.MY_REPORTS: "Bekijk wat je hebt gemeld",
    Name.STATUS: "Vraag hoe het met een knelpunt staat",
    Name.REMARK: "Voeg iets toe aan je melding",
    Name.NOTICES: "Kies of je bericht krijgt over je knelpunten",
    Name.LINK: "Laat je accounts op Matrix en Telegram bij elkaar horen",
    Name.MY_DATA: "Vraag op wat ik van je bewaar",
    Name.FORGET_ME: "Laat mij je vergeten",
    Name.HELP: "Lees wat ik kan",
    Name.KNELPUNTEN: "Zoek knelpunten",
    Name.EXPLAIN: "Bekijk alles van een knelpunt, met een voorstel",
    Name.TAKE: "Neem een knelpunt in behandeling",
    Name.ASK: "Vraag iets aan de melder",
    Name.SET: "Verander de stand, en zeg waarom",
    Name.MERGE: "Laat het tweede knelpunt opgaan in het eerste",
    Name.SPLIT: "Maak een samengevoegd knelpunt weer los",
    Name.LESSON: "Schrijf op wat anderen ervan kunnen leren",
    Name.OVERVIEW: "Bekijk cijfers en grafieken",
    Name.STAND: "Maak een concept van de Stand van de Uitvoering",
    Name.ROLE: "Geef iemand een rol, of neem die terug",
    Name.DOCUMENTS: "Bekijk waaruit ik antwoord",
    Name.DOCUMENT: "Bekijk een document, of kies voor wie en wanneer het geldt",
    Name.ADD_PAGE: "Voeg een webpagina toe; een bestand stuur je gewoon",
    Name.WITHDRAW: "Haal een document weg",
    Name.REINDEX: "Lees alle documenten opnieuw",
    Name.GENERATIONS: "Bekijk de versies van mijn index",
    Name.GO_BACK: "Ga terug naar een eerdere versie",
    Name.GAPS: "Bekijk vragen zonder goed antwoord",
    Name.FIXED_ANSWERS: "Bekijk de vaste antwoorden",
    Name.FIXED_ANSWER: "Bekijk of verander een vast antwoord",
    Name.EVALUATION: "Bekijk of verander de vragen waarmee ik mezelf toets",
    Name.HEALTH: "Bekijk hoe het met mij gaat",
}
"""In the order in which they are shown."""

FOLLOWED_BY: Mapping[Name, str] = {
    Name.STATUS: "KP-2026-0042",
    Name.REMARK: "KP-2026-0042 en je tekst",
    Name.NOTICES: "aan, of uit",
    Name.KNELPUNTEN: "UWV doorgezet",
    Name.EXPLAIN: "KP-2026-0042",
    Name.TAKE: "KP-2026-0042",
    Name.ASK: "KP-2026-0042 en je vraag",
    Name.SET: "KP-2026-0042 opgelost en wat er is gedaan",
    Name.MERGE: "KP-2026-0042 KP-2026-0051",
    Name.SPLIT: "KP-2026-0051",
    Name.LESSON: "KP-2026-0042 en de les",
    Name.OVERVIEW: "kwartaal 2 2026 UWV",
    Name.STAND: "UWV 2026",
    Name.ROLE: "@anna:example.org behandelaar UWV",
    Name.DOCUMENT: "werkwijze.pdf",
    Name.ADD_PAGE: "https://www.example.org/pagina",
    Name.WITHDRAW: "werkwijze.pdf",
    Name.GO_BACK: "7",
    Name.FIXED_ANSWER: "3",
}
"""What is typed behind them, for instance."""


def typed(name: Name) -> str:
    """Give a command as it is typed, with what follows it."""
    return " ".join(filter(None, (f"/{name}", FOLLOWED_BY.get(name))))


def also(roles: Collection[Role]) -> str:
    """Say why somebody can do more than others."""
    return ALSO.format(roles=in_a_row([role for role in Role if role in roles]))
