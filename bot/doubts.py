"""What the assistant asks outside a report, and what can be chosen."""

from bot.commands.own import FORGET
from bot.memory import Doubt
from bot.messages import Choice
from bot.wording import intake as words
from bot.workflow.hearing import ANSWER, REMARK, SOLVED
from bot.workflow.notices import NO, YES

CHOICES = {
    Doubt.WHETHER_TO_REPORT: (Choice(words.CHOICE_REPORT, YES), Choice(words.CHOICE_QUESTION, NO)),
    Doubt.QUESTION_OR_REPORT: (Choice(words.CHOICE_TELL, YES), Choice(words.CHOICE_ASK, NO)),
    Doubt.WHETHER_TO_FORGET: FORGET,
    Doubt.WHETHER_SOLVED: SOLVED,
    Doubt.WHETHER_ANSWER: ANSWER,
    Doubt.WHETHER_REMARK: REMARK,
}
