"""What a new version of a document changes."""

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
