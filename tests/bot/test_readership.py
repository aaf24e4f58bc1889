"""Whom a document is for and when it holds, in whatever somebody asks."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.answering.answering import Answering
from bot.assembly.answering import answering_from
from bot.dialogue import Dialogue
from bot.intents.classifier import load_classifier
from bot.intents.recognition import IntentRecognition
from bot.library.actions import (
    AddDocuments,
    BringBackDocument,
    LibraryAction,
    NewDocument,
    SetTerms,
    WithdrawDocument,
)
from bot.library.hidden import NOTHING_HIDDEN, Hidden
from bot.library.readership import NO_ROOM, Readership
from bot.library.terms import Terms
from bot.memory import Memory
from bot.messages import Kind, Reply
from bot.overview.period import day_here
from bot.permissions import Role
from bot.rendering.plain import render
from bot.settings import Settings
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library, change_library
from bot.storage.transaction import writing
from bot.workflow.pillar_sources import DOCUMENT as ABOUT_PILLARS
from index.build import reindex
from index.embedding.embedder import Embedder
from index.files.generations import FileGenerations
from index.search import Index
from knowledge.reading import read_folder
from tests.bot.incoming import incoming
from tests.bot.talk import ANSWERS, Talk
from tests.bot.test_any_report import InMemoryTalk
from tests.bot.years import YEAR

QUESTION = "Hoe laat gaat de kantine op de zolder open?"
FOLLOW_UP = "en wie houdt daar toezicht?"
OTHER_QUESTION = "Wie zet de vuilnisbakken op donderdag buiten?"
CANTEEN, BINS = "kantine.md", "vuilnis.md"
LESSON = f"les-KP-{YEAR}-0001.md"
DOCUMENTS = {
    CANTEEN: "# Kantine\n\nDe kantine op de zolder gaat om half twaalf open. De kok houdt daar toezicht.\n",
    "tuin.md": "# Tuin\n\nDe tuin gaat om acht uur open. De tuinman houdt daar toezicht.\n",
    BINS: "# Vuilnis\n\nDe portier zet de vuilnisbakken op donderdag buiten.\n",
    LESSON: "# Formulieren bij een verhuizing\n\nVraag eerst na of het formulier nog nodig is.\n",
}
TODAY = day_here(datetime.now(UTC))
HANDLING = {"sender": "dora", "conversation": "of-dora"}


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Answering:
    """Finds answers in an index of these documents, however little sure it is of them."""
    folder = tmp_path_factory.mktemp("documents")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text)
    reindex(read_folder([folder]), FileGenerations(folder / "index"), embedder)
    settings = Settings(data_dir=folder, answer_threshold=0, nearby_threshold=0)
    return answering_from(Index.open(FileGenerations(folder / "index"), embedder), embedder, settings)


@pytest.fixture
async def talk(
    answering: Answering, embedder: Embedder, installed: Path, tmp_path: Path
) -> AsyncIterator[Talk]:
    recognition = IntentRecognition(load_classifier(embedder, installed / "models"))
    roles = [{"channel": "test", "person": "dora", "role": role} for role in (Role.HANDLER, Role.DIRECTORATE)]
    talk = InMemoryTalk(Dialogue(answering, recognition), embedder, tmp_path, roles=roles)
    await talk.start()
    yield talk
    await talk.stop()


async def change(talk: Talk, *actions: LibraryAction) -> None:
    async with writing(talk.engine) as connection:
        for action in actions:
            await change_library(connection, incoming("/document"), action, datetime.now(UTC))


async def shown(talk: Talk, question: str = QUESTION, **changes: object) -> set[str]:
    """The documents that are quoted or named in the replies to a question."""
    replies = await talk.replies(question, **changes)
    said = "\n".join(map(render, replies))
    cited = {citation.document for reply in replies for citation in reply.citations}
    # What is not cited is not shown either.
    assert all(text.splitlines()[-1] not in said for name, text in DOCUMENTS.items() if name not in cited)
    return cited


async def test_without_terms_a_document_is_for_everyone(talk: Talk) -> None:
    assert CANTEEN in await shown(talk)


@pytest.mark.parametrize(
    ("channel", "conversation", "may"),
    [
        ("test", "kamer-a", True),
        ("test", "kamer-a $draad", True),
        ("terminal", "terminal", True),
        ("test", "kamer-b", False),
        ("test", "kamer-b kamer-a", False),
        ("matrix", "kamer-a", False),
        ("telegram", "terminal", False),
    ],
)
async def test_only_who_is_in_a_room_that_it_is_for_is_shown_a_document(
    talk: Talk, channel: str, conversation: str, may: bool
) -> None:
    await change(talk, SetTerms(CANTEEN, Terms(rooms=frozenset({"test:kamer-a", "terminal:terminal"}))))

    assert (CANTEEN in await shown(talk, channel=channel, conversation=conversation)) == may


@pytest.mark.parametrize(
    ("first", "last", "may"),
    [(0, 0, True), (-1, None, True), (None, 1, True), (1, None, False), (None, -1, False), (1, 2, False)],
)
async def test_a_document_is_shown_on_the_days_on_which_it_holds(
    talk: Talk, first: int | None, last: int | None, may: bool
) -> None:
    begin, end = (None if days is None else TODAY + timedelta(days=days) for days in (first, last))
    await change(talk, SetTerms(CANTEEN, Terms(valid_from=begin, valid_until=end)))

    assert (CANTEEN in await shown(talk)) == may


async def test_a_day_begins_at_midnight_in_the_netherlands(talk: Talk) -> None:
    await change(talk, SetTerms(CANTEEN, Terms(valid_until=date(2026, 7, 1))))
    readership = Readership(Library(talk.engine), Knelpunten(talk.engine), dict)

    at_ten, at_eleven = [
        await readership.hidden_in(NO_ROOM, datetime(2026, 7, 1, hour, 30, tzinfo=UTC)) for hour in (21, 22)
    ]

    assert CANTEEN not in at_ten
    assert CANTEEN in at_eleven


async def test_what_is_withdrawn_is_shown_to_nobody_though_the_index_holds_it(talk: Talk) -> None:
    await change(talk, SetTerms(CANTEEN, Terms(rooms=frozenset({"test:kamer-a"}))), WithdrawDocument(CANTEEN))

    assert CANTEEN not in await shown(talk, conversation="kamer-a")


async def test_what_comes_back_is_for_those_whom_it_was_for(talk: Talk) -> None:
    rooms = Terms(rooms=frozenset({"test:kamer-a"}))
    await change(talk, SetTerms(CANTEEN, rooms), WithdrawDocument(CANTEEN), BringBackDocument(CANTEEN))

    assert CANTEEN in await shown(talk, conversation="kamer-a")
    assert CANTEEN not in await shown(talk, conversation="kamer-b")


@pytest.mark.parametrize("before", [SetTerms(CANTEEN, Terms(rooms=frozenset())), WithdrawDocument(CANTEEN)])
async def test_what_a_new_version_is_for_does_not_hold_for_the_old_text_that_the_index_holds(
    talk: Talk, before: LibraryAction
) -> None:
    new = NewDocument(name=CANTEEN, content=b"# Kantine\n", terms=Terms())
    await change(talk, before, AddDocuments((new,)))

    assert CANTEEN not in await shown(talk)


async def test_a_follow_up_leans_on_no_passage_that_may_not_be_shown_any_more(talk: Talk) -> None:
    assert CANTEEN in await shown(talk)
    await change(talk, WithdrawDocument(CANTEEN))

    assert CANTEEN not in await shown(talk, FOLLOW_UP)


async def test_of_two_questions_only_that_is_answered_which_may_be(talk: Talk) -> None:
    await change(talk, WithdrawDocument(CANTEEN))

    documents = await shown(talk, f"{QUESTION} En {OTHER_QUESTION}")

    assert BINS in documents
    assert CANTEEN not in documents


async def test_what_is_asked_while_reporting_is_answered_with_the_same_care(talk: Talk) -> None:
    await change(talk, SetTerms(CANTEEN, Terms(rooms=frozenset({"test:kamer-a"}))))
    for conversation in ("kamer-a", "kamer-b"):
        await talk.say("/melden", *ANSWERS[:2], conversation=conversation)

    assert CANTEEN in await shown(talk, conversation="kamer-a")
    assert CANTEEN not in await shown(talk, conversation="kamer-b")


async def test_what_was_said_to_a_message_is_said_to_it_again(talk: Talk) -> None:
    first = await talk.replies(QUESTION, event="the same")
    await change(talk, WithdrawDocument(CANTEEN))

    assert await talk.replies(QUESTION, event="the same") == first


async def test_a_lesson_is_shown_as_long_as_there_is_consent_though_the_index_holds_it(talk: Talk) -> None:
    question = "Wat is er geleerd over formulieren bij een verhuizing?"
    number = f"KP-{YEAR}-0001"
    never_agreed = await shown(talk, question, conversation="een")
    await talk.report()
    learned = "Vraag eerst na of het formulier nog nodig is. Meestal staan de gegevens al ergens."
    said = f"/neem {number}", f"/zet {number} opgelost Klaar.", f"/les {number} {learned}"
    await talk.say(*said, f"/les {number} akkoord", **HANDLING)
    agreed = await shown(talk, question, conversation="twee")
    await talk.say(f"/les {number} niet", **HANDLING)
    taken_back = await shown(talk, question, conversation="drie")

    assert LESSON in agreed
    assert LESSON not in never_agreed | taken_back


async def test_a_proposal_is_backed_with_words_of_a_document_only_where_they_may_be_shown(
    dialogue: Dialogue, embedder: Embedder, tmp_path: Path
) -> None:
    roles = [{"channel": "test", "person": "dora", "role": Role.HANDLER}]
    talk = InMemoryTalk(dialogue, embedder, tmp_path, roles=roles)
    await talk.start()
    await talk.report()
    await change(talk, SetTerms(ABOUT_PILLARS, Terms(rooms=frozenset({"test:of-dora"}))))

    for conversation, cited in {"of-dora": {ABOUT_PILLARS}, "elsewhere": set()}.items():
        (reply,) = await talk.replies(
            f"/toelichting KP-{YEAR}-0001", sender="dora", conversation=conversation
        )
        assert {citation.document for citation in reply.citations} == cited
    await talk.stop()


def test_whatever_is_hidden_nothing_of_it_is_answered_shown_as_near_or_named_to_read_on(
    dialogue: Dialogue,
) -> None:
    questions = ("Wat is de ACU?", "Welke rollen kent het driehoekmodel?", "Wat is een doorbraakteam?")
    for question in questions:
        hidden: frozenset[str] = frozenset()
        for _ in range(8):
            reply = ask(dialogue, question, hidden)
            cited = {citation.document for citation in reply.citations}
            assert not cited & hidden
            hidden |= cited
        assert ask(dialogue, question, frozenset(dialogue.documents)).kind is Kind.UNKNOWN


def ask(dialogue: Dialogue, question: str, hidden: frozenset[str]) -> Reply:
    return dialogue.respond(question, Memory(introduced=True), Hidden(hidden))[0]


def test_a_lesson_of_which_nothing_is_known_is_hidden() -> None:
    hidden = Hidden(agreed=frozenset({"les-KP-2026-0001.md"}))

    assert "les-KP-2026-0001.md" not in hidden
    assert "les-KP-2026-0002.md" in hidden
    assert "les-KP-2026-0002.md" not in NOTHING_HIDDEN
    assert "leerplan.md" not in hidden
