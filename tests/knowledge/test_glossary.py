from pathlib import Path

import pytest

from knowledge.glossary import GlossaryError, Term, as_document, load_glossary, shipped_documents

ACU = """
[[term]]
name = "Ambtelijke Commissie Uitvoering"
abbreviations = ["ACU"]
also = ["de commissie"]
meaning = "De ACU bespreekt problemen in de uitvoering."
document = "001-acu.md"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "glossary.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_term_is_read_with_all_its_names(tmp_path):
    [term] = load_glossary(written(tmp_path, ACU))

    assert term == Term(
        name="Ambtelijke Commissie Uitvoering",
        abbreviations=("ACU",),
        also=("de commissie",),
        meaning="De ACU bespreekt problemen in de uitvoering.",
        document="001-acu.md",
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[term]]\nname = "ACU"', "term.0.meaning"),
        ('[[term]]\nname = "ACU"\nmeaning = "x"\nafkorting = "y"', "term.0.afkorting"),
        ('[[term]]\nname = " "\nmeaning = "x"', "term.0.name"),
        (ACU + ACU.replace("Ambtelijke Commissie Uitvoering", "Andere"), "acu"),
        ("[[term]", "line 1"),
        ("", "term"),
    ],
)
def test_a_mistake_in_the_file_is_pointed_out(tmp_path, text, problem):
    with pytest.raises(GlossaryError) as caught:
        load_glossary(written(tmp_path, text))

    assert any(problem in found for found in caught.value.problems)
    assert caught.value.path.name == "glossary.toml"


def test_the_glossary_can_be_searched_as_a_document(tmp_path):
    document = as_document(load_glossary(written(tmp_path, ACU)))

    assert document.source.title == "Begrippenlijst Werk aan Uitvoering"
    assert document.source.document == "glossary.toml"
    assert document.sections[0].headings == ("Ambtelijke Commissie Uitvoering (ACU)",)


def test_the_shipped_glossary_is_valid_and_names_shipped_documents():
    shipped = {path.name for path in shipped_documents().iterdir()}

    terms = load_glossary()

    assert terms
    assert {term.document for term in terms} - {""} <= shipped
