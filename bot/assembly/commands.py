"""The commands, with everything that carries them out, are put together."""

from datetime import UTC, datetime, timedelta
from functools import partial

from bot.assembly.base import Base
from bot.assembly.workflow import quiet_hours, roles_of
from bot.commands.commands import Carriers, Commands
from bot.commands.documents import Documents
from bot.commands.evaluation import EvaluationSet
from bot.commands.fixed_answers import FixedAnswerCommands
from bot.commands.gaps import GapCommand
from bot.commands.lessons import Lessons
from bot.commands.linking import Linking
from bot.commands.own import OwnCommands
from bot.commands.reindexing import Reindexing
from bot.commands.surveying import Surveying
from bot.commands.tending import Tending
from bot.fixed_answers.sources import DocumentSources
from bot.gaps.finding import GapFinder
from bot.health.checking import HealthCheck
from bot.health.index_health import index_health
from bot.library.adding.adding import Adding
from bot.library.catalogue import Catalogue
from bot.library.readership import Readership
from bot.storage.fixed_answers import FixedAnswers
from bot.storage.gaps import Gaps
from bot.storage.health import DatabaseHealth
from bot.storage.index_jobs import IndexJobs
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library
from bot.storage.linking import LinkedAccounts
from bot.storage.personal_data import PersonalData
from bot.workflow.hearing import Hearing
from bot.workflow.routing import theme_of as theme_by_rules
from bot.workflow.routing_rules import load_rules
from bot.workflow.treating import Treating


def commands_on(base: Base, hearing: Hearing, readership: Readership) -> Commands:
    """Put the commands together.

    Args:
        base: what they work on.
        hearing: takes what is said about knelpunten.
        readership: who may be shown what.
    """
    engine, settings = base.engine, base.settings
    knelpunten, rules = Knelpunten(engine), load_rules(settings.workflow.routing)
    theme_of = partial(theme_by_rules, rules=rules)
    quiet = quiet_hours(settings)
    reopenable = timedelta(days=settings.workflow.reopen_days)
    roles = roles_of(engine, settings)
    carriers = Carriers(
        own=OwnCommands(knelpunten, PersonalData(engine)),
        linking=Linking(LinkedAccounts(engine), roles),
        hearing=hearing,
        surveying=Surveying(knelpunten, rules, base.dialogue, readership),
        treating=Treating(knelpunten, theme_of, reopenable, quiet),
        lessons=Lessons(knelpunten, theme_of, quiet),
        tending=_tending(base, readership),
    )
    return Commands(roles, carriers)


def catalogue_of(base: Base) -> Catalogue:
    """Give what questions are answered from, and where that comes from."""
    return Catalogue(base.dialogue, Library(base.engine), base.settings.documents)


def _tending(base: Base, readership: Readership) -> Tending:
    dialogue, engine, settings = base.dialogue, base.engine, base.settings
    catalogue = catalogue_of(base)
    gaps = GapFinder(Gaps(engine), dialogue, timedelta(days=settings.retention.message_days))
    return Tending(
        documents=Documents(catalogue, Adding(catalogue, settings.knowledge)),
        reindexing=Reindexing(IndexJobs(engine), settings, base.under_way),
        evaluation=EvaluationSet(settings, dialogue, Library(engine)),
        gaps=GapCommand(gaps, FixedAnswers(engine), dialogue, readership, settings),
        fixed_answers=FixedAnswerCommands(FixedAnswers(engine), DocumentSources(dialogue)),
        health=HealthCheck(
            DatabaseHealth(engine),
            IndexJobs(engine),
            settings.data_dir,
            lambda: index_health(*dialogue.serving),
            since=datetime.now(UTC),
        ),
    )
