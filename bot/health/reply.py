"""How the assistant is, in words: what is wrong first."""

from datetime import datetime

from bot.health.checking import Health
from bot.health.concerns import concerns
from bot.messages import Block, Kind, Listing, Reply, Span, Text, paragraph
from bot.wording import health as words
from bot.wording.attachments import readable_size


def health_reply(health: Health, now: datetime) -> Reply:
    """Say how the assistant is."""
    free = readable_size(health.disk.free)
    wrong = [words.CONCERNS[concern].format(free=free) for concern in concerns(health, now)]
    said = [words.CONCERN.format(concern=concern) for concern in wrong] or [words.ALL_WELL]
    blocks: list[Block] = [paragraph(Text(sentence, strong=True)) for sentence in said]
    blocks.append(Listing(tuple(_items(health, now))))
    if health.errors:
        blocks.append(paragraph(words.ERRORS))
        blocks.append(Listing(tuple((Text(words.error(error, now)),) for error in health.errors)))
    return Reply(tuple(blocks), Kind.COMMAND)


def _items(health: Health, now: datetime) -> list[tuple[Span, ...]]:
    index, stored, versions = health.index, health.stored, dict(health.versions)
    own = versions.pop("wegwijzer", None)
    parts = ", ".join(f"{name} {version}" for name, version in versions.items())
    work = health.work or health.last_work
    waiting = words.queues(stored.messages, stored.notices, stored.later, stored.drafts, now)
    said = {
        words.WEGWIJZER: words.running(own, health.since, now),
        words.MODEL: words.model(index) if index else "",
        words.INDEX: words.index_held(index, now) if index else words.NO_INDEX,
        words.WORK: words.work(work, now) if work else "",
        words.QUEUES: waiting,
        words.DATABASE: words.database(stored.kind, stored.size, stored.revision),
        words.DISK: words.disk(health.disk),
        words.PARTS: parts,
    }
    return [(Text(f"{label}: ", strong=True), Text(text)) for label, text in said.items() if text]
