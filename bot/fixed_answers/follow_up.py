"""A question that leans on the one before it, against one that is complete in itself."""

from bot.fixed_answers.form import Fit, fit_of_forms, forms_of
from bot.fixed_answers.subject import Subject, subject_of, unshared


def leads_to(previous: str, message: str, question: str) -> bool:
    """Whether a message together with the question before it asks what a complete question asks.

    The message says what somebody wants to hear, unless it says none of that ("en bij ziekte?"). Each word of
    it that carries meaning has to be in the question, and each one of the question in the two together.

    Args:
        previous: what was asked before.
        message: what was asked now.
        question: complete in itself.
    """
    asked, before, wanted = subject_of(message), subject_of(previous), subject_of(question)
    form = message if forms_of(message) else previous
    if not wanted.words or fit_of_forms(form, question) is not Fit.SAME:
        return False
    both = Subject((*before.words, *asked.words), before.telling | asked.telling)
    told = asked.telling <= wanted.telling <= both.telling
    return told and not unshared(asked, wanted) and not unshared(wanted, both)
