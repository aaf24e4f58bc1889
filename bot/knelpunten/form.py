"""The steps of a report, and of a support of an existing knelpunt."""

from bot.conversation.form import Form, Step
from bot.knelpunten.draft import Purpose
from bot.knelpunten.report import Affected, Cause
from bot.messages import Choice

YES, NO = "ja", "nee"


def _choices(*values: str) -> tuple[Choice, ...]:
    return tuple(Choice(value[:1].upper() + value[1:], value) for value in values)


REPORT_FORM = Form(
    (
        Step("description", required=True, longest=8000),
        Step("title", asked=False, required=True, longest=120),
        Step("affected", required=True, choices=_choices(*Affected), several=True),
        Step("group"),
        Step("organisation", required=True, longest=200),
        Step("cause", required=True, choices=_choices(*Cause), own_words=True),
        Step("regulation"),
        Step("frequency"),
        Step("consequence"),
        Step("tried"),
        Step("proposal"),
        Step("contact", choices=_choices(YES, NO)),
    )
)

SUPPORT_FORM = Form(
    (
        Step("organisation", required=True, longest=200),
        Step("frequency"),
        Step("remark"),
    )
)

FORMS = {Purpose.REPORT: REPORT_FORM, Purpose.SUPPORT: SUPPORT_FORM}
