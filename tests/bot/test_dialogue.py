import pytest

from bot.dialogue import Dialogue
from bot.library.hidden import NOTHING_HIDDEN
from bot.memory import Memory
from bot.messages import Kind, Reply
from bot.rendering.plain import render
from bot.wording.phrases import DUTCH, ENGLISH

ACQUAINTED = Memory(introduced=True)


def ask(dialogue: Dialogue, text: str, memory: Memory = ACQUAINTED) -> Reply:
    reply, _ = dialogue.respond(text, memory, NOTHING_HIDDEN)
    return reply


def test_a_question_is_answered_with_words_of_a_document_and_its_source(dialogue: Dialogue) -> None:
    reply = ask(dialogue, "Welke rollen kent het driehoekmodel?")

    assert reply.kind is Kind.ANSWER
    shown = render(reply)
    assert all(role in shown for role in ("eigenaar", "opdrachtgever", "opdrachtnemer"))
    assert "Bron: " in shown
    assert reply.citations[0].quote in shown


def test_an_answer_is_at_most_about_eighty_words(dialogue: Dialogue) -> None:
    reply = ask(dialogue, "Wat is het doel van Werk aan Uitvoering?")

    assert 5 < len(reply.citations[0].quote.split()) <= 85


def test_up_to_two_other_documents_are_named_to_read_on(dialogue: Dialogue) -> None:
    reply = ask(dialogue, "Wat is een doorbraakteam?")

    documents = [citation.document for citation in reply.citations]
    assert 1 <= len(documents) <= 3
    assert len(set(documents)) == len(documents)


def test_an_abbreviation_is_explained(dialogue: Dialogue) -> None:
    assert "Ambtelijke Commissie Uitvoering" in render(ask(dialogue, "wat is de ACU?"))


@pytest.mark.parametrize(
    "question",
    [
        "Wat wordt het weer morgen?",
        "Geef me een recept voor appeltaart",
        "Wie won de Tour de France?",
    ],
)
def test_what_the_documents_do_not_hold_is_not_answered(dialogue: Dialogue, question: str) -> None:
    reply = ask(dialogue, question)

    assert reply.kind is Kind.UNKNOWN
    assert reply.citations == ()


def test_an_english_question_gets_english_words_around_the_dutch_quote(dialogue: Dialogue) -> None:
    shown = render(ask(dialogue, "What is the ACU?"))

    assert ENGLISH.source in shown
    assert "Ambtelijke Commissie Uitvoering" in shown


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("hoi", DUTCH.greeting),
        ("dankjewel", DUTCH.thanks),
        ("tot ziens", DUTCH.farewell),
        ("wie ben jij", DUTCH.who_are_you),
        ("thanks", DUTCH.thanks),
        ("👍", DUTCH.thanks),
        ("wat is het weer?", DUTCH.off_topic),
    ],
)
def test_small_talk_gets_a_short_fixed_reply(dialogue: Dialogue, text: str, sentence: str) -> None:
    reply = ask(dialogue, text)

    assert reply.kind is Kind.SMALLTALK
    assert render(reply) in {sentence, ENGLISH.thanks}


def test_help_tells_what_the_assistant_can_do(dialogue: Dialogue) -> None:
    reply = ask(dialogue, "/help")

    assert reply.kind is Kind.COMMAND
    assert DUTCH.how_to_ask[0] in render(reply)


def test_a_wish_to_report_is_recognised(dialogue: Dialogue) -> None:
    assert ask(dialogue, "kan ik hier een knelpunt doorgeven?").kind is Kind.REPORT


def test_a_message_without_text_gets_a_reply(dialogue: Dialogue) -> None:
    assert render(ask(dialogue, "\u200b \n")) == DUTCH.empty


@pytest.mark.parametrize("text", ["x" * 65536, "\u202e</b><script>", "' OR 1=1 --", "😀" * 3000])
def test_hostile_text_gets_a_reply_that_shows_none_of_it(dialogue: Dialogue, text: str) -> None:
    shown = render(ask(dialogue, text))

    assert shown
    assert text[:20] not in shown


def test_a_follow_up_takes_its_subject_from_the_conversation(dialogue: Dialogue) -> None:
    _, memory = dialogue.respond("Wat is de ACU?", ACQUAINTED, NOTHING_HIDDEN)

    reply = ask(dialogue, "en wie zitten daarin?", memory)

    assert reply.kind is Kind.ANSWER
    assert "toezichthouders" in render(reply)


def test_two_words_are_a_question_after_a_question(dialogue: Dialogue) -> None:
    _, memory = dialogue.respond("Wat is de ACU?", ACQUAINTED, NOTHING_HIDDEN)

    assert ask(dialogue, "met wie", memory).kind is not Kind.SMALLTALK


def test_thanks_after_a_question_are_still_thanks(dialogue: Dialogue) -> None:
    _, memory = dialogue.respond("Wat is de ACU?", ACQUAINTED, NOTHING_HIDDEN)

    assert render(ask(dialogue, "dank je, dan weet ik genoeg", memory)) == DUTCH.thanks


def test_the_same_question_again_is_not_answered_with_the_same_words(dialogue: Dialogue) -> None:
    question = "Welke rollen kent het driehoekmodel?"
    first, memory = dialogue.respond(question, ACQUAINTED, NOTHING_HIDDEN)

    second = ask(dialogue, question, memory)

    assert second.citations == () or second.citations[0].quote != first.citations[0].quote


def test_two_questions_in_one_message_get_two_answers(dialogue: Dialogue) -> None:
    reply = ask(dialogue, "Wat is de ACU? En hoe lang duurt het programma Werk aan Uitvoering?")

    quotes = [citation.quote for citation in reply.citations if citation.quote]
    assert len(quotes) == 2


def test_a_difference_is_told_with_what_each_of_the_two_is(dialogue: Dialogue) -> None:
    reply = ask(dialogue, "Waarin verschilt de ACU van de MCU?")

    quotes = " ".join(citation.quote for citation in reply.citations)
    assert "De Ambtelijke Commissie Uitvoering (ACU) is" in quotes
    assert "De Ministeriële Commissie Uitvoering (MCU) is" in quotes
