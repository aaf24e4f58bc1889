from collections import Counter
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.fixed_answers.sameness import Sameness, load_sameness
from bot.gaps.actions import Decision
from bot.gaps.gap import SHORTEST_ID, counted_once, gaps_in, ids_of
from bot.gaps.grouping import Group, grouped
from bot.messages import Kind
from bot.storage.gaps import Decided, Unanswered
from index.embedding.embedder import Vectors

DAY = datetime(2026, 11, 3, 12, tzinfo=UTC)
MODEL = "multilingual-e5-small@60f862d6c5771fed"
ABOUT = ("eigenaar", "ziekte", "nieuwsbrief", "stand", "driehoek")
questions = st.builds(
    " ".join,
    st.tuples(
        st.sampled_from(["Wie", "wanneer", "hoe", ""]), st.sampled_from(ABOUT), st.sampled_from([*ABOUT, "?"])
    ),
)


def vectors_of(asked: set[str], near: int) -> dict[str, Vectors]:
    """Vectors that have as much in common as there are few directions."""
    directions = np.eye(384, dtype=np.float32)
    return {one: directions[sum(map(ord, one)) % near] + directions[0] for one in sorted(asked)}


def sameness() -> Sameness:
    loaded = load_sameness(MODEL)
    assert loaded
    return loaded


@settings(max_examples=40)
@given(st.lists(questions, min_size=1, max_size=25), st.integers(1, 8), st.randoms())
def test_every_question_is_in_one_group_whatever_their_order(asked: list[str], near: int, random) -> None:
    counts, vectors = Counter(asked), vectors_of(set(asked), near)
    shuffled = list(counts)
    random.shuffle(shuffled)

    groups = grouped(counts, vectors, sameness())
    others = grouped({one: counts[one] for one in shuffled}, vectors, sameness())

    assert sorted(one for group in groups for one in group.questions) == sorted(counts)
    assert all(group.questions[0] == group.question for group in groups)
    assert groups == others


@given(st.lists(st.tuples(questions, st.sampled_from([Kind.UNKNOWN, Kind.NEARBY, Kind.ANSWER])), min_size=1))
def test_counts_add_up(asked: list[tuple[str, Kind]]) -> None:
    askings = [Unanswered(question, DAY, kind, kind is Kind.ANSWER) for question, kind in asked]
    groups = grouped(Counter(question for question, _ in asked), {}, None)

    gaps = gaps_in(groups, askings, [], {group.question: False for group in groups})

    assert sum(gap.count for gap in gaps) == len(asked)
    assert all(gap.count == sum(count for _, count in gap.ways) for gap in gaps)


class Compared(str):
    """A question that counts how often it is compared with another."""

    times = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Compared.times += 1
        return str.__eq__(self, other)


def test_ways_are_counted_in_one_go() -> None:
    ways = [Compared(f"wie {number}") for number in range(200)]
    askings = [Unanswered(way, DAY, Kind.UNKNOWN, False) for way in ways]

    (gap,) = gaps_in([Group(ways[0], tuple(ways))], askings, [], {ways[0]: False})

    assert gap.ways == tuple((str(way), 1) for way in ways)
    assert Compared.times < 10 * len(ways)


def test_a_decision_holds_for_what_was_asked_before_it() -> None:
    group = Group("Wie?", ("Wie?", "wie dan"))
    askings = [Unanswered("wie dan", DAY + timedelta(days=days), Kind.UNKNOWN, False) for days in (0, 2)]
    decided = [Decided("Wie?", Decision.ANSWERED, DAY + timedelta(days=1))]

    (before,) = gaps_in([group], askings[:1], decided, {"Wie?": False})
    (after,) = gaps_in([group], askings, decided, {"Wie?": False})

    assert not before.is_open
    assert (after.is_open, after.count, after.ways) == (True, 1, (("wie dan", 1),))


def test_what_is_asked_most_comes_first_and_what_is_aside_last() -> None:
    asked = {"Waar?": 1, "Wat?": 3, "Weer?": 1, "Wie?": 2}
    groups = [Group(question, (question,)) for question in asked]
    askings = [
        Unanswered(one, DAY, Kind.UNKNOWN, False) for one, count in asked.items() for _ in range(count)
    ]

    gaps = gaps_in(groups, askings, [], {question: question == "Weer?" for question in asked})

    assert [gap.question for gap in gaps] == ["Wat?", "Wie?", "Waar?", "Weer?"]


def test_a_reply_that_was_no_answer_is_not_counted_again_when_it_did_not_help() -> None:
    unknown = Unanswered("Wie?", DAY, Kind.UNKNOWN, False)

    assert counted_once([unknown, Unanswered("Wie?", DAY, Kind.UNKNOWN, True)]) == (unknown,)


def test_ids_are_short_and_never_the_same() -> None:
    ids = ids_of(f"vraag {number}" for number in range(3000))

    assert len(set(ids.values())) == 3000
    assert ids_of(["vraag 1"]) == {"vraag 1": ids["vraag 1"][:SHORTEST_ID]}
