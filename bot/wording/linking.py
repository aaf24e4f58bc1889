"""What is said when somebody links their accounts."""

from collections.abc import Sequence

from bot.messages import Kind, Reply, Text, paragraph
from bot.workflow.routing import Account

TYPE_THIS = "Typ dit op je andere kanaal, binnen 10 minuten:"
CODE_NOT_KEPT = "(de code bewaar ik niet; typ /koppel voor een nieuwe)"
WHAT_IT_DOES = (
    "Dan horen je accounts bij elkaar: je ziet op allebei je meldingen, en je rollen gelden op allebei. "
    "Geef de code aan niemand anders."
)
BELONGS_WITH = "Je account hier hoort nu al bij: "
NO_SUCH_CODE = (
    "Die code klopt niet, is al gebruikt of is ouder dan 10 minuten. "
    "Typ /koppel op je andere kanaal voor een nieuwe."
)
SAME_ACCOUNT = (
    "Deze code heb je hier gekregen. Typ hem op je andere kanaal: dan horen je accounts bij elkaar."
)
LINKED_ALREADY = "Deze accounts horen al bij elkaar."
ROLE_IS_HERE = (
    "Je account hier heeft een rol die je andere account niet heeft. "
    "Doe het daarom andersom: typ hier /koppel, en de code op je andere kanaal."
)
LINKED = (
    "Je account {there} en je account hier horen nu bij elkaar. Je ziet op allebei je meldingen, en je "
    "rollen gelden op allebei. Bericht krijg je waar je iets hebt gemeld."
)
WHICH_ACCOUNT = "Het andere account is: "
NOT_YOURS = ". Is dat niet van jou? Typ dan: /koppel los."
NAME_NOT_KEPT = "(de naam bewaar ik hier niet)"
LINKED_THERE = "Je account {there} hoort nu bij je account hier. Was jij dat niet? Typ dan: /koppel los."
UNLINKED = (
    "Je account hier is weer los van je andere account. Wat je hier hebt gemeld, zie je alleen nog hier."
)
NOT_LINKED = "Je account hier is aan geen ander gekoppeld. Wil je dat wel? Typ dan: /koppel."

_WHERE = {"matrix": "op Matrix", "telegram": "op Telegram", "terminal": "in de terminal"}


def offer(code: str, others: Sequence[Account]) -> Reply:
    """Give somebody a code, and say to which accounts theirs is linked by now."""
    command = Text(f"/koppel {code}", strong=True, kept_as=CODE_NOT_KEPT)
    blocks = [paragraph(TYPE_THIS), paragraph(command), paragraph(WHAT_IT_DOES)]
    if others:
        names = [part for one in others for part in (", ", _name(one), f" {_where(one)}")][1:]
        blocks.append(paragraph(BELONGS_WITH, *names, "."))
    return Reply(tuple(blocks), Kind.COMMAND)


def linked(there: Account) -> Reply:
    """Say that two accounts belong together, where the code was typed."""
    done = paragraph(LINKED.format(there=_where(there)))
    return Reply((done, paragraph(WHICH_ACCOUNT, _name(there), NOT_YOURS)), Kind.COMMAND)


def linked_there(account: Account) -> Reply:
    """Say that two accounts belong together, where the code was made."""
    return Reply((paragraph(LINKED_THERE.format(there=_where(account))),))


def _name(account: Account) -> Text:
    # What is kept for one account does not name the other: it may be forgotten on its own.
    return Text(account.person, kept_as=NAME_NOT_KEPT)


def _where(account: Account) -> str:
    return _WHERE.get(account.channel, f"op {account.channel}")
