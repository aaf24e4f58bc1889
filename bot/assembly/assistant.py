"""The assistant is put together on an open database."""

from datetime import timedelta

from bot.admin_rooms import AdminRooms
from bot.assembly.base import Base
from bot.assembly.commands import Shared, commands_on
from bot.assembly.workflow import quiet_hours
from bot.assistant import Assistant, Handle
from bot.conversing import Conversing
from bot.deciding import Deciding
from bot.filing import Filing
from bot.fixed_answers.sources import DocumentSources
from bot.fixed_answers.stored import StoredFixedAnswers
from bot.handling import Handling
from bot.knelpunten.attaching import Attaching
from bot.knelpunten.intake import FindSame, Intake, find_none
from bot.knelpunten.likeness import load_likeness
from bot.knelpunten.stored_look_alikes import StoredLookAlikes
from bot.library.adding.adding import Adding
from bot.library.catalogue import Catalogue
from bot.library.readership import Readership
from bot.privacy.detection import find_personal_data
from bot.privacy.gate import PrivacyGate
from bot.replying import Replying
from bot.reporting import Reporting
from bot.responding import Parts, Responder
from bot.storage.answers import Answers
from bot.storage.attachments import Attachments
from bot.storage.conversations import Conversations
from bot.storage.feedback import Feedback
from bot.storage.fixed_answers import FixedAnswers
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library
from bot.storage.vectors import KnelpuntVectors
from bot.workflow.hearing import Hearing


def assistant_on(base: Base, handle: Handle | None = None) -> Assistant:
    """Put the assistant together.

    Args:
        base: what it stands on.
        handle: makes the replies to a message that is to be read; by default this process does.
    """
    engine = base.engine
    admin_rooms = AdminRooms(frozenset(base.settings.knowledge.admin_rooms))
    handle = handle or handling_on(base).handle
    return Assistant(handle, Conversations(engine), Answers(engine), Feedback(engine), admin_rooms)


def handling_on(base: Base) -> Handling:
    """Put together what makes the replies to messages."""
    engine, settings, dialogue = base.engine, base.settings, base.dialogue
    knelpunten, attachments, answers = Knelpunten(engine), Attachments(engine), Answers(engine)
    gate = PrivacyGate(find_personal_data)
    readership = Readership(Library(engine), knelpunten, lambda: dialogue.versions)
    sources = DocumentSources(dialogue)
    fixed_answers = StoredFixedAnswers(FixedAnswers(engine), base.embedder)
    replying = Replying(dialogue, fixed_answers, readership, sources)
    intake = Intake(knelpunten, attachments, _look_alikes(base))
    reporting = Reporting(intake, dialogue, gate, replying)
    hearing = Hearing(knelpunten, quiet_hours(settings))
    conversing = Conversing(dialogue, reporting, hearing, replying)
    catalogue = Catalogue(dialogue, Library(engine), settings.documents)
    adding = Adding(catalogue, settings.knowledge)
    commands = commands_on(base, Shared(hearing, readership, catalogue, adding, sources))
    admin_rooms = AdminRooms(frozenset(settings.knowledge.admin_rooms))
    parts = Parts(
        reporting=reporting,
        conversing=conversing,
        deciding=Deciding(conversing, hearing),
        commands=commands,
        filing=Filing(admin_rooms, commands, answers, adding),
        attaching=Attaching(attachments, knelpunten, settings.largest_attachment),
        gate=gate,
    )
    idle = timedelta(minutes=settings.conversation_idle_minutes)
    return Handling(Responder(parts, admin_rooms), Conversations(engine), answers, idle)


def _look_alikes(base: Base) -> FindSame:
    likeness = load_likeness(base.embedder.name)
    if likeness is None:
        return find_none
    knelpunten, vectors = Knelpunten(base.engine), KnelpuntVectors(base.engine)
    return StoredLookAlikes(knelpunten, vectors, base.embedder, likeness).find
