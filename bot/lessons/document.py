"""A lesson as a document of the knowledge: Markdown with front matter, like those that are shipped."""

from collections.abc import Iterator

import frontmatter

from bot.knelpunten.report import Cause, Knelpunt
from bot.lessons.lesson import Lesson
from bot.privacy.detection import find_personal_data
from bot.stand.impersonal import impersonal_line
from bot.stand.markdown import escape
from bot.text import as_sentence
from bot.wording import lessons as words
from bot.wording.dates import HERE
from index.words import words as words_of
from knowledge.normalise import clean
from knowledge.sentences import split_sentences

_MOST_SENTENCES = 2
_WIDEST = 10**6
"""Characters on a line of the front matter: it is never cut."""


def write_lesson(knelpunt: Knelpunt, lesson: Lesson) -> str:
    """Write the document.

    It has one section, so that who finds the lesson reads along what it is about and where it comes from.

    Args:
        knelpunt: what the lesson is from.
        lesson: the lesson, with the moment at which the programme directorate agreed.
    """
    title = words.TITLE.format(title=subject_of(knelpunt))
    about: dict[str, object] = {
        "title": title,
        "publisher": words.PUBLISHER.format(number=knelpunt.number),
        "date": lesson.since.astimezone(HERE).date().isoformat(),
    }
    paragraphs = (lesson_text(lesson), happened(knelpunt), words.ORIGIN.format(number=knelpunt.number))
    body = "\n\n".join((f"# {escape(title)}", *(escape(text) for text in paragraphs if text)))
    post = frontmatter.Post(body)
    post.metadata = about
    return f"{frontmatter.dumps(post, sort_keys=False, width=_WIDEST)}\n"


def subject_of(knelpunt: Knelpunt) -> str:
    """Give what the lesson is about."""
    return _impersonal(knelpunt.report.title).rstrip(".") or knelpunt.number


def lesson_text(lesson: Lesson) -> str:
    """Give the lesson as it is written in the document."""
    return as_sentence(_impersonal(lesson.text))


def happened(knelpunt: Knelpunt) -> str:
    """Tell in a few sentences what a knelpunt was about; ``""`` where nothing can be told.

    Sentences of the reporter that repeat the title, hold personal data, or say which organisation it was
    are left out.
    """
    return " ".join(_happened(knelpunt))


def _happened(knelpunt: Knelpunt) -> Iterator[str]:
    report = knelpunt.report
    having = [report.organisation, *(support.organisation for support in knelpunt.supports)]
    names = [name for name in map(words_of, having) if name]
    told = [
        sentence
        for sentence in split_sentences(clean(report.description))[:_MOST_SENTENCES]
        if words_of(sentence) != words_of(report.title)
        and not find_personal_data(sentence)
        and not any(_names(sentence, name) for name in names)
    ]
    if told:
        yield words.HAPPENED.format(told=as_sentence(" ".join(told)))
    if regulation := _impersonal(report.regulation).rstrip("."):
        yield words.REGULATION.format(regulation=regulation)
    if cause := _impersonal(report.cause).removeprefix(f"{Cause.OTHER}: ").rstrip("."):
        yield words.CAUSE.format(cause=cause)


def _names(sentence: str, name: list[str]) -> bool:
    said = words_of(sentence)
    return any(said[start : start + len(name)] == name for start in range(len(said)))


def _impersonal(text: str) -> str:
    return clean(impersonal_line(text))
