"""What is said about how the assistant is."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.health.concerns import Concern, ending_of
from bot.health.disk import Disk
from bot.health.errors import KeptError
from bot.health.index_health import IndexHealth
from bot.reindexing.actions import JobKind
from bot.reindexing.reindexed import Ending
from bot.storage.health import Waiting
from bot.storage.index_jobs import Job
from bot.wording.attachments import readable_size
from bot.wording.dates import HERE, day_of
from bot.wording.reindexing import number

COMMAND = """Laat zien hoe het met de assistent gaat: versies, index, wachtrijen, database en schijf.

Voorbeeld: wegwijzer gezondheid --json"""
AS_JSON = "Schrijf het als JSON."

ALL_WELL = "Alles werkt."
CONCERN = "Let op: {concern}"
CONCERNS: Mapping[Concern, str] = {
    Concern.NO_INDEX: (
        "er is geen index, dus ik kan geen vragen beantwoorden. Maak hem met /herindexeer, of op de computer "
        "zelf met: wegwijzer reindex"
    ),
    Concern.LITTLE_ROOM: "er is nog maar {free} vrij op de schijf. Maak ruimte.",
    Concern.MESSAGES_WAIT: "mensen wachten lang op antwoord.",
    Concern.NOTICES_WAIT: "berichten die ik wil sturen, komen niet weg.",
    Concern.INDEX: "het laatste werk aan de index is niet gelukt. Probeer het opnieuw met /herindexeer.",
    Concern.ERRORS: "er ging de laatste 24 uur iets mis. Hieronder staat wat.",
}

WEGWIJZER = "Wegwijzer"
MODEL = "Taalmodel"
INDEX = "Index"
WORK = "Werk aan de index"
QUEUES = "Wachtrij"
DATABASE = "Database"
DISK = "Schijf"
PARTS = "Onderdelen"
ERRORS = "Wat er misging:"

NOT_INSTALLED = "versie onbekend"
NO_INDEX = "er is geen index"
_KINDS = {JobKind.REINDEX: "opnieuw lezen", JobKind.GO_BACK: "terug naar een eerdere versie"}
_ENDINGS = {
    Ending.BUILT: "er is een nieuwe generatie",
    Ending.UNCHANGED: "er was niets veranderd",
    Ending.REFUSED: "de nieuwe generatie is niet in gebruik genomen, want er gingen te veel toetsvragen fout",
    Ending.WENT_BACK: "een eerdere generatie is weer in gebruik",
    Ending.HELD: "er is niets gedaan, want een beheerder koos een eerdere generatie",
    Ending.CANCELLED: "afgebroken",
    Ending.FAILED: "dat ging mis",
}
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def running(version: str | None, since: datetime | None, now: datetime) -> str:
    """Say which version runs, and since when."""
    said = version or NOT_INSTALLED
    return said if since is None else f"{said}, draait sinds {moment(since, now)} ({span(now - since)})"


def model(index: IndexHealth) -> str:
    """Say which model the index was made with."""
    return f"{index.model}, {index.dimensions} dimensies"


def index_held(index: IndexHealth, now: datetime) -> str:
    """Say what the index holds."""
    return (
        f"generatie {index.generation}: {number(index.documents)} documenten, "
        f"{number(index.passages)} passages, {number(index.lines)} regels, {readable_size(index.size)}, "
        f"gemaakt {moment(index.made_at, now)}"
    )


def work(job: Job, now: datetime) -> str:
    """Say what is done to the index, or was."""
    if job.finished_at is None:
        return f"bezig met {_KINDS[job.kind]}, gevraagd {moment(job.asked_at, now)}"
    ending = ending_of(job)
    became = f": {_ENDINGS[ending]}" if ending else ""
    skipped = (job.summary or {}).get("skipped", 0)
    passed_over = f", {number(skipped)} overgeslagen" if skipped else ""
    return f"{_KINDS[job.kind]}, {moment(job.finished_at, now)}{became}{passed_over}"


def queues(
    messages: tuple[Waiting, ...], notices: tuple[Waiting, ...], later: int, drafts: int, now: datetime
) -> str:
    """Say what waits."""
    said = [f"{_messages(row.count)} op {row.channel}, {_oldest(row, now)}" for row in messages]
    said += [f"{_notices(row.count)} voor {row.channel}, {_oldest(row, now)}" for row in notices]
    if later:
        said.append(f"{_notices(later)} voor later")
    if drafts:
        said.append("1 melding in de maak" if drafts == 1 else f"{number(drafts)} meldingen in de maak")
    return "; ".join(said) or "leeg"


def database(kind: str, size: int | None, revision: str | None) -> str:
    """Say how the database is."""
    sized = None if size is None else readable_size(size)
    migrated = None if revision is None else f"migratie {revision}"
    return ", ".join(filter(None, (kind, sized, migrated)))


def disk(room: Disk) -> str:
    """Say how much room there is."""
    return f"{readable_size(room.used)} in gebruik, {readable_size(room.free)} vrij"


def error(kept: KeptError, now: datetime) -> str:
    """Say what went wrong, where, how often and when."""
    what = " ".join(filter(None, (kept.error, f"in {kept.place}")))
    times = "" if kept.times == 1 else f", {number(kept.times)} keer"
    return f"{what} ({kept.logger}{times}), {moment(kept.last, now)}"


def moment(when: datetime, now: datetime) -> str:
    """Write a moment as the clock in the Netherlands has it: ``vandaag 09.12 uur``."""
    here = when.astimezone(HERE)
    is_today = here.date() == now.astimezone(HERE).date()
    return f"{'vandaag' if is_today else day_of(when)} {here:%H.%M} uur"


def span(took: timedelta) -> str:
    """Say how long something takes or took: ``40 seconden``, ``3 minuten``, ``5 uur``, ``12 dagen``."""
    seconds = max(0, round(took.total_seconds()))
    for unit, one, many in ((_DAY, "dag", "dagen"), (_HOUR, "uur", "uur"), (_MINUTE, "minuut", "minuten")):
        if seconds >= unit:
            count = seconds // unit
            return f"{number(count)} {one if count == 1 else many}"
    return f"{seconds} {'seconde' if seconds == 1 else 'seconden'}"


def _oldest(row: Waiting, now: datetime) -> str:
    return f"{'al' if row.count == 1 else 'de oudste al'} {span(now - row.since)}"


def _messages(count: int) -> str:
    return "1 bericht wacht op antwoord" if count == 1 else f"{number(count)} berichten wachten op antwoord"


def _notices(count: int) -> str:
    return "1 bericht te sturen" if count == 1 else f"{number(count)} berichten te sturen"
