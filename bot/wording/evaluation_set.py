"""What is said about the evaluation set."""

from collections.abc import Sequence
from datetime import datetime
from textwrap import shorten

from bot.evaluation.evaluation_set import Added, Change
from bot.evaluation.measuring import Judged
from bot.evaluation.questions import Expected, Question, QuestionsInvalid
from bot.messages import Kind
from bot.reindexing.reindexed import QUESTIONS, RIGHT
from bot.wording.dates import day_of
from bot.wording.workflow_proposal import in_a_row
from index.generations import Manifest

EXAMPLE = "/toetsvragen erbij Wat is de ACU? | glossary.toml"
NONE_YET = f"Er zijn nog geen toetsvragen. Voeg er een toe, bijvoorbeeld: {EXAMPLE}"
ONE = "Ik toets mezelf met 1 vraag."
COUNT = "Ik toets mezelf met {count} vragen."
LAST = "Bij de herindexering van {day} gingen er {right} van de {questions} goed."
PART = "Toetsvragen {first} tot en met {last} van {count}."
HOW = f"Kies een vraag, of voeg er een toe, bijvoorbeeld: {EXAMPLE}"
NOT_UNDERSTOOD = (
    "Dat begrijp ik niet. Je kunt typen: /toetsvragen voor de lijst, /toetsvragen erbij met een vraag en een "
    "document, /toetsvragen weg met een nummer, of /toetsvragen meet om te zien wat er goed gaat."
)
NONE_SUCH = "Toetsvraag {typed} is er niet. Typ /toetsvragen voor de lijst."
WHICH = "Zeg erbij welke vraag, bijvoorbeeld: /toetsvragen weg T12"
HOW_TO_ADD = (
    "Typ de vraag, een streep en het document waar het antwoord in staat. "
    f"Bijvoorbeeld: {EXAMPLE}. "
    "Hoort er geen antwoord op te komen, typ dan geen: /toetsvragen erbij Wie wint de verkiezingen? | geen"
)
NO_SUCH_DOCUMENT = "Ik ken geen document {typed}."
DID_YOU_MEAN = "Bedoel je dit document?"
DID_YOU_MEAN_ONE = "Bedoel je een van deze documenten?"
SEE_DOCUMENTS = "Typ /documenten om te zien welke er zijn."
UNREADABLE = "Het bestand met de toetsvragen is niet te gebruiken. {why}"
UNREADABLE_LINE = "Regel {line} van {file} klopt niet ({detail})."
UNREADABLE_FILE = "{file}: {why}."

ENTRY = "{id}: {question}"
ENTRY_UNANSWERED = "{id}: {question} (geen antwoord)"
MEASURE_NOW = "Toets nu"
TO_THE_LIST = "Naar de lijst"
TAKE_OUT = "Haal weg"
YES, NO = "Ja", "Nee"
LONGEST_ENTRY = 120

QUESTION = "{id}: ‘{question}’"
FOLLOWS = "{id}: ‘{question}’, na de vraag ‘{previous}’"
EXPECTS = "Goed is een antwoord uit {documents}."
EXPECTS_WORDS = "Goed is een antwoord uit {documents}, met daarin {words}."
EXPECTS_NOTHING = "Goed is: geen antwoord."
HIDDEN_HERE = "Het document dat erbij hoort, geldt hier nu niet. Ik sla deze vraag over."
NOT_HERE = "Daar antwoord ik nu niet uit, dus ik sla deze vraag over."
REMOVE = "Wil je toetsvraag {id} weghalen? ‘{question}’"
REMOVED = "Toetsvraag {id} is weg: ‘{question}’."
_ADDED = {
    Change.NEW: "Toegevoegd als toetsvraag {id}: ‘{question}’.",
    Change.CHANGED: "Toetsvraag {id} was er al: ‘{question}’. Wat goed is, heb ik veranderd.",
    Change.NONE: "Toetsvraag {id} was er al: ‘{question}’.",
}
RIGHT_NOW = "Nu gaat deze vraag goed."
WRONG_NOW = "Nu gaat deze vraag nog fout. {what}"

NOTHING_TO_MEASURE = "Er zijn geen toetsvragen over de documenten waaruit ik nu antwoord."
MEASURED = "Er gaan nu {right} van de {count} toetsvragen goed."
SKIPPED_ONE = "1 vraag heb ik overgeslagen: het document is er nu niet."
SKIPPED = "{count} vragen heb ik overgeslagen: de documenten zijn er nu niet."
WRONG = "Deze gaan fout:"
WRONG_PART = "Deze gaan fout ({first} tot en met {last} van {count}):"
_NO_ANSWER = {
    Kind.NEARBY: "Ik wist het niet zeker, en wees naar {source}.",
    Kind.UNKNOWN: "Ik gaf geen antwoord.",
}
_NO_QUESTION = "Ik zag er geen vraag in."
_ANSWERED = "Ik antwoordde uit {source}."
_WITHOUT_WORDS = "Ik antwoordde uit {source}, maar niet met al die woorden."


def summary(count: int, serving: Manifest) -> str:
    """Say how many questions there are, and how many went right when the generation that serves was made."""
    said = ONE if count == 1 else COUNT.format(count=count)
    questions, right = serving.measured.get(QUESTIONS), serving.measured.get(RIGHT)
    if not questions:
        return said
    day = day_of(datetime.fromisoformat(serving.created))
    return f"{said} {LAST.format(day=day, right=right, questions=questions)}"


def page(count: int, first: int, last: int) -> str:
    """Say which questions are on a page after the first."""
    return PART.format(count=count, first=first, last=last)


def wrong(first: int, last: int, count: int) -> str:
    """Say which of the questions that go wrong follow."""
    return WRONG if (first, last) == (1, count) else WRONG_PART.format(first=first, last=last, count=count)


def entry(case: Question) -> str:
    """Name a question in a list."""
    form = ENTRY if case.kind is Expected.ANSWER else ENTRY_UNANSWERED
    return form.format(id=case.id, question=shorten(case.question, LONGEST_ENTRY, placeholder=" …"))


def asked(case: Question) -> str:
    """Say what is asked."""
    form = QUESTION if case.previous is None else FOLLOWS
    return form.format(id=case.id, question=case.question, previous=case.previous)


def expected(case: Question) -> str:
    """Say what is right."""
    if case.kind is not Expected.ANSWER:
        return EXPECTS_NOTHING
    form = EXPECTS_WORDS if case.words else EXPECTS
    return form.format(documents=_either(case.documents), words=_wanted(case))


def added(done: Added) -> str:
    """Say what adding a question did."""
    return _ADDED[done.change].format(id=done.case.id, question=done.case.question)


def now(judged: Judged) -> str:
    """Say whether a question goes right now."""
    return RIGHT_NOW if judged.right else WRONG_NOW.format(what=instead(judged))


def miss(judged: Judged) -> str:
    """Say of a question that goes wrong what is right, and what was said instead."""
    return f"{asked(judged.question)}. {expected(judged.question)} {instead(judged)}"


def instead(judged: Judged) -> str:
    """Say what was said to a question that went wrong."""
    question, judgement = judged.question, judged.judgement
    if judgement.kind is Kind.ANSWER:
        only_words = judgement.right_source and question.kind is Expected.ANSWER
        form = _WITHOUT_WORDS if only_words else _ANSWERED
        return form.format(source=judgement.source)
    return _NO_ANSWER.get(judgement.kind, _NO_QUESTION).format(source=judgement.source)


def measured(judged: Sequence[Judged], skipped: int) -> str:
    """Say how many questions go right, and how many could not be asked."""
    right = sum(one.right for one in judged)
    said = MEASURED.format(right=right, count=len(judged)) if judged else NOTHING_TO_MEASURE
    if skipped:
        said += " " + (SKIPPED_ONE if skipped == 1 else SKIPPED.format(count=skipped))
    return said


def no_such_document(typed: str, nearest: Sequence[str]) -> str:
    """Say that a document is not there, and what is asked or can be done instead."""
    next_step = (SEE_DOCUMENTS, DID_YOU_MEAN)[len(nearest)] if len(nearest) <= 1 else DID_YOU_MEAN_ONE
    return f"{NO_SUCH_DOCUMENT.format(typed=typed)} {next_step}"


def unreadable(error: QuestionsInvalid | OSError) -> str:
    """Say why the file cannot be used; of its place only the name is shown."""
    match error:
        case QuestionsInvalid(path=path, line=line, detail=detail):
            why = UNREADABLE_LINE.format(file=path.name, line=line, detail=detail)
        case _:
            file = str(error.filename or "").rpartition("/")[2]
            why = UNREADABLE_FILE.format(file=file, why=error.strerror or error)
    return UNREADABLE.format(why=why)


def _wanted(case: Question) -> str:
    wanted = [_either([f"‘{word}’" for word in words]) for words in case.words]
    has_alternatives = any(len(words) > 1 for words in case.words)
    return ", en ".join(wanted) if has_alternatives else in_a_row(wanted)


def _either(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} of {last}" if first else last
