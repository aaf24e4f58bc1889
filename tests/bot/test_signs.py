import pytest

from bot.signs import NUMBERS, opinion, place


@pytest.mark.parametrize(
    ("sign", "helpful"),
    [("👍", True), ("👍️", True), ("👍🏽", True), ("👎", False), ("👎🏿", False), ("❤️", None), ("", None)],
)
def test_a_thumb_of_any_colour_says_whether_something_helped(sign: str, helpful: bool | None):
    assert opinion(sign) is helpful


def test_a_number_stands_for_a_choice_with_and_without_variation_selector():
    assert [place(sign) for sign in NUMBERS] == list(range(10))
    assert [place(sign.replace("\ufe0f", "")) for sign in NUMBERS] == list(range(10))


@pytest.mark.parametrize("sign", ["1", "0️⃣", "#️⃣", "eerste", ""])
def test_anything_else_stands_for_no_choice(sign: str):
    assert place(sign) is None
