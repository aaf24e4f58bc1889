from pathlib import Path

import numpy as np
import pytest

from bot.answering.question_reader import QuestionReader
from bot.assembly.answering import open_reader
from bot.memory import Exchange
from bot.settings import Settings
from index.embedding.embedder import Embedder

AFTER_THE_ACU = (Exchange("Wat is de ACU?"),)


@pytest.fixture(scope="module")
def reader(embedder: Embedder, installed: Path) -> QuestionReader:
    return open_reader(embedder, Settings(data_dir=installed))


def test_a_question_that_stands_on_its_own_is_read_as_it_is(reader: QuestionReader) -> None:
    asked = reader.read("Welke rollen kent het driehoekmodel?", AFTER_THE_ACU)

    assert [question.text for question in asked.questions] == ["Welke rollen kent het driehoekmodel?"]
    assert not asked.follows_up


def test_a_follow_up_takes_its_subject_from_the_question_before(reader: QuestionReader) -> None:
    asked = reader.read("en wie zitten daarin?", AFTER_THE_ACU)

    assert [question.text for question in asked.questions] == ["Wat is de ACU? en wie zitten daarin?"]
    assert asked.follows_up


def test_what_a_follow_up_means_is_told_by_the_question_before(reader: QuestionReader) -> None:
    asked = reader.read("met wie", AFTER_THE_ACU)

    assert np.array_equal(asked.meant, asked.questions[0].vector)
    assert not np.array_equal(asked.meant, asked.vector)


def test_without_a_question_before_nothing_is_put_in_front(reader: QuestionReader) -> None:
    asked = reader.read("en wie zitten daarin?", ())

    assert [question.text for question in asked.questions] == ["en wie zitten daarin?"]
    assert not asked.follows_up


def test_a_second_question_that_leans_on_the_first_is_read_with_it(reader: QuestionReader) -> None:
    message = "Wie zit de ACU voor en sinds wanneer?"

    asked = reader.read(message, ())

    texts = [question.text for question in asked.questions]
    assert texts == ["Wie zit de ACU voor", f"{message} sinds wanneer?"]
    assert asked.main.text == message
    assert [question.text for question in asked.within] == ["Wie zit de ACU voor"]


def test_two_questions_with_subjects_of_their_own_are_read_apart(reader: QuestionReader) -> None:
    asked = reader.read("Wat is de ACU? En wat doet de eigenaar in de driehoek?", ())

    texts = [question.text for question in asked.questions]
    assert texts == ["Wat is de ACU?", "wat doet de eigenaar in de driehoek?"]
    assert asked.main.text == "Wat is de ACU?"


def test_what_is_compared_is_asked_of_within_the_difference(reader: QuestionReader) -> None:
    asked = reader.read("Wat is het verschil tussen de ACU en de MCU?", ())

    assert [question.text for question in asked.within] == ["wat is de ACU?", "wat is de MCU?"]
