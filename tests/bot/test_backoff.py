from itertools import islice

from bot.backoff import delays


def test_waits_double_up_to_the_longest_and_leave_half_to_chance():
    waits = list(islice(delays(first=1, longest=8), 6))

    for wait, bound in zip(waits, [1, 2, 4, 8, 8, 8], strict=True):
        assert bound / 2 <= wait <= bound


def test_two_that_wait_do_not_wait_alike():
    assert list(islice(delays(), 5)) != list(islice(delays(), 5))
