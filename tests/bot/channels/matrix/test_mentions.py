import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.matrix.mentions import Me, is_mentioned, without_mention
from bot.channels.matrix.message import Message

ME = Me("@wegwijzer:example.org", "Wegwijzer")


def message(text, html="", mentioned=None):
    return Message(
        event="$vraag",
        sender="@anna:example.org",
        sent_at=datetime.now(UTC),
        text=text,
        html=html,
        mentioned=mentioned,
        reply_to=None,
        thread=None,
    )


def test_a_mention_by_the_client_counts():
    assert is_mentioned(message("zeg", mentioned=frozenset({ME.user_id})), ME)


def test_a_mention_of_somebody_else_does_not():
    assert not is_mentioned(message("zeg", mentioned=frozenset({"@bob:example.org"})), ME)


@pytest.mark.parametrize(
    "text",
    [
        "Wegwijzer: wat is de ACU?",
        "wegwijzer wat is de ACU?",
        "@wegwijzer:example.org wat is de ACU?",
        "Hoi Wegwijzer, wat is de ACU?",
        "Wat is de ACU, Wegwijzer?",
        "vraag het aan @wegwijzer",
    ],
)
@pytest.mark.parametrize("mentioned", [None, frozenset()], ids=["silent client", "client names nobody"])
def test_being_called_by_name_counts(text, mentioned):
    assert is_mentioned(message(text, mentioned=mentioned), ME)


def test_the_name_anywhere_counts_when_the_client_does_not_say_whom_it_mentions():
    assert is_mentioned(message("kan wegwijzer dat uitzoeken"), ME)


def test_the_name_as_an_ordinary_word_does_not_count_when_the_client_says_whom_it_mentions():
    assert not is_mentioned(message("we zetten een wegwijzer bij de ingang", mentioned=frozenset()), ME)


@pytest.mark.parametrize(
    "text",
    [
        "de Wegwijzers: mooi",
        "digiwegwijzer",
        "@wegwijzer:example.org.evil.net",
        "mail wegwijzer@example.org",
        "@wegwijzer-test hallo",
    ],
)
def test_a_longer_name_does_not_count(text):
    assert not is_mentioned(message(text, mentioned=frozenset()), ME)


@pytest.mark.parametrize(
    "href",
    [
        "https://matrix.to/#/@wegwijzer:example.org",
        "https://matrix.to/#/%40wegwijzer%3Aexample.org",
        "https://matrix.to/#/@wegwijzer:example.org?via=example.org",
        "matrix:u/wegwijzer:example.org",
    ],
)
def test_a_pill_counts(href):
    assert is_mentioned(message("de bot weet dat", f'<a href="{href}">de bot</a> weet dat', frozenset()), ME)


def test_a_pill_in_what_is_quoted_does_not_count():
    quote = '<mx-reply><a href="https://matrix.to/#/@wegwijzer:example.org">W</a></mx-reply>eens'

    assert not is_mentioned(message("eens", quote, frozenset()), ME)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wegwijzer: wat is de ACU?", "wat is de ACU?"),
        ("@wegwijzer:example.org, wat is de ACU?", "wat is de ACU?"),
        ("@Wegwijzer wat is de ACU?", "wat is de ACU?"),
        ("Hoi Wegwijzer, wat is de ACU?", "Hoi, wat is de ACU?"),
        ("Weet jij, Wegwijzer, wat de ACU is?", "Weet jij, wat de ACU is?"),
        ("Wat is de ACU, Wegwijzer?", "Wat is de ACU?"),
        ("Wat is de ACU @wegwijzer:example.org?", "Wat is de ACU?"),
        ("wat is een wegwijzer in de praktijk?", "wat is een wegwijzer in de praktijk?"),
        ("Wegwijzer", ""),
        ("wat is de ACU?", "wat is de ACU?"),
    ],
)
def test_the_mention_is_taken_out(text, expected):
    assert without_mention(text, ME) == expected


@given(st.text(), st.text(min_size=1))
def test_no_text_and_no_name_whatever_is_an_obstacle(text, name):
    me = Me(ME.user_id, name)

    is_mentioned(message(text, html=text), me)
    without_mention(text, me)


@pytest.mark.parametrize("text", [" " * 60_000, ", " * 30_000, "a " * 30_000, "@wegwijzer " * 5_000])
def test_the_longest_message_takes_no_time(text):
    before = time.perf_counter()

    without_mention(text, ME)
    is_mentioned(message(text), ME)

    assert time.perf_counter() - before < 1
