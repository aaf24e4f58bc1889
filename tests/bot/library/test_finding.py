import pytest

from bot.library.finding import document_named, nearest_documents

DOCUMENTS = (
    "014-driehoek.md",
    "097-wau-in-het-kort.md",
    "Notulen.pdf",
    "glossary.toml",
    "plan.docx",
    "plan.md",
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("014-driehoek.md", "014-driehoek.md"),
        ("014-Driehoek", "014-driehoek.md"),
        ("notulen.PDF", "Notulen.pdf"),
        ("plan.md", "plan.md"),
        ("plan", None),
        ("driehoek", None),
    ],
)
def test_a_document_is_named_with_or_without_its_suffix(typed: str, meant: str | None) -> None:
    assert document_named(typed, DOCUMENTS) == meant


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("driehoek", ("014-driehoek.md",)),
        ("wau in het krot.md", ("097-wau-in-het-kort.md",)),
        ("glosary", ("glossary.toml",)),
        ("plan", ("plan.docx", "plan.md")),
        ("iets heel anders", ()),
        ("?", ()),
    ],
)
def test_of_another_name_the_nearest_are_given(typed: str, nearest: tuple[str, ...]) -> None:
    assert nearest_documents(typed, DOCUMENTS) == nearest
