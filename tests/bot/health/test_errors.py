import logging
from collections.abc import Iterator

import pytest

from bot.health.errors import MOST_KEPT, errors_kept, last_errors
from bot.text import clean

log = logging.getLogger("bot.delivery.delivery")


@pytest.fixture(autouse=True)
def kept() -> Iterator[None]:
    with errors_kept():
        yield


def test_of_an_error_only_the_type_and_the_place_are_kept() -> None:
    try:
        clean(["Jan Jansen"])  # type: ignore[arg-type]
    except Exception:
        log.exception("answering %s failed", "$event:example.org")

    (error,) = last_errors()
    assert (error.logger, error.error, error.times) == ("bot.delivery.delivery", "TypeError", 1)
    assert error.place.startswith("bot.text:")
    assert "Jansen" not in repr(error)
    assert "$event" not in repr(error)


def test_the_same_error_does_not_push_out_the_others() -> None:
    log.error("eerst")
    for _ in range(100):
        log.error("telkens")
    for number in range(MOST_KEPT - 2):
        logging.getLogger(f"bot.{number}").error("daarna")

    assert len(last_errors()) == MOST_KEPT
    assert [error.times for error in last_errors()][-2:] == [100, 1]
    logging.getLogger("bot.nog").error("een te veel")
    assert [error.times for error in last_errors()][-1] == 100


def test_a_warning_is_no_error() -> None:
    log.warning("dat kan gebeuren")

    assert last_errors() == ()
