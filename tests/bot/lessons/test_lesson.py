from datetime import UTC, datetime

from bot.knelpunten.history import Event, EventKind
from bot.knelpunten.report import Status
from bot.lessons.lesson import Consent, lesson_of

SOLVED = (EventKind.CHANGED, {"status": Status.SOLVED})
LEARNED = (EventKind.LEARNED, {"text": "een"})
PUBLISHED = (EventKind.PUBLISHED, {"text": "een"})
DECLINED = (EventKind.DECLINED, {"text": "een"})


def consent_after(*happened):
    lesson = lesson_of(
        [
            Event(datetime(2026, 1, day, tzinfo=UTC), kind, None, data)
            for day, (kind, data) in enumerate(happened, 1)
        ]
    )
    return lesson and (lesson.text, lesson.consent, lesson.since.day)


def test_what_was_not_learned_is_no_lesson() -> None:
    assert consent_after(SOLVED, (EventKind.CONFIRMED, {})) is None


def test_a_lesson_waits_for_consent() -> None:
    assert consent_after(SOLVED, LEARNED) == ("een", Consent.WAITED_FOR, 2)


def test_the_last_text_takes_the_place_of_the_one_before() -> None:
    assert consent_after(SOLVED, LEARNED, (EventKind.LEARNED, {"text": "twee"})) == (
        "twee",
        Consent.WAITED_FOR,
        3,
    )


def test_consent_is_for_the_text_that_was_decided_on() -> None:
    rewritten_meanwhile = (EventKind.LEARNED, {"text": "twee"})

    assert consent_after(SOLVED, LEARNED, rewritten_meanwhile, PUBLISHED) == ("een", Consent.GIVEN, 4)


def test_consent_can_be_taken_back() -> None:
    assert consent_after(SOLVED, LEARNED, PUBLISHED, DECLINED) == ("een", Consent.REFUSED, 4)


def test_a_knelpunt_that_goes_open_again_has_no_lesson_any_more() -> None:
    reopened = (EventKind.CHANGED, {"status": Status.IN_PROGRESS})

    assert consent_after(SOLVED, LEARNED, PUBLISHED, reopened) is None
    assert consent_after(SOLVED, LEARNED, PUBLISHED, reopened, SOLVED) is None
