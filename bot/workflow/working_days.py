"""When those who treat knelpunten are told what there is."""

from datetime import datetime, time, timedelta

from bot.wording.dates import HERE
from bot.workflow.quiet_hours import QuietHours

SETTLED_AFTER = timedelta(minutes=5)
"""What happens is dated when its handling begins; after this long it is kept, or never will be."""

_SATURDAY = 5


def tells_until(now: datetime, quiet: QuietHours) -> datetime | None:
    """Say up to which moment people are told what there is: today's end of the quiet hours.

    Args:
        now: a moment.
        quiet: when nobody is told anything.

    Returns:
        None in the weekend, before that end and shortly after it, and when the quiet hours have begun again.
    """
    today = now.astimezone(HERE).date()
    end = datetime.combine(today, time(quiet.end), HERE)
    if today.weekday() >= _SATURDAY or now < end + SETTLED_AFTER or quiet.until(now) != now:
        return None
    return end
