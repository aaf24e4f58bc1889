"""What admins see of the fixed answers: a page of them, or one."""

from collections.abc import Sequence
from datetime import date

from bot.commands.done import say
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.reply import text_blocks
from bot.messages import Block, Choice, Kind, Listing, Reply, Text, paragraph
from bot.paging import no_such_page, other_pages
from bot.text import as_sentence
from bot.wording import fixed_answers as words

ON_A_PAGE = 8
"""With the pages before and after it there are ten choices, as many as there are signs for."""


def is_overdue(answer: FixedAnswer, today: date) -> bool:
    """Whether an answer should have been looked at again."""
    return answer.review_on <= today


def in_order(answers: Sequence[FixedAnswer], today: date) -> list[FixedAnswer]:
    """Put those first that are to be looked at, the longest overdue first, and then by number."""
    overdue = sorted((one for one in answers if is_overdue(one, today)), key=lambda one: one.review_on)
    return [*overdue, *(one for one in answers if not is_overdue(one, today))]


def fixed_answer_list(page: int, answers: Sequence[FixedAnswer], today: date) -> Reply:
    """List a page of the fixed answers."""
    if not answers:
        return say(words.NONE_YET)
    start = (page - 1) * ON_A_PAGE
    shown = in_order(answers, today)[start : start + ON_A_PAGE]
    if not shown:
        return no_such_page("/antwoorden")
    choices = [Choice(words.entry(one, today), f"/antwoord {one.id}") for one in shown]
    is_last = start + len(shown) >= len(answers)
    choices += other_pages(page, is_last=is_last, command="/antwoorden pagina {}".format)
    overdue = sum(is_overdue(one, today) for one in answers)
    return say(words.page(len(answers), start + 1, start + len(shown), overdue), tuple(choices))


def fixed_answer_blocks(answer: FixedAnswer, source: str, today: date) -> tuple[Block, ...]:
    """Show all of a fixed answer.

    Args:
        answer: the answer.
        source: what it leans on, for people.
        today: the day, in the Netherlands.
    """
    about = (
        words.SOURCE.format(source=as_sentence(source)),
        words.OWNER.format(owner=as_sentence(answer.owner)),
        words.review(answer, today),
    )
    return (
        paragraph(words.ASKED_ONE if len(answer.questions) == 1 else words.ASKED),
        Listing(tuple((Text(question),) for question in answer.questions), ordered=True),
        *text_blocks(answer.text),
        paragraph(" ".join(about)),
    )


def fixed_answer_shown(answer: FixedAnswer, source: str, today: date) -> Reply:
    """Show a fixed answer, with how to change it."""
    blocks = (
        paragraph(Text(words.NUMBERED.format(number=answer.id), strong=True)),
        *fixed_answer_blocks(answer, source, today),
        paragraph(words.HOW_TO_CHANGE.format(number=answer.id)),
    )
    choices = (
        Choice(words.TAKE_AWAY, f"/antwoord {answer.id} weg"),
        Choice(words.TO_THE_LIST, "/antwoorden"),
    )
    return Reply(blocks, Kind.COMMAND, choices)
