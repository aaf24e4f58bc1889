"""What is said of what a new index does to the evaluation set."""

from collections.abc import Sequence
from textwrap import shorten

from bot.evaluation.effect import Effect

EFFECT = "Toetsvragen: {right} van de {questions} goed."
EFFECT_WAS = "Toetsvragen: {right} van de {questions} goed, dat was {before}."
EFFECT_SAME = "Toetsvragen: {right} van de {questions} goed, evenveel als eerst."
NO_EFFECT = "Er zijn geen toetsvragen over deze documenten."
BETTER = "Beter: {questions}."
WORSE = "Slechter: {questions}."
AND_MORE = "{questions} en nog {count}"
MOST_NAMED = 5
LONGEST_NAMED = 120


def describe_effect(effect: Effect) -> list[str]:
    """Say in sentences what another generation does to the evaluation set; names at most five of each."""
    if not effect.questions:
        return [NO_EFFECT]
    form = EFFECT_WAS
    if effect.right_before is None:
        form = EFFECT
    elif effect.right_before == effect.right_after:
        form = EFFECT_SAME
    said = [form.format(right=effect.right_after, questions=effect.questions, before=effect.right_before)]
    for sentence, questions in ((BETTER, effect.better), (WORSE, effect.worse)):
        if questions:
            said.append(sentence.format(questions=_named(questions)))
    return said


def _named(questions: Sequence[str]) -> str:
    shown = (shorten(question, LONGEST_NAMED, placeholder=" …") for question in questions[:MOST_NAMED])
    named = ", ".join(f"‘{question}’" for question in shown)
    more = len(questions) - MOST_NAMED
    return AND_MORE.format(questions=named, count=more) if more > 0 else named
