"""What is said about a draft that nobody goes on with."""

from datetime import datetime

from bot.knelpunten.draft import Draft
from bot.knelpunten.prompts import title_of
from bot.messages import Kind, Reply, paragraph
from bot.text import as_sentence
from bot.wording import intake as words
from bot.wording.dates import readable_date
from bot.wording.phrases import Language


def draft_will_expire(draft: Draft, at: datetime) -> Reply:
    """Warn that a draft will be thrown away."""
    day = readable_date(at.date().isoformat(), Language.DUTCH)
    return _notice(words.DRAFT_WILL_EXPIRE.format(title=_title(draft), day=day))


def draft_expired(draft: Draft) -> Reply:
    """Say that a draft was thrown away."""
    return _notice(words.DRAFT_EXPIRED.format(title=_title(draft)))


def _title(draft: Draft) -> str:
    return as_sentence(title_of(draft) or words.UNTITLED)


def _notice(sentence: str) -> Reply:
    return Reply((paragraph(sentence),), Kind.NOTICE)
