import pytest

from bot.answering.other_names import OtherNames
from knowledge.glossary import Term

NAMES = OtherNames(
    [
        Term("Ambtelijke Commissie Uitvoering", ("ACU",), ("commissie",), "De ACU is een commissie."),
        Term("secretaris-generaal", ("SG",), (), "De SG is de hoogste ambtenaar."),
        Term("plaatsvervangend secretaris-generaal", ("plvSG", "pSG"), (), "Vervangt de SG."),
        Term("driehoek", (), ("sturingsdriehoek",), "Drie rollen."),
    ]
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("wat is de acu?", ("Ambtelijke Commissie Uitvoering",)),
        ("Wat doet de Ambtelijke Commissie Uitvoering?", ("ACU",)),
        ("wie is plaatsvervangend secretaris-generaal", ("plvSG", "pSG")),
        ("ACU (Ambtelijke Commissie Uitvoering)", ()),
        ("vacuüm in de sturingsdriehoek", ()),
        ("", ()),
    ],
)
def test_abbreviation_and_full_name_bring_each_other(question: str, names: tuple[str, ...]) -> None:
    assert NAMES.of(question) == names
