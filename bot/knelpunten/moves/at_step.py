"""A step: its answer, or a word that steers."""

from dataclasses import replace

from bot.conversation import transitions
from bot.conversation.choosing import answer_to, chosen
from bot.conversation.control import Control
from bot.conversation.form import Step
from bot.conversation.progress import Progress
from bot.conversation.transitions import StepRequired
from bot.knelpunten.choices import ASIDE, YES
from bot.knelpunten.draft import Draft, Purpose
from bot.knelpunten.moves.move import Effect, Move, Said, form_of, moved
from bot.knelpunten.titles import propose_title
from bot.wording import intake as words
from index.words import words as words_of

FEWEST_WORDS = 3
"""Words that a description has at least."""


def at_step(draft: Draft, said: Said) -> Move:
    """Answer the step, go back, skip it or keep what it has; a question is no answer."""
    step, asked = form_of(draft).step(draft.progress.at), replace(draft, aside=None)
    if draft.aside is not None and _takes_aside(said.text):
        return _answer(asked, step, draft.aside)
    given = answer_to(step, said.text) if step.choices else None
    if given is not None:
        return _answer(asked, step, given)
    steered = _steer(asked, step, said)
    if steered:
        return steered
    if said.is_question:
        # It may have been an answer after all: then the person can say so.
        aside = None if step.choices else said.text
        return Move(replace(asked, aside=aside), Effect.ANSWER_QUESTION)
    if step.choices:
        return Move(asked, notes=(words.NO_SUCH_CHOICE,))
    return _answer(asked, step, said.text)


def _steer(draft: Draft, step: Step, said: Said) -> Move | None:
    form, progress = form_of(draft), draft.progress
    try:
        match said.control:
            case Control.BACK:
                before = transitions.back(form, progress)
                return moved(draft, before, notes=(words.FIRST_STEP,) if before == progress else ())
            case Control.SKIP:
                return moved(draft, transitions.skip(form, progress))
            case Control.KEEP:
                return moved(draft, transitions.keep(form, progress))
            case Control.HELP:
                return Move(draft, notes=(words.HELP[step.name], words.CONTROLS))
    except StepRequired:
        return Move(draft, notes=(words.REQUIRED,))
    return None


def _answer(draft: Draft, step: Step, text: str) -> Move:
    if len(text) > step.longest:
        return Move(draft, notes=(words.TOO_LONG.format(length=len(text), longest=step.longest),))
    spoken = words_of(text)
    if step.name == "description" and len(spoken) < FEWEST_WORDS:
        return Move(draft, notes=(words.TOO_LITTLE,))
    if not spoken:
        return Move(draft, notes=(words.NO_WORDS,))
    progress = transitions.answer(form_of(draft), draft.progress, text)
    if step.name == "description" and draft.purpose is Purpose.REPORT:
        return moved(draft, _with_title(draft.progress, progress), Effect.LOOK_FOR_SAME)
    return moved(draft, progress)


def _with_title(before: Progress, after: Progress) -> Progress:
    """Propose a title, unless the person chose one."""
    title = before.answers.get("title")
    if title and title != propose_title(before.answers.get("description") or ""):
        return after
    return transitions.fill_in(after, "title", propose_title(after.answers["description"] or ""))


def _takes_aside(text: str) -> bool:
    """A number is an answer of its own: "3" may well be how often it happens."""
    return not text.strip().isdigit() and chosen(text, (YES, ASIDE)) is not None
