"""How a guided conversation moves: pure functions from one progress to the next.

`docs/report-conversation.md` draws them.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation.form import Form
from bot.conversation.progress import SUMMARY, Phase, Progress


class StepRequired(Exception):
    """A step was skipped that needs an answer."""


def begin(form: Form, known: Mapping[str, str] | None = None) -> Progress:
    """Begin a form at the first step that is not already known."""
    return _onward(form, Progress(SUMMARY, dict(known or {})))


def answer(form: Form, progress: Progress, text: str) -> Progress:
    """Answer the step that is asked, and move on."""
    return _onward(form, replace(progress, answers={**progress.answers, progress.at: text}))


def skip(form: Form, progress: Progress) -> Progress:
    """Leave the step that is asked without an answer, and move on.

    Raises:
        StepRequired: it needs one.
    """
    if form.step(progress.at).required:
        raise StepRequired(progress.at)
    return _onward(form, replace(progress, answers={**progress.answers, progress.at: None}))


def keep(form: Form, progress: Progress) -> Progress:
    """Keep the answer that the step has, and move on.

    Raises:
        StepRequired: it has none, and needs one.
    """
    if progress.at in progress.answers:
        return _onward(form, progress)
    return skip(form, progress)


def back(form: Form, progress: Progress) -> Progress:
    """Go to the step before; from the first step nowhere. An edit is left as it was."""
    if progress.phase is Phase.CHOOSING:
        return replace(progress, phase=Phase.ASKING)
    if progress.editing:
        return replace(progress, at=SUMMARY, editing=False)
    names = [step.name for step in form.asked]
    if progress.at == SUMMARY:
        return replace(progress, at=names[-1])
    return replace(progress, at=names[max(0, names.index(progress.at) - 1)])


def choose(progress: Progress) -> Progress:
    """Ask which step to change."""
    return replace(progress, at=SUMMARY, phase=Phase.CHOOSING, editing=False)


def edit(form: Form, progress: Progress, name: str) -> Progress:
    """Ask a step again, to return to the summary.

    Raises:
        KeyError: the form has no such step.
    """
    return replace(progress, at=form.step(name).name, phase=Phase.ASKING, editing=True)


def stop(progress: Progress) -> Progress:
    """Ask whether to keep what there is."""
    return replace(progress, phase=Phase.STOPPING)


def pause(progress: Progress) -> Progress:
    """Keep what there is for later."""
    return replace(progress, phase=Phase.PAUSED)


def offer_to_resume(progress: Progress) -> Progress:
    """Ask whether to go on."""
    return replace(progress, phase=Phase.RESUMING)


def resume(progress: Progress) -> Progress:
    """Go on where it was."""
    return replace(progress, phase=Phase.ASKING)


def fill_in(progress: Progress, name: str, text: str) -> Progress:
    """Answer a step without moving."""
    return replace(progress, answers={**progress.answers, name: text})


def _onward(form: Form, progress: Progress) -> Progress:
    """To the summary after an edit, else to the first step that has neither been answered nor skipped."""
    unasked = [] if progress.editing else [s.name for s in form.asked if s.name not in progress.answers]
    return replace(progress, at=unasked[0] if unasked else SUMMARY, phase=Phase.ASKING, editing=False)
