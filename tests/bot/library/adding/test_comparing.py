"""What a new version of a document changes."""

import sys
from collections import Counter
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.adding.comparing import compare
from knowledge.document import Source
from knowledge.passage import Line, Passage

WORDS = st.lists(st.sampled_from("de ambtenaar legt het knelpunt aan de minister voor".split()), min_size=1)
TEXTS = st.lists(st.builds(" ".join, WORDS), max_size=8)


def passage(text: str, heading: str = "Deel") -> Passage:
    return Passage(Source(document="nota.md", title="Nota"), (heading,), (Line(text),))


A, B, C, D = (
    passage("De commissie vergadert elke maand over de uitvoering van wetten."),
    passage("Burgers kunnen bij het loket terecht met al hun vragen."),
    passage("De minister stuurt de brief voor de zomer naar de Kamer."),
    passage("Nieuwe medewerkers krijgen een opleiding van drie dagen."),
)
CHANGED_B = passage("Burgers kunnen bij het loket terecht met bijna al hun vragen.")


def test_what_is_new_gone_changed_and_the_same_is_told_apart() -> None:
    found = compare([A, B, C], [A, CHANGED_B, D])

    assert [step.after for step in found.new] == [D]
    assert [step.before for step in found.gone] == [C]
    assert [(step.before, step.after) for step in found.changed] == [(B, CHANGED_B)]
    assert found.same == 1


def test_what_only_moved_is_the_same() -> None:
    assert compare([A, B, C], [C, A, B]).same == 3


def test_what_is_gone_stands_after_what_it_came_after() -> None:
    steps = compare([A, B, C], [A, C]).steps

    assert [(step.before, step.after) for step in steps] == [(A, A), (B, None), (C, C)]


def test_another_heading_is_a_change() -> None:
    assert len(compare([A], [passage(A.text, "Elders")]).changed) == 1


@pytest.mark.parametrize(("before", "after"), [([], []), ([], [A]), ([A], [])])
def test_nothing_can_be_compared_too(before: list[Passage], after: list[Passage]) -> None:
    found = compare(before, after)

    assert (len(found.new), len(found.gone), len(found.changed), found.same) == (
        len(after),
        len(before),
        0,
        0,
    )


@given(TEXTS, TEXTS)
def test_each_passage_of_both_versions_is_there_once_and_the_new_one_in_order(
    before: list[str], after: list[str]
) -> None:
    old, new = [passage(text) for text in before], [passage(text) for text in after]

    found = compare(old, new)

    assert [step.after for step in found.steps if step.after] == new
    assert sorted(step.before.text for step in found.steps if step.before) == sorted(before)
    assert len(found.new) + len(found.changed) + found.same == len(new)
    assert len(found.gone) + len(found.changed) + found.same == len(old)


@given(TEXTS, TEXTS)
def test_what_is_in_both_versions_is_the_same_as_often_as_it_is_in_both(
    before: list[str], after: list[str]
) -> None:
    found = compare([passage(text) for text in before], [passage(text) for text in after])

    assert found.same == (Counter(before) & Counter(after)).total()


def test_of_passages_that_repeat_those_stay_that_stand_beside_what_stayed() -> None:
    steps = compare([A, D, B, D, C, D], [A, D, C, D]).steps

    assert [(step.before, step.after) for step in steps] == [
        (A, A), (D, D), (B, None), (D, None), (C, C), (D, D),
    ]  # fmt: skip


def test_passages_that_repeat_cost_no_more_than_others() -> None:
    assert work_on_form(400) < 3 * work_on_form(200)


def work_on_form(passages: int) -> int:
    """Count the lines that are run to compare a form of which half the passages are the same."""
    before = [passage(f"Vraag {number}" if number % 2 else "Vul in.") for number in range(passages)]
    after = [passage("Nieuw") if number % 20 == 1 else one for number, one in enumerate(before)]
    count = 0

    def counting(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return counting

    tracing = sys.gettrace()
    sys.settrace(counting)
    try:
        compare(before, after)
    finally:
        sys.settrace(tracing)
    return count
