from datetime import date

from bot.fixed_answers.drafting import Fault, changed_draft
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.labelled import Label, read_labelled

TODAY = date(2026, 1, 1)
ANSWER = FixedAnswer(
    id=3,
    questions=("Wanneer is het loket open?",),
    text="Elke dag.",
    source="https://a.nl",
    owner="Ada",
    review_on=date(2026, 6, 1),
)


def test_a_number_of_thousands_of_digits_is_no_question_of_the_answer():
    draft = changed_draft(read_labelled(f"vraag weg: {'9' * 5000}"), ANSWER, TODAY, {})

    assert [(wrong.fault, wrong.label) for wrong in draft.wrong] == [
        (Fault.NO_SUCH_QUESTION, Label.WITHOUT_QUESTION)
    ]
    assert draft.questions == ANSWER.questions
