"""What is said about the treating of knelpunten."""

from collections.abc import Collection

from bot.commands.command import Name
from bot.knelpunten.report import Status
from bot.permissions import Role
from bot.workflow.transitions import Refusal

NOT_ALLOWED = "Dat is alleen voor {roles}. Moet jij dat ook kunnen? Vraag het dan aan de beheerder."
NO_SUCH_KNELPUNT = "{number} ken ik niet. Typ /knelpunten om te zien welke er zijn."
NOT_YOURS_TO_TREAT = "{number} hoort niet bij de organisaties of thema's die jij behandelt."
NOT_YOUR_STAND = (
    "Die Stand is voor wie alle knelpunten van die organisatie behandelt, en voor de programmadirectie."
)
WHICH = {
    Name.TAKE: "Welk knelpunt neem je? Typ bijvoorbeeld: /neem KP-2026-0042.",
    Name.ASK: (
        "Zet het nummer en je vraag erachter. Bijvoorbeeld: /vraag KP-2026-0042 Om hoeveel mensen gaat het?"
    ),
    Name.SET: (
        "Zet het nummer, de stand en een toelichting erachter. Bijvoorbeeld: "
        "/zet KP-2026-0042 opgelost Het formulier is niet meer nodig. "
        "De stand is: behandeling, doorgezet, versneld, opgelost of afgesloten."
    ),
    Name.MERGE: (
        "Noem twee nummers: eerst het knelpunt dat blijft, dan het knelpunt dat erin opgaat. "
        "Bijvoorbeeld: /samen KP-2026-0042 KP-2026-0051."
    ),
    Name.SPLIT: "Welk knelpunt haal je er weer uit? Typ bijvoorbeeld: /splits KP-2026-0051.",
    Name.EXPLAIN: "Van welk knelpunt? Typ bijvoorbeeld: /toelichting KP-2026-0042.",
}

REFUSALS = {
    Refusal.ALREADY_THERE: "{number} heeft al de stand: {status}.",
    Refusal.NOT_FROM_HERE: "{number} heeft de stand: {status}. Daarvandaan kan het naar: {next}.",
    Refusal.REASON_NEEDED: (
        "Waarom sluit je {number} af zonder oplossing? "
        "Zet de reden erachter: /zet {number} afgesloten en je reden."
    ),
    Refusal.TOO_LATE_TO_REOPEN: (
        "{number} is te lang geleden afgerond om weer op te pakken. Meld het opnieuw met /melden."
    ),
}

DONE = {
    Status.IN_PROGRESS: "Je behandelt {number}: {title}",
    Status.PASSED_ON: "{number} is doorgezet naar de organisatie zelf.",
    Status.ACCELERATED: "{number} wordt versneld: het gaat naar een doorbraakteam.",
    Status.SOLVED: "{number} is opgelost.",
    Status.CLOSED: "{number} is afgesloten zonder oplossing.",
}
TOLD = "Wie het heeft gemeld, krijgt bericht."
ASKED = "Je vraag is gesteld aan wie {number} heeft gemeld. Het antwoord komt hier."
MERGED = "{number} gaat op in {into}. Ongedaan maken kan met: /splits {number}."
SPLIT = "{number} staat weer op zichzelf. De stand is: {status}."
SAME_NUMBER = "Dat is twee keer hetzelfde nummer."
MERGED_ALREADY = "{into} is zelf opgegaan in een ander knelpunt. Kies het knelpunt dat blijft."
MERGED_INTO = (
    "{number} is opgegaan in {into}. Behandel {into}, of haal {number} er weer uit met: /splits {number}."
)
NOT_MERGED = "{number} is niet samengevoegd."

ROUTED = "Thema: {theme}. In de driehoek is dit voor de {role}. Dat zegt de regel '{rule}'."
HAPPENED = "Wat er is gebeurd:"
HOW_ON = "Dit kun je ermee doen:"
SUPPORTED = "Ook bij"
LOOKS_LIKE = "Lijkt op"
MERGED_HERE = "Hierin opgegaan"
OTHER = "{number}: {title} ({organisation}, {status})"
STANDS = "Stand"

ABOUT = "Over {number} ({title}):"
NOW = {
    Status.IN_PROGRESS: "het is in behandeling genomen.",
    Status.PASSED_ON: "het is doorgezet naar de organisatie zelf, die ermee verdergaat.",
    Status.ACCELERATED: "het wordt versneld. Een doorbraakteam gaat ermee aan de slag.",
    Status.SOLVED: "het is opgelost.",
    Status.CLOSED: "het is afgesloten zonder oplossing.",
}
REOPENED = "het is weer in behandeling."
WHY = "Toelichting: {why}"
IS_IT_SOLVED = "Is het ook echt opgelost?"
CHOICE_SOLVED = "Ja, het is opgelost"
CHOICE_NOT_SOLVED = "Nee, nog niet"
SOLVED_HEARD = "Goed om te weten. Dank je."
NOT_SOLVED_ANY_MORE = "{number} staat niet meer op opgelost."
REOPENED_BY_REPORTER = "Dank je. {number} gaat weer open, en wie het behandelt krijgt bericht."
NOT_SOLVED_WHY = "De melder zegt dat het niet is opgelost."
QUESTION_FOR_YOU = "wie het behandelt, vraagt: {question}"
HOW_TO_ANSWER = "Antwoord door te typen: {number} en je antwoord."
ANSWERED = "Je antwoord staat bij {number}. Wie het behandelt, krijgt bericht."
ANSWER_CAME = "de melder antwoordt: {text}"
REMARK_CAME = "de melder voegt toe: {text}"
IS_THIS_A_REMARK = "Wil je dit als opmerking bij {number} zetten?"
CHOICE_REMARK = "Ja, zet het erbij"
IS_THIS_THE_ANSWER = "Is dit je antwoord op de vraag over {number}?"
CHOICE_ANSWER = "Ja, stuur het door"
CHOICE_NO_ANSWER = "Nee"
NOT_ADDED = "Ik heb het er niet bij gezet."
INTO_OTHER = "het gaat op in {into}, dat over hetzelfde gaat. Je hoort voortaan daarvan."
OUT_OF_OTHER = "het staat weer op zichzelf."
NOTICES_ON = "Je krijgt weer bericht over je knelpunten."
NOTICES_OFF = (
    "Je krijgt geen bericht meer over je knelpunten. Behandel je knelpunten, dan krijg je ook geen dagelijks "
    "bericht meer. Weer aanzetten kan met: /berichten aan."
)
NOTICES_WHICH = (
    "Typ /berichten aan of /berichten uit. Het gaat om berichten over knelpunten die je hebt gemeld of "
    "behandelt, en om het dagelijkse bericht voor wie knelpunten behandelt."
)

ROLE_WHICH = (
    "Zet erachter wie het is, en de rol. Bijvoorbeeld: /rol {example} behandelaar Gemeente Zwolle, UWV. "
    "De rollen zijn: behandelaar, programmadirectie en beheerder. Met 'geen' neem je de rollen terug."
)
NAMED = {
    "matrix": "Op Matrix heet iemand bijvoorbeeld @sanne:example.org.",
    "telegram": "Op Telegram heet iemand een nummer. Wie het is, vindt het in /mijngegevens, bij 'sender'.",
    "terminal": "In de terminal heet iemand zoals bij het inloggen op die computer.",
}
ROLE_WITHOUT_LIMITS = "Alleen een behandelaar kan er zijn voor bepaalde organisaties. Laat de namen weg."
ROLE_GIVEN = "{person} heeft nu de rol {role}{limits}."
ROLE_LIMITS = ", voor {names}"
ROLES_TAKEN = "{person} heeft geen rollen meer die hier zijn gegeven. Rollen uit de instellingen blijven."

_WHO = {
    Role.HANDLER: "wie knelpunten behandelt",
    Role.DIRECTORATE: "de programmadirectie",
    Role.ADMIN: "de beheerder",
}


def not_allowed(needed: Collection[Role]) -> str:
    """Say for whom a command is."""
    return NOT_ALLOWED.format(roles=" en ".join(_WHO[role] for role in Role if role in needed))
