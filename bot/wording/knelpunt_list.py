"""How a list of knelpunten says what is in it."""

from collections.abc import Iterator

from bot.knelpunten.report import Knelpunt, Status
from bot.wording.overview import capital
from bot.wording.workflow_proposal import in_a_row
from bot.workflow.filtering import OPEN, Wanted

OPEN_ONES = "open knelpunten"
KNELPUNTEN = "knelpunten"
OF = "van {organisations}"
ABOUT = "over {themes}"
WITH = "met {features}"
WORD = "het woord {words}"
WORDS = "de woorden {words}"
STATUS = "de stand {statuses}"
MINE = "die jij hebt genomen"
COUNT = "{what} ({count})."
PART = "{what} ({first} tot en met {last} van {count})."
LONGEST_FIRST = "Wat het langst wacht, staat bovenaan."
LATEST_FIRST = "Wat het laatst is veranderd, staat bovenaan."

ENTRY = "{number}: {title} ({organisation}, {status}, {since})"
TODAY = "sinds vandaag"
ONE_DAY = "al 1 dag"
DAYS = "al {days} dagen"

NONE = "Ik vind geen {what}."
DID_YOU_MEAN = "Bedoel je deze organisatie?"
DID_YOU_MEAN_ONE = "Bedoel je een van deze organisaties?"
HOW = (
    "Kies een knelpunt, of zoek verder. Bijvoorbeeld: /knelpunten nieuw, /knelpunten UWV doorgezet, "
    "/knelpunten van mij, of /knelpunten met een woord dat erin voorkomt."
)
ALL_OPEN = "Alle open knelpunten"


def what(wanted: Wanted) -> str:
    """Say which knelpunten were asked for, as that was understood."""
    said = [OPEN_ONES if wanted.statuses == OPEN else KNELPUNTEN]
    if wanted.organisations:
        said.append(OF.format(organisations=_either(wanted.organisations)))
    if wanted.themes:
        said.append(ABOUT.format(themes=_either(wanted.themes)))
    if features := list(_features(wanted)):
        said.append(WITH.format(features=in_a_row(features)))
    if wanted.mine:
        said.append(MINE)
    return " ".join(said)


def heading(wanted: Wanted, first: int, last: int, count: int) -> str:
    """Say what is on a page of the list, and in which order."""
    form = COUNT if (first, last) == (1, count) else PART
    said = form.format(what=capital(what(wanted)), first=first, last=last, count=count)
    order = LONGEST_FIRST if wanted.statuses <= OPEN else LATEST_FIRST
    return f"{said} {order}" if count > 1 else said


def entry(knelpunt: Knelpunt, days: int) -> str:
    """Say in a line what a knelpunt is, and for how many days it has stood where it stands."""
    report = knelpunt.report
    return ENTRY.format(
        number=knelpunt.number,
        title=report.title,
        organisation=report.organisation,
        status=knelpunt.status,
        since=TODAY if days <= 0 else ONE_DAY if days == 1 else DAYS.format(days=days),
    )


def _features(wanted: Wanted) -> Iterator[str]:
    if wanted.words:
        form = WORD if len(wanted.words) == 1 else WORDS
        yield form.format(words=in_a_row([f"'{word}'" for word in wanted.words]))
    if wanted.statuses not in {OPEN, frozenset(Status)}:
        statuses = [status for status in Status if status in wanted.statuses]
        yield STATUS.format(statuses=_either(statuses))


def _either(names: tuple[str, ...] | list[Status]) -> str:
    *first, last = names
    return f"{', '.join(first)} of {last}" if first else str(last)
