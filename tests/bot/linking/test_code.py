"""One-time codes: however somebody types one over, it is read as what was shown."""

from hypothesis import given
from hypothesis import strategies as st

from bot.linking.code import ALPHABET, hash_of, new_code, read_code

CODES = st.text(ALPHABET, min_size=8, max_size=8).map(lambda signs: f"{signs[:4]}-{signs[4:]}")
BETWEEN = st.text(" \t\n-–—_.:'\"<>\u00a0\u2011", max_size=3)
LOOK_ALIKES = str.maketrans("258", "ZSB")


@given(st.data(), CODES)
def test_a_code_is_read_however_it_is_typed_over(data: st.DataObject, code: str) -> None:
    signs = code.replace("-", "")
    typed = "".join(
        data.draw(BETWEEN) + data.draw(st.sampled_from([sign, sign.lower(), sign.translate(LOOK_ALIKES)]))
        for sign in signs
    )

    assert read_code(typed + data.draw(BETWEEN)) == code


@given(st.text())
def test_what_is_read_as_a_code_could_have_been_made(typed: str) -> None:
    code = read_code(typed)

    assert code is None or (len(code) == 9 and code[4] == "-" and set(code) <= {*ALPHABET, "-"})
    assert code is None or read_code(code) == code


def test_codes_differ_and_have_no_signs_that_look_alike() -> None:
    codes = {new_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert all(read_code(code) == code for code in codes)
    assert not set("".join(codes)) & set("0O1ILSZBUAE")


def test_the_hash_of_a_code_is_always_the_same_and_says_nothing_of_it() -> None:
    assert hash_of("7KQ2-M4XD") == hash_of("7KQ2-M4XD")
    assert hash_of("7KQ2-M4XD") != hash_of("7KQ2-M4XC")
    assert len(hash_of("7KQ2-M4XD")) == 64
