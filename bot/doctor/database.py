"""The database: whether it can be reached, is up to date, and allows what is needed."""

from datetime import timedelta

from bot.doctor.finding import Finding, good, notice, wrong
from bot.settings import Settings
from bot.storage.database import (
    NEWER,
    NEWEST_REVISION,
    DatabaseUnusable,
    has_database,
    parsed,
    without_password,
)
from bot.storage.inspecting import DatabaseFacts, look_at
from bot.storage.transaction import DatabaseRefuses
from bot.wording import database as database_words
from bot.wording import doctor as words

OLDEST_POSTGRESQL = 15
"""The oldest of which the makers of PostgreSQL still mend mistakes."""

MOST_APART = timedelta(seconds=5)


async def check_database(settings: Settings) -> list[Finding]:
    """Look at the database, without changing anything."""
    if not has_database(settings.database):
        return [good(words.DATABASE, words.NO_DATABASE)]
    try:
        facts = await look_at(settings.database)
    except DatabaseUnusable as error:
        return [wrong(words.DATABASE, database_words.unusable(error.url, error.detail))]
    except DatabaseRefuses as error:
        shown = without_password(parsed(settings.database))
        return [wrong(words.DATABASE, database_words.unusable(shown, error.reason))]
    what = words.DATABASE_IS.format(kind=facts.kind, version=facts.version, url=facts.url)
    return wrong_with(facts) or [good(words.DATABASE, what)]


def wrong_with(facts: DatabaseFacts) -> list[Finding]:
    """Say what somebody should see to; nothing where all is good."""
    found = []
    if facts.revision is not None and facts.revision > NEWEST_REVISION:
        found.append(wrong(words.DATABASE, database_words.unusable(facts.url, NEWER)))
    elif facts.revision != NEWEST_REVISION and not facts.may_migrate:
        found.append(wrong(words.DATABASE, words.MAY_NOT_MIGRATE))
    elif facts.revision != NEWEST_REVISION:
        found.append(notice(words.DATABASE, words.TO_MIGRATE.format(revision=facts.revision or words.NONE)))
    if facts.refused:
        found.append(wrong(words.DATABASE, words.NO_RIGHTS.format(tables=", ".join(facts.refused[:3]))))
    if facts.kind == "PostgreSQL" and int(facts.version.partition(".")[0]) < OLDEST_POSTGRESQL:
        found.append(notice(words.DATABASE, words.OLD_POSTGRESQL.format(version=facts.version)))
    if abs(facts.ahead) > MOST_APART:
        seconds = round(abs(facts.ahead.total_seconds()))
        found.append(notice(words.DATABASE, words.CLOCKS_APART.format(seconds=seconds)))
    return found
