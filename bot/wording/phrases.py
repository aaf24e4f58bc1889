"""What the assistant says while answering, in each language that it answers in."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language that the assistant answers in."""

    DUTCH = "nl"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The assistant's own sentences; the documents' words never come from here."""

    introduction: str
    source: str
    incomplete: str
    read_on: str
    about: str
    date_unknown: str
    opinion: str
    nearby: str
    unknown: str
    off_topic: str
    greeting: str
    thanks: str
    farewell: str
    who_are_you: str
    how_are_you: str
    report: str
    how_to_ask: tuple[str, ...]
    how_to_report: tuple[str, ...]
    empty: str
    something_went_wrong: str


DUTCH = Phrases(
    introduction=(
        "Ik ben Wegwijzer, een automatische assistent. Mijn antwoorden staan letterlijk zo in documenten "
        "over Werk aan Uitvoering, met de bron erbij. Zet hier geen persoonsgegevens van burgers."
    ),
    source="Bron:",
    incomplete="Dit is een deel van de oorspronkelijke tekst.",
    read_on="Lees ook:",
    about="omstreeks",
    date_unknown="datum onbekend",
    opinion="Dit is de mening van deelnemers aan een bijeenkomst, geen beleid.",
    nearby="Ik weet niet zeker of dit je vraag beantwoordt. Dit komt het dichtst in de buurt:",
    unknown=(
        "Dat staat niet in mijn bronnen. Je kunt je vraag anders stellen, "
        "of hem mailen naar de programmadirectie: wau@minszw.nl."
    ),
    off_topic=(
        "Daar kan ik je niet bij helpen. Je kunt me vragen stellen over het programma Werk aan Uitvoering, "
        "bijvoorbeeld: welke rollen kent het driehoekmodel?"
    ),
    greeting="Hallo. Wat wil je weten over Werk aan Uitvoering?",
    thanks="Graag gedaan.",
    farewell="Tot ziens.",
    who_are_you=(
        "Ik ben Wegwijzer, een automatische assistent voor iedereen die werkt aan of met "
        "Werk aan Uitvoering. Ik zoek het antwoord op je vraag in documenten en laat zien waar het staat."
    ),
    how_are_you="Ik ben een automatische assistent, dus met mij gaat het altijd hetzelfde. Wat wil je weten?",
    report="Je wilt een knelpunt melden. Begin een gesprek met mij en typ: /melden.",
    how_to_ask=(
        "Stel je vraag in je eigen woorden. Ik laat zien wat er in de documenten staat.",
        "Vraag door als je meer wilt weten: ik onthoud waar het over ging.",
        "Staat het niet in mijn bronnen, dan zeg ik dat.",
    ),
    how_to_report=(
        "Een knelpunt melden: typ /melden, of vertel wat er misgaat. Je meldingen zie je met /mijnmeldingen.",
        "Wat ik over je bewaar, zie je met /mijngegevens. Met /vergeetmij wis je het.",
        "Alle opdrachten zie je met /help.",
    ),
    empty="Ik zie geen tekst in je bericht. Wat wil je weten?",
    something_went_wrong="Er ging iets mis bij mij. Stuur je bericht over een paar minuten nog een keer.",
)

ENGLISH = Phrases(
    introduction=(
        "I am Wegwijzer, an automated assistant. My answers are literal quotes from Dutch documents "
        "about Werk aan Uitvoering, with their source. Please leave out personal data of citizens."
    ),
    source="Source:",
    incomplete="This is part of the original text.",
    read_on="See also:",
    about="about",
    date_unknown="date unknown",
    opinion="This is the opinion of participants in a meeting, not policy.",
    nearby="I am not sure that this answers your question. This comes nearest:",
    unknown=(
        "That is not in my sources. You can put your question another way, "
        "or mail it to the programme directorate: wau@minszw.nl."
    ),
    off_topic=(
        "I cannot help you with that. You can ask me about the programme Werk aan Uitvoering, "
        "for instance: which roles are there in the driehoekmodel?"
    ),
    greeting="Hello. What would you like to know about Werk aan Uitvoering?",
    thanks="You are welcome.",
    farewell="Goodbye.",
    who_are_you=(
        "I am Wegwijzer, an automated assistant for everyone who works on or with Werk aan Uitvoering. "
        "I look for the answer to your question in documents and show where it stands."
    ),
    how_are_you="I am an automated assistant, so I am always the same. What would you like to know?",
    report="You want to report a knelpunt. Start a conversation with me and type: /melden.",
    how_to_ask=(
        "Ask a question about Werk aan Uitvoering in your own words. I show what the documents say.",
        "Ask on if you want to know more: I remember what it was about.",
        "If it is not in my sources, I say so.",
    ),
    how_to_report=(
        "To report a knelpunt, type /melden or tell what goes wrong. The conversation is in Dutch.",
        "To see what I keep about you, type /mijngegevens. To erase it: /vergeetmij.",
    ),
    empty="I see no text in your message. What would you like to know?",
    something_went_wrong="Something went wrong on my side. Please send your message again in a few minutes.",
)

PHRASES = {Language.DUTCH: DUTCH, Language.ENGLISH: ENGLISH}
