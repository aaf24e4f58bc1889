"""What is said about a draft that nobody goes on with."""

from datetime import datetime

from bot.knelpunten.draft import Draft
from bot.knelpunten.prompts import title_of
from bot.messages import Kind, Reply, paragraph
from bot.text import as_sentence
from bot.wording import intake as words
from bot.wording.dates import day_of


def draft_will_expire(draft: Draft | None, at: datetime) -> Reply:
    """Warn that a draft will be thrown away."""
    return _notice(words.DRAFT_WILL_EXPIRE.format(title=_title(draft), day=day_of(at)))


def draft_expired(draft: Draft | None) -> Reply:
    """Say that a draft was thrown away."""
    return _notice(words.DRAFT_EXPIRED.format(title=_title(draft)))


def _title(draft: Draft | None) -> str:
    return as_sentence((title_of(draft) if draft else "") or words.UNTITLED)


def _notice(sentence: str) -> Reply:
    return Reply((paragraph(sentence),), Kind.NOTICE)
