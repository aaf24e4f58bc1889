"""When people want to hear something."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.wording.dates import HERE


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours of the day, in the Netherlands, in which nobody is told anything unasked.

    Attributes:
        begin: the hour from which.
        end: the hour until which; the same as `begin` for no quiet hours.
    """

    begin: int
    end: int

    def until(self, moment: datetime) -> datetime:
        """Give the first moment from this one on at which people may be told something."""
        local = moment.astimezone(HERE)
        if not self._holds(local.hour):
            return moment
        day = local.date() + timedelta(days=1) if local.hour >= self.end else local.date()
        return datetime.combine(day, time(self.end), HERE)

    def _holds(self, hour: int) -> bool:
        if self.begin <= self.end:
            return self.begin <= hour < self.end
        return hour >= self.begin or hour < self.end
