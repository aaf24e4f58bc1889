from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knelpunten.report import Support
from bot.lessons.document import happened, lesson_text, write_lesson
from knowledge.document import Document, Paragraph
from knowledge.reading import read
from tests.bot.lessons.told import LESSON, knelpunt, lesson

SIGNS = (
    r"--- # kop - punt 1. een title: x : ' <script> &amp; * _ | [a](https://b.nl) ![x](y) ``` ~~~ \ == > null"
).split(" ")
ODD = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from([*SIGNS, '"', "\n", "    ", "\x85"]), max_size=8).map(" ".join),
)


def read_again(text: str, folder: Path) -> Document:
    path = folder / "les-KP-2026-0042.md"
    path.write_text(text, encoding="utf-8")
    return read(path)


def paragraphs(document: Document) -> list[str]:
    (section,) = document.sections
    assert section.headings == ()
    assert all(isinstance(block, Paragraph) for block in section.blocks)
    return [block.text for block in section.blocks if isinstance(block, Paragraph)]


def test_the_document_names_what_it_is_about_where_it_is_from_and_when_it_was_agreed(tmp_path: Path) -> None:
    document = read_again(write_lesson(knelpunt(), lesson()), tmp_path)

    assert document.source.title == "Geleerde les: Ouders vullen steeds hetzelfde formulier in"
    assert document.source.publisher == "Knelpunt KP-2026-0042"
    assert document.source.date == "2026-12-01"
    learned, told, origin = paragraphs(document)
    assert learned == LESSON
    assert told == (
        "Wat er speelde: Ouders die verhuizen vullen drie keer hetzelfde formulier in. "
        "Het ging om: Wet BRP. De oorzaak: gegevensdeling."
    )
    assert "KP-2026-0042" in origin
    assert "programmadirectie" in origin


@given(title=ODD, description=ODD, regulation=ODD, cause=ODD, text=ODD)
def test_whatever_people_write_is_read_again_as_they_wrote_it(
    tmp_path_factory: pytest.TempPathFactory,
    title: str,
    description: str,
    regulation: str,
    cause: str,
    text: str,
) -> None:
    told = knelpunt(title=title, description=description, regulation=regulation, cause=cause)
    learned = lesson(f"Vraag het na {text}")

    document = read_again(write_lesson(told, learned), tmp_path_factory.mktemp("lesson"))

    assert document.source.title.startswith("Geleerde les: ")
    assert document.source.date == "2026-12-01"
    first, *others, _ = paragraphs(document)
    assert first == lesson_text(learned)
    assert others == [told for told in [happened(told)] if told]


@pytest.mark.parametrize(
    "description",
    [
        "Mevrouw De Vries belde ons er drie keer over.",
        "Bij de gemeente Zwolle ligt het formulier in de kelder.",
        "Uwv stuurt het formulier terug.",
    ],
)
def test_a_sentence_about_a_person_or_an_organisation_is_left_out(description: str) -> None:
    told = knelpunt((Support(organisation="UWV"),), description=f"{description} Ouders wachten weken.")

    assert happened(told).startswith("Wat er speelde: Ouders wachten weken.")


def test_what_the_title_says_is_not_said_again() -> None:
    told = knelpunt(title="Ouders wachten weken", description="Ouders wachten weken! Dat moet anders.")

    assert happened(told).startswith("Wat er speelde: Dat moet anders.")


def test_of_a_cause_in_own_words_only_those_are_told() -> None:
    told = knelpunt(description="", regulation="", cause="anders: de sleutel van het archief")

    assert happened(told) == "De oorzaak: de sleutel van het archief."


def test_personal_data_in_a_lesson_are_blackened() -> None:
    text = write_lesson(knelpunt(), lesson("Bel eerst met mevrouw De Vries, want zij kent het formulier."))

    assert "Vries" not in text
