import pytest

from bot.conversation.choosing import answer_to, chosen
from bot.conversation.form import Step
from bot.messages import Choice

CAUSES = (
    Choice("Wet- en regelgeving", "wet- en regelgeving"),
    Choice("ICT", "ICT"),
    Choice("Anders", "anders"),
)
GROUPS = (Choice("Burgers", "burgers"), Choice("Bedrijven", "bedrijven"))
CONTACT = (Choice("Ja", "ja"), Choice("Nee", "nee"))


@pytest.mark.parametrize(
    "text", ["1", "1.", "wet- en regelgeving", "Wet", "wet en regelgeving", "wet- en regelgevin"]
)
def test_a_choice_is_made_by_number_by_name_and_by_how_it_begins(text: str) -> None:
    assert chosen(text, CAUSES) == CAUSES[0]


@pytest.mark.parametrize("text", ["0", "4", "12", "", "iets anders dan", "be"])
def test_anything_else_is_no_choice(text: str) -> None:
    assert chosen(text, CAUSES) is None


@pytest.mark.parametrize(
    ("text", "value"), [("graag", "ja"), ("J", "ja"), ("liever niet", "nee"), ("n", "nee")]
)
def test_yes_and_no_are_said_in_many_ways(text: str, value: str) -> None:
    choice = chosen(text, CONTACT)
    assert choice is not None
    assert choice.value == value


@pytest.mark.parametrize("text", ["1 en 2", "burgers, bedrijven", "burgers/bedrijven", "Burgers & bedrijven"])
def test_several_choices_may_be_given_where_the_step_takes_them(text: str) -> None:
    step = Step("affected", choices=GROUPS, several=True)

    assert answer_to(step, text) == "burgers, bedrijven"


def test_own_words_around_a_choice_are_kept_as_they_are() -> None:
    step = Step("affected", choices=GROUPS, several=True)

    assert answer_to(step, "vooral burgers met schulden") == "vooral burgers met schulden"


@pytest.mark.parametrize("text", ["anders: te veel haast", "Anders, te veel haast", "anders te veel haast"])
def test_own_words_count_after_anders(text: str) -> None:
    step = Step("cause", choices=CAUSES, own_words=True)

    assert answer_to(step, text) == "anders: te veel haast"


def test_own_words_do_not_count_where_there_is_a_choice_to_make() -> None:
    assert answer_to(Step("cause", choices=CAUSES, own_words=True), "te veel haast") is None
