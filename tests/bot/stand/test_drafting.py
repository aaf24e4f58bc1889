from datetime import UTC, datetime

import pytest

from bot.knelpunten.report import Status, Support
from bot.stand.drafting import draft_letter
from bot.stand.letter import Item, Letter
from bot.stand.selection import History, NothingReported, OrganisationUnknown
from bot.wording import stand as words
from bot.workflow.routing_rules import load_rules
from tests.bot.stand.knelpunten import AUTUMN, changed, history, merged


def letter(*histories: History, organisation: str = "UWV", year: int = 2026) -> Letter:
    return draft_letter(histories, organisation, year, load_rules(), AUTUMN)


def items(drafted: Letter) -> list[Item]:
    return [item for section in drafted.sections for item in section.items]


def told(item: Item, label: str) -> tuple[str, ...]:
    return next((line.paragraphs for line in item.lines if line.label == label), ())


def test_it_says_that_it_is_a_draft_when_it_was_made_and_of_how_many_reports() -> None:
    drafted = letter(history(1), history(2))

    assert drafted.title == "CONCEPT: Stand van de Uitvoering 2026, UWV"
    assert drafted.running_title.startswith("CONCEPT")
    assert drafted.made == "Concept van 22 november 2026, opgesteld met Wegwijzer uit 2 meldingen."


def test_knelpunten_stand_under_their_theme_the_largest_first() -> None:
    drafted = letter(
        history(1, cause="capaciteit"), history(2, cause="gegevensdeling"), history(3, cause="gegevensdeling")
    )

    assert [section.heading for section in drafted.sections] == ["Gegevensdeling", "Schaarste"]
    assert "gegevensdeling (2) en schaarste (1)" in drafted.introduction[1]


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (["SVB"], "Het speelt ook bij andere organisaties."),
        (["SVB", "SVB"], "Ze spelen allemaal ook bij andere organisaties."),
        (["SVB", ""], "Daarvan speelt er 1 ook bij andere organisaties."),
        (["SVB", "SVB", ""], "Daarvan spelen er 2 ook bij andere organisaties."),
    ],
)
def test_the_introduction_says_how_many_others_have_too(others: list[str], said: str) -> None:
    joined = [[Support(organisation=other)] if other else [] for other in others]

    drafted = letter(*(history(number, supports=supports) for number, supports in enumerate(joined, 1)))

    assert said in drafted.introduction[1]


def test_each_knelpunt_tells_what_the_letter_is_for() -> None:
    (item,) = items(
        letter(
            history(
                1,
                title="dubbele uitvraag",
                description="Burgers sturen een bewijs.\nTwee keer.",
                group="ouders",
                frequency="elke week",
                cause="gegevensdeling",
                tried="gebeld",
                proposal="deel de gegevens",
            )
        )
    )

    assert item.title == "Dubbele uitvraag"
    assert told(item, words.PRACTICE) == ("Burgers sturen een bewijs.", "Twee keer.")
    assert told(item, words.AFFECTED) == ("Burgers (ouders).",)
    assert told(item, words.FREQUENCY) == ("Elke week.",)
    assert told(item, words.CAUSE) == ("Gegevensdeling.",)
    assert told(item, words.TRIED) == ("Gebeld.",)
    assert told(item, words.ASKED) == ("Aan de opdrachtgever: Deel de gegevens.",)
    assert told(item, words.STANDING) == ("Ontvangen op 1 juli 2026.",)


def test_what_nobody_told_is_left_for_the_writer() -> None:
    (item,) = items(letter(history(1)))

    assert told(item, words.TRIED) == (words.MISSING,)
    assert "Nog aan te vullen" in told(item, words.ASKED)[0]
    assert told(item, words.FREQUENCY) == ()


def test_where_it_stands_is_told_with_the_reason() -> None:
    (item,) = items(letter(changed(history(1), Status.SOLVED, "het formulier is weg")))

    assert told(item, words.STANDING) == ("Opgelost op 22 november 2026. Het formulier is weg.",)


def test_what_was_merged_is_told_once_where_it_was_merged_into() -> None:
    drafted = letter(
        history(1, "SVB", description="Bij ons komt de brief te laat."),
        merged(history(2, description="De brief is er pas na de betaling."), into=1),
    )

    (item,) = items(drafted)
    assert item.title == "Knelpunt 1"
    assert told(item, words.PRACTICE) == (
        "SVB: Bij ons komt de brief te laat.",
        "UWV: De brief is er pas na de betaling.",
    )
    assert told(item, words.NUMBER) == ("KP-2026-0001 (hierin samengevoegd: KP-2026-0002).",)
    assert told(item, words.ORGANISATIONS) == ("SVB en UWV.",)
    assert "uit 1 melding." in drafted.made


def test_what_an_organisation_joined_is_in_its_letter_too() -> None:
    support = Support(organisation="uwv", frequency="soms", remark="Ook bij ons.")
    drafted = letter(history(1, "SVB", frequency="elke week", supports=[support]), history(2, "UWV"))

    item = next(item for item in items(drafted) if item.title == "Knelpunt 1")
    assert told(item, words.PRACTICE)[-1] == "uwv: Ook bij ons."
    assert told(item, words.FREQUENCY) == ("SVB: Elke week.", "uwv: Soms.")


def test_what_only_another_organisation_told_is_told_with_its_name() -> None:
    support = Support(organisation="UWV")

    (item,) = items(letter(history(1, "SVB", tried="gebeld", proposal="één\nbrief", supports=[support])))

    assert told(item, words.TRIED) == ("SVB: Gebeld.",)
    assert told(item, words.ASKED) == ("Aan de opdrachtnemer (voorstel van SVB): Één brief.",)


def test_the_annex_counts() -> None:
    drafted = letter(
        history(1, cause="ICT", supports=[Support(organisation="SVB"), Support(organisation="CAK")]),
        changed(history(2, "uwv", cause="ICT"), Status.SOLVED, ""),
        history(3, "UWV", cause="capaciteit"),
        history(4, "SVB"),
    )

    by_status, by_theme, by_organisation, everything = (table.rows for table in drafted.annex)
    assert by_status == (("ontvangen", 2), ("opgelost", 1), ("Totaal", 3))
    assert by_theme == (("digitalisering", 2), ("schaarste", 1), ("Totaal", 3))
    assert by_organisation == (("UWV", 3), ("CAK", 1), ("SVB", 1))
    assert everything[0] == ("KP-2026-0001", "Knelpunt 1", "digitalisering", "ontvangen", 3, 2)


def test_a_year_begins_when_it_does_in_the_netherlands() -> None:
    eve = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)

    drafted = letter(history(1, at=eve), history(2, at=eve.replace(hour=22)))

    assert [item.title for item in items(drafted)] == ["Knelpunt 1"]


@pytest.mark.parametrize("asked", ["gemeente zwolle", " Gemeente  Zwolle ", "GEM. ZWOLLE"])
def test_an_organisation_is_found_however_it_is_spelled(asked: str) -> None:
    assert letter(history(1, "Gemeente Zwolle"), organisation=asked).title.endswith(", Gemeente Zwolle")


def test_an_abbreviation_is_the_name_that_stands_before_it() -> None:
    assert items(letter(history(1, "Sociale Verzekeringsbank (SVB)"), organisation="SVB"))


def test_of_an_unknown_organisation_those_that_come_near_are_named() -> None:
    with pytest.raises(OrganisationUnknown) as raised:
        letter(history(1, "Gemeente Zwolle"), history(2, "UWV"), organisation="Zwole")

    assert raised.value.nearest == ("Gemeente Zwolle",)
    assert words.refusal_in_one_line(raised.value) == (
        "van Zwole zijn geen meldingen. Wat er het meest op lijkt: Gemeente Zwolle."
    )


def test_of_a_year_without_reports_the_other_years_are_named() -> None:
    with pytest.raises(NothingReported) as raised:
        letter(history(1), year=2024)

    assert raised.value.years == (2026,)


def test_an_organisation_without_words_is_unknown() -> None:
    with pytest.raises(OrganisationUnknown):
        letter(history(1, ""), organisation="-")
