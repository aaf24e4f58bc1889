"""What is found in a text, and where."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.detection import find_personal_data
from bot.privacy.personal_data import PersonalData, PersonalDataKind, as_json

ROOT = Path(__file__).parents[3]
BSN = "999932445"
IBAN = "NL73WEGW0748308345"


def found(text: str) -> list[tuple[str, str]]:
    return [(data.kind.value, data.text) for data in find_personal_data(text)]


FRAGMENTS = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="0123456789 .-/()+\n\u00a0\u200b\u00ad٣９", max_size=20),
    st.sampled_from(
        [
            *(BSN, IBAN, "06-12345678", "mevrouw De Vries", "geboren op 1-2-1980", "Kerkstraat 12, 1234 AB "),
            *("J. ", "van der ", "Jan ", "a@b.nl", "kenteken 12-GHJ-3 ", "ﬁ", "e\u0301", "postbus "),
        ]
    ),
)


@given(st.lists(FRAGMENTS, max_size=8).map("".join))
@settings(deadline=None)
def test_what_is_found_stands_where_it_says_in_order_and_without_overlap(text: str) -> None:
    pieces = find_personal_data(text)

    assert all(text[piece.start : piece.end] == piece.text and piece.text for piece in pieces)
    assert all(one.end <= other.start for one, other in pairwise(pieces))


def test_each_kind_is_found_in_one_text() -> None:
    text = (
        f"Mevrouw De Vries, geboren 12-05-1980, BSN {BSN}, IBAN {IBAN}, Kerkstraat 12, 1234 AB Lutjebroek, "
        "06-12345678, devries@voorbeeld.nl, kenteken GH-123-K, paspoort NX1B2C3D4."
    )

    assert {kind for kind, _ in found(text)} == {kind.value for kind in PersonalDataKind}


def test_plain_values_are_ready_for_json() -> None:
    values = as_json(find_personal_data(f"bsn {BSN}"))

    assert json.loads(json.dumps(values)) == [{"kind": "bsn", "text": BSN, "start": 4, "end": 13}]


def test_places_are_code_points_of_the_text_as_given() -> None:
    text = f"\u200b👩‍👩‍👧 {BSN[:4]}\u00ad{BSN[4:]}"

    assert find_personal_data(text) == (
        PersonalData(PersonalDataKind.BSN, f"{BSN[:4]}\u00ad{BSN[4:]}", len(text) - 10, len(text)),
    )


@pytest.mark.parametrize(
    "disguised",
    [
        "".join(chr(0xFF10 + int(digit)) for digit in BSN),
        "".join(chr(0x0660 + int(digit)) for digit in BSN),
        "\u200b".join(BSN),
        f"{BSN[:4]}\u00a0{BSN[4:6]}\u00a0{BSN[6:]}",
        f"{BSN[:4]}\u2009{BSN[4:6]}\u2009{BSN[6:]}",
        f"{BSN[:6]}\n{BSN[6:]}",
        f"{BSN[:5]}\u2060{BSN[5:]}",
    ],
)
def test_a_number_is_found_through_characters_that_look_alike_or_are_not_seen(disguised: str) -> None:
    assert found(f"het nummer {disguised} staat er") == [("bsn", disguised)]


def test_of_two_readings_the_one_with_a_check_stays() -> None:
    assert found(f"rekening {IBAN[:4]} {IBAN[4:8]} 0748 3083 45") == [("iban", "NL73 WEGW 0748 3083 45")]


HOSTILE = "0 1 |06 12 |A. |van der |De |nl 12 a |a@|1234 AB |Jansen, P.J.|\u0301|'s-".split("|")


def calls(text: str) -> int:
    count = 0

    def step(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(step)
    try:
        find_personal_data(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("repeat", HOSTILE)
def test_twice_the_text_takes_no_more_than_twice_the_steps(repeat: str) -> None:
    find_personal_data(repeat * 1000)  # whatever is loaded once

    assert calls(repeat * 1000) <= 2.1 * calls(repeat * 500)


def test_no_pattern_hangs_on_hostile_repeats() -> None:
    program = (
        "import sys, json\n"
        "from bot.privacy.detection import find_personal_data\n"
        "for repeat in json.loads(sys.argv[1]):\n"
        "    find_personal_data(repeat * (16384 // len(repeat)))\n"
    )

    # Takes about two seconds. In a process of its own: a pattern that hangs can be stopped in no other way.
    subprocess.run([sys.executable, "-c", program, json.dumps(HOSTILE)], cwd=ROOT, check=True, timeout=60)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Op grond van artikel 12 van de Participatiewet en de Wegenverkeerswet 1994.",
        "Melding KP-2026-0042, Kamerstuk 35387, nr. 16 en Stb. 2019, 173.",
        "Postbus 20011, 2500 EA Den Haag",
        "De Vries Advies B.V. werkt voor UWV, via Suwinet en DigiD.",
        "de wet Van der Steur, de commissie-Van Zutphen en de motie-Omtzigt",
        "Het bedrag van € 123.456.782 is op 12-05-2023 betaald.",
    ],
)
def test_a_text_about_systems_holds_nothing(text: str) -> None:
    assert found(text) == []
