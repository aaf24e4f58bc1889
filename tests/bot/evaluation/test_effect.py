from pathlib import Path

import pytest

from bot.assembly.answering import answering_from, open_index
from bot.dialogue import Dialogue
from bot.evaluation.effect import Effect, measure_effect
from bot.evaluation.evaluation_set import read_set
from bot.evaluation.measuring import answerable, measure
from bot.evaluation.questions import Expected, Question
from bot.intents.classifier import load_classifier
from bot.intents.recognition import IntentRecognition
from bot.library.hidden import NOTHING_HIDDEN, Hidden
from bot.settings import Settings
from index.embedding.embedder import Embedder
from knowledge.glossary import shipped_documents
from tests.bot.conftest import no_progress

DRIEHOEK = "085-driehoekmodel-de-drie-rollen.md"
STAATPRAAT = "044-staatpraat-gegevensuitwisseling.md"
ROLES = Question(
    id="T1",
    question="Welke rollen zijn er in de driehoek?",
    kind=Expected.ANSWER,
    documents=("014-driehoek.md", DRIEHOEK),
)
WHERE = Question(id="T2", question="staatpraat locatie", kind=Expected.ANSWER, documents=(STAATPRAAT,))
WEATHER = Question(id="T3", question="Wat voor weer wordt het morgen?", kind=Expected.UNKNOWN)


@pytest.fixture(scope="module")
def small(embedder: Embedder, installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Dialogue:
    """Answers from one document."""
    document = shipped_documents() / DRIEHOEK
    settings = Settings(data_dir=tmp_path_factory.mktemp("klein"), documents=(document,))
    index = open_index(settings, None, embedder, no_progress)
    recognition = IntentRecognition(load_classifier(embedder, installed / "models"))
    return Dialogue(answering_from(index, embedder, settings), recognition)


def test_what_goes_better_and_worse_is_named(dialogue: Dialogue, small: Dialogue) -> None:
    lost = measure_effect([ROLES, WHERE, WEATHER], dialogue, small)
    found = measure_effect([ROLES, WHERE, WEATHER], small, dialogue)

    assert (lost.questions, lost.right_before, lost.right_after) == (3, 3, 2)
    assert (lost.better, lost.worse) == ((), (WHERE.question,))
    assert lost.lost == pytest.approx(1 / 3)
    assert (found.better, found.worse, found.lost) == ((WHERE.question,), (), 0)


def test_questions_about_documents_that_neither_has_are_left_out(small: Dialogue) -> None:
    assert measure_effect([ROLES, WHERE, WEATHER], small, small).questions == 2
    assert measure_effect([WHERE], small, small) == Effect(questions=0, right_before=0, right_after=0)


def test_without_a_generation_before_nothing_is_lost(small: Dialogue) -> None:
    effect = measure_effect([ROLES], None, small)

    assert effect == Effect(questions=1, right_before=None, right_after=1)
    assert effect.lost == 0


def test_a_document_that_is_shown_to_nobody_answers_nothing(dialogue: Dialogue) -> None:
    hidden = Hidden(frozenset({STAATPRAAT}))

    (judged,) = measure([WHERE], dialogue, hidden)

    assert not judged.right
    assert answerable([WHERE, WEATHER], dialogue.documents, hidden) == (WEATHER,)


def test_the_right_words_of_another_document_are_not_right_and_neither_is_the_document_without_the_words(
    dialogue: Dialogue,
) -> None:
    elsewhere = ROLES.model_copy(update={"documents": (STAATPRAAT,), "words": (("rol",),)})
    without = WHERE.model_copy(update={"words": (("Ahoy",),)})

    other, lacking = measure([elsewhere, without], dialogue, NOTHING_HIDDEN)

    assert other.judgement.right_words
    assert lacking.judgement.right_source
    assert not other.right
    assert not lacking.right


def test_an_effect_reads_back_as_it_was_written() -> None:
    effect = Effect(questions=2, right_before=1, right_after=1, better=("a",), worse=("b",))

    assert Effect.model_validate(effect.model_dump(mode="json")) == effect


def test_most_of_the_shipped_set_goes_right(dialogue: Dialogue) -> None:
    judged = measure(read_set(Settings()), dialogue, NOTHING_HIDDEN)

    assert sum(one.right for one in judged) >= 0.75 * len(judged)
