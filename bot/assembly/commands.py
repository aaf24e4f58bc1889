"""The commands, with everything that carries them out, are put together."""

from dataclasses import dataclass
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
from bot.commands.reindexing import IndexCommands
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


@dataclass(frozen=True, slots=True)
class Shared:
    """What commands share with other parts of the assistant.

    Attributes:
        hearing: takes what is said about knelpunten.
        readership: who may be shown what.
        catalogue: what questions are answered from, and where that comes from.
        adding: makes documents of files and pages.
        sources: what fixed answers lean on.
    """

    hearing: Hearing
    readership: Readership
    catalogue: Catalogue
    adding: Adding
    sources: DocumentSources


def commands_on(base: Base, shared: Shared) -> Commands:
    """Put the commands together.

    Args:
        base: what they work on.
        shared: what they share with other parts.
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
        hearing=shared.hearing,
        surveying=Surveying(knelpunten, rules, base.dialogue, shared.readership),
        treating=Treating(knelpunten, theme_of, reopenable, quiet),
        lessons=Lessons(knelpunten, theme_of, quiet),
        tending=_tending(base, shared),
    )
    return Commands(roles, carriers)


def _tending(base: Base, shared: Shared) -> Tending:
    dialogue, engine, settings = base.dialogue, base.engine, base.settings
    readership, sources = shared.readership, shared.sources
    gaps = GapFinder(Gaps(engine), dialogue, timedelta(days=settings.retention.message_days))
    return Tending(
        documents=Documents(shared.catalogue, shared.adding),
        index=IndexCommands(IndexJobs(engine), settings, base.under_way),
        evaluation=EvaluationSet(settings, dialogue, Library(engine), readership),
        gaps=GapCommand(gaps, FixedAnswers(engine), dialogue, readership, sources, settings),
        fixed_answers=FixedAnswerCommands(FixedAnswers(engine), sources, readership),
        health=HealthCheck(
            DatabaseHealth(engine),
            IndexJobs(engine),
            settings.data_dir,
            lambda: index_health(*dialogue.serving),
            since=datetime.now(UTC),
        ),
    )
