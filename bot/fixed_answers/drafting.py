"""From what an admin typed to a fixed answer, or to what is missing in it or wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.fixed_answers.day import half_a_year_later, read_day
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.labelled import Label, Labelled
from bot.fixed_answers.sources import names_file
from bot.library.finding import document_named, documents_in_words, nearest_documents
from index.words import words

MOST_QUESTIONS = 40
LONGEST = {Label.TEXT: 3000, Label.QUESTION: 400, Label.SOURCE: 500, Label.OWNER: 200}
"""Characters."""

_NUMBER = re.compile(r"\d{1,9}")


class Fault(StrEnum):
    """What is wrong with what was typed."""

    MISSING = "missing"
    TOO_LONG = "too long"
    NO_DAY = "no day"
    PAST_DAY = "past day"
    UNKNOWN_DOCUMENT = "unknown document"
    SEVERAL_DOCUMENTS = "several documents"
    NO_WORDS = "no words"
    TOO_MANY = "too many"
    NO_SUCH_QUESTION = "no such question"
    LAST_QUESTION = "last question"


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that is missing or wrong.

    Attributes:
        fault: what is wrong.
        label: with what.
        typed: what was typed for it, or ``""``.
        near: names that may have been meant.
    """

    fault: Fault
    label: Label
    typed: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A fixed answer as far as it was told; ``""`` for what was not.

    Attributes:
        id: number of the one that it changes, or None.
        questions: that it is for.
        text: the answer.
        source: what it leans on, as typed.
        owner: who keeps it right.
        review: when it is looked at again, as typed.
        wrong: what is missing or wrong; nothing where it is complete.
        review_on: when it is looked at again, where that was understood.
    """

    id: int | None
    questions: tuple[str, ...]
    text: str
    source: str
    owner: str
    review: str
    wrong: tuple[Wrong, ...]
    review_on: date

    @property
    def answer(self) -> FixedAnswer | None:
        """The fixed answer; None as long as something is missing or wrong."""
        if self.wrong:
            return None
        return FixedAnswer(
            id=self.id,
            questions=self.questions,
            text=self.text,
            source=self.source,
            owner=self.owner,
            review_on=self.review_on,
        )


def new_draft(
    labelled: Labelled, questions: Sequence[str], today: date, documents: Mapping[str, str]
) -> Draft:
    """Take what was typed for a new fixed answer.

    Args:
        labelled: what was typed.
        questions: that it is for, besides those that were typed.
        today: the day, in the Netherlands.
        documents: those that the source may be: the web address, or ``""``, of each by its name.
    """
    left_out = {number for given in labelled.all(Label.LEFT_OUT) for number in words(given)}
    kept = [question for number, question in enumerate(questions, 1) if str(number) not in left_out]
    asked = (*kept, *labelled.all(Label.QUESTION))
    empty = FixedAnswer(
        id=None, questions=asked, text="", source="", owner="", review_on=half_a_year_later(today)
    )
    return _drafted(labelled, empty, today, documents, [])


def changed_draft(
    labelled: Labelled, answer: FixedAnswer, today: date, documents: Mapping[str, str]
) -> Draft:
    """Take what was typed to change a fixed answer; what was not typed stays as it is."""
    wrong: list[Wrong] = []
    dropped: set[int] = set()
    for typed in labelled.all(Label.WITHOUT_QUESTION):
        number = int(typed) if _NUMBER.fullmatch(typed) else 0
        if not 0 < number <= len(answer.questions):
            wrong.append(Wrong(Fault.NO_SUCH_QUESTION, Label.WITHOUT_QUESTION, typed))
        dropped.add(number)
    kept = (question for number, question in enumerate(answer.questions, 1) if number not in dropped)
    questions = (*kept, *labelled.all(Label.QUESTION))
    if not questions:
        wrong.append(Wrong(Fault.LAST_QUESTION, Label.WITHOUT_QUESTION))
    base = FixedAnswer(
        id=answer.id,
        questions=questions or answer.questions,
        text=answer.text,
        source=answer.source,
        owner=answer.owner,
        review_on=answer.review_on,
    )
    return _drafted(labelled, base, today, documents, wrong)


def _drafted(
    labelled: Labelled, base: FixedAnswer, today: date, documents: Mapping[str, str], wrong: list[Wrong]
) -> Draft:
    questions = _distinct([question for question in base.questions if _said(question)])
    text, owner = _said(labelled.text) or base.text, _said(labelled.last(Label.OWNER)) or base.owner
    typed, source = _said(labelled.last(Label.SOURCE)), base.source
    if typed:
        # Who may be shown the answer is who may be shown the document: that must be known, and be one.
        whole = document_named(typed, documents) or document_named(typed.split(",")[0].strip(), documents)
        among = (whole,) if whole else documents_in_words(typed, documents)
        named = among[0] if among else None
        source = named or typed
        if len(among) > 1:
            wrong.append(Wrong(Fault.SEVERAL_DOCUMENTS, Label.SOURCE, typed, among))
        if named is None and names_file(typed):
            near = nearest_documents(typed, documents)
            wrong.append(Wrong(Fault.UNKNOWN_DOCUMENT, Label.SOURCE, typed, near))
    review, review_on = labelled.last(Label.REVIEW), base.review_on
    if review:
        read = read_day(review, today)
        if read is None:
            wrong.append(Wrong(Fault.NO_DAY, Label.REVIEW, review))
        elif read <= today:
            wrong.append(Wrong(Fault.PAST_DAY, Label.REVIEW, review))
        review_on = read or review_on
    wrong += _faults_of_questions(questions)
    for label, value in ((Label.TEXT, text), (Label.SOURCE, source), (Label.OWNER, owner)):
        if not value:
            wrong.append(Wrong(Fault.MISSING, label))
        elif len(value) > LONGEST[label]:
            wrong.append(Wrong(Fault.TOO_LONG, label))
    return Draft(
        id=base.id,
        questions=questions,
        text=text,
        source=source,
        owner=owner,
        review=review,
        wrong=tuple(wrong),
        review_on=review_on,
    )


def _said(value: str) -> str:
    """Give what was typed; nothing for an example that was left as it was: those are in brackets."""
    return "" if value.startswith("(") and value.endswith(")") else value


def _faults_of_questions(questions: Sequence[str]) -> list[Wrong]:
    if not questions:
        return [Wrong(Fault.MISSING, Label.QUESTION)]
    wrong = [Wrong(Fault.NO_WORDS, Label.QUESTION, one) for one in questions if not words(one)]
    wrong += [
        Wrong(Fault.TOO_LONG, Label.QUESTION) for one in questions if len(one) > LONGEST[Label.QUESTION]
    ]
    return wrong + [Wrong(Fault.TOO_MANY, Label.QUESTION)] * (len(questions) > MOST_QUESTIONS)


def _distinct(questions: Sequence[str]) -> tuple[str, ...]:
    """Leave out what was said already in the same words."""
    kept: dict[tuple[str, ...], str] = {}
    for question in questions:
        kept.setdefault(tuple(words(question)) or (question,), question)
    return tuple(kept.values())
