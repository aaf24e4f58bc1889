"""Files that wait for an answer together with those that were shown before."""

import pytest

from bot.library.adding.looking import MOST_DOCUMENTS
from bot.library.adding.pending import still_pending
from bot.library.adding.proposal import Waiting, read_proposal, write_proposal
from bot.library.adding.reply import ADD
from bot.library.adding.sent import Sizes
from bot.memory import Awaiting, Doubt, Memory
from bot.messages import Attachment, Reply, paragraph
from bot.outcome import Outcome
from bot.rendering.plain import render
from bot.wording import library_preview as words

SIZES = Sizes(largest=25, together=100)


def archive(*names: str, size: int = 1) -> Waiting:
    attachment = Attachment(name="alles.zip", size=size, source="mxc")
    members = tuple(range(len(names)))
    return Waiting(attachment=attachment, url="", digest="", documents=names, members=members, size=size)


def asked(*waiting: Waiting) -> Awaiting:
    return Awaiting(Doubt.WHETHER_TO_ADD, write_proposal(waiting))


def shown_after(pending: Awaiting, *waiting: Waiting) -> Outcome:
    shown = Outcome(replies=(Reply((paragraph("..."),)),), memory=Memory(awaiting=asked(*waiting)))
    return still_pending(pending, shown, SIZES)


def test_as_much_as_may_be_added_at_once_waits_together() -> None:
    many = archive(*(f"nota{number}.md" for number in range(1, MOST_DOCUMENTS)), size=75)

    outcome = shown_after(asked(many), archive("nog.md", size=25))

    assert outcome.memory.awaiting is not None
    assert len(read_proposal(outcome.memory.awaiting.message)) == 2


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        (
            archive("een.md", *(f"nota{number}.md" for number in range(1, MOST_DOCUMENTS))),
            words.TOO_MANY_TOGETHER.format(most=MOST_DOCUMENTS),
        ),
        (archive("een.md", size=80), words.TOO_MUCH_TOGETHER.format(together="0,1 kB")),
    ],
)
def test_what_is_more_than_may_be_added_at_once_does_not_wait_too(earlier: Waiting, said: str) -> None:
    pending = asked(earlier)

    outcome = shown_after(pending, archive("nog.md", size=25))

    (reply,) = outcome.replies
    assert outcome.memory.awaiting == pending
    assert said in render(reply)
    assert "een.md" in render(reply)
    assert reply.choices == ADD
