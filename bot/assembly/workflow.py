"""What the treating of knelpunten needs of the settings, and the daily message, are put together."""

from collections import defaultdict

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.permissions import Grant
from bot.settings import Settings
from bot.storage.digests import Digests
from bot.storage.knelpunten import Knelpunten
from bot.storage.roles import Person, Roles
from bot.workflow.daily_digest import DailyDigest
from bot.workflow.quiet_hours import QuietHours
from bot.workflow.routing_rules import load_rules


def daily_digest(engine: AsyncEngine, settings: Settings) -> DailyDigest:
    """Put together on an open database what those who treat knelpunten are told each working day."""
    rules = load_rules(settings.workflow.routing)
    return DailyDigest(
        Knelpunten(engine), roles_of(engine, settings), Digests(engine), rules, quiet_hours(settings)
    )


def roles_of(engine: AsyncEngine, settings: Settings) -> Roles:
    """Give who has which role: by the settings, and by what was given in chat."""
    fixed: defaultdict[Person, list[Grant]] = defaultdict(list)
    for given in settings.roles:
        fixed[given.channel, given.person].append(Grant(given.role, given.organisations, given.themes))
    return Roles(engine, fixed)


def quiet_hours(settings: Settings) -> QuietHours:
    """Give when nobody hears what becomes of knelpunten."""
    return QuietHours(settings.workflow.quiet_from, settings.workflow.quiet_until)
