"""Personal data in documents: how many of which kind, and where."""

from bot.library.adding.personal_data import Place, Sighting, search
from bot.privacy.personal_data import PersonalDataKind
from knowledge.document import Source
from knowledge.passage import Line, Passage
from tests.bot.told import BSN

SOURCE = Source(document="nota.pdf", title="Nota")


def passage(text: str, heading: str, page: int | None = None) -> Passage:
    return Passage(SOURCE, (heading,), (Line(text),), page)


def test_what_is_found_is_counted_once_and_located_each_time() -> None:
    passages = [
        passage(f"Het BSN is {BSN}.", "Eerst", 1),
        passage(f"Nog eens: het BSN is {BSN}.", "Later", 2),
        passage("Verder niets.", "Slot", 3),
    ]

    searched = search(passages)

    assert searched.sightings == (Sighting(PersonalDataKind.BSN, 1, (Place("Eerst", 1), Place("Later", 2))),)
    assert searched.shown[0] == "Het BSN is [BSN weggelaten]."
    assert searched.shown[2] == "Verder niets."


def test_a_heading_with_personal_data_is_not_repeated_as_the_place() -> None:
    (sighting,) = search([passage("Hier niets.", f"BSN {BSN}")]).sightings

    assert sighting.count == 1
    assert sighting.places == (Place("BSN [BSN weggelaten]", None),)


def test_what_is_too_long_is_searched_in_part() -> None:
    searched = search([passage("Dit past.", "Eerst"), passage(f"Het BSN is {BSN}.", "Later")], most=5)

    assert searched.sightings == ()
    assert searched.shown == ("Dit past.",)
