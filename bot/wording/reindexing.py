"""What is said about reading the documents again, and about the generations of the index."""

from collections.abc import Container, Iterator, Sequence
from datetime import datetime

from bot.reindexing.reindexed import QUESTIONS, RIGHT, Ending, Reindexed, Stage, Step
from bot.wording.dates import HERE, day_of
from bot.wording.evaluation_effect import describe_effect
from bot.wording.indexing import skipped_line
from bot.wording.workflow_proposal import in_a_row
from index.changes import Changes
from index.generations import Generation

STARTED = "Ik lees de documenten opnieuw."
READING = "Ik lees de documenten opnieuw: {documents} gelezen. Stoppen: /herindexeer stop."
EMBEDDING = (
    "Ik lees de documenten opnieuw: {documents} gelezen, "
    "{done} van {total} zinnen en passages verwerkt{left}. Stoppen: /herindexeer stop."
)
LEFT = ", nog ongeveer {time}"
TESTING = "De documenten zijn gelezen. Nu stel ik de toetsvragen. Stoppen: /herindexeer stop."
WAITING = "Een ander proces werkt de index bij. Daarna lees ik de documenten. Stoppen: /herindexeer stop."
ALREADY = "Ik ben al bezig met de index, sinds {since}."
NOTHING_RUNS = "Ik lees de documenten nu niet. Er is niets om te stoppen."
STOPPING = "Ik stop met lezen."
STOPPED = "Gestopt. Ik antwoord nog uit generatie {generation}."
TOO_LATE_TO_STOP = "Het was al klaar. Ik antwoord nu uit generatie {generation}."
HOW = (
    "Typ /herindexeer om de documenten opnieuw te lezen, /herindexeer stop om dat te stoppen, of "
    "/herindexeer toch om een index te gebruiken die slechter is op de toetsvragen."
)
NOT_FROM_HERE = (
    "Ik antwoord uit een index die bij het starten is gekozen (--index). Die verander ik niet vanuit de chat."
)
FAILED = "Dat is niet gelukt: {reason} Ik antwoord nog uit de index die er was."
FAILED_UNKNOWN = "er ging iets mis. De beheerder van de server vindt het in het logboek."

HELD_BACK = (
    "Van {documents} laat ik niets zien, want in deze index staat een andere versie dan er het laatst is "
    "toegevoegd. Met /herindexeer lees ik die."
)

BUILT = "Klaar. Ik antwoord nu uit generatie {generation}."
UNCHANGED = "Klaar. Er is niets veranderd (generatie {generation})."
REFUSED = (
    "Ik gebruik de nieuwe index niet: er gaan te veel toetsvragen fout die goed gingen. "
    "Ik antwoord nog uit generatie {generation}."
)
REFUSED_FIRST = "Ik gebruik de nieuwe index niet: er gaan te veel toetsvragen fout."
FORCE = "Wil je hem toch gebruiken?"
USE_ANYWAY = "Toch gebruiken"
FORCE_CLI = "Toch gebruiken: wegwijzer reindex --force"
DOCUMENTS = "Documenten: {new} nieuw, {changed} gewijzigd, {removed} weg, {unchanged} ongewijzigd."
PASSAGES = "Passages: {new} nieuw, {changed} gewijzigd, {removed} weg, {unchanged} ongewijzigd."
NEW, CHANGED, REMOVED = "Nieuw: {names}.", "Gewijzigd: {names}.", "Weg: {names}."
AND_MORE = "nog {count}"
MORE_SKIPPED = "Overgeslagen: nog {files}."
TOOK = "Dat duurde {time}."

GENERATIONS = "Dit zijn de generaties van de index, de nieuwste bovenaan."
NO_GENERATIONS = "Er zijn geen generaties."
HELD = (
    "Ik blijf uit generatie {number} antwoorden, ook als er documenten veranderen, tot je /herindexeer typt "
    "of een document toevoegt of intrekt."
)
ENTRY = "{number}: {moment}, {documents}, {passages}{right}{serving}"
RIGHT_OF = ", {right} van de {questions} toetsvragen goed"
SERVES = " (in gebruik)"
HELD_CLI = "Generatie {number} blijft in gebruik, ook als er documenten veranderen. Tot: wegwijzer reindex"
ALREADY_SERVES = "Generatie {number} is al in gebruik."
SERVES_AGAIN = "Generatie {number} is weer in gebruik."
CHOICE_BACK = "Terug naar generatie {number}"
MORE_GENERATIONS = "Er zijn er nog {count}, ouder. Typ /terug en het nummer."
GO_BACK_WHICH = "Naar welke generatie? Typ bijvoorbeeld: /terug 7. Met /generaties zie je welke er zijn."
NO_SUCH_GENERATION = "Generatie {number} is er niet. Met /generaties zie je welke er zijn."
ALREADY_THERE = "Ik antwoord al uit generatie {number}."
OTHER_MODEL = "Generatie {number} is met een ander taalmodel gemaakt. Die kan ik niet meer gebruiken."
GOING_BACK = "Ik ga terug naar generatie {number}."
WENT_BACK = "Ik antwoord nu weer uit generatie {number}."
BEFORE_GOING_BACK = "Gestopt, want er is gevraagd om terug te gaan naar een andere generatie."

MOST_NAMED = 5
MOST_SKIPPED = 20
_STEP, _MINUTE, _HOUR = 5, 60, 3600


def progress(step: Step, seconds_left: float | None) -> str:
    """Say how far it is."""
    match step.stage:
        case Stage.READING:
            return READING.format(documents=_count(step.documents, "document", "documenten"))
        case Stage.EMBEDDING:
            left = "" if seconds_left is None else LEFT.format(time=duration(seconds_left))
            return EMBEDDING.format(
                documents=_count(step.documents, "document", "documenten"),
                done=number(step.done),
                total=number(step.total),
                left=left,
            )
        case Stage.TESTING:
            return TESTING


def outcome(reindexed: Reindexed) -> str:
    """Say in a sentence what came of it."""
    match reindexed.ending:
        case Ending.UNCHANGED:
            return UNCHANGED.format(generation=reindexed.generation)
        case Ending.REFUSED:
            return (REFUSED if reindexed.generation else REFUSED_FIRST).format(
                generation=reindexed.generation
            )
        case _:
            return BUILT.format(generation=reindexed.generation)


def details(reindexed: Reindexed, unnamed: Container[str] = ()) -> Iterator[str]:
    """Say in sentences what changed, what was skipped, and what that did to the evaluation set.

    Args:
        reindexed: what came of it.
        unnamed: documents that are counted, and not named.
    """
    documents = reindexed.documents
    if reindexed.ending is not Ending.UNCHANGED:
        yield _counts(
            DOCUMENTS,
            Changes(len(documents.new), len(documents.changed), len(documents.removed), documents.unchanged),
        )
        named = ((NEW, documents.new), (CHANGED, documents.changed), (REMOVED, documents.removed))
        for form, names in named:
            if any(name not in unnamed for name in names):
                yield form.format(names=_named(names, unnamed))
        yield _counts(PASSAGES, reindexed.passages)
    named_skipped = [one for one in reindexed.skipped if one.name not in unnamed][:MOST_SKIPPED]
    for skipped in named_skipped:
        yield skipped_line(skipped.name, skipped.reason)
    if more := len(reindexed.skipped) - len(named_skipped):
        yield MORE_SKIPPED.format(files=_count(more, "bestand", "bestanden"))
    if reindexed.effect:
        yield " ".join(describe_effect(reindexed.effect))
    yield TOOK.format(time=duration(reindexed.seconds))


def held_back(documents: int) -> str:
    """Say that nothing is shown of documents of which the index holds another version than was added last."""
    return HELD_BACK.format(documents=_count(documents, "document", "documenten"))


def failed(reason: str | None) -> str:
    """Say that it did not succeed, and why."""
    return FAILED.format(reason=reason or FAILED_UNKNOWN)


def entry(generation: Generation, *, serves: bool) -> str:
    """Describe a generation in a line."""
    manifest = generation.manifest
    questions, right = manifest.measured.get(QUESTIONS), manifest.measured.get(RIGHT)
    return ENTRY.format(
        number=generation.number,
        moment=moment_of(datetime.fromisoformat(manifest.created)),
        documents=_count(len(manifest.documents), "document", "documenten"),
        passages=_count(manifest.passages, "passage", "passages"),
        right=RIGHT_OF.format(right=right, questions=questions) if questions else "",
        serving=SERVES if serves else "",
    )


def moment_of(moment: datetime) -> str:
    """Write a moment as the clock and the calendar in the Netherlands have it."""
    return f"{day_of(moment)} om {moment.astimezone(HERE):%H.%M}"


def duration(seconds: float) -> str:
    """Write how long something takes, in round figures."""
    if seconds < _MINUTE:
        rounded = round(seconds) if seconds < 2 * _STEP else round(seconds / _STEP) * _STEP
        return _count(max(1, rounded), "seconde", "seconden")
    if seconds < _HOUR:
        return _count(round(seconds / _MINUTE), "minuut", "minuten")
    hours, minutes = divmod(round(seconds / _MINUTE), _MINUTE)
    return f"{hours} uur" + (f" en {_count(minutes, 'minuut', 'minuten')}" if minutes else "")


def number(count: int) -> str:
    """Write a number as it is done in Dutch: ``1.250``."""
    return f"{count:,}".replace(",", ".")


def _count(count: int, one: str, more: str) -> str:
    return f"{number(count)} {one if count == 1 else more}"


def _counts(form: str, changes: Changes) -> str:
    return form.format(
        new=number(changes.new),
        changed=number(changes.changed),
        removed=number(changes.removed),
        unchanged=number(changes.unchanged),
    )


def _named(names: Sequence[str], unnamed: Container[str]) -> str:
    shown = [name for name in names if name not in unnamed][:MOST_NAMED]
    more = len(names) - len(shown)
    return in_a_row([*shown, AND_MORE.format(count=number(more))] if more else shown)
