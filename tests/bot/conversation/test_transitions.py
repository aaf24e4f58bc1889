import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import transitions
from bot.conversation.form import Form, Step
from bot.conversation.progress import SUMMARY, Phase, Progress
from bot.conversation.transitions import StepRequired

FORM = Form((Step("what", required=True), Step("title", asked=False), Step("where"), Step("when")))


def test_a_form_begins_at_what_is_not_known_yet() -> None:
    assert transitions.begin(FORM, {"what": "x"}).at == "where"


def test_after_the_last_step_comes_the_summary() -> None:
    progress = transitions.begin(FORM)

    for text in ("a", "b", "c"):
        progress = transitions.answer(FORM, progress, text)

    assert progress.at == SUMMARY
    assert progress.answers == {"what": "a", "where": "b", "when": "c"}


def test_back_and_a_new_answer_leads_on_to_what_is_still_open() -> None:
    progress = transitions.answer(FORM, transitions.answer(FORM, transitions.begin(FORM), "a"), "b")

    progress = transitions.back(FORM, transitions.back(FORM, progress))

    assert progress.at == "what"
    assert transitions.answer(FORM, progress, "z").at == "when"


def test_a_required_step_cannot_be_skipped() -> None:
    with pytest.raises(StepRequired):
        transitions.skip(FORM, transitions.begin(FORM))


def test_an_edit_returns_to_the_summary() -> None:
    progress = transitions.begin(FORM, {"what": "a", "where": "b", "when": "c"})

    edited = transitions.answer(FORM, transitions.edit(FORM, progress, "title"), "t")

    assert edited.at == SUMMARY
    assert edited.answers["title"] == "t"


MOVES = st.lists(
    st.sampled_from(["answer", "skip", "keep", "back", "stop", "pause", "resume", "choose", "edit"])
)


@given(MOVES)
def test_no_move_loses_an_answer_or_leaves_the_form(moves: list[str]) -> None:
    progress = transitions.begin(FORM)
    said: dict[str, str | None] = {}
    for number, move in enumerate(moves):
        at = progress.at
        progress = _moved(progress, move, str(number), said)
        assert progress.at in {SUMMARY, *(step.name for step in FORM.steps)}
        assert progress.answers == said, (move, at)


def _moved(progress: Progress, move: str, text: str, said: dict[str, str | None]) -> Progress:
    is_at_step = progress.at != SUMMARY and progress.phase is Phase.ASKING
    match move:
        case "answer" if is_at_step:
            said[progress.at] = text
            return transitions.answer(FORM, progress, text)
        case "skip" if is_at_step and not FORM.step(progress.at).required:
            said[progress.at] = None
            return transitions.skip(FORM, progress)
        case "keep" if is_at_step and (progress.at in said or not FORM.step(progress.at).required):
            said.setdefault(progress.at, None)
            return transitions.keep(FORM, progress)
        case "back":
            return transitions.back(FORM, progress)
        case "stop":
            return transitions.stop(progress)
        case "pause":
            return transitions.pause(progress)
        case "resume":
            return transitions.resume(progress)
        case "choose" if progress.at == SUMMARY:
            return transitions.choose(progress)
        case "edit" if progress.at == SUMMARY:
            return transitions.edit(FORM, progress, "where")
    return progress
