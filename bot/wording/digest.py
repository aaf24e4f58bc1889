"""What those who treat knelpunten are told in the morning."""

from bot.knelpunten.report import Status
from bot.workflow.digest import Heading

TODAY = "Dit is er nieuw voor je:"
HEADINGS = {
    Heading.ASSIGNED: "Nieuw, en volgens de regels voor jou",
    Heading.NEW: "Nieuw",
    Heading.ANSWERED: "De melder heeft geantwoord op een vraag",
    Heading.REOPENED: "De melder zegt dat het niet is opgelost",
    Heading.UNANSWERED: "Een vraag aan de melder wacht al een week op antwoord",
    Heading.LESSON: "Deze lessen wachten op je besluit; typ /les",
}
ALL = {
    Heading.ASSIGNED: f"/knelpunten {Status.RECEIVED}",
    Heading.NEW: f"/knelpunten {Status.RECEIVED}",
    Heading.ANSWERED: f"/knelpunten {Status.IN_PROGRESS}",
    Heading.REOPENED: f"/knelpunten {Status.IN_PROGRESS}",
    Heading.UNANSWERED: f"/knelpunten {Status.ASKED}",
    Heading.LESSON: "/les",
}
"""For each heading the command that shows all."""

MORE = "En nog {count} andere; typ {command}."
ONE_MORE = "En nog 1 ander; typ {command}."
HOW_ON = (
    "Typ /toelichting met een nummer om het te bekijken. Wil je geen berichten meer van mij? "
    "Typ /berichten uit."
)


def more(heading: Heading, count: int) -> str:
    """Say how many there are besides those that are shown."""
    return (ONE_MORE if count == 1 else MORE).format(count=count, command=ALL[heading])
