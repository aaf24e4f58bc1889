"""When the documents are read again by themselves."""

from datetime import datetime, timedelta

from bot.wording.dates import HERE


def last_time(hour: int, now: datetime) -> datetime:
    """Give the last moment at which it was this hour in the Netherlands.

    Args:
        hour: of the day, 0 to 23.
        now: the moment.
    """
    here = now.astimezone(HERE)
    today = here.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today <= here else today - timedelta(days=1)
