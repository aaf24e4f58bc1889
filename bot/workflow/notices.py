"""What people hear about the knelpunten that they take part in."""

from bot.knelpunten.actions import Notice
from bot.knelpunten.history import Role
from bot.knelpunten.report import Knelpunt, Status
from bot.memory import Awaiting, Doubt
from bot.messages import Block, Choice, Kind, Reply, Text, paragraph
from bot.wording import workflow as words

WHO_HAVE_IT = frozenset({Role.REPORTER, Role.SUPPORTER})
WHO_TREAT_IT = frozenset({Role.HANDLER})
YES, NO = "ja", "nee"


def of_change(knelpunt: Knelpunt, to: Status, why: str) -> Notice:
    """Tell those who have a knelpunt that it stands elsewhere now, and ask them whether it is solved."""
    reopened = to is Status.IN_PROGRESS and knelpunt.status is not Status.RECEIVED
    blocks = [_about(knelpunt, words.REOPENED if reopened else words.NOW[to])]
    if why:
        blocks.append(paragraph(words.WHY.format(why=why)))
    if to is not Status.SOLVED:
        return Notice(reply=_reply(*blocks), to=WHO_HAVE_IT)
    # A notice may be read, and its choices picked, when much else was said since.
    choices = (
        Choice(words.CHOICE_SOLVED, f"{knelpunt.number} {YES}"),
        Choice(words.CHOICE_NOT_SOLVED, f"{knelpunt.number} {NO}"),
    )
    reply = Reply((*blocks, paragraph(words.IS_IT_SOLVED)), Kind.NOTICE, choices)
    return Notice(reply=reply, to=WHO_HAVE_IT, awaiting=Awaiting(Doubt.WHETHER_SOLVED, knelpunt.number))


def of_question(knelpunt: Knelpunt, question: str) -> Notice:
    """Ask those who have a knelpunt something about it."""
    return Notice(
        reply=_reply(
            _about(knelpunt, words.QUESTION_FOR_YOU.format(question=question)),
            paragraph(words.HOW_TO_ANSWER.format(number=knelpunt.number)),
        ),
        to=WHO_HAVE_IT,
        awaiting=Awaiting(Doubt.ANSWER_ABOUT_KNELPUNT, knelpunt.number),
    )


def of_remark(knelpunt: Knelpunt, text: str) -> Notice:
    """Tell those who treat a knelpunt what was added to it."""
    return Notice(reply=_reply(_about(knelpunt, words.REMARK_CAME.format(text=text))), to=WHO_TREAT_IT)


def of_answer(knelpunt: Knelpunt, text: str) -> Notice:
    """Tell those who treat a knelpunt the answer to what they asked."""
    return Notice(reply=_reply(_about(knelpunt, words.ANSWER_CAME.format(text=text))), to=WHO_TREAT_IT)


def of_doubt(knelpunt: Knelpunt) -> Notice:
    """Tell those who treat a knelpunt that it is not solved."""
    return Notice(
        reply=_reply(_about(knelpunt, words.REOPENED), paragraph(words.WHY.format(why=words.NOT_SOLVED_WHY))),
        to=WHO_TREAT_IT,
    )


def of_lesson(knelpunt: Knelpunt, decision: str) -> Notice:
    """Tell those who treat a knelpunt what was decided on its lesson."""
    return Notice(reply=_reply(_about(knelpunt, decision)), to=WHO_TREAT_IT)


def of_merging(knelpunt: Knelpunt, into: Knelpunt) -> Notice:
    """Tell those who have a knelpunt that another one stands for it from now on."""
    other = f"{into.number} ({into.report.title})"
    return Notice(reply=_reply(_about(knelpunt, words.INTO_OTHER.format(into=other))), to=WHO_HAVE_IT)


def of_splitting(knelpunt: Knelpunt) -> Notice:
    """Tell those who have a knelpunt that it stands for itself again."""
    return Notice(reply=_reply(_about(knelpunt, words.OUT_OF_OTHER)), to=WHO_HAVE_IT)


def _about(knelpunt: Knelpunt, sentence: str) -> Block:
    about = words.ABOUT.format(number=knelpunt.number, title=knelpunt.report.title)
    return paragraph(Text(about, strong=True), f" {sentence}")


def _reply(*blocks: Block) -> Reply:
    return Reply(blocks, Kind.NOTICE)
